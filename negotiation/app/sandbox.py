"""The sandbox: begin a run, play it to its end, take it up again, score it."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TypeAlias

from negotiation.agents.negotiator import SeatBrief
from negotiation.analysis.scorecard import Scorecard
from negotiation.app.capability_cache import CapabilityCache
from negotiation.app.chats import open_chats, read_spare
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan
from negotiation.app.programmes import SeatedProgramme, programme_of
from negotiation.app.records import ForkedFrom, RunRecord, read_run
from negotiation.app.scoring import score_log
from negotiation.app.table_cache import TableCache, tables_of_process
from negotiation.app.versions import versions
from negotiation.app.working_out import worked_out
from negotiation.domain.moves import Move
from negotiation.domain.values import Value
from negotiation.errors import UsageError
from negotiation.graph.build import build_graph
from negotiation.graph.drive import Ask, drive
from negotiation.graph.turns import Aside, Hold, Turns, Watcher, approver_of
from negotiation.llm.budget import Budget, Purse
from negotiation.llm.chat import Chat, Watch
from negotiation.llm.connections import Connections
from negotiation.llm.traffic import Traffic
from negotiation.protocol.referee import MAX_REFUSALS
from negotiation.protocol.view import View
from negotiation.settings import Settings
from negotiation.store.chats import JsonlChats
from negotiation.store.folder import RUN, SCORECARD, RunFolder
from negotiation.store.jsonl import JsonlLog, read_events
from negotiation.store.savers import open_saver

__all__ = ["RunRecord", "Sandbox", "read_run", "score", "versions"]

Clock: TypeAlias = Callable[[], datetime]

AskSeat: TypeAlias = Callable[[SeatBrief, View], Awaitable[Move]]
"""Asks the person in a seat for a move."""


class Sandbox:
    """Plays runs with the adapters that the settings ask for.

    Args:
        settings: of this process.
        clock: says when runs begin and end.
        traffic: sandboxes that share it keep to the limits of an endpoint together.
        tables: sandboxes that share them value a table once; by default those of the process.
        connections: what the runs of one event loop share; without them each run opens its own.
        purse: what all runs spend from together; without it each has a budget of its own.
        endpoints: the models, where not simply those of the settings.
        aside: does what takes long elsewhere, where the loop has others to serve meanwhile.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        traffic: Traffic | None = None,
        tables: TableCache | None = None,
        connections: Connections | None = None,
        purse: Purse | None = None,
        endpoints: Endpoints | None = None,
        aside: Aside | None = None,
    ) -> None:
        self._settings = settings
        self._tables = tables or tables_of_process()
        self._connections = connections
        self._purse = purse
        self._aside = aside
        self.endpoints = endpoints or Endpoints(settings)
        self._clock = clock or _utc_now
        self._traffic = traffic or Traffic()
        self._cache = CapabilityCache(settings.cache_dir, clock=self._clock)

    def begin(
        self, plan: RunPlan, folder: RunFolder, *, forked_from: ForkedFrom | None = None
    ) -> RunRecord:
        """Write down what is going to be played."""
        record = RunRecord(
            plan=plan,
            versions=self._versions,
            endpoints={name: self.endpoints.address(name) for name in plan.models},
            started_at=self._clock().isoformat(timespec="seconds"),
            forked_from=forked_from,
        )
        _write(folder, RUN, record, plan)
        return record

    async def play(
        self,
        folder: RunFolder,
        *,
        ask: AskSeat | None = None,
        watch: Watcher | None = None,
        watch_replies: Watch | None = None,
        budget: Budget | None = None,
        hold: Hold | None = None,
    ) -> Scorecard:
        """Play a run from where its log ends to the end, and write its scorecard.

        A run that was stopped goes on at the very turn that was due; replies of models that were
        recorded are not paid for again.

        Args:
            folder: where the run is.
            ask: asks the people who play.
            watch: is told every event.
            watch_replies: is told how far a model's reply has come, while it is written.
            budget: what the run may spend on models, all its processes together.
            hold: is waited for before every moment in which somebody thinks.

        Raises:
            ChatError: a model's endpoint cannot be used, or the budget is spent. The run can be
                resumed.
            LogConflict: another process plays this run.
            LogCorrupted: the log does not fit the plan.
            UsageError: a person plays without ``ask``, or a model has another address by now.
        """
        record = read_run(folder)
        plan = record.plan
        self._check_endpoints(record)
        async with AsyncExitStack() as stack:
            log = stack.enter_context(JsonlLog(folder.events, durable=plan.has_person))
            sink = stack.enter_context(JsonlChats(folder.chats, durable=plan.has_person))
            opening = self._chats(plan, folder, sink, watch=watch_replies, budget=budget)
            chats = await stack.enter_async_context(opening)
            programme = programme_of(plan, chats, earlier=sink.read, tables=self._tables)
            turns = Turns(programme, log, watch=watch, hold=hold, aside=self._aside)
            await self._drive(plan, folder, turns, _asking(ask, programme, turns))
            judge = partial(score_log, plan, log.read(), programme)
            scorecard = await worked_out(judge, aside=self._aside)
        self._end(folder, record, scorecard)
        return scorecard

    def _chats(
        self,
        plan: RunPlan,
        folder: RunFolder,
        sink: JsonlChats,
        *,
        watch: Watch | None,
        budget: Budget | None,
    ) -> AbstractAsyncContextManager[Mapping[str, Chat]]:
        return open_chats(
            plan,
            self.endpoints,
            sink,
            traffic=self._traffic,
            cache=self._cache,
            budget=budget,
            purse=self._purse,
            asked=folder.asked,
            watch=watch,
            spare=read_spare(folder),
            connections=self._connections,
        )

    async def _drive(self, plan: RunPlan, folder: RunFolder, turns: Turns, ask: Ask | None) -> None:
        """Play to the end; where people play, each turn is kept in a saver until then."""
        async with AsyncExitStack() as stack:
            saver = None
            if plan.has_person:
                saver = await stack.enter_async_context(
                    open_saver(self._settings.database_url, folder.cursor)
                )
            thread = str(folder.path.resolve())
            await drive(
                build_graph(saver), turns, thread=thread, max_steps=_max_steps(plan), ask=ask
            )
            if saver is not None:
                await saver.aprune([thread])

    @cached_property
    def _versions(self) -> dict[str, str]:
        """What plays; looking it up takes longer than a turn."""
        return versions()

    def _end(self, folder: RunFolder, record: RunRecord, scorecard: Scorecard) -> None:
        _write(folder, SCORECARD, scorecard, record.plan)
        if record.ended_at is not None:
            return
        ended = record.model_copy(update={"ended_at": self._clock().isoformat(timespec="seconds")})
        _write(folder, RUN, ended, record.plan)

    def _check_endpoints(self, record: RunRecord) -> None:
        """Raise ``UsageError`` unless every model is asked where it was when the run began."""
        for name in record.plan.models:
            began, now = record.endpoints.get(name, {}), self.endpoints.address(name)
            if began != now:
                raise UsageError(
                    f"model {name!r} is set up differently: the run began with {_shown(began)}, "
                    f"now it is {_shown(now)}; set it back to go on with this run, or begin "
                    "another one"
                )


