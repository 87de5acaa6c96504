"""What the outcomes of a table are worth to one party, ready for a strategy to search.

Candidates are those that it may sign: worth its alternative at least, within its red lines.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.breaches import within_red_lines
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.domain.issues import Issue
from negotiation.domain.mandates import RedLine
from negotiation.domain.outcomes import Indices, Outcome, OutcomeSpace
from negotiation.domain.quantities import ValueUnit

__all__ = ["Candidate", "Near", "Preferences", "preferences_of"]

Near: TypeAlias = tuple[tuple[int, float], ...]
"""Flat indices of outcomes to stay close to, each with its weight."""

BAND_FRACTION = 0.04
"""Outcomes this near above the wanted level count as equally good; share of the own range."""

CANDIDATES_PER_CHUNK = 2**16
"""Candidates that are measured at a time, so that a search takes little memory."""

MAX_RUNGS = 4096
"""Rungs that preferences remember; all runs that share them find some."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An outcome that a party may bind itself to."""

    index: int
    """Flat index of the outcome."""
    value: float
    """Its value to the party."""


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
    _positions: NDArray[np.unsignedinteger] = field(init=False, repr=False)
    """Option positions of the candidates, shape (issue, candidate)."""
    _rungs: dict[tuple[int, int, Near], Candidate] = field(init=False, repr=False)
    """What ``rung`` found; never another answer than it would find again."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_positions", _compact_positions(self.space, self.candidates))
        object.__setattr__(self, "_rungs", {})

    def positions_of(self, issues: Iterable[str]) -> dict[str, NDArray[np.unsignedinteger]]:
        """Return the option positions of the candidates by issue, each of shape (candidate,)."""
        rows = list(self.space.by_id)
        return {issue: self._positions[rows.index(issue)] for issue in issues}

    @property
    def best_value(self) -> float:
        """The most to hope for; the reservation value when nothing is acceptable."""
        return float(self.values[0]) if len(self.values) else self.reservation_value

    def level(self, fraction: float) -> float:
        """Return the value that lies ``fraction`` of the way from reservation value to best."""
        return self.reservation_value + fraction * (self.best_value - self.reservation_value)

    def band_top(self, level: float) -> float:
        """Return up to which value outcomes count as worth about ``level``."""
        return level + BAND_FRACTION * (self.best_value - self.reservation_value)

    def is_allowed(self, outcome: Outcome) -> bool:
        """Whether an outcome keeps to the party's red lines."""
        return all(line.allows(outcome[line.issue]) for line in self.red_lines)

    def is_acceptable(self, outcome: Outcome) -> bool:
        """Whether the party may bind itself to an outcome."""
        return self.is_allowed(outcome) and self.value_of(outcome) >= self.reservation_value

    def candidate(self, place: int) -> Candidate:
        """Return the candidate at a place, the best at 0."""
        return Candidate(int(self.candidates[place]), float(self.values[place]))

    def offer_at(self, level: float, *, near: Near = ()) -> Candidate:
        """Return a candidate worth about ``level`` or a little more, as near as can be to others.

        Among candidates within a narrow band above the level, all about equally good to this
        party, the one most like the outcomes in ``near`` is best for the talks (the similarity
        trade-off of Faratin, Sierra and Jennings 2002).

        Args:
            level: wanted value; above the best value the best candidate is returned.
            near: outcomes to stay close to, with their weights.
        """
        n_above = int(np.searchsorted(-self.values, -level, side="right"))
        if n_above == 0:
            return self.candidate(0)
        band_top = self.band_top(level)
        start = min(int(np.searchsorted(-self.values, -band_top, side="left")), n_above - 1)
        if not near:
            return self.candidate(n_above - 1)
        distance = np.zeros(n_above - start)
        for index, weight in near:
            distance += weight * self._distances(index, start, n_above)
        return self.candidate(start + int(np.argmin(distance)))

    def nearest(
        self, outcome: Outcome, *, at_least: float = -np.inf, at_most: float = np.inf
    ) -> Candidate | None:
        """Return what changes an outcome least among the candidates worth so much, the best of it.

        Args:
            outcome: any outcome of the space.
            at_least: wanted value; no candidate is worth less than the reservation value.
            at_most: the most that it may be worth.

        Returns:
            ``None`` when no candidate is worth so much. Of a sampled table it is the nearest of the
            sample, brought nearer.
        """
        low = max(at_least, self.reservation_value)
        begin = int(np.searchsorted(-self.values, -at_most, side="left"))
        end = int(np.searchsorted(-self.values, -low, side="right"))
        index, least, place = self.space.index_of(outcome), np.inf, -1
        for start in range(begin, end, CANDIDATES_PER_CHUNK):
            distance = self._distances(index, start, min(start + CANDIDATES_PER_CHUNK, end))
            closest = int(np.argmin(distance))
            if distance[closest] < least:
                least, place = distance[closest], start + closest
        if place < 0:
            return None
        return self._nearer(self.candidate(place), outcome, low, at_most)

    def nearest_about(self, level: float, outcome: Outcome) -> Candidate | None:
        """Return what changes an outcome least among the candidates worth about ``level``.

        If none lies in the band above it, these are the candidates of the next higher value.
        """
        n_above = int(np.searchsorted(-self.values, -level, side="right"))
        if not n_above:
            return None
        top = max(self.band_top(level), float(self.values[n_above - 1]))
        return self.nearest(outcome, at_least=level, at_most=top)

    def _nearer(self, found: Candidate, outcome: Outcome, low: float, high: float) -> Candidate:
        """Return a candidate brought nearer to an outcome issue by issue, within these values.

        What is nearest in a complete table stays as it is; a sample may have missed something.
        """
        terms = self.space.outcome_at(found.index)

        def fits(issue: Issue, position: int) -> bool:
            changed = {**terms, issue.id: issue.values[position]}
            return self.is_allowed(changed) and low <= self.value_of(changed) <= high

        for issue in self.space.issues:
            goal, here = (issue.positions[each[issue.id]] for each in (outcome, terms))
            way = range(goal, here, 1 if goal < here else -1)
            first = bisect_left(way, True, key=partial(fits, issue))  # noqa: FBT003
            if first < len(way):
                terms[issue.id] = issue.values[way[first]]
        return Candidate(self.space.index_of(terms), self.value_of(terms))

    def rung(self, place: int, n_rungs: int, *, near: Near = ()) -> Candidate:
        """Return the candidate at one of ``n_rungs`` levels, evenly spaced from best to worst.

        Args:
            place: from 0, the best value, to ``n_rungs - 1``, the reservation value.
            n_rungs: at least 2.
            near: as in ``offer_at``.
        """
        key = (place, n_rungs, near)
        if (found := self._rungs.get(key)) is None:
            found = self.offer_at(self.level((n_rungs - 1 - place) / (n_rungs - 1)), near=near)
            if len(self._rungs) >= MAX_RUNGS:
                self._rungs.clear()
            self._rungs[key] = found
        return found

    def first_rung_within(self, value: float, n_rungs: int) -> int:
        """Return a place before which every rung asks for more than ``value``.

        A rung is worth at least its level, so none of those before is worth ``value``.
        """
        if (span := self.best_value - self.reservation_value) <= 0:
            return 0
        return max(int((self.best_value - value) / span * (n_rungs - 1)), 0)

    def _distances(self, index: int, start: int, end: int) -> NDArray[np.float64]:
        """Return how unlike an outcome some candidates are, each issue counting 1 at most."""
        distance = np.zeros(end - start)
        rest, others = index, list[int]()
        for n_options in reversed(self.space.shape):
            rest, position = divmod(rest, n_options)
            others.append(position)
        for n_options, row, other in zip(
            self.space.shape, self._positions, reversed(others), strict=True
        ):
            span = max(n_options - 1, 1)
            distance += np.abs(row[start:end] / span - other / span)
        return distance


