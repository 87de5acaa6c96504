"""What a screen shows of a talk, as plain values: bubbles, terms, what stands.

Pure: no Streamlit, no file. Every text that is not a number comes from a scenario, a model or a
person and is drawn through ``ui.show`` only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Required, TypeAlias, TypedDict, assert_never

from negotiation.app.plan import RunPlan
from negotiation.domain.events import (
    AgreementReached,
    DeadlinePassed,
    Event,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    TableOpened,
    Talked,
    TurnForfeited,
    WalkedAway,
)
from negotiation.domain.moves import Accept, Offer, Reject
from negotiation.domain.scenarios import Party, Table
from negotiation.domain.values import Language
from negotiation.protocol.fold import replay
from ui.terms import Term, Terms

__all__ = ["PartyView", "StandingView", "TurnView"]
__all__ += ["parties_of", "rounds_shown", "standing_at", "turns_of"]

Act: TypeAlias = Literal["talk", "offer", "reject", "accept", "walk_away", "refused", "forfeited"]

_Turned: TypeAlias = (
    Talked | OfferMade | OfferRejected | AgreementReached | WalkedAway | MoveRefused | TurnForfeited
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """A party as every part of the screen shows it."""

    id: str
    name: str
    role: str
    seat: str
    position: int
    """Among the parties of the scenario: its colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """One bubble."""

    turn: int
    round: int
    party: str
    act: Act
    message: str
    offer_id: str | None = None
    terms: tuple[Term, ...] = ()
    """All of them in a first offer and in an agreement; else those that the offer changed."""
    is_unchanged: bool = False
    reasons: tuple[str, ...] = ()
    """Why the referee refused the move, or why the turn was lost."""
    noted: NoteTaken | None = None
    """What the party kept to itself; for the referee's view only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """The offers that stand, side by side."""

    offers: Mapping[str, str]
    """The offer that stands, by the party that made it."""
    rows: tuple[tuple[str, ...], ...]
    """Issue, then its value in each offer."""


def parties_of(plan: RunPlan, table: Table, language: Language) -> tuple[PartyView, ...]:
    """Return the parties in the order of the table; two of one name carry their ids too."""
    known = plan.scenario.parties
    positions = {party.id: position for position, party in enumerate(known)}
    names = [party.name.in_language(language) for party in known]

    def view(party: Party, name: str) -> PartyView:
        return PartyView(
            id=party.id,
            name=name if names.count(name) == 1 else f"{name} ({party.id})",
            role=party.role.in_language(language),
            seat=str(plan.seats[party.id]),
            position=positions[party.id],
        )

    seated = [positions[party] for party in table.parties]
    return tuple(view(known[position], names[position]) for position in seated)


def turns_of(table: Table, events: Sequence[Event], language: Language) -> tuple[TurnView, ...]:
    """Return the bubbles of a talk, oldest first. ``events`` are those of ``table``."""
    return tuple(_turns(Terms(table, language), events))


def rounds_shown(turns: Sequence[TurnView], *, turn: int, window: int) -> tuple[TurnView, ...]:
    """Return the bubbles up to ``turn``, of its round and the ``window`` - 1 rounds before it."""
    seen = [view for view in turns if view.turn <= turn]
    if not seen:
        return ()
    first_round = seen[-1].round - window + 1
    return tuple(view for view in seen if view.round >= first_round)


def standing_at(
    table: Table, events: Sequence[Event], *, turn: int, language: Language
) -> StandingView:
    """Return what stood after ``turn``."""
    seen = [event for event in events if getattr(event, "turn", 0) <= turn]
    session = replay(event for event in seen if not isinstance(event, DeadlinePassed))
    offers = sorted(session.standing.values(), key=lambda offer: table.parties.index(offer.party))
    return StandingView(
        offers={offer.party: offer.offer_id for offer in offers},
        rows=tuple(
            (
                issue.title.in_language(language),
                *(issue.show(offer.outcome[issue.id], language) for offer in offers),
            )
            for issue in table.agenda
        ),
    )


def _turns(terms: Terms, events: Sequence[Event]) -> Iterator[TurnView]:
    n_parties = len(terms.table.parties)
    noted: NoteTaken | None = None
    for event in events:
        if isinstance(event, TableOpened | DeadlinePassed):
            continue
        if isinstance(event, NoteTaken):
            noted = event
            continue
        yield TurnView(
            turn=event.turn,
            round=(event.turn - 1) // n_parties + 1,
            party=event.party,
            noted=noted,
            **_content(terms, event),
        )
        noted = None
        if isinstance(event, OfferMade):
            terms.remember(event)


class _Content(TypedDict, total=False):
    act: Required[Act]
    message: Required[str]
    offer_id: str
    terms: tuple[Term, ...]
    is_unchanged: bool
    reasons: tuple[str, ...]


def _content(terms: Terms, event: _Turned) -> _Content:
    match event:
        case Talked():
            return {"act": "talk", "message": event.message}
        case OfferMade():
            return {
                "act": "offer",
                "message": event.message,
                "offer_id": event.offer_id,
                "terms": terms.of_offer(event.party, event.outcome),
                "is_unchanged": terms.is_repeated(event),
            }
        case OfferRejected():
            return {"act": "reject", "message": event.message, "offer_id": event.offer_id}
        case AgreementReached():
            return {
                "act": "accept",
                "message": event.message,
                "offer_id": event.offer_id,
                "terms": terms.of_agreement(event.outcome),
            }
        case WalkedAway():
            return {"act": "walk_away", "message": event.message}
        case TurnForfeited():
            return {
                "act": "forfeited",
                "message": "",
                "reasons": (event.reason,) if event.reason else (),
            }
        case MoveRefused():
            return _refused(terms, event)
        case _:
            assert_never(event)


def _refused(terms: Terms, event: MoveRefused) -> _Content:
    content: _Content = {
        "act": "refused",
        "message": event.move.message,
        "reasons": event.reasons,
    }
    match event.move.act:
        case Offer(outcome=outcome):
            content["terms"] = terms.of_offer(event.party, outcome)
        case Accept(offer_id=offer_id) | Reject(offer_id=offer_id):
            content["offer_id"] = offer_id
        case _:
            pass
    return content
