"""A world of futures: the market, the vendor's deliveries, the machines, the courts, the customers.

Everything that chance decides stands here once, so that every contract meets the same luck.
"""

from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.market import Market
from negotiation.economics.discounting import Floats
from negotiation.economics.futures import Futures, simulate_futures
from negotiation.economics.streams import Chance, make_stream

__all__ = ["World", "lead_months", "simulate_world"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """Simulated futures of ``market``; ``first_month`` says which of their months is month 0.

    ``trickle`` has axes (draw, month) and mean 1; slip, site luck and petition have axis (draw,).
    """

    market: Market
    chance: Chance
    futures: Futures
    trickle: Floats
    slip_months: Floats
    site_luck: Floats
    petition: Floats
    first_month: int = 0

    @property
    def months(self) -> int:
        """The last month."""
        return self.futures.months

    def since(self, month: int) -> "World":
        """Return the same world with ``month`` as month 0."""
        return World(
            market=self.market,
            chance=self.chance,
            futures=self.futures.since(month),
            trickle=self.trickle[:, month:],
            slip_months=self.slip_months,
            site_luck=self.site_luck,
            petition=self.petition,
            first_month=self.first_month + month,
        )

    def on_draws(self, draws: NDArray[np.intp]) -> "World":
        """Return the world of some draws, each as often as it is named; for what needs no exits."""
        return World(
            market=self.market,
            chance=replace(self.chance, draws=len(draws)),
            futures=self.futures.on_draws(draws),
            trickle=self.trickle[draws],
            slip_months=self.slip_months[draws],
            site_luck=self.site_luck[draws],
            petition=self.petition[draws],
            first_month=self.first_month,
        )

    def exits(self, customer: str) -> Floats:
        """Return the uniforms by which ``customer`` leaves, axes (draw, month)."""
        who = crc32(customer.encode()) if customer else 0
        drawn = self.chance.spread_uniforms("exits", self.first_month + self.months, who)
        return drawn[:, self.first_month :]


def simulate_world(market: Market, months: int, chance: Chance | None = None) -> World:
    """Simulate ``months`` months after signing; ``chance`` defaults to the market's own."""
    chance = chance or Chance(seed=market.seed, draws=market.draws)
    rules = market.rules
    petition = make_stream(chance.seed, "petitions").random(chance.draws)
    return World(
        market=market,
        chance=chance,
        futures=simulate_futures(market, months, chance),
        trickle=chance.gammas("fills", months, rules.fill_shape),
        slip_months=simulate_slips(market, chance),
        site_luck=simulate_luck(market, chance),
        petition=petition,
    )


def lead_months(market: Market) -> float:
    """Return the lead time that the vendor quotes (R4) [months]."""
    rules = market.rules
    spread = rules.lead_scarce_months - rules.lead_calm_months
    return rules.lead_calm_months + spread * market.scarcity_fraction


def simulate_slips(market: Market, chance: Chance) -> Floats:
    """Return how late orders are (R4), axis (draw,) [months].

    Gamma with mean 3.5 and standard deviation 1 at X = 1; at X = 0 nothing, but for the odd late
    order. What a known past has shown is kept: the slip itself once deliveries have begun, and
    until then that it is longer than what has passed.
    """
    rules, scarcity = market.rules, market.scarcity_fraction
    stream, late = make_stream(chance.seed, "slips"), make_stream(chance.seed, "late")
    n_pool = chance.draws if chance.known is None else 16 * chance.draws + 256
    shape = (rules.slip_scarce_months / rules.slip_scarce_sd_months) ** 2
    scarce = stream.gamma(shape, 1, n_pool) * (rules.slip_scarce_months / max(shape, 1e-9))
    is_late = late.random(n_pool) < rules.slip_calm_late_fraction
    calm = is_late * late.exponential(rules.slip_calm_late_months, n_pool)
    slips: Floats = scarcity * scarce + (1 - scarcity) * calm
    if chance.known is None:
        return slips
    true_slip = simulate_slips(market, chance.known)
    early = rules.early_start_months * scarcity
    elapsed = chance.known_months - lead_months(market) + early
    if true_slip[0] <= elapsed:
        return np.broadcast_to(true_slip, (chance.draws,)).copy()
    open_still = slips[slips > elapsed]
    if not len(open_still):
        open_still = np.array([elapsed + 1.0])
    return np.resize(open_still, chance.draws)


def simulate_luck(market: Market, chance: Chance) -> Floats:
    """Return how often machines fail at this site against the average, axis (draw,), mean 1."""
    if chance.known is not None and chance.known_months:
        return np.broadcast_to(simulate_luck(market, chance.known), (chance.draws,)).copy()
    spread = market.rules.failure_spread_log
    normals = make_stream(chance.seed, "failures").standard_normal(chance.draws)
    luck: Floats = np.exp(spread * normals - spread**2 / 2)
    return luck
