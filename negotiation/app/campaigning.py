"""A campaign as a programme: dated phases in one world, tables set up in what was signed before."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from negotiation.agents.negotiator import SeatBrief
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.app.happened import Reporter
from negotiation.app.plan import RunPlan
from negotiation.app.seating import Earlier, SeatedTable, opening_of, seat_table
from negotiation.app.shut_tables import why_nobody_is, why_not, why_twice
from negotiation.app.stand_ins import as_opened, who_stands_in
from negotiation.app.table_cache import TableCache, ValuedTable, tables_of_process
from negotiation.app.worlds import CampaignWorld
from negotiation.domain.campaigns import Campaign, Phase
from negotiation.domain.chronicle import (
    CampaignClosed,
    CampaignEvent,
    LogEvent,
    PhaseOpened,
    TableSkipped,
)
from negotiation.domain.events import TableOpened
from negotiation.domain.scenarios import Table
from negotiation.domain.stand_ins import with_parties
from negotiation.economics.situation import Situation
from negotiation.graph.programme import TableSetUp
from negotiation.llm.chat import Chat
from negotiation.protocol.fold import evolve, replay
from negotiation.protocol.session import Session

__all__ = ["CampaignProgramme"]

_Ledger: TypeAlias = tuple[tuple[str, int | None], ...]
"""The contracts that were signed by some time, and when those of them were ended that were."""


class CampaignProgramme:
    """Opens the phases of a campaign one after the other. A pure function of plan and log."""

    def __init__(
        self,
        plan: RunPlan,
        campaign: Campaign,
        chats: Mapping[str, Chat],
        earlier: Earlier,
        *,
        tables: TableCache | None = None,
    ) -> None:
        self._plan = plan
        self._tables = tables or tables_of_process()
        self._campaign = campaign
        self._chats = chats
        self._earlier = earlier
        self._world = CampaignWorld(plan.scenario, campaign, plan.seed)
        self._reporter = Reporter(plan.scenario, campaign, self._world, plan.language)
        self._openings: dict[int, tuple[LogEvent, ...]] = {}
        self._seated: dict[tuple[str, _Ledger], SeatedTable] = {}

    def next_events(
        self, log: Sequence[LogEvent], open_tables: Collection[str]
    ) -> tuple[LogEvent, ...]:
        """Return what opens the next phase, or what is missing of it, or that all is over."""
        begun = [place for place, event in enumerate(log) if isinstance(event, PhaseOpened)]
        if log and isinstance(log[-1], CampaignClosed):
            return ()
        if begun:
            opening = self._opening(len(begun) - 1, log[: begun[-1]])
            n_written = len(log) - begun[-1]
            if n_written < len(opening):
                return opening[n_written:]
        if open_tables:
            return ()
        if len(begun) == len(self._campaign.phases):
            return (CampaignClosed(month=self._campaign.phases[-1].month),)
        return self._opening(len(begun), log)

    def set_up(self, table: str, log: Sequence[LogEvent]) -> TableSetUp:
        """Return a table as things stand after ``log``."""
        return self._table(table, log).set_up

    def brief(self, table: str, party: str, log: Sequence[LogEvent]) -> SeatBrief:
        """Return what a seat knows."""
        return self._table(table, log).briefs[party]

    def outcomes(self, table: str, log: Sequence[LogEvent]) -> OutcomeTable:
        """Return the valued outcomes of a table as they stood when it ended."""
        return self.valued(table, log).outcomes

    def valued(self, table: str, log: Sequence[LogEvent]) -> ValuedTable:
        """Return these outcomes with what follows from them."""
        before = log[: _end_of(table, log)]
        seated = self._seated.get(self._key(table, before))
        if seated is not None:
            return seated.valued
        real = self.table(table, before)
        situation = self._world.situation(real, before)
        return self._tables.valued(self._plan.scenario, real, situation)

    def situation(self, table: str, log: Sequence[LogEvent]) -> Situation:
        """Return where the campaign stood for a table when it ended."""
        before = log[: _end_of(table, log)]
        return self._world.situation(self.table(table, before), before)

    @property
    def world_seed(self) -> int:
        """The seed of the world that happens."""
        return self._world.seed

    def table(self, table: str, log: Sequence[LogEvent]) -> Table:
        """Return a table with those who sat down at it."""
        opened = next(
            event for event in log if isinstance(event, TableOpened) and event.table == table
        )
        return as_opened(self._campaign, self._plan.scenario.table(table), opened.parties)

    def _table(self, name: str, log: Sequence[LogEvent]) -> SeatedTable:
        key = self._key(name, log)
        if key not in self._seated:
            table = self.table(name, log)
            situation = self._world.situation(table, log)
            self._seated[key] = seat_table(
                self._plan,
                table,
                self._chats,
                earlier=self._earlier,
                situation=situation,
                tables=self._tables,
            )
        return self._seated[key]

    def _key(self, name: str, log: Sequence[LogEvent]) -> tuple[str, _Ledger]:
        """Return what a set-up hangs on: the table, and everything that has been signed.

        A party's worth hangs on its partners' contracts too, with whomever they are. Were these
        left out, who values a table first would decide what it is worth.
        """
        contracts = self._world.contracts(log)
        return name, tuple((each.id, each.ended_month) for each in contracts)

    def _opening(self, place: int, log: Sequence[LogEvent]) -> tuple[LogEvent, ...]:
        """Return the events that open a phase. ``log`` ends before it."""
        if place not in self._openings:
            phase = self._campaign.phases[place]
            before = self._campaign.phases[place - 1].month if place else None
            events: list[LogEvent] = [PhaseOpened(phase=phase.id, month=phase.month)]
            events += self._reporter.report(phase, before, log)
            self._openings[place] = (*events, *self._tables_of(phase, log))
        return self._openings[place]

    def _tables_of(self, phase: Phase, log: Sequence[LogEvent]) -> list[LogEvent]:
        """Open the tables of a phase whose conditions hold, and say why the others stay shut."""
        events: list[LogEvent] = []
        stand_ins = who_stands_in(self._plan.scenario, log)
        for name in phase.tables:
            table = self._plan.scenario.table(name)
            reason = self._shut(table, phase, log, stand_ins)
            if reason is None:
                events.append(opening_of(self._plan, with_parties(table, stand_ins)))
            else:
                events.append(TableSkipped(phase=phase.id, skipped=name, reason=reason))
        return events

    def _shut(
        self, table: Table, phase: Phase, log: Sequence[LogEvent], stand_ins: Mapping[str, str]
    ) -> str | None:
        """Say why a table stays shut; ``None`` when it opens."""
        unsettled = [
            party
            for party in table.parties
            if party in self._campaign.stand_ins and party not in stand_ins
        ]
        if unsettled:
            return why_nobody_is(self._campaign, unsettled[0])
        seats = {party: stand_ins.get(party, party) for party in table.parties}
        if len(set(seats.values())) < len(seats):
            return why_twice(seats)
        return next(
            (
                why_not(condition)
                for condition in table.when
                if not self._world.holds(condition, phase.month, log, stand_ins)
            ),
            None,
        )


def _end_of(table: str, log: Sequence[LogEvent]) -> int:
    """Return the place of the event that ended a table; the log's length while it goes on."""
    session: Session | None = None
    for place, event in enumerate(log):
        if isinstance(event, CampaignEvent) or event.table != table:
            continue
        session = replay([event]) if session is None else evolve(session, event)
        if session.ending is not None:
            return place
    return len(log)
