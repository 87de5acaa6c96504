"""The talk as the rules read it: who said what with which act, and what was public by then."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from negotiation.analysis.conduct.numbers import Figure, figures_in
from negotiation.domain.events import (
    AgreementReached,
    BidsRevealed,
    EscalationAsked,
    Event,
    FaultOwner,
    NoteTaken,
    OfferMade,
    OfferRejected,
    Passed,
    Talked,
    VoteCast,
    WalkedAway,
)
from negotiation.domain.moves import Claim, WordedBy
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Party, Table
from negotiation.domain.values import Language

__all__ = ["Record", "Said", "spoken"]

_OWNERS: Mapping[WordedBy | None, FaultOwner] = {
    None: "party",
    "model": "model",
    "template": "engine",
}


@dataclass(frozen=True, slots=True)
class Record:
    """What everybody at a table knows from the start, and who sits there."""

    table: Table
    space: OutcomeSpace
    parties: Mapping[str, Party]
    language: Language
    public: tuple[Figure, ...]
    """The figures of the setting and of what is public of the parties."""

    @classmethod
    def of(cls, table: Table, parties: Iterable[Party], language: Language) -> "Record":
        """Read the public texts of a table."""
        seated = {party.id: party for party in parties if party.id in table.parties}
        texts = [table.setting, *(party.public for party in seated.values())]
        public = [each for text in texts for each in figures_in(text.in_language(language))]
        return cls(table, table.space, seated, language, tuple(public))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One turn of a party that was heard by all."""

    turn: int
    party: str
    message: str
    claims: tuple[Claim, ...]
    outcome: Outcome | None
    """What it offers, accepts or votes for."""
    is_offer: bool
    figures: tuple[Figure, ...]
    offered: Mapping[str, frozenset[OptionValue]]
    """By issue, the values of all offers up to here, this one included."""
    heard: tuple[Figure, ...]
    """The figures that the others have said before."""
    owner: FaultOwner


_Heard: TypeAlias = (
    Talked
    | OfferMade
    | OfferRejected
    | AgreementReached
    | Passed
    | VoteCast
    | EscalationAsked
    | WalkedAway
)


def spoken(events: Sequence[Event]) -> Iterator[Said]:
    """Yield every turn that was heard, in the order in which it was: sealed bids when opened."""
    offered: dict[str, frozenset[OptionValue]] = {}
    said: list[tuple[str, Figure]] = []
    worded = {
        (event.party, event.turn): event.worded_by
        for event in events
        if isinstance(event, NoteTaken)
    }
    made: dict[str, Outcome] = {}
    for event in _heard(events):
        outcome = _outcome(event, made)
        if isinstance(event, OfferMade):
            made[event.offer_id] = event.outcome
        for issue, value in (outcome or {}).items():
            offered[issue] = offered.get(issue, frozenset()) | {value}
        figures = figures_in(event.message)
        yield Said(
            turn=event.turn,
            party=event.party,
            message=event.message,
            claims=event.claims,
            outcome=outcome,
            is_offer=isinstance(event, OfferMade),
            figures=figures,
            offered=dict(offered),
            heard=tuple(figure for party, figure in said if party != event.party),
            owner=_OWNERS[worded.get((event.party, event.turn))],
        )
        said += [(event.party, figure) for figure in figures]


def _heard(events: Iterable[Event]) -> Iterator[_Heard]:
    """Yield what all at the table heard; a bid that was never opened nobody did."""
    sealed: dict[str, OfferMade] = {}
    for event in events:
        match event:
            case OfferMade(is_sealed=True):
                sealed[event.offer_id] = event
            case BidsRevealed(bids=bids):
                yield from (sealed.pop(bid.offer_id) for bid in bids if bid.offer_id in sealed)
            case _ if isinstance(event, _Heard):
                yield event
            case _:
                pass


def _outcome(event: _Heard, made: Mapping[str, Outcome]) -> Outcome | None:
    match event:
        case OfferMade(outcome=outcome) | AgreementReached(outcome=outcome):
            return outcome
        case VoteCast(offer_id=offer_id, assents=True):
            return made.get(offer_id)
        case _:
            return None
