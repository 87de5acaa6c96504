"""A world of futures: the market, the vendor's deliveries, the machines, the courts, the customers.

Everything that chance decides stands here once, so that every contract meets the same luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.market import Market
from negotiation.economics.discounting import Floats
from negotiation.economics.futures import Futures, simulate_futures
from negotiation.economics.streams import Chance, make_stream

__all__ = ["Order", "World", "lead_months", "simulate_world"]


class Order(NamedTuple):
    """An order by which the vendor's slip is seen: when it was placed, and how scarce cards were.

    ``month`` is one of the world's and may lie before it; ``slip_multiplier`` is what dated batches
    make of the slip.
    """

    month: float
    scarcity_fraction: float
    slip_multiplier: float = 1.0


class Slips(NamedTuple):
    """How late orders are by scarcity, axis (draw,) [months]: at X = 1 and at X = 0."""

    scarce_months: Floats
    calm_months: Floats

    def at(self, scarcity_fraction: float) -> Floats:
        """Return the slip of an order placed at this scarcity."""
        slips: Floats = (
            scarcity_fraction * self.scarce_months + (1 - scarcity_fraction) * self.calm_months
        )
        return slips


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """Simulated futures of ``market``; ``first_month`` says which of their months is month 0.

    ``trickle`` has axes (draw, month) and mean 1; slips, site luck and petition have axis (draw,).
    """

    market: Market
    chance: Chance
    futures: Futures
    trickle: Floats
    slips: Slips
    site_luck: Floats
    petition: Floats
    first_month: int = 0

    @property
    def months(self) -> int:
        """The last month."""
        return self.futures.months

    @property
    def slip_months(self) -> Floats:
        """How late an order is that is placed in the world's own market, axis (draw,)."""
        return self.slips.at(self.market.scarcity_fraction)

    def since(self, month: int) -> "World":
        """Return the same world with ``month`` as month 0."""
        return World(
            market=self.market,
            chance=self.chance,
            futures=self.futures.since(month),
            trickle=self.trickle[:, month:],
            slips=self.slips,
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
            slips=Slips(*(months[draws] for months in self.slips)),
            site_luck=self.site_luck[draws],
            petition=self.petition[draws],
            first_month=self.first_month,
        )

    def exits(self, customer: str) -> Floats:
        """Return the uniforms by which ``customer`` leaves, axes (draw, month)."""
        who = crc32(customer.encode()) if customer else 0
        drawn = self.chance.spread_uniforms("exits", self.first_month + self.months, who)
        return drawn[:, self.first_month :]


def simulate_world(
    market: Market, months: int, chance: Chance | None = None, orders: Sequence[Order] = ()
) -> World:
    """Simulate ``months`` months after signing; ``chance`` defaults to the market's own.

    Where a past is known, deliveries have shown of the slip what ``orders`` show, and one that was
    placed at the start in any case.
    """
    chance = chance or Chance(seed=market.seed, draws=market.draws)
    rules = market.rules
    petition = make_stream(chance.seed, "petitions").random(chance.draws)
    return World(
        market=market,
        chance=chance,
        futures=simulate_futures(market, months, chance),
        trickle=chance.gammas("fills", months, rules.fill_shape),
        slips=simulate_slips(market, chance, orders),
        site_luck=simulate_luck(market, chance),
        petition=petition,
    )


def lead_months(market: Market, scarcity_fraction: float | None = None) -> float:
    """Return the lead time that the vendor quotes (R4) [months]; by default in this market."""
    rules = market.rules
    spread = rules.lead_scarce_months - rules.lead_calm_months
    scarcity = market.scarcity_fraction if scarcity_fraction is None else scarcity_fraction
    return rules.lead_calm_months + spread * scarcity


def simulate_slips(market: Market, chance: Chance, orders: Sequence[Order] = ()) -> Slips:
    """Return how late orders are (R4).

    Gamma with mean 3.5 and standard deviation 1 at X = 1; at X = 0 nothing, but for the odd late
    order. What a known past has shown is kept: the slip itself once deliveries have begun, and
    until then that it is longer than what has passed.
    """
    rules = market.rules
    stream, late = make_stream(chance.seed, "slips"), make_stream(chance.seed, "late")
    n_pool = chance.draws if chance.known is None else 16 * chance.draws + 256
    shape = (rules.slip_scarce_months / rules.slip_scarce_sd_months) ** 2
    scarce = stream.gamma(shape, 1, n_pool) * (rules.slip_scarce_months / max(shape, 1e-9))
    is_late = late.random(n_pool) < rules.slip_calm_late_fraction
    calm = is_late * late.exponential(rules.slip_calm_late_months, n_pool)
    slips = Slips(scarce, calm)
    if chance.known is None:
        return slips
    seen = [Order(0, market.scarcity_fraction), *orders]
    true = simulate_slips(market, chance.known)
    return open_slips(market, chance, slips, true=true, orders=seen)


def open_slips(
    market: Market, chance: Chance, pool: Slips, *, true: Slips, orders: Sequence[Order]
) -> Slips:
    """Return slips out of ``pool`` that agree with what ``orders`` have shown by now.

    An order whose cards have begun to come has shown its slip; one that waits has shown only that
    its slip is longer than what has passed.
    """
    waits = [elapsed_months(market, order, chance.known_months) for order in orders]
    scarcities = [order.scarcity_fraction for order in orders]
    has_begun = [
        float(true.at(scarcity)[0]) <= wait
        for scarcity, wait in zip(scarcities, waits, strict=True)
    ]
    begun = [scarcity for scarcity, is_there in zip(scarcities, has_begun, strict=True) if is_there]
    scarce, calm = pool
    if any(scarcity > 0 for scarcity in begun):
        scarce = np.broadcast_to(true.scarce_months, scarce.shape)
    if any(scarcity < 1 for scarcity in begun):
        calm = np.broadcast_to(true.calm_months, calm.shape)
    open_still, longest = np.ones(len(scarce), dtype=bool), 0.0
    for scarcity, wait, is_there in zip(scarcities, waits, has_begun, strict=True):
        if not is_there:
            open_still &= Slips(scarce, calm).at(scarcity) > wait
            longest = max(longest, wait)
    if not open_still.any():
        # later than every draw: a month from now
        slip = np.array([longest + 1.0])
        return Slips(*(np.resize(slip, chance.draws) for _ in range(2)))
    return Slips(*(np.resize(months[open_still], chance.draws) for months in (scarce, calm)))


def elapsed_months(market: Market, order: Order, month: int) -> float:
    """Return how long a slip the order would have shown by ``month`` if its cards had come."""
    early = market.rules.early_start_months * order.scarcity_fraction
    lead = lead_months(market, order.scarcity_fraction)
    return (month - order.month - lead + early) / order.slip_multiplier


def simulate_luck(market: Market, chance: Chance) -> Floats:
    """Return how often machines fail at this site against the average, axis (draw,), mean 1."""
    if chance.known is not None and chance.known_months:
        return np.broadcast_to(simulate_luck(market, chance.known), (chance.draws,)).copy()
    spread = market.rules.failure_spread_log
    normals = make_stream(chance.seed, "failures").standard_normal(chance.draws)
    luck: Floats = np.exp(spread * normals - spread**2 / 2)
    return luck
