"""A table of two for the referee: small space, one hard and one soft mandate."""

from collections.abc import Iterable

from negotiation.analysis.houses import MandateHouse
from negotiation.domain.events import Event, TableOpened
from negotiation.domain.moves import Accept, Act, Move, Offer, Reject, Talk, WalkAway
from negotiation.domain.outcomes import Outcome
from negotiation.protocol.fold import replay
from negotiation.protocol.house import House, OpenHouse
from negotiation.protocol.referee import decide, forfeit
from negotiation.protocol.session import Session
from tests.builders import make_mandate, make_table, text

SPACE = make_table().space
GOOD: Outcome = {"price": 0.8, "weeks": 8}
BETTER: Outcome = {"price": 0.7, "weeks": 4}
FORBIDDEN: Outcome = {"price": 1.0, "weeks": 8}
"""What the hard mandate of ``BUYER`` blocks and the soft one of ``SELLER`` does not."""

BUYER, SELLER = "buyer", "seller"


def make_house(hard: str = BUYER, soft: str = SELLER) -> MandateHouse:
    """Both have the red line; only ``hard`` is held to it."""
    line = {"issue": "price", "at_most": 0.9, "reason": text("Too dear.")}
    mandates = {
        hard: make_mandate(enforcement="hard", red_lines=[line]),
        soft: make_mandate(enforcement="soft", red_lines=[line]),
    }
    worth = dict.fromkeys(mandates, 0.0)
    return MandateHouse(mandates, worth, lambda _party, _outcome: 1.0)


def make_opening(parties: tuple[str, ...] = (BUYER, SELLER), rounds: int = 3) -> TableOpened:
    return TableOpened(table="servers", parties=parties, deadline_rounds=rounds)


def make_move(act: Act, message: str = "") -> Move:
    return Move(act=act, message=message)


def offer(outcome: Outcome = GOOD) -> Move:
    return make_move(Offer(outcome=dict(outcome)), "My offer.")


def accept(offer_id: str) -> Move:
    return make_move(Accept(offer_id=offer_id), "Agreed.")


def reject(offer_id: str) -> Move:
    return make_move(Reject(offer_id=offer_id), "No.")


def talk(message: str = "Let us see.") -> Move:
    return make_move(Talk(), message)


def walk_away() -> Move:
    return make_move(WalkAway(), "Goodbye.")


class Table:
    """A log that grows by the referee's decisions."""

    def __init__(self, *, rounds: int = 3, house: House | None = None) -> None:
        self.house = house or OpenHouse()
        self.log: list[Event] = [make_opening(rounds=rounds)]

    @property
    def session(self) -> Session:
        return replay(self.log)

    def play(self, *moves: Move) -> tuple[Event, ...]:
        """Let the due party make each move; returns what followed from the last."""
        events: tuple[Event, ...] = ()
        for move in moves:
            events = self.play_as(self.session.due_party or "nobody", move)
        return events

    def lose(self, reason: str = "silent") -> tuple[Event, ...]:
        """Let the due party lose its turn."""
        party = self.session.due_party or "nobody"
        events = forfeit(self.session, SPACE, self.house, party=party, reason=reason)
        self.log.extend(events)
        return events

    def play_as(self, party: str, move: Move) -> tuple[Event, ...]:
        events = decide(self.session, SPACE, self.house, party=party, move=move)
        self.log.extend(events)
        return events


def kinds(events: Iterable[Event]) -> list[str]:
    return [event.kind for event in events]
