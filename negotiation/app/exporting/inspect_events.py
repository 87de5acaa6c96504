"""The course of a run as Inspect's events: a span a turn, in it the calls and what was decided.

The log of a run holds no clock, so the times here are worked out: a call lasts as long as it took,
one after the other from the start of the run; everything else takes a thousandth of a second, and
there is a pause between turns.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from negotiation.agents.call_keys import CallKey
from negotiation.app.exporting.exported import ExportedRun
from negotiation.app.exporting.inspect_parts import (
    Ids,
    Json,
    model_of,
    seat_name,
    seat_of,
    usage_of,
)
from negotiation.app.exporting.inspect_pool import MessagePool
from negotiation.app.exporting.readers import Readers
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import EscalationDecided, MoveRefused
from negotiation.graph.turns import approver_of
from negotiation.llm.recorded import ChatRecord

__all__ = ["EventWriter"]

TICK_SECONDS = 0.001
"""What an event takes that is no call."""

PAUSE_SECONDS = 0.2
"""Between turns. The viewer draws the turns of a party as one lane where a tenth lies between."""

_STOP_REASONS: Mapping[str, str] = {"stop": "stop", "length": "max_tokens", "other": "unknown"}


class EventWriter:
    """Writes one run's events in Inspect's form."""

    def __init__(self, run: ExportedRun, pool: MessagePool, ids: Ids) -> None:
        self.events: list[Json] = []
        self.seconds = 0.0
        """Since the run began."""
        self._run = run
        self._pool = pool
        self._ids = ids
        self._began = datetime.fromisoformat(run.record.started_at)
        self._readers = Readers(run.record.plan)
        self._spans: list[str] = []
        self._calls: dict[tuple[str, str, int], list[ChatRecord]] = {}
        """That are still to be written, by table, seat and turn."""
        for call in run.calls:
            key = CallKey.parse(call.key) or CallKey("", "", 0, 0)
            self._calls.setdefault((key.table, key.party, key.turn), []).append(call)

    def write(self, scores: Mapping[str, Json]) -> None:
        """Write everything that happened, and how it was scored."""
        self._begin("solvers", "solvers")
        self._begin("negotiate", "solver")
        turn: tuple[str, str, int] | None = None
        n_refused, last_turn = 0, 0
        for event in self._run.events:
            now = _turn_of(event)
            if now != turn:
                self._end_turn(turn)
                turn, n_refused = now, 0
                if now is not None:
                    self._begin_turn(now)
            if now is not None:
                last_turn = now[2]
                self._call(now, n_refused)
            elif isinstance(event, EscalationDecided):
                self._signature(event, last_turn + 1)
                continue
            self._info(event)
            n_refused += isinstance(event, MoveRefused)
        self._end_turn(turn)
        for left in tuple(self._calls):
            self._begin_turn(left)
            self._end_turn(left)
        self._end()
        self._end()
        self._score(scores)

    def _begin_turn(self, turn: tuple[str, str, int]) -> None:
        table, seat, number = turn
        self.seconds += PAUSE_SECONDS
        self._begin(seat_name(self._run.record, seat), "agent", {"table": table, "turn": number})

    def _end_turn(self, turn: tuple[str, str, int] | None) -> None:
        """Close the span of a turn, if one is open, after the calls that led to nothing."""
        if turn is not None:
            self._call(turn, None)
            self._end()

    def _call(self, turn: tuple[str, str, int], n_refused: int | None) -> None:
        """Write the calls of a turn up to a number of refused moves; ``None`` is all of them."""
        waiting = self._calls.pop(turn, [])
        for place, call in enumerate(waiting):
            key = CallKey.parse(call.key)
            if n_refused is not None and key is not None and key.refusals > n_refused:
                self._calls[turn] = waiting[place:]
                return
            self._model(call)

    def _signature(self, event: EscalationDecided, turn: int) -> None:
        """Write how a house answered: in a span of its own where somebody was asked."""
        seat = approver_of(event.party)
        asked = [key for key in self._calls if key[:2] == (event.table, seat) and key[2] <= turn]
        for key in asked[:-1]:
            self._begin_turn(key)
            self._end_turn(key)
        if asked:
            self._begin_turn(asked[-1])
            self._call(asked[-1], None)
        self._info(event)
        if asked:
            self._end()

    def _info(self, event: LogEvent) -> None:
        """Write a fact of the log, marked where it is not for all at the table."""
        readers, is_private = self._readers.of(event), self._readers.is_private(event)
        data = {**event.model_dump(mode="json"), "is_private": is_private}
        if is_private:
            data["seen_by"] = list(readers)
        self._emit("info", source="haggle: private" if is_private else "haggle", data=data)

    def _model(self, call: ChatRecord) -> None:
        record, seat, reply = self._run.record, seat_of(call), call.reply
        model = model_of(record, seat) or (reply.model if reply is not None else "unknown")
        began = self.seconds
        taken = reply.latency_seconds if reply is not None and not call.is_carried else 0.0
        temperature = record.plan.seats[seat].temperature if seat in record.plan.seats else None
        fields: Json = {
            "model": model,
            "role": seat or None,
            "input": [],
            "input_refs": self._pool.ranges(call),
            "tools": [],
            "tool_choice": "none",
            "config": {} if temperature is None else {"temperature": temperature},
            "output": self._output(call, model),
            "retries": max(call.n_attempts - 1, 0),
            "completed": self._time(began + taken),
            "working_time": taken,
            "metadata": {
                "key": call.key,
                "is_private": True,
                "faults": [fault.model_dump(mode="json") for fault in call.faults],
                "cost": call.cost.model_dump(mode="json") if call.cost is not None else None,
            },
        }
        if call.error is not None:
            fields["error"] = call.error
        if call.is_carried:
            fields["cache"] = "read"
        self._emit("model", **fields)
        self.seconds = began + max(taken, TICK_SECONDS)

    def _output(self, call: ChatRecord, model: str) -> Json:
        reply = call.reply
        if reply is None:
            return {"model": model, "choices": [], "completion": ""}
        content: str | Sequence[Json] = reply.text
        if reply.reasoning is not None:
            thought: Json = {"type": "reasoning", "reasoning": reply.reasoning}
            content = [thought, {"type": "text", "text": reply.text}]
        message = {
            "id": self._pool.reply_id(call),
            "role": "assistant",
            "content": content,
            "source": "generate",
            "model": reply.model,
        }
        stop = _STOP_REASONS[reply.finish_reason]
        return {
            "model": reply.model,
            "choices": [{"message": message, "stop_reason": stop}],
            "completion": reply.text,
            "usage": usage_of(call),
            "time": reply.latency_seconds,
        }

    def _score(self, scores: Mapping[str, Json]) -> None:
        if not scores:
            return
        self._begin("scorers", "scorers")
        for name, score in scores.items():
            self._begin(name, "scorer")
            self._emit("score", score=score, target="", intermediate=False, scorer=name)
            self._end()
        self._end()

    def _begin(self, name: str, kind: str, metadata: Json | None = None) -> None:
        span = self._ids.of("span", len(self.events))
        above = {"parent_id": self._spans[-1]} if self._spans else {}
        self._spans.append(span)
        about: Json = {} if metadata is None else {"metadata": metadata}
        self._emit("span_begin", id=span, type=kind, name=name, **above, **about)

    def _end(self) -> None:
        self._emit("span_end", id=self._spans[-1])
        self._spans.pop()

    def _emit(self, kind: str, **fields: object) -> None:
        self.events.append(
            {
                "uuid": self._ids.of("event", len(self.events)),
                "span_id": self._spans[-1],
                "timestamp": self._time(self.seconds),
                "working_start": round(self.seconds, 6),
                "event": kind,
                **fields,
            }
        )
        self.seconds += TICK_SECONDS

    def _time(self, seconds: float) -> str:
        return (self._began + timedelta(seconds=seconds)).isoformat(timespec="microseconds")


def _turn_of(event: LogEvent) -> tuple[str, str, int] | None:
    """Return table, party and turn of a party's event; ``None`` for all others."""
    turn = getattr(event, "turn", None)
    return (getattr(event, "table", ""), getattr(event, "party", ""), turn) if turn else None
