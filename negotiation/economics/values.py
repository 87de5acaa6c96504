"""Present values of many contracts on every draw, kept in parts until they are scored.

A part hangs on few clauses and has few rows, so a table of outcomes is never laid out whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.economics.affine import AffineNpv
from negotiation.economics.clauses import distinct
from negotiation.economics.discounting import Floats
from negotiation.economics.risk import Appraisal, appraise_draws, join_appraisals
from negotiation.economics.threads import in_threads

__all__ = ["Part", "Values", "merge", "score"]

CELLS_PER_CHUNK = 2**19
"""Cells of one array (outcome, draw) while outcomes are scored."""


class Part(NamedTuple):
    """What some clauses add, by party: axes (row, draw), and each outcome's row.

    The slope counts per unit of the outcome's price.
    """

    npvs: Mapping[str, AffineNpv]
    position: NDArray[np.intp]

    def at(self, party: str, price: Floats, rows: NDArray[np.intp]) -> Floats:
        """Return the value of ``rows`` at these prices, axes (row, draw)."""
        npv = self.npvs[party]
        if npv.slope is None:
            return npv.base_cny[rows]
        values: Floats = npv.slope[rows]
        values *= price[:, None]
        values += npv.base_cny[rows]
        return values


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Values:
    """Present values of outcomes; ``price`` has axis (outcome,)."""

    price: Floats
    parts: tuple[Part, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose values they are."""
        return tuple(self.parts[0].npvs)

    @property
    def n_draws(self) -> int:
        """How many futures."""
        return int(next(iter(self.parts[0].npvs.values())).base_cny.shape[-1])

    def draws_cny(self, party: str, where: slice) -> Floats:
        """Return the NPV of some outcomes on every draw [CNY], axes (outcome, draw)."""
        price = self.price[where]
        first, *others = self.parts
        values = first.at(party, price, first.position[where])
        for part in others:
            values += part.at(party, price, part.position[where])
        return values


def score(
    values: Values, party: str, risk_aversion_fraction: float, *, less_cny: Floats | None = None
) -> Appraisal:
    """Score every outcome for one party, a few at a time (R14).

    ``less_cny`` is taken off on every draw, axes (1, draw): what there is without the contract.
    """
    step = max(1, CELLS_PER_CHUNK // values.n_draws)

    def scored(start: int) -> Appraisal:
        draws = values.draws_cny(party, slice(start, start + step))
        return appraise_draws(
            draws if less_cny is None else draws - less_cny, risk_aversion_fraction
        )

    return join_appraisals(in_threads(scored, range(0, len(values.price), step)))


def merge(parts: Sequence[Part], price: Floats) -> tuple[Part, ...]:
    """Add up parts that together still have few rows, so that each outcome adds up fewer.

    Neighbours are added at every price that occurs with them, if that leaves less than a quarter
    of the rows that the outcomes have.
    """
    merged: list[Part] = []
    left = list(parts)
    while left:
        part = left.pop(0)
        if left and (pair := both(part, left[0], price)) is not None:
            left.pop(0)
            part = pair
        merged.append(part)
    return tuple(merged)


def both(one: Part, other: Part, price: Floats) -> Part | None:
    """Return the sum of two parts at each distinct price, or ``None`` if that does not pay."""
    columns = {
        "one": one.position.astype(np.float64),
        "other": other.position.astype(np.float64),
        "price": price,
    }
    keys, position = distinct(columns, columns)
    if len(keys["price"]) > len(price) / 4:
        return None
    rows = keys["one"].astype(np.intp), keys["other"].astype(np.intp)
    parties = tuple(one.npvs)

    def summed(place: int) -> AffineNpv:
        total = one.at(parties[place], keys["price"], rows[0])
        total += other.at(parties[place], keys["price"], rows[1])
        return AffineNpv(total, None)

    totals = in_threads(summed, range(len(parties)))
    return Part(dict(zip(parties, totals, strict=True)), position)
