"""Tables that are valued once, however many runs are played at them.

What the outcomes of a table are worth hangs on the scenario and the table, in a campaign also on
where it stands, and on nothing else: all seeds, seats and languages share it.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import cache, cached_property
from hashlib import sha256

from negotiation.agents.preferences import Preferences, preferences_of
from negotiation.analysis.outcome_table import (
    BargainingSet,
    OutcomeTable,
    bargaining_set,
    lot_outcomes,
)
from negotiation.app.tables import mandates_of, valued_table
from negotiation.domain.scenarios import Scenario, Table
from negotiation.economics.situation import Situation

__all__ = ["TableCache", "ValuedTable", "tables_of_process"]

MAX_OUTCOMES = 4_000_000
"""Outcomes of all tables that are kept; each takes 60 to 90 bytes with what seats make of it."""

LEAST_OUTCOMES = 10_000
"""What a smaller table counts as, for what else it takes: a megabyte at most."""


class ValuedTable:
    """A table's outcomes, and what seats and scorecards take from them, each worked out once.

    Runs share it. Nothing in it ever changes, and the arrays that seats get cannot be written to,
    for a guest's negotiator is handed its own.

    Args:
        scenario: the table's scenario.
        outcomes: the valued outcomes of the table.
    """

    def __init__(self, scenario: Scenario, outcomes: OutcomeTable) -> None:
        self.outcomes = outcomes
        self._mandates = mandates_of(scenario)
        self._preferences: dict[tuple[str, str | None], Preferences] = {}

    @cached_property
    def lots(self) -> Mapping[str, OutcomeTable]:
        """The outcomes of a tender by bidder; none elsewhere."""
        return lot_outcomes(self.outcomes)

    @cached_property
    def reachable(self) -> BargainingSet:
        """What the parties could reach."""
        parties = self.outcomes.valuation.parties
        return bargaining_set(self.outcomes, [self._mandates[party] for party in parties])

    def own(self, party: str) -> OutcomeTable:
        """Return the outcomes of a party: of its lot if it bids, else of the whole table."""
        return self.lots.get(party, self.outcomes)

    def preferences(self, party: str, *, bidder: str | None = None) -> Preferences:
        """Return what a party may know: its own row, or a host's of the lot of one bidder."""
        key = (party, bidder)
        found = self._preferences.get(key)
        if found is None:
            table = self.own(party) if bidder is None else self.lots[bidder]
            found = preferences_of(table, party, self._mandates[party].red_lines)
            for row in (found.candidates, found.values):
                row.setflags(write=False)
            self._preferences[key] = found
        return found


class TableCache:
    """The tables that have been valued last.

    Threads may share it; two that ask for the same table at once may both value it.

    Args:
        max_outcomes: outcomes of all tables that are kept; the last one is kept in any case.
    """

    def __init__(self, *, max_outcomes: int = MAX_OUTCOMES) -> None:
        self._max_outcomes = max_outcomes
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, ValuedTable] = OrderedDict()

    def valued(
        self, scenario: Scenario, table: Table, situation: Situation | None = None
    ) -> ValuedTable:
        """Return a table with its outcomes valued.

        Args:
            scenario: the table's scenario.
            table: the table, with real parties in the place of stand-ins.
            situation: where a campaign stands; without one the table stands alone.
        """
        key = _key_of(scenario, table, situation)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        return self._keep(key, ValuedTable(scenario, valued_table(scenario, table, situation)))

    def _keep(self, key: bytes, valued: ValuedTable) -> ValuedTable:
        """Keep a table, forget those that were not asked for the longest, and return what is kept.

        Of two threads that valued the same table both get that of the first.
        """
        with self._lock:
            kept = self._kept.setdefault(key, valued)
            while len(self._kept) > 1 and sum(map(_size, self._kept.values())) > self._max_outcomes:
                self._kept.popitem(last=False)
        return kept


@cache
def tables_of_process() -> TableCache:
    """Return the tables that everybody in this process shares who brings none of their own."""
    return TableCache()


def _size(valued: ValuedTable) -> int:
    return max(len(valued.outcomes.indices), LEAST_OUTCOMES)


def _key_of(scenario: Scenario, table: Table, situation: Situation | None) -> bytes:
    """Return what a valuation hangs on, in few bytes; it takes a third of a millisecond.

    The futures of a situation follow from their market and chance and from what has been signed.
    """
    content = [scenario.model_dump_json(), table.model_dump_json()]
    if situation is not None:
        world = situation.world
        futures = (world.market, world.chance, world.months, world.first_month)
        stands = (situation.month, situation.market, situation.portfolio, situation.replaces)
        content += [repr(futures), repr(stands)]
    return sha256("\0".join(content).encode()).digest()
