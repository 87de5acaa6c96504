"""Rows: one for every judged party of every case. What reports, rankings and files are made of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evals.results import CaseRecord, Failure
from evals.statistics.pairing import Cell

__all__ = ["Row", "rows_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One party of one case."""

    case_id: str
    contestant: str
    """The name of the player in the party's seat."""
    who: str
    """The words of ``--seat`` of that player."""
    opponent: str
    scenario: str
    party: str
    """The role."""
    persona: str
    language: str
    talk: str
    adviser: str
    opener: str
    variant: str
    """Persona, language, talk, adviser and opener in one word."""
    seed: int
    repeat: int
    figures: Mapping[str, float]
    undefined: Mapping[str, str]
    """Why a metric says nothing here."""
    failure: Failure | None
    """Why the case could not be played; then there are no figures."""
    model: str | None
    """That answered in this seat, as its server names it."""

    @property
    def cell(self) -> Cell:
        """What must be alike in a paired comparison."""
        return Cell(self.scenario, self.party, self.opponent, self.variant, self.seed)


def rows_of(records: Iterable[CaseRecord]) -> Iterator[Row]:
    """Yield the rows of results, in their order."""
    for record in records:
        case = record.case
        for party in case.judged:
            player = case.player_of(party)
            yield Row(
                case_id=case.id,
                contestant=player.name,
                who=player.who,
                opponent=case.rival_of(party).name,
                scenario=case.scenario,
                party=party,
                persona=case.persona,
                language=case.language,
                talk=case.talk,
                adviser=case.adviser or "",
                opener=case.opener,
                variant=case.variant,
                seed=case.seed,
                repeat=case.repeat,
                figures=record.figures.get(party, {}),
                undefined=record.undefined.get(party, {}),
                failure=record.failure,
                model=record.models.get(party),
            )