def preferences_of(table: OutcomeTable, party: str, red_lines: Sequence[RedLine]) -> Preferences:
    """Return what a party may know of a valued table: its own row."""
    valuation, space = table.valuation, table.valuation.space
    reservation = valuation.reservation_values[party]
    # A copy, since a view of the row would lead back to the other parties' rows.
    values = table.values[valuation.parties.index(party)].copy()
    fits = (values >= reservation) & within_red_lines(space, red_lines, table.indices)
    rows = np.flatnonzero(fits)
    best_first = rows[np.argsort(-values[rows], kind="stable")]

    def looked_up(outcome: Outcome) -> float:
        return float(values[space.index_of(outcome)])

    return Preferences(
        space=space,
        candidates=table.indices[best_first],
        values=values[best_first],
        reservation_value=reservation,
        value_of=looked_up if table.is_complete else valuation.own_value_function(party),
        unit=valuation.unit,
        red_lines=tuple(line for line in red_lines if line.issue in space.by_id),
    )


def _compact_positions(space: OutcomeSpace, indices: Indices) -> NDArray[np.unsignedinteger]:
    """Return option positions in as few bytes as hold them, shape (issue, outcome)."""
    smallest = np.min_scalar_type(max(space.shape, default=1) - 1)
    found, rest = np.empty((len(space.shape), len(indices)), dtype=smallest), indices
    for row in range(len(space.shape) - 1, -1, -1):
        rest, found[row] = np.divmod(rest, space.shape[row])
    return found
