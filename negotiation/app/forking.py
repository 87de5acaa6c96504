"""Branching a run at an earlier turn: what was kept, who sits there now, what is done instead.

A fork is a run of its own. Its log begins with the events before that turn, its seed is the same,
so everything that is left to chance falls as it fell; and a model that is asked the very same thing
gives the very same reply, which the first run has paid for. The difference is the decision.

The calls of a seat that goes on are kept with its turns. Who takes a seat over has read the
minutes, not the mind of whoever sat there: those calls stay behind.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from negotiation.agents.call_keys import CallKey
from negotiation.app.chats import read_spare, spare_path
from negotiation.app.forced_moves import judged_move
from negotiation.app.places import Place, last_turns, place_of
from negotiation.app.plan import ForcedMove, RunPlan, reseated
from negotiation.app.records import ForkedFrom, RunRecord, hash_of, is_secret, read_run
from negotiation.app.sandbox import Sandbox
from negotiation.app.tables import choose_table
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import Event
from negotiation.errors import UsageError
from negotiation.llm.recorded import ChatRecord
from negotiation.store.chats import JsonlChats, read_chats
from negotiation.store.files import replace_file
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import JsonlLog, read_events
from negotiation.store.lines import read_lines

__all__ = ["CallCounts", "Fork", "count_calls", "fork"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """Where a run is to branch, and how."""

    turn: int
    table: str | None = None
    """Needed where there are several."""
    move: str | None = None
    """What is done in that turn instead, as JSON."""
    who: Mapping[str, str] = field(default_factory=dict)
    """Seat -> who plays it from there on, as ``seats.parse_wish`` reads it."""


class CallCounts(NamedTuple):
    """The calls of a run to its models."""

    n_kept: int
    """Of the turns that were kept when it was forked."""
    n_reused: int
    """In which a model was asked what it had been asked in the other run."""
    n_asked: int
    """The others: these were paid for."""


def fork(
    sandbox: Sandbox, source: RunFolder, wish: Fork, *, make: Callable[[RunPlan], RunFolder]
) -> RunFolder:
    """Write a run that begins as ``source`` did, ready to be played. ``source`` is only read.

    Args:
        sandbox: who will play it.
        source: the other run, ended or not.
        wish: where and how to branch.
        make: claims the new run's folder; called once everything has been found to be possible.

    Raises:
        UsageError: the table, the turn, a seat or the move is not possible. Nothing is written.
        LogCorrupted: the other run's log or calls cannot be read.
    """
    record, events = read_run(source), read_events(source.events)
    place = place_of(events, choose_table(record.plan.scenario, wish.table).id, wish.turn)
    kept = events[: place.n_events]
    plan, made = _planned(sandbox, record.plan, wish, place=place, events=events)
    if is_secret(record.plan, events) and set(record.plan.people) - set(plan.people):
        raise UsageError(
            f"a person still plays in {source.path}, and a fork without them would show the other "
            "side's hand: end that run first (haggle resume), or leave them in their seat"
        )
    calls = _sorted_calls(source, record, plan, sandbox, last=last_turns(kept))
    lines = read_lines(source.events)
    origin = ForkedFrom(
        run=str(source.path),
        table=place.table,
        turn=place.turn,
        party=place.party,
        n_events=len(kept),
        kept_sha256=hash_of(lines[: len(kept)]),
        events_sha256=hash_of(lines),
        seats_before={
            seat: before for seat, before in record.plan.seats.items() if before != plan.seats[seat]
        },
    )
    folder = make(plan)
    replace_file(folder.events, b"".join(line + b"\n" for line in lines[: len(kept)]))
    if made:
        with JsonlLog(folder.events, durable=True) as log:
            log.append(made, at=len(kept))
    _write_calls(folder, calls)
    sandbox.begin(plan, folder, forked_from=origin)
    return folder


def count_calls(folder: RunFolder) -> CallCounts:
    """Count the calls of a run, by who paid for them."""
    record, calls = read_run(folder), read_chats(folder.chats)
    last = last_turns(read_events(folder.events)[: record.n_kept_events])
    n_carried = sum(call.is_carried for call in calls)
    n_kept = sum(call.is_carried and _is_kept(call, last) for call in calls)
    return CallCounts(n_kept, n_carried - n_kept, len(calls) - n_carried)


def _planned(
    sandbox: Sandbox, before: RunPlan, wish: Fork, *, place: Place, events: Sequence[LogEvent]
) -> tuple[RunPlan, tuple[Event, ...]]:
    """Return the plan of a fork, and what a person's forced move comes to.

    Anybody else makes a forced move when the run is played, in its moment; a person is not asked.
    """
    last = last_turns(events[: place.n_events])
    plan = reseated(before, wish.who, endpoints=sandbox.endpoints)
    forced = tuple(each for each in plan.forced_moves if each.turn <= last.get(each.table, 0))
    made: tuple[Event, ...] = ()
    if wish.move is not None:
        move, made = judged_move(plan, place, wish.move, events=events)
        forced += (ForcedMove(table=place.table, turn=place.turn, party=place.party, move=move),)
    is_person = place.party in plan.people
    return plan.model_copy(update={"forced_moves": forced}), made if is_person else ()


class _Calls(NamedTuple):
    kept: tuple[ChatRecord, ...]
    spare: tuple[ChatRecord, ...]
    """Of the turns that are played anew."""


def _sorted_calls(
    source: RunFolder,
    record: RunRecord,
    plan: RunPlan,
    sandbox: Sandbox,
    *,
    last: Mapping[str, int],
) -> _Calls:
    """Sort the other run's calls. Those of a changed seat or of a model elsewhere are of no use."""
    addresses = {name: sandbox.endpoints.address(name) for name in plan.models}
    goes_on = {seat for seat, now in plan.seats.items() if now == record.plan.seats[seat]}
    is_same = {
        seat
        for seat in goes_on
        if (model := plan.seats[seat].asked_model) is not None
        and record.endpoints.get(model) == addresses[model]
    }
    calls = read_chats(source.chats)
    anew = (*(call for call in calls if not _is_kept(call, last)), *read_spare(source))
    return _Calls(
        kept=tuple(call for call in calls if _seat_of(call) in goes_on and _is_kept(call, last)),
        spare=tuple(call for call in anew if _seat_of(call) in is_same and call.reply is not None),
    )


def _seat_of(call: ChatRecord) -> str | None:
    called = CallKey.parse(call.key)
    return called.party if called is not None else None


def _is_kept(call: ChatRecord, last: Mapping[str, int]) -> bool:
    """Whether a call was made for one of the turns up to the last one kept of its table."""
    called = CallKey.parse(call.key)
    return called is not None and called.turn <= last.get(called.table, 0)


def _write_calls(folder: RunFolder, calls: _Calls) -> None:
    with JsonlChats(folder.chats) as chats:
        for call in calls.kept:
            chats.record(call.model_copy(update={"is_carried": True}))
    if calls.spare:
        with JsonlChats(spare_path(folder)) as chats:
            for call in calls.spare:
                chats.record(call)
