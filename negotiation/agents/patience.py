"""A persona's patience: moved on by rules, so that a seat really leaves, whatever its model says.

Models stay at the table long after a person would have left it. So the rules count standstill:
every turn in which the counterpart brings nothing new uses patience up, progress restores some,
and a seat whose patience has run out leaves, unless what lies on the table beats its alternative.
A pure function of the talk, like the strategies.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from negotiation.agents.preferences import Preferences
from negotiation.agents.strategies import Situation
from negotiation.domain.events import OfferMade, OfferRejected, Talked, TurnForfeited
from negotiation.protocol.view import View

__all__ = ["Mood", "Patience", "patience_of"]

Mood: TypeAlias = Literal["calm", "thin", "out"]

PROGRESS_FRACTION = 0.02
"""An offer that is better by less than this share of the own range counts as standing still."""

LEAST_TOLERANCE = 2.0
"""Turns of standstill that even the most impatient bear."""

THIN_FRACTION = 0.7
"""Patience used up, from which on it shows."""

STANDSTILL, SILENCE, RETREAT, REBUFF, PROGRESS = 1.0, 0.5, 2.0, 1.0, -1.0
"""What a turn of the counterpart uses up: the same again, words only, a worse offer than before, a
rejection; and what a better offer gives back."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How much a seat has borne."""

    used_fraction: float
    """Of its tolerance; 1 or more is all of it."""
    may_leave: bool
    """Whether leaving costs it nothing: no standing offer beats its alternative."""

    @property
    def mood(self) -> Mood:
        """How it feels; ``out`` only where it may leave."""
        if self.used_fraction >= 1 and self.may_leave:
            return "out"
        return "thin" if self.used_fraction >= THIN_FRACTION else "calm"


def patience_of(
    view: View, situation: Situation, preferences: Preferences, *, patience: float
) -> Patience:
    """Return what is left of a seat's patience.

    Args:
        view: the talk.
        situation: the same talk as the seat values it.
        preferences: the seat's own.
        patience: the persona's dial, from 0 to 1; 1 outlasts any talk that does not go backwards.
    """
    tolerance = LEAST_TOLERANCE + patience * view.deadline_rounds
    span = preferences.best_value - preferences.reservation_value
    least_progress = max(span * PROGRESS_FRACTION, 0.0)
    values = {bid.offer_id: bid.value for bid in situation.theirs}
    used = 0.0
    best: float | None = None
    latest: float | None = None
    for event in view.history:
        if getattr(event, "party", view.party) == view.party:
            continue
        match event:
            case OfferMade(offer_id=offer_id):
                value = values[offer_id]
                used = max(used + _weight(value, best, latest, least_progress), 0.0)
                best, latest = value if best is None else max(best, value), value
            case OfferRejected():
                used += REBUFF
            case Talked() | TurnForfeited():
                used += SILENCE
            case _:
                pass
    standing = situation.standing
    may_leave = standing is None or standing.value <= preferences.reservation_value
    return Patience(used / tolerance, may_leave)


def _weight(value: float, best: float | None, latest: float | None, least_progress: float) -> float:
    """Return what an offer uses up; the first one costs nothing."""
    if best is None or latest is None:
        return 0.0
    if value < latest:
        return RETREAT
    is_progress = value > best and value - best >= least_progress
    return PROGRESS if is_progress else STANDSTILL
