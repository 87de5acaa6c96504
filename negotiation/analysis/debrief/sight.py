"""A table seen from one party after the talks: what it did, and what it could have reached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.debrief.grids import grid_of
from negotiation.analysis.debrief.records import Spot
from negotiation.analysis.outcome_table import BargainingSet, OutcomeTable
from negotiation.analysis.scorecard import PartyScore, TableScore
from negotiation.domain.events import Event, MoveRefused, NoteTaken, OfferMade, TableOpened
from negotiation.domain.mandates import Mandate
from negotiation.domain.moves import Move
from negotiation.domain.outcomes import Outcome
from negotiation.domain.tenders import WINNER
from negotiation.protocol.fold import evolve, opened
from negotiation.protocol.house import House
from negotiation.protocol.legality import objections
from negotiation.protocol.session import Session, StandingOffer, signed_as

__all__ = ["Gain", "OwnTurn", "Sight"]

_Floats = NDArray[np.float64]
_Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Gain:
    """What a deal is worth to both sides over their alternatives."""

    own: float
    others: float


@dataclass(frozen=True, slots=True, eq=False)
class OwnTurn:
    """A turn that the party took."""

    turn: int
    event: Event
    before: Session


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """What a debrief is worked out from. Amounts are surpluses over the alternatives."""

    table: OutcomeTable
    reachable: BargainingSet
    mandate: Mandate
    house: House
    party: str
    events: Sequence[Event]
    score: TableScore
    sessions: tuple[Session, ...] = field(init=False)
    """Before each event; the last one is the end. The opening has none before it, so it stands
    for itself."""
    surplus: _Floats = field(init=False)
    """Of every signable outcome, shape (party, outcome)."""
    own: _Floats = field(init=False)
    others: _Floats = field(init=False)
    permitted: _Mask = field(init=False)
    """Outcomes within the party's own red lines."""
    accepted: _Mask = field(init=False)
    """Outcomes that the others could accept, if this party wanted them."""

    def __post_init__(self) -> None:
        grid = grid_of(self.table, self.reachable, self.mandate, self.party)
        put = object.__setattr__
        put(self, "sessions", tuple(_sessions(self.events)))
        for name, values in grid._asdict().items():
            put(self, name, values)

    @property
    def end(self) -> Session:
        """The session after the last event."""
        return self.sessions[-1]

    @property
    def host(self) -> str | None:
        """The host of a tender."""
        return self.end.host

    @property
    def counterparts(self) -> tuple[str, ...]:
        """Who makes up the other side: for a bidder the host, for a host the bidders."""
        if self.host is not None and self.party != self.host:
            return (self.host,)
        return tuple(each for each in self.end.parties if each != self.party)

    @property
    def ideal(self) -> float:
        """The best surplus that the others could accept, within the own red lines; 0 for none."""
        return float(self.own[self.accepted & self.permitted].max(initial=0.0))

    @property
    def mine(self) -> PartyScore:
        """The party's own line of the scorecard."""
        return next(each for each in self.score.parties if each.party == self.party)

    @property
    def reached(self) -> Gain:
        """What came of the talks, both 0 without an agreement."""
        lines = {each.party: each.surplus for each in self.score.parties}
        return Gain(lines[self.party], self._sum_of(lines))

    @property
    def agreement(self) -> Outcome | None:
        """What binds the party; ``None`` for who lost a tender or left."""
        signed = self.end.agreement
        if signed is None or self.party in self.end.left:
            return None
        winners = {award.party for award in self.end.awards}
        if self.host is not None and self.party not in {self.host, *winners}:
            return None
        own = next((award for award in self.end.awards if award.party == self.party), None)
        return signed if own is None else signed_as(self.end, own.party, own.outcome)

    def gain(self, deal: Outcome) -> Gain:
        """Return what a deal is worth; at a tender one that names its winner."""
        valuation = self.table.valuation
        values = self.table.values_of(deal) - valuation.disagreement_values
        lines = dict(zip(valuation.parties, map(float, values), strict=True))
        return Gain(lines[self.party], self._sum_of(lines, str(deal.get(WINNER, ""))))

    def gain_of(self, offer: OfferMade) -> Gain:
        """Return what an offer would be worth if it were signed; a bid, if it won."""
        return self.gain(self.table.deal(offer.party, offer.outcome))

    def worth(self, standing: StandingOffer) -> Gain:
        """Return what an offer that stands is worth."""
        return self.gain(self.table.deal(standing.party, standing.outcome))

    def keeps_lines(self, outcome: Outcome) -> bool:
        """Whether an outcome keeps to the party's own red lines."""
        return all(
            line.allows(outcome[line.issue])
            for line in self.mandate.red_lines
            if line.issue in outcome
        )

    def offers(self, party: str | None = None) -> tuple[OfferMade, ...]:
        """Return the offers of one party, or of everybody, in order."""
        made = (event for event in self.events if isinstance(event, OfferMade))
        return tuple(event for event in made if party is None or event.party == party)

    def turns(self) -> Iterator[OwnTurn]:
        """Yield the turns that the party took, in order."""
        for position, event in enumerate(self.events):
            if getattr(event, "party", None) != self.party or not hasattr(event, "turn"):
                continue
            if isinstance(event, MoveRefused | NoteTaken) or event.kind == "escalation_decided":
                continue
            yield OwnTurn(int(event.turn), event, self.sessions[position])

    def spot(self, event: Event) -> Spot:
        """Return the turn of an event with its words."""
        return Spot(
            table=self.score.table,
            turn=int(getattr(event, "turn", self.end.last_turn)),
            party=str(getattr(event, "party", self.party)),
            quote=str(getattr(event, "message", "")),
        )

    @property
    def last_spot(self) -> Spot:
        """The turn that ended the talks."""
        ended = [event for event in self.events if getattr(event, "turn", None) is not None]
        return self.spot(ended[-1]) if ended else self.spot(self.events[-1])

    def outcome_at(self, place: int) -> Outcome:
        """Return the outcome at a place of the arrays; at a tender with its winner."""
        return self.table.valuation.space.outcome_at(int(self.reachable.indices[place]))

    def in_hand(self, before: Session) -> NDArray[np.bool_]:
        """Return which outcomes the party could put forward in a turn.

        They keep to its red lines, are no worse than its alternative, and need no signature of its
        own house that it does not have by then.
        """
        space, signed = self.table.valuation.space, before.signed.get(self.party, {})
        rows = space.positions(self.reachable.indices)
        free = self.permitted & (self.own >= 0)
        for row, issue in enumerate(space.issues):
            if any(step.issue == issue.id for step in self.mandate.authority):
                unsigned = [
                    bool(self.house.unsigned(self.party, {issue.id: value}, signed))
                    for value in issue.values
                ]
                free = free & ~np.array(unsigned)[rows[row]]
        return free

    def is_legal(self, before: Session, move: Move) -> bool:
        """Whether the referee would take a move of the party in that turn."""
        space = self.table.valuation.table.space
        return not objections(before, space, self.house, party=self.party, move=move)

    def _sum_of(self, lines: dict[str, float], winner: str = "") -> float:
        """Return the others' surplus out of everybody's."""
        if self.host is None:
            return sum(value for party, value in lines.items() if party != self.party)
        if self.party != self.host:
            return lines[self.host]
        signed = {award.party for award in self.end.awards}
        whose = {winner} if winner else signed
        return sum(value for party, value in lines.items() if party in whose)


def _sessions(events: Sequence[Event]) -> Iterator[Session]:
    first = events[0]
    if not isinstance(first, TableOpened):
        raise TypeError("the log of a table begins with its opening")
    session = opened(first)
    yield session
    for event in events[1:]:
        yield session
        session = evolve(session, event)
    yield session
