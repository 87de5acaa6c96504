"""Playing a run again from its records: no endpoint, no network, the same bytes or the difference.

Models answer what was recorded of them, people do what the log says they did, strategies and guests
think again. What comes of it is held against the recorded log byte for byte, as it comes.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from negotiation.app.programmes import programme_of
from negotiation.app.recorded_moves import recorded_move
from negotiation.app.records import is_secret, read_run
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.values import Value, without_control
from negotiation.errors import ChatError, ReplayDiverged
from negotiation.graph.turns import Turns
from negotiation.llm.offline import OfflineChat
from negotiation.store.chats import read_chats
from negotiation.store.folder import EVENTS, RunFolder
from negotiation.store.jsonl import JsonlLog, read_events
from negotiation.store.lines import read_lines

__all__ = ["Divergence", "Verification", "verify"]


class Divergence(Value):
    """Where a run that was played again parts from its records; ``details`` is for programs."""

    message: str
    details: dict[str, str | int | None]


class Verification(Value):
    """What came of playing a run again."""

    identical: bool
    n_events: int
    """Recorded events that came again before the end or the divergence."""
    n_calls: int
    """Calls to models that were answered from the records."""
    n_kept: int = 0
    """Of the events, those that a fork has of the run it was forked from: they are not played."""
    divergence: Divergence | None = None


async def verify(folder: RunFolder) -> Verification:
    """Play a run again from ``run.json`` and ``chats.jsonl``, and compare it with its log.

    A run that was stopped is played up to where its log and its calls end, a fork from where it
    branched off.

    Raises:
        UsageError: ``run.json`` is not one of ours, or a guest's negotiator cannot be imported.
        LogCorrupted: the log or the records cannot be read, or do not fit the plan.
    """
    record = read_run(folder)
    recorded = read_events(folder.events)
    calls = read_chats(folder.chats)
    chat = OfflineChat(calls)
    models = dict.fromkeys(record.plan.models, chat)
    programme = programme_of(record.plan, models, earlier=lambda: calls)
    divergence = None
    with (
        TemporaryDirectory(prefix="haggle-verify-") as temporary,
        _ComparingLog(folder.events, Path(temporary) / EVENTS, n_kept=record.n_kept_events) as log,
    ):
        turns = Turns(programme, log)
        try:
            await _play(turns, log, recorded, has_ended=record.ended_at is not None)
        except ReplayDiverged as exc:
            divergence = _told(exc, is_secret=is_secret(record.plan, recorded))
        n_events = log.n_same
    return Verification(
        identical=divergence is None,
        n_events=n_events,
        n_calls=chat.n_answered,
        n_kept=record.n_kept_events,
        divergence=divergence,
    )


def _told(exc: ReplayDiverged, *, is_secret: bool) -> Divergence:
    """Return what may be said of a divergence: where, and what unless somebody still plays."""
    details = dict(exc.details)
    if not is_secret:
        return Divergence(message=without_control(str(exc)), details=details)
    place = {name: said for name, said in details.items() if name not in {"recorded", "now"}}
    where = ", ".join(f"{name} {said}" for name, said in place.items() if said is not None)
    return Divergence(message=f"{where}; the talks go on, so no more is shown", details=place)


async def _play(
    turns: Turns, log: "_ComparingLog", recorded: Sequence[LogEvent], *, has_ended: bool
) -> None:
    """Play until the recorded log ends, and then the turn that was due if a model was asked."""
    turns.settle()
    while not (turns.cursor().is_over or log.is_whole):
        try:
            if turns.is_persons_turn:
                await turns.answer(recorded_move(recorded[len(log) :], len(log)))
            else:
                await turns.take_turn()
        except ChatError as exc:
            if log.is_whole and not has_ended:
                return  # it stopped in its first turn, which opened the table
            raise ReplayDiverged(
                f"line {log.n_same + 1}: the run stopped here with {type(exc).__name__}: {exc}; "
                "but its log goes on",
                line=log.n_same + 1,
            ) from exc
    line = log.n_same + 1
    if not log.is_whole:
        raise ReplayDiverged(f"line {line}: the talks are over, but the log goes on", line=line)
    if turns.cursor().is_over:
        return
    if has_ended:
        raise ReplayDiverged(f"line {line}: the run has ended, but its log has not", line=line)
    if not turns.is_persons_turn:
        await _play_unfinished(turns)


async def _play_unfinished(turns: Turns) -> None:
    """Ask once more as far as the records go; only another prompt is a divergence."""
    try:
        await turns.take_turn()
    except ChatError:
        return
    except ReplayDiverged as exc:
        if "message" in exc.details:
            raise


class _ComparingLog:
    """An ``EventLog`` that writes to a file of its own, and holds it against the recorded one."""

    def __init__(self, recorded: Path, own: Path, *, n_kept: int = 0) -> None:
        self._lines = read_lines(recorded)
        self._path = own
        self._n_read_bytes = own.write_bytes(b"".join(s + b"\n" for s in self._lines[:n_kept]))
        self._own = JsonlLog(own, durable=False)
        self.n_same = n_kept

    @property
    def is_whole(self) -> bool:
        """Whether everything recorded has come again."""
        return self.n_same == len(self._lines)

    def append(self, events: Sequence[LogEvent], *, at: int) -> None:
        """Write the events, and raise ``ReplayDiverged`` at the first that is another one.

        A log that was cut off in the middle of what one move brings ends there.
        """
        self._own.append(events, at=at)
        with self._path.open("rb") as file:
            file.seek(self._n_read_bytes)
            written = file.read()
        self._n_read_bytes += len(written)
        for event, line in zip(events, written.split(b"\n")[:-1], strict=True):
            if self.is_whole:
                return
            if line != self._lines[self.n_same]:
                raise _event_differs(self.n_same + 1, event, self._lines[self.n_same], line)
            self.n_same += 1

    def read(self) -> tuple[LogEvent, ...]:
        """Return all events that came."""
        return self._own.read()

    def __len__(self) -> int:
        return len(self._own)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._own.close()


def _event_differs(number: int, event: LogEvent, recorded: bytes, now: bytes) -> ReplayDiverged:
    turn, party = getattr(event, "turn", None), getattr(event, "party", None)
    table = getattr(event, "table", None)
    where = f"table {table}" if table else event.kind
    where += f", turn {turn}, {party}" if party is not None else ""
    before, after = recorded.decode("utf-8", "replace"), now.decode()
    return ReplayDiverged(
        f"line {number} ({where}): recorded {before}, now {after}",
        line=number,
        table=table,
        turn=turn,
        party=party,
        recorded=before,
        now=after,
    )
