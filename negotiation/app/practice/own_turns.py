"""Which turns a trainee has taken, and so could take back."""

from typing import NamedTuple

from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import TableOpened, round_of

__all__ = ["OwnTurn", "own_turns"]


class OwnTurn(NamedTuple):
    """A turn that the trainee has taken, and could take back."""

    table: str
    turn: int
    round: int


def own_turns(events: tuple[LogEvent, ...], party: str) -> tuple[OwnTurn, ...]:
    """Return the turns that a party has taken at any table, oldest first.

    Who signs for a party has no turns: its answers stand in the log as those of the house.
    """
    found: dict[tuple[str, int], OwnTurn] = {}
    seats: dict[str, int] = {}
    for event in table_events(events):
        if isinstance(event, TableOpened):
            seats[event.table] = len(event.parties)
        turn = getattr(event, "turn", 0)
        if turn and getattr(event, "party", "") == party and event.kind not in _NO_TURN:
            place = OwnTurn(event.table, turn, round_of(turn, seats[event.table]))
            found.setdefault((event.table, turn), place)
    return tuple(found.values())


_NO_TURN = frozenset({"move_refused", "note_taken"})
"""Events of a party that leave its turn open."""
