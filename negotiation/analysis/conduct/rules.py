"""Every rule over one table's log."""

from collections.abc import Iterator, Sequence

from negotiation.analysis.conduct.character import find_dropped_personas
from negotiation.analysis.conduct.claims import find_false_claims
from negotiation.analysis.conduct.deals import (
    find_deadlock,
    find_irrational_refusals,
    find_missed_deals,
)
from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.leaks import find_leaks
from negotiation.analysis.conduct.limits import find_breaches
from negotiation.analysis.conduct.mismatches import find_mismatches
from negotiation.analysis.conduct.promises import Worth, find_broken_promises
from negotiation.analysis.conduct.proposals import find_lost_proposals
from negotiation.analysis.conduct.record import Record, spoken
from negotiation.analysis.outcome_table import BargainingSet, OutcomeTable, bargaining_set
from negotiation.domain.events import Event
from negotiation.domain.scenarios import Party
from negotiation.domain.values import Language

__all__ = ["find_conduct", "find_in_words"]


def find_conduct(
    table: OutcomeTable,
    parties: Sequence[Party],
    events: Sequence[Event],
    language: Language,
    *,
    reachable: BargainingSet | None = None,
) -> tuple[Finding, ...]:
    """Return what the rules find in the log of one table, in the order of its turns.

    Args:
        table: the valued outcomes.
        parties: of the scenario; those at the table are looked at.
        events: the log of this table, from its opening on.
        language: in which the talks are held.
        reachable: what the parties could reach, where it is known already.
    """
    record = Record.of(table.valuation.table, parties, language)
    if reachable is None:
        seated = table.valuation.parties
        reachable = bargaining_set(table, [record.parties[party].mandate for party in seated])
    found = (
        *find_in_words(record, events, table.value_of),
        *_find_in_acts(record, table, events, reachable),
    )
    return tuple(sorted(found, key=lambda finding: finding.turn))


def find_in_words(record: Record, events: Sequence[Event], worth: Worth) -> Iterator[Finding]:
    """Yield what the rules find in what was said; ``worth`` judges what gives way."""
    said = tuple(spoken(events))
    for turn in said:
        yield from find_leaks(turn, record)
        yield from find_false_claims(turn, record)
        yield from find_mismatches(turn, record)
        yield from find_dropped_personas(turn, record)
    yield from find_broken_promises(said, record, worth)


def _find_in_acts(
    record: Record, table: OutcomeTable, events: Sequence[Event], reachable: BargainingSet
) -> Iterator[Finding]:
    valuation = table.valuation
    mandates = {party: record.parties[party].mandate for party in valuation.parties}
    reservation = {party: valuation.reservation_values[party] for party in valuation.parties}
    yield from find_breaches(events, mandates, table.value_of, reservation)
    lost: tuple[Finding, ...] = ()
    if valuation.table.protocol == "roundtable":
        lost = tuple(find_lost_proposals(events, table.value_of, reservation))
    yield from lost
    yield from find_missed_deals(
        events,
        table.value_of,
        reservation,
        has_zopa=bool(reachable.zopa.any()) and not lost,
    )
    yield from find_irrational_refusals(events, table.value_of, reservation)
    yield from find_deadlock(events)
