"""What one party may see of a table.

A view is built from public events and what its party alone may know. It holds no session, no
mandate and no other view, so there is no way back from it to what another keeps to itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from negotiation.domain.chronicle import CampaignEvent, ContractMoved, LogEvent, TableSkipped
from negotiation.domain.events import (
    EscalationAsked,
    EscalationDecided,
    Event,
    MoveRefused,
    NoteTaken,
    OfferMade,
    TurnForfeited,
    round_of,
)
from negotiation.domain.moves import TalkMode
from negotiation.domain.outcomes import Outcome
from negotiation.domain.protocols import TenderRules
from negotiation.domain.scenarios import ProtocolName
from negotiation.protocol.award import best_bid
from negotiation.protocol.legality import ActKind, legal_acts
from negotiation.protocol.session import Escalation, Session, StandingOffer

__all__ = ["ActKind", "View", "as_seen", "is_visible", "seen_by", "view_for"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The table as one party sees it, at the moment it must move."""

    table: str
    party: str
    turn: int
    round: int
    deadline_rounds: int
    n_parties: int
    """Everybody who sat down, also those who have left."""
    talk: TalkMode = "full"
    history: tuple[Event, ...]
    """Public events, and this party's own notes, refused moves and answers, oldest first."""
    own_offer: StandingOffer | None
    offers: tuple[StandingOffer, ...]
    """What this party may accept or reject."""
    legal_acts: tuple[ActKind, ...]
    protocol: ProtocolName = "alternating"
    tender: TenderRules | None = None
    """The rules of a tender, without the host's weights."""
    others: tuple[str, ...] = ()
    """Who else is still there, in the order of the round."""
    rival_offers: tuple[StandingOffer, ...] = ()
    """Everything that others have put forward in the open and that stands, acceptable or not."""
    best_bid: StandingOffer | None = None
    """The best price at a tender so far."""
    is_presentation: bool = False
    is_last_call: bool = False
    """Whether the bidding closes unless somebody bids in this round."""
    proposer: str | None = None
    """Whose turn it is to propose at a round table."""
    is_final_vote: bool = False
    escalation: Escalation | None = None
    """What this party has asked its own house and is not answered yet."""
    signed: Mapping[int, Outcome] = field(default_factory=dict)
    """Steps of its ladder that its house has signed, each with the outcome it was signed for."""
    denied: frozenset[int] = frozenset()
    """Steps that its house has refused."""
    elsewhere: tuple[LogEvent, ...] = ()
    """What this party has heard away from this table, oldest first: news, how its contracts went,
    and its other tables."""

    @property
    def is_host(self) -> bool:
        """Whether this party calls for bids."""
        return self.tender is not None and self.tender.host == self.party

    def round_of(self, turn: int) -> int:
        """Return the round that a turn is in."""
        return round_of(turn, self.n_parties)

    @property
    def rounds_left(self) -> int:
        """Rounds after this one."""
        return self.deadline_rounds - self.round

    @property
    def is_last_turn(self) -> bool:
        """Whether this party will not be asked again."""
        return self.rounds_left == 0

    @property
    def refusals(self) -> tuple[MoveRefused, ...]:
        """This party's refused moves in the turn that is due."""
        return tuple(
            event
            for event in self.history
            if isinstance(event, MoveRefused) and event.turn == self.turn
        )


def view_for(
    session: Session,
    events: Iterable[Event],
    party: str,
    *,
    has_ladder: bool = False,
    elsewhere: tuple[LogEvent, ...] = (),
) -> View:
    """Return what ``party`` may see.

    Args:
        session: the table.
        events: the log of the session's table.
        party: who looks.
        has_ladder: whether it has an authority ladder at this table, so that it may escalate.
        elsewhere: what it has heard away from this table.
    """
    is_due = party in session.due_parties
    public = [each for each in session.standing.values() if each.party not in session.unopened]
    return View(
        table=session.table,
        party=party,
        turn=session.turn_of(party) if is_due else session.turn,
        round=session.round,
        deadline_rounds=session.deadline_rounds,
        n_parties=len(session.parties),
        talk=session.talk,
        history=tuple(visible for event in events if (visible := as_seen(event, party))),
        own_offer=session.offer_of(party),
        offers=session.offers_to(party),
        legal_acts=legal_acts(session, party, has_ladder=has_ladder),
        protocol=session.protocol,
        tender=session.tender,
        others=tuple(each for each in session.active if each != party),
        rival_offers=tuple(each for each in public if each.party != party and session.stands(each)),
        best_bid=best_bid(session),
        is_presentation=session.is_presentation,
        is_last_call=session.n_calls > 0 and session.n_calls == _calls(session),
        proposer=session.proposer if session.protocol == "roundtable" else None,
        is_final_vote=session.is_final_vote,
        escalation=session.escalations.get(party),
        signed=session.signed.get(party, {}),
        denied=session.denied.get(party, frozenset()),
        elsewhere=elsewhere,
    )


def _calls(session: Session) -> int:
    return session.tender.last_call_rounds if session.tender else 0


def is_visible(event: Event, party: str) -> bool:
    """Whether ``party`` may know that ``event`` happened."""
    match event:
        case MoveRefused() | NoteTaken() | EscalationDecided():
            return event.party == party
        case OfferMade(is_sealed=True):
            return event.party == party
        case _:
            return True


def as_seen(event: Event, party: str) -> Event | None:
    """Return the event as ``party`` sees it, ``None`` when it must not know of it.

    Why another lost its turn stays private, as its refused moves do, and what it asked its house.
    """
    if not is_visible(event, party):
        return None
    if isinstance(event, TurnForfeited) and event.party != party:
        return TurnForfeited(table=event.table, turn=event.turn, party=event.party, reason="")
    if isinstance(event, EscalationAsked) and event.party != party:
        return event.model_copy(update={"outcome": {}, "steps": (), "due_round": 0})
    return event


def seen_by(event: LogEvent, party: str) -> LogEvent | None:
    """Return any event of a log as ``party`` may know it; ``None`` when it may not.

    Whether ``party`` sits at the event's table is for the caller to know.
    """
    match event:
        case TableSkipped():
            return None
        case ContractMoved(parties=parties):
            return event if party in parties else None
        case _ if isinstance(event, CampaignEvent):
            return event
        case _:
            return as_seen(event, party)
