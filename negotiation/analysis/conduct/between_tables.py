"""Figures carried from one table to another: what a third party said where the listener was not.

A party may use what it hears anywhere. Saying another's offer out loud elsewhere gives that other's
hand away, so it is counted. A figure counts when it is a term of an offer that another made at
a table where the speaker sat, when some listener did not sit there, and when nothing at the table
itself accounts for it: an offer made there, the table's public setting, the speaker's own terms.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from negotiation.analysis.campaign_score import Leak
from negotiation.analysis.conduct.numbers import Figure, figures_in
from negotiation.analysis.conduct.sentences import quoted, sentence_of
from negotiation.analysis.conduct.terms import fits, term_figures
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import Event, OfferMade, TableOpened
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language

__all__ = ["find_leaks_between"]


@dataclass(slots=True)
class _Heard:
    """A table as it has gone so far."""

    table: Table
    parties: tuple[str, ...]
    offers: list[OfferMade] = field(default_factory=list)


def find_leaks_between(
    log: Sequence[LogEvent], tables: Mapping[str, Table], language: Language
) -> tuple[Leak, ...]:
    """Return every figure that a speaker carried from one table to another, in log order.

    Args:
        log: of the whole run.
        tables: by id, those that were opened.
        language: of the talks.
    """
    found: list[Leak] = []
    heard: dict[str, _Heard] = {}
    for event in table_events(log):
        if isinstance(event, TableOpened):
            heard[event.table] = _Heard(tables[event.table], event.parties)
            continue
        if message := getattr(event, "message", ""):
            found += _leaks(event, message, heard, language)
        if isinstance(event, OfferMade):
            heard[event.table].offers.append(event)
    return tuple(found)


def _leaks(
    event: Event, message: str, heard: Mapping[str, _Heard], language: Language
) -> Iterator[Leak]:
    here, party = heard[event.table], getattr(event, "party", "")
    accounted = _accounted(here, event, language)
    for away in heard.values():
        if away is here or party not in away.parties or set(here.parties) <= set(away.parties):
            continue
        for figure, issue in _spoken(message, away.table.space, language):
            if _is_among(figure, accounted):
                continue
            theirs = [offer for offer in away.offers if offer.party != party]
            offer = next((each for each in theirs if fits(figure, each.outcome[issue])), None)
            if offer is not None and offer.party not in here.parties:
                yield Leak(
                    party=party,
                    table=event.table,
                    turn=getattr(event, "turn", 0),
                    heard_at=away.table.id,
                    of=offer.party,
                    issue=issue,
                    quote=quoted(sentence_of(message, figure)),
                )
                break


def _spoken(message: str, space: OutcomeSpace, language: Language) -> Iterator[tuple[Figure, str]]:
    """Yield the figures that may be terms of another table's agenda."""
    for term in term_figures(message, space, language):
        for issue in term.issues:
            yield term.figure, issue


def _accounted(here: _Heard, event: Event, language: Language) -> tuple[float, ...]:
    """Return the figures that a table itself accounts for."""
    outcomes: list[Outcome] = [offer.outcome for offer in here.offers]
    outcomes.append(getattr(event, "outcome", {}))
    told = [
        float(value)
        for outcome in outcomes
        for value in outcome.values()
        if not isinstance(value, str)
    ]
    setting = here.table.setting.in_language(language)
    return (*told, *(figure.value for figure in figures_in(setting)))


def _is_among(figure: Figure, values: Iterable[float]) -> bool:
    return any(fits(figure, value) for value in values)
