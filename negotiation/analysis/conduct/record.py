"""The talk as the rules read it: who said what with which act, and what was public by then."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from negotiation.analysis.conduct.numbers import Figure, figures_in
from negotiation.domain.events import (
    AgreementReached,
    Event,
    FaultOwner,
    NoteTaken,
    OfferMade,
    OfferRejected,
    Talked,
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
    """What it offers or accepts."""
    is_offer: bool
    figures: tuple[Figure, ...]
    offered: Mapping[str, frozenset[OptionValue]]
    """By issue, the values of all offers up to here, this one included."""
    heard: tuple[Figure, ...]
    """The figures that the others have said before."""
    owner: FaultOwner


def spoken(events: Sequence[Event]) -> Iterator[Said]:
    """Yield every turn that was heard, in order."""
    offered: dict[str, frozenset[OptionValue]] = {}
    said: list[tuple[str, Figure]] = []
    worded: dict[tuple[str, int], WordedBy | None] = {}
    for event in events:
        if isinstance(event, NoteTaken):
            worded[event.party, event.turn] = event.worded_by
        if not isinstance(
            event, Talked | OfferMade | OfferRejected | AgreementReached | WalkedAway
        ):
            continue
        outcome = event.outcome if isinstance(event, OfferMade | AgreementReached) else None
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
