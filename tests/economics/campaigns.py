"""A small campaign: a vendor, three clouds and two labs, and what they sign in which month."""

from collections.abc import Mapping
from dataclasses import replace

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.market import Market, Regime
from negotiation.economics.execution import realised_world
from negotiation.economics.portfolio import SignedContract
from negotiation.economics.situation import Situation, known_world, market_in
from negotiation.economics.world import World
from tests.economics.builders import LAB, SCARCITY, make_valuation

MARKET = Market(draws=32)
BACKLOG: Mapping[Regime, float] = {"glut": 1.0, "calm": 2.0}
LAST = 72


def make_truth(seed: int = 7) -> World:
    """What really happens: the calendar of 2023."""
    return realised_world(MARKET, LAST, seed, mode="historical")


TRUTH = make_truth()


def supply_in(month: int, cloud: str = "heron") -> ContractSetting:
    """A purchase of cards as it is valued in a month."""
    setting = make_valuation(SCARCITY)
    parties = {"cloud": cloud, "vendor": "maker"}
    return replace(setting, parties=parties, market=market_in(MARKET, TRUTH, month, BACKLOG))


def rental_in(
    month: int,
    lab: str = "kite",
    cloud: str = "heron",
    *,
    profile: Mapping[str, float] | None = None,
) -> ContractSetting:
    """A rental as it is valued in a month; ``profile`` changes the cloud's own economics."""
    setting = make_valuation(LAB, cloud=profile or {})
    parties = {"lab": lab, "cloud": cloud}
    return replace(setting, parties=parties, market=market_in(MARKET, TRUTH, month, BACKLOG))


def order(
    month: int = 0, name: str = "order", cloud: str = "heron", **clauses: float | str
) -> SignedContract:
    """A signed purchase."""
    terms: dict[str, float | str] = {"gpus": 2_048.0, "price_cny_per_gpu": 78e3, **clauses}
    return SignedContract(
        id=name, setting=supply_in(month, cloud), clauses=terms, signed_month=month
    )


def lease(
    month: int = 0,
    name: str = "lease",
    lab: str = "kite",
    cloud: str = "heron",
    **clauses: float | str,
) -> SignedContract:
    """A signed rental."""
    terms: dict[str, float | str] = {"gpus": 1_024.0, "list_price_fraction": 0.3, **clauses}
    setting = rental_in(month, lab, cloud)
    return SignedContract(id=name, setting=setting, clauses=terms, signed_month=month)


def make_situation(
    month: int, *portfolio: SignedContract, replaces: str | None = None, truth: World = TRUTH
) -> Situation:
    """Where the campaign stands in a month."""
    return Situation(
        month=month,
        portfolio=portfolio,
        world=known_world(MARKET, truth, portfolio, month=month),
        market=market_in(MARKET, truth, month, BACKLOG),
        replaces=replaces,
    )
