"""Where two logs part, and what each party did there."""

from collections.abc import Sequence
from itertools import zip_longest

from negotiation.app.places import turn_of
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import MoveRefused, NoteTaken
from negotiation.domain.values import Value

__all__ = ["Parting", "parting_of"]


class Parting(Value):
    """The first place where two logs differ."""

    line: int
    """Of the events that were compared, from 1."""
    table: str | None
    """``None`` for what happened away from the tables."""
    turn: int | None
    party: str | None
    first: LogEvent | None
    """What came of that turn in the first run; ``None`` where its log ends."""
    second: LogEvent | None


def parting_of(first: Sequence[LogEvent], second: Sequence[LogEvent]) -> Parting | None:
    """Find where two logs part; ``None`` when they are the same.

    Where a turn came to something else after a refused move or a note of its own, that is shown,
    and the note or the refused move only where the turn came to the same.
    """
    pairs = enumerate(zip_longest(first, second))
    number, pair = next(((n, pair) for n, pair in pairs if pair[0] != pair[1]), (0, None))
    if pair is None:
        return None
    deeds = _deed(first, number), _deed(second, number)
    shown = pair if deeds[0] == deeds[1] else deeds
    where = next(event for event in (*shown, *pair) if event is not None)
    return Parting(
        line=number + 1,
        table=getattr(where, "table", None),
        turn=turn_of(where) or None,
        party=getattr(where, "party", None),
        first=shown[0],
        second=shown[1],
    )


def _deed(events: Sequence[LogEvent], start: int) -> LogEvent | None:
    """Return the event by which the turn that is under way at ``start`` was used up."""
    if start >= len(events):
        return None
    begun = events[start]
    if not isinstance(begun, MoveRefused | NoteTaken):
        return begun
    for event in events[start:]:
        is_same = getattr(event, "table", None) == begun.table and turn_of(event) == begun.turn
        if is_same and not isinstance(event, MoveRefused | NoteTaken):
            return event
    return begun
