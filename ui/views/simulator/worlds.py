"""The same deal in other markets: which there are, as assumptions. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from negotiation.domain.market import Market
from negotiation.domain.scenarios import Scenario

__all__ = ["MarketCase", "market_cases"]


class MarketCase(NamedTuple):
    """A market that a deal may meet. ``key`` is of the catalogue."""

    key: str
    assumed: tuple[str, ...]


_CASES = (
    MarketCase(
        "sim_world_boom",
        (
            "market.price_mode=stochastic",
            "market.regime_at_start=boom",
            "market.ban_hazard_per_month=0",
        ),
    ),
    MarketCase(
        "sim_world_ban",
        (
            "market.price_mode=stochastic",
            "market.regime_at_start=boom",
            "market.ban_hazard_per_month=0.5",
        ),
    ),
    MarketCase(
        "sim_world_glut",
        (
            "market.price_mode=stochastic",
            "market.regime_at_start=glut",
            "market.backlog_months=0.25",
        ),
    ),
    MarketCase("sim_world_stable", ("market.price_mode=stable",)),
    MarketCase("sim_world_history", ("market.price_mode=historical",)),
)


def market_cases(scenario: Scenario, assumed: Sequence[str]) -> tuple[MarketCase, ...]:
    """Return the markets to compare: first the one that is assumed, then others than it."""
    market = scenario.market or Market()
    cases = [MarketCase("sim_world_base", tuple(assumed))]
    for case in _CASES:
        changed = dict(pair.split("=", 1) for pair in case.assumed)
        now = {name: str(getattr(market, name.partition(".")[2])) for name in changed}
        is_past = scenario.campaign is not None and case.key == "sim_world_glut"
        if now == changed or is_past:  # in a campaign the first months have happened
            continue
        kept = (pair for pair in assumed if pair.partition("=")[0] not in changed)
        cases.append(MarketCase(case.key, (*kept, *case.assumed)))
    return tuple(cases)
