"""Figures carried from one table to another: what a third party said where the listener was not.

A party may use what it hears anywhere. Saying another's offer out loud elsewhere gives that other's
hand away, so it is counted. A figure counts when it is a term of an offer that another made at
a table where the speaker sat and saw it, when that other does not sit at this table and some
listener did not sit there, and when nothing else accounts for it: an offer made at this table, its
public setting, the news, what the speaker offered somewhere itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from negotiation.analysis.campaign_score import Leak
from negotiation.analysis.conduct.numbers import Figure, figures_in
from negotiation.analysis.conduct.sentences import quoted, sentence_of
from negotiation.analysis.conduct.terms import fits, term_figures
from negotiation.domain.chronicle import CampaignEvent, LogEvent, NewsPublished
from negotiation.domain.events import BidsRevealed, Event, OfferMade, TableOpened
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language

__all__ = ["find_leaks_between"]


class _Offer(NamedTuple):
    """Terms that somebody put forward and that everybody at the table has seen."""

    party: str
    outcome: Outcome


@dataclass(slots=True)
class _Heard:
    """A table as it has gone so far."""

    table: Table
    parties: tuple[str, ...]
    offers: list[_Offer] = field(default_factory=list)


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
    news: list[float] = []
    for event in log:
        if isinstance(event, NewsPublished):
            news += _figures_of(event)
        if isinstance(event, CampaignEvent):
            continue
        if isinstance(event, TableOpened):
            heard[event.table] = _Heard(tables[event.table], event.parties)
            continue
        if getattr(event, "message", ""):
            known = (*news, *_accounted(heard, event, language))
            found += _leaks(event, heard, known, language)
        heard[event.table].offers += _put_forward(event)
    return tuple(found)


def _put_forward(event: Event) -> Iterator[_Offer]:
    """Yield the terms that an event shows to everybody at its table."""
    if isinstance(event, OfferMade) and not event.is_sealed:
        yield _Offer(event.party, event.outcome)
    if isinstance(event, BidsRevealed):
        for bid in event.bids:
            yield _Offer(bid.party, bid.outcome)


def _figures_of(news: NewsPublished) -> Iterator[float]:
    for item in news.items:
        if item.value is not None:
            yield item.value
        yield from (figure.value for figure in figures_in(item.text))


def _leaks(
    event: Event, heard: Mapping[str, _Heard], accounted: Sequence[float], language: Language
) -> Iterator[Leak]:
    here, party = heard[event.table], getattr(event, "party", "")
    message: str = getattr(event, "message", "")
    for away in heard.values():
        if away is here or party not in away.parties or set(here.parties) <= set(away.parties):
            continue
        for figure, issue in _spoken(message, away.table.space, language):
            if _is_among(figure, accounted):
                continue
            whose = [each.party for each in away.offers if fits(figure, each.outcome[issue])]
            if whose and not set(whose) & set(here.parties):
                yield Leak(
                    party=party,
                    table=event.table,
                    turn=getattr(event, "turn", 0),
                    heard_at=away.table.id,
                    of=whose[0],
                    issue=issue,
                    quote=quoted(sentence_of(message, figure)),
                )
                break


def _spoken(message: str, space: OutcomeSpace, language: Language) -> Iterator[tuple[Figure, str]]:
    """Yield the figures that may be terms of another table's agenda."""
    for term in term_figures(message, space, language):
        for issue in term.issues:
            yield term.figure, issue


def _accounted(heard: Mapping[str, _Heard], event: Event, language: Language) -> tuple[float, ...]:
    """Return the figures that the table of an event and its speaker account for."""
    here, party = heard[event.table], getattr(event, "party", "")
    outcomes: list[Outcome] = [offer.outcome for offer in here.offers]
    outcomes += [
        offer.outcome for away in heard.values() for offer in away.offers if offer.party == party
    ]
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
