"""What a screen shows of a talk, as plain values: bubbles, terms, what stands.

Pure: no Streamlit, no file. Every text that is not a number comes from a scenario, a model or a
person and is drawn through ``ui.widgets.show`` only.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from negotiation.app.plan import RunPlan
from negotiation.domain.events import (
    Award,
    BidsRevealed,
    ContractAwarded,
    DeadlinePassed,
    EscalationDecided,
    Event,
    LastCall,
    NoteTaken,
    OfferMade,
    ProposalCarried,
    RevealedBid,
    TableOpened,
    round_of,
)
from negotiation.domain.scenarios import Party, Table
from negotiation.domain.values import Language
from negotiation.graph.turns import approver_of
from negotiation.protocol.fold import evolve, opened, replay
from negotiation.protocol.session import StandingOffer
from ui.views.contents import Act, Turned, content_of
from ui.views.past import until_turn
from ui.views.terms import Term, Terms

__all__ = ["PartyView", "StandingView", "TurnView"]
__all__ += ["parties_of", "proposals_of", "rounds_shown", "standing_at", "turns_of"]


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
    """Of what the referee says, the turn before it."""
    round: int
    party: str
    """Empty for the referee."""
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
    is_private: bool = False
    """Whether the terms, or all of what the referee says, are for the party alone."""
    bids: "StandingView | None" = None
    """What was opened, awarded or carried."""


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
            seat=_seat(plan, party.id),
            position=positions[party.id],
        )

    seated = [positions[party] for party in table.parties]
    return tuple(view(known[position], names[position]) for position in seated)


def _seat(plan: RunPlan, party: str) -> str:
    """Say who plays a party, and who signs for it where somebody does."""
    signer = plan.seats.get(approver_of(party))
    return str(plan.seats[party]) if signer is None else f"{plan.seats[party]} + {signer}"


def turns_of(
    table: Table,
    events: Sequence[Event],
    language: Language,
    *,
    proposals: Collection[str] = (),
) -> tuple[TurnView, ...]:
    """Return the bubbles of a talk, oldest first.

    Args:
        table: with real parties.
        events: those of ``table`` that may be shown.
        language: of the page.
        proposals: ids of the offers at a round table that were proposals.
    """
    return tuple(_turns(Terms(table, language), events, proposals))


def proposals_of(events: Sequence[Event]) -> frozenset[str]:
    """Return the offers that were put to the vote; ``events`` are all of a table."""
    first, found = events[0], set[str]()
    if not isinstance(first, TableOpened) or first.protocol != "roundtable":
        return frozenset()
    session = opened(first)
    for event in events[1:]:
        if isinstance(event, OfferMade) and event.party == session.proposer:
            found.add(event.offer_id)
        session = evolve(session, event)
    return frozenset(found)


def rounds_shown(turns: Sequence[TurnView], *, turn: int, window: int) -> tuple[TurnView, ...]:
    """Return the bubbles up to ``turn``, of its round and the ``window`` - 1 rounds before it."""
    seen = [view for view in turns if view.turn <= turn]
    if not seen:
        return ()
    first_round = seen[-1].round - window + 1
    return tuple(view for view in seen if view.round >= first_round)


def standing_at(
    table: Table,
    events: Sequence[Event],
    *,
    turn: int,
    language: Language,
    people: Collection[str] = (),
) -> StandingView:
    """Return what stood after ``turn``.

    Args:
        table: with real parties.
        events: all of its events.
        turn: the last that counts.
        language: of the page.
        people: who plays and may not see the others' sealed bids; nobody when all may be seen.
    """
    past = until_turn(events, turn)
    session = replay(event for event in past if not isinstance(event, DeadlinePassed))
    offers = sorted(
        (
            offer
            for party, offer in session.standing.items()
            if not people or party not in session.unopened or party in people
        ),
        key=lambda offer: table.parties.index(offer.party),
    )
    return _side_by_side(Terms(table, language), offers)


def _side_by_side(
    terms: Terms, offers: Sequence[StandingOffer | RevealedBid | Award]
) -> StandingView:
    """Return outcomes by the party that each is of; of an award also the share."""
    columns = [terms.of_agreement(offer.outcome) for offer in offers]
    return StandingView(
        offers={offer.party: _labelled(offer) for offer in offers},
        rows=tuple(
            (lines[0].issue, *(line.now for line in lines)) for lines in zip(*columns, strict=True)
        ),
    )


def _labelled(offer: StandingOffer | RevealedBid | Award) -> str:
    share = offer.share_fraction if isinstance(offer, Award) else 1
    return offer.offer_id if share == 1 else f"{offer.offer_id} · {share:.0%}"


def _turns(terms: Terms, events: Sequence[Event], proposals: Collection[str]) -> Iterator[TurnView]:
    n_parties = len(terms.table.parties)
    noted: NoteTaken | None = None
    turn = 0
    for event in events:
        if isinstance(event, NoteTaken):
            noted = event
        elif isinstance(event, Turned):
            turn = event.turn
            is_proposal = getattr(event, "offer_id", None) in proposals
            yield TurnView(
                turn=turn,
                round=round_of(turn, n_parties),
                party=event.party,
                noted=noted,
                **content_of(terms, event, is_proposal=is_proposal),
            )
            noted = None
            if isinstance(event, OfferMade):
                terms.remember(event)
        elif said := _of_the_referee(terms, event):
            yield replace(said, turn=turn, round=max(turn - 1, 0) // n_parties + 1)


def _of_the_referee(terms: Terms, event: Event) -> TurnView | None:
    """Return what the referee says; ``None`` where the end of the talks says it."""
    said = TurnView(turn=0, round=0, party="", act="revealed", message="")
    match event:
        case BidsRevealed(bids=bids):
            return replace(said, bids=_side_by_side(terms, bids))
        case LastCall():
            return replace(said, act="last_call")
        case ContractAwarded(awards=awards):
            return replace(said, act="awarded", bids=_side_by_side(terms, awards))
        case ProposalCarried(offer_id=offer_id, outcome=outcome):
            return replace(
                said, act="carried", offer_id=offer_id, terms=terms.of_agreement(outcome)
            )
        case EscalationDecided(granted=granted, reason=reason):
            return replace(
                said,
                party=event.party,
                act="signed" if granted else "denied",
                message=reason,
                terms=terms.of_agreement(event.outcome),
                is_private=True,
            )
        case _:
            return None
