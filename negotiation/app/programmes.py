"""The programme of a run: its tables one after the other, or the phases of a campaign."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from negotiation.agents.negotiator import SeatBrief
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.app.campaigning import CampaignProgramme
from negotiation.app.plan import RunPlan
from negotiation.app.seating import Earlier, SeatedTable, opening_of, seat_table
from negotiation.app.table_cache import TableCache, ValuedTable, tables_of_process
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import TableOpened
from negotiation.domain.scenarios import Table
from negotiation.economics.situation import Situation
from negotiation.graph.programme import Programme, TableSetUp
from negotiation.llm.chat import Chat

__all__ = ["SeatedProgramme", "programme_of"]


class SeatedProgramme(Programme, Protocol):
    """A programme that knows who sits where."""

    def brief(self, table: str, party: str, log: Sequence[LogEvent]) -> SeatBrief:
        """Return what a seat of a table that has been opened knows."""
        ...

    def outcomes(self, table: str, log: Sequence[LogEvent]) -> OutcomeTable:
        """Return the valued outcomes of a table that has been opened, as at its opening."""
        ...

    def valued(self, table: str, log: Sequence[LogEvent]) -> ValuedTable:
        """Return these outcomes with what follows from them."""
        ...

    def situation(self, table: str, log: Sequence[LogEvent]) -> Situation | None:
        """Return where a campaign stood for a table when it ended; ``None`` without one."""
        ...

    def table(self, table: str, log: Sequence[LogEvent]) -> Table:
        """Return a table that has been opened, with real parties in the place of stand-ins."""
        ...


def programme_of(
    plan: RunPlan,
    chats: Mapping[str, Chat],
    *,
    earlier: Earlier = tuple,
    tables: TableCache | None = None,
) -> SeatedProgramme:
    """Return what happens in a run, one thing after the other.

    Args:
        plan: the run.
        chats: by model name, for the seats that models play.
        earlier: what models were asked before.
        tables: those that have been valued before.
    """
    campaign, tables = plan.scenario.campaign, tables or tables_of_process()
    if campaign is not None:
        return CampaignProgramme(plan, campaign, chats, earlier, tables=tables)
    return _OneAfterAnother(plan, chats, earlier, tables=tables)


class _OneAfterAnother:
    """Tables that know nothing of each other, each set up when it is needed."""

    def __init__(
        self, plan: RunPlan, chats: Mapping[str, Chat], earlier: Earlier, *, tables: TableCache
    ) -> None:
        self._plan = plan
        self._tables = tables
        self._seated: dict[str, SeatedTable] = {}
        self._seat: Callable[[str], SeatedTable] = lambda name: seat_table(
            plan, plan.scenario.table(name), chats, earlier=earlier, tables=tables
        )

    def next_events(
        self, log: Sequence[LogEvent], open_tables: Collection[str]
    ) -> tuple[LogEvent, ...]:
        """Open the first table that has not been opened yet, if no other is open."""
        if open_tables:
            return ()
        opened = {event.table for event in log if isinstance(event, TableOpened)}
        waiting = (table for table in self._plan.scenario.tables if table.id not in opened)
        return tuple(opening_of(self._plan, table) for table in waiting)[:1]

    def set_up(self, table: str, log: Sequence[LogEvent]) -> TableSetUp:  # noqa: ARG002
        """Return a table."""
        return self._table(table).set_up

    def brief(self, table: str, party: str, log: Sequence[LogEvent]) -> SeatBrief:  # noqa: ARG002
        """Return what a seat knows."""
        return self._table(table).briefs[party]

    def situation(self, table: str, log: Sequence[LogEvent]) -> Situation | None:  # noqa: ARG002
        """Return nothing: these tables stand alone."""
        return None

    def outcomes(self, table: str, log: Sequence[LogEvent]) -> OutcomeTable:
        """Return the valued outcomes of a table."""
        return self.valued(table, log).outcomes

    def valued(self, table: str, log: Sequence[LogEvent]) -> ValuedTable:  # noqa: ARG002
        """Return the valued outcomes of a table with what follows from them."""
        seated = self._seated.get(table)
        if seated is not None:
            return seated.valued
        return self._tables.valued(self._plan.scenario, self.table(table))

    def table(self, table: str, log: Sequence[LogEvent] = ()) -> Table:  # noqa: ARG002
        """Return a table."""
        return self._plan.scenario.table(table)

    def _table(self, name: str) -> SeatedTable:
        if name not in self._seated:
            self._seated[name] = self._seat(name)
        return self._seated[name]
