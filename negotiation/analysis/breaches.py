"""Whether an outcome breaches a mandate: below the reservation value, or across a red line."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.mandates import Mandate, RedLine
from negotiation.domain.outcomes import Indices, Outcome, OutcomeSpace
from negotiation.domain.values import Value

__all__ = ["Breach", "MandateGuard", "breaches", "within_red_lines"]


class Breach(Value):
    """One way in which an outcome breaches a mandate."""

    kind: Literal["reservation_value", "red_line"]
    issue: str | None
    """The issue of the red line."""
    shortfall: float | None
    """How far below the reservation value, in the unit of the valuation; positive."""


def breaches(
    mandate: Mandate, outcome: Outcome, *, value: float, reservation_value: float
) -> tuple[Breach, ...]:
    """Return every way in which ``outcome``, worth ``value`` to the party, breaches its mandate."""
    found = [
        Breach(kind="red_line", issue=line.issue, shortfall=None)
        for line in mandate.red_lines
        if line.issue in outcome and not line.allows(outcome[line.issue])
    ]
    if value < reservation_value:
        shortfall = reservation_value - value
        found.insert(0, Breach(kind="reservation_value", issue=None, shortfall=shortfall))
    return tuple(found)


class MandateGuard:
    """Blocks what a ``hard`` mandate forbids its own party; a ``soft`` one blocks nothing."""

    def __init__(
        self,
        mandates: Mapping[str, Mandate],
        reservation_values: Mapping[str, float],
        value_of: Callable[[str, Outcome], float],
    ) -> None:
        self._mandates = mandates
        self._reservation_values = reservation_values
        self._value_of = value_of

    def objections(self, party: str, outcome: Outcome) -> tuple[str, ...]:
        """Return why ``party`` must not bind itself to ``outcome``. Only that party may see it."""
        mandate = self._mandates[party]
        if mandate.enforcement == "soft":
            return ()
        found = breaches(
            mandate,
            outcome,
            value=self._value_of(party, outcome),
            reservation_value=self._reservation_values[party],
        )
        return tuple(_said(breach) for breach in found)


def within_red_lines(
    space: OutcomeSpace, lines: Sequence[RedLine], indices: Indices
) -> NDArray[np.bool_]:
    """Return which outcomes keep to every red line on this agenda, shape (outcome,)."""
    positions = space.positions(indices)
    kept = np.ones(len(indices), dtype=np.bool_)
    for row, issue in enumerate(space.issues):
        for line in lines:
            if line.issue == issue.id:
                kept &= np.array([line.allows(value) for value in issue.values])[positions[row]]
    return kept


def _said(breach: Breach) -> str:
    if breach.kind == "red_line":
        return f"it crosses your red line on {breach.issue}"
    return "it is worth less to you than your alternative"
