"""What the outcomes of a table are worth to one party, ready for a strategy to search.

Only outcomes that a party may bind itself to are candidates: worth at least its alternative and
within its red lines.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.breaches import within_red_lines
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.domain.mandates import RedLine
from negotiation.domain.outcomes import Indices, Outcome, OutcomeSpace
from negotiation.economics.valuation import ValueUnit

__all__ = ["Preferences", "preferences_of"]

BAND_FRACTION = 0.04
"""Outcomes this near above the wanted level count as equally good; share of the own range."""


@dataclass(frozen=True, slots=True, eq=False)
class Preferences:
    """One party's valuation over the candidate outcomes, best first."""

    space: OutcomeSpace
    candidates: Indices
    """Acceptable outcomes, best first, shape (candidate,)."""
    values: NDArray[np.float64]
    """Their value to this party, falling, shape (candidate,)."""
    reservation_value: float
    value_of: Callable[[Outcome], float]
    """Value of any outcome of the space to this party."""
    unit: ValueUnit
    red_lines: tuple[RedLine, ...]
    _scaled: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_scaled", _scaled(self.space, self.candidates))

    @property
    def best_value(self) -> float:
        """The most this party can hope for; the reservation value when nothing is acceptable."""
        return float(self.values[0]) if len(self.values) else self.reservation_value

    def level(self, fraction: float) -> float:
        """Return the value that lies ``fraction`` of the way from reservation value to best."""
        return self.reservation_value + fraction * (self.best_value - self.reservation_value)

    def is_allowed(self, outcome: Outcome) -> bool:
        """Whether an outcome keeps to the party's red lines."""
        return all(line.allows(outcome[line.issue]) for line in self.red_lines)

    def offer_at(self, level: float, *, near: Sequence[tuple[int, float]] = ()) -> int:
        """Return a candidate worth about ``level`` or a little more, as near as can be to others.

        Among candidates within a narrow band above the level, all about equally good to this
        party, the one most like the outcomes in ``near`` is best for the talks (the similarity
        trade-off of Faratin, Sierra and Jennings 2002).

        Args:
            level: wanted value; above the best value the best candidate is returned.
            near: flat indices of outcomes with the weight of each.

        Returns:
            The flat index of the outcome.
        """
        n_above = int(np.searchsorted(-self.values, -level, side="right"))
        if n_above == 0:
            return int(self.candidates[0])
        band_top = level + BAND_FRACTION * (self.best_value - self.reservation_value)
        start = min(int(np.searchsorted(-self.values, -band_top, side="left")), n_above - 1)
        if not near:
            return int(self.candidates[n_above - 1])
        distance = np.zeros(n_above - start)
        for index, weight in near:
            other = _scaled(self.space, np.array([index], dtype=np.int64))
            distance += weight * np.abs(self._scaled[:, start:n_above] - other).sum(axis=0)
        return int(self.candidates[start + int(np.argmin(distance))])


def preferences_of(table: OutcomeTable, party: str, red_lines: Sequence[RedLine]) -> Preferences:
    """Return what a party may know of a valued table: its own row."""
    valuation = table.valuation
    reservation = valuation.reservation_values[party]
    space, unit = valuation.space, valuation.unit
    # A copy, since a view of the row would lead back to the other parties' rows.
    values = table.values[valuation.parties.index(party)].copy()
    fits = (values >= reservation) & within_red_lines(space, red_lines, table.indices)
    rows = np.flatnonzero(fits)
    best_first = rows[np.argsort(-values[rows], kind="stable")]

    def looked_up(outcome: Outcome) -> float:
        return float(values[space.index_of(outcome)])

    def worked_out(outcome: Outcome) -> float:
        return table.value_of(party, outcome)

    return Preferences(
        space=space,
        candidates=table.indices[best_first],
        values=values[best_first],
        reservation_value=reservation,
        value_of=looked_up if table.is_complete else worked_out,
        unit=unit,
        red_lines=tuple(line for line in red_lines if line.issue in space.by_id),
    )


def _scaled(space: OutcomeSpace, indices: Indices) -> NDArray[np.float64]:
    """Return option positions scaled to [0, 1] per issue, shape (issue, outcome)."""
    spans = np.array([max(n_options - 1, 1) for n_options in space.shape], dtype=np.float64)
    return space.positions(indices) / spans[:, np.newaxis]
