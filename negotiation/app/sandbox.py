"""The sandbox: begin a run, play it to its end, take it up again, score it."""

import platform
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from typing import TypeAlias

from negotiation.agents.negotiator import SeatBrief
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.analysis.scorecard import Scorecard, score_table
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan
from negotiation.app.records import RunRecord, read_run
from negotiation.app.seating import SeatedTable, seat_tables
from negotiation.app.tables import mandates_of, valued_table
from negotiation.domain.events import Event
from negotiation.domain.moves import Move
from negotiation.domain.scenarios import Table
from negotiation.economics.simulator import SIMULATOR_VERSION
from negotiation.errors import UsageError
from negotiation.graph.build import build_graph
from negotiation.graph.drive import Ask, drive
from negotiation.graph.turns import Turns, Watcher
from negotiation.llm.chat import Chat
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.recorded import RecordedChat, ReplayedChat
from negotiation.llm.retrying import RetryingChat
from negotiation.protocol.referee import MAX_REFUSALS
from negotiation.protocol.view import View
from negotiation.settings import Settings
from negotiation.store.chats import JsonlChats
from negotiation.store.folder import RUN, SCORECARD, RunFolder
from negotiation.store.jsonl import JsonlLog, read_events
from negotiation.store.savers import open_saver

__all__ = ["RunRecord", "Sandbox", "read_run", "score"]

Clock: TypeAlias = Callable[[], datetime]

AskSeat: TypeAlias = Callable[[SeatBrief, View], Awaitable[Move]]
"""Asks the person in a seat for a move."""


class Sandbox:
    """Plays runs with the adapters that the settings ask for."""

    def __init__(self, settings: Settings, *, clock: Clock | None = None) -> None:
        self._settings = settings
        self.endpoints = Endpoints(settings)
        self._clock = clock or _utc_now

    def begin(self, plan: RunPlan, folder: RunFolder) -> RunRecord:
        """Write down what is going to be played."""
        record = RunRecord(
            plan=plan,
            versions=_versions(),
            endpoints={name: self._address(name) for name in _models(plan)},
            started_at=self._clock().isoformat(timespec="seconds"),
        )
        folder.write_json(RUN, record.model_dump(mode="json"))
        return record

    async def play(
        self, folder: RunFolder, *, ask: AskSeat | None = None, watch: Watcher | None = None
    ) -> Scorecard:
        """Play a run from where its log ends to the end, and write its scorecard.

        A run that was stopped goes on at the very turn that was due; replies of models that were
        recorded are not paid for again.

        Raises:
            ChatError: a model's endpoint cannot be used. The run can be resumed.
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
            earlier = sink.read()
            chats: dict[str, Chat] = {}
            for name in _models(plan):
                profile = self.endpoints.profile(name)
                opened = await stack.enter_async_context(OpenAIChat(profile))
                retrying = RetryingChat(
                    opened, attempts=profile.attempts, total_seconds=profile.total_seconds
                )
                chats[name] = ReplayedChat(RecordedChat(retrying, sink), earlier)
            tables = seat_tables(plan, chats, earlier=earlier)
            turns = Turns([table.set_up for table in tables], log, watch=watch)
            saver = None
            if plan.has_person:
                saver = await stack.enter_async_context(
                    open_saver(self._settings.database_url, folder.cursor)
                )
            thread = str(folder.path.resolve())
            await drive(
                build_graph(saver),
                turns,
                thread=thread,
                max_steps=_max_steps(plan),
                ask=_asking(ask, tables),
            )
            if saver is not None:
                await saver.aprune([thread])
            valued = {table.set_up.opening.table: table.outcomes for table in tables}
            scorecard = _scorecard(plan, log.read(), lambda table: valued[table.id])
        self._end(folder, record, scorecard)
        return scorecard

    def _end(self, folder: RunFolder, record: RunRecord, scorecard: Scorecard) -> None:
        folder.write_json(SCORECARD, scorecard.model_dump(mode="json"))
        if record.ended_at is not None:
            return
        ended = record.model_copy(update={"ended_at": self._clock().isoformat(timespec="seconds")})
        folder.write_json(RUN, ended.model_dump(mode="json"))

    def _check_endpoints(self, record: RunRecord) -> None:
        """Raise ``UsageError`` unless every model is asked where it was when the run began."""
        for name in _models(record.plan):
            began, now = record.endpoints.get(name, {}), self._address(name)
            if began != now:
                raise UsageError(
                    f"model {name!r} is set up differently: the run began with {_shown(began)}, "
                    f"now it is {_shown(now)}; set it back to go on with this run, or begin "
                    "another one"
                )

    def _address(self, name: str) -> dict[str, str]:
        profile = self.endpoints.profile(name)
        return {"base_url": profile.base_url, "model": profile.model}


def score(folder: RunFolder) -> Scorecard:
    """Score a run from its log, with the simulator of today. Raises what ``read_run`` does."""
    plan = read_run(folder).plan
    return _scorecard(plan, read_events(folder.events), partial(valued_table, plan.scenario))


def _scorecard(
    plan: RunPlan, events: Iterable[Event], valued: Callable[[Table], OutcomeTable]
) -> Scorecard:
    """Score every table that was opened; ``valued`` gives the values of its outcomes."""
    talks: dict[str, list[Event]] = {}
    for event in events:
        talks.setdefault(event.table, []).append(event)
    mandates = mandates_of(plan.scenario)
    return Scorecard(
        scenario=plan.scenario.name,
        tables=tuple(
            score_table(valued(table), mandates, talks[table.id])
            for table in plan.scenario.tables
            if table.id in talks
        ),
    )


def _shown(address: Mapping[str, str]) -> str:
    return f"{address.get('model', 'no model')} at {address.get('base_url', 'no address')}"


def _asking(ask: AskSeat | None, tables: Sequence[SeatedTable]) -> Ask | None:
    """Return how the graph asks: with the brief of the seat that is due."""
    if ask is None:
        return None
    briefs = {table.set_up.opening.table: table.briefs for table in tables}

    def ask_seat(view: View) -> Awaitable[Move]:
        return ask(briefs[view.table][view.party], view)

    return ask_seat


def _models(plan: RunPlan) -> list[str]:
    """Return the models that play, each once."""
    return list(dict.fromkeys(s.name for s in plan.seats.values() if s.kind == "llm" and s.name))


def _max_steps(plan: RunPlan) -> int:
    """Bound the steps of the graph: every turn refused as often as can be, and some to spare."""
    n_turns = sum(table.deadline_rounds * len(table.parties) for table in plan.scenario.tables)
    return n_turns * MAX_REFUSALS + 10


def _versions() -> dict[str, str]:
    packages = ("haggle", "langgraph", "numpy", "openai", "pydantic")
    found = {package: version(package) for package in packages}
    return {**found, "python": platform.python_version(), "simulator": SIMULATOR_VERSION}


def _utc_now() -> datetime:
    return datetime.now(UTC)