def score(folder: RunFolder, *, tables: TableCache | None = None) -> Scorecard:
    """Score a run from its log, with the simulator of today. Raises what ``read_run`` does.

    Args:
        folder: where the run is.
        tables: those that have been valued before, where many runs are scored.
    """
    plan = read_run(folder).plan
    return score_log(plan, read_events(folder.events), programme_of(plan, {}, tables=tables))


def _write(folder: RunFolder, name: str, content: Value, plan: RunPlan) -> None:
    """Write a file of a run that is as durable as its log."""
    folder.write_json(name, content.model_dump(mode="json"), durable=plan.has_person)


def _shown(address: Mapping[str, str]) -> str:
    return f"{address.get('model', 'no model')} at {address.get('base_url', 'no address')}"


def _asking(ask: AskSeat | None, programme: SeatedProgramme, turns: Turns) -> Ask | None:
    """Return how the graph asks: with the brief of the seat that is due."""
    if ask is None:
        return None

    def ask_seat(view: View) -> Awaitable[Move]:
        party = view.party.removesuffix(approver_of(""))
        return ask(programme.brief(view.table, party, turns.known), view)

    return ask_seat


def _max_steps(plan: RunPlan) -> int:
    """Bound the steps of the graph: every turn refused as often as can be, and then signed for."""
    n_turns = sum(table.deadline_rounds * len(table.parties) for table in plan.scenario.tables)
    return n_turns * (MAX_REFUSALS + 1) + 10


def _utc_now() -> datetime:
    return datetime.now(UTC)
