"""One run as a sample of Inspect: the public talk, the course of events, the scores."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from negotiation.app.exporting.exported import ExportedRun
from negotiation.app.exporting.inspect_events import EventWriter
from negotiation.app.exporting.inspect_parts import (
    Ids,
    Json,
    added_usage,
    digest_of,
    model_of,
    seat_name,
    seat_of,
    usage_of,
)
from negotiation.app.exporting.inspect_pool import MessagePool
from negotiation.app.exporting.inspect_scores import sample_scores
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import TableOpened

__all__ = ["InspectRun", "InspectSample", "inspect_sample"]

MAX_SUMMARY = 1000
"""Characters of a text in a summary, as Inspect's own have."""


class InspectRun(NamedTuple):
    """A run, and what everybody at its tables heard of its events, by the event's place."""

    run: ExportedRun
    heard: Mapping[int, str]


class InspectSample(NamedTuple):
    """What a log holds of one run."""

    digest: str
    content: Json
    summary: Json
    scores: dict[str, Json]


def inspect_sample(given: InspectRun) -> InspectSample:
    """Return a run as a sample."""
    run = given.run
    digest = digest_of(run.record, run.events)
    ids = Ids(digest)
    pool = MessagePool(run.calls, ids)
    scores = sample_scores(run)
    writer = EventWriter(run, pool, ids)
    writer.write(scores)
    messages = list(_messages(given, ids))
    head = _head(run, ids, writer.seconds)
    content = {
        **head,
        "messages": messages,
        "output": _output(run),
        "scores": scores,
        "metadata": _metadata(run),
        "store": {"scorecard": run.scorecard and run.scorecard.model_dump(mode="json")},
        "events": writer.events,
        "attachments": {},
        "events_data": {"messages": pool.messages, "calls": []},
        "error_retries": [],
        **_failure(run),
    }
    summary = {
        **head,
        "input": str(head["input"])[:MAX_SUMMARY],
        "metadata": _short(_metadata(run)),
        "scores": scores,
        "completed": run.has_ended,
        "message_count": len(messages),
        "retries": 0,
    }
    if failure := run.verdict.get("failure"):
        summary["error"] = _said(failure)
    return InspectSample(digest, content, summary, scores)


def _head(run: ExportedRun, ids: Ids, seconds: float) -> Json:
    """Return what a sample and its summary have in common.

    Args:
        run: the run.
        ids: its ids.
        seconds: what its events take, where nobody noted its end.
    """
    record, scenario = run.record, run.record.plan.scenario
    language = record.plan.language
    began = datetime.fromisoformat(record.started_at)
    ended = began + timedelta(seconds=seconds)
    if record.ended_at is not None:
        ended = datetime.fromisoformat(record.ended_at)
    paid = [call for call in run.calls if not call.is_carried and call.reply is not None]
    seats = [(seat_of(call), usage_of(call)) for call in paid]
    models = [(model_of(record, seat) or "unknown", usage) for seat, usage in seats]
    title, summary = (text.in_language(language) for text in (scenario.title, scenario.summary))
    return {
        "id": run.name,
        "epoch": 1,
        "input": f"{title}\n\n{summary}",
        "target": "",
        "model_usage": added_usage(models),
        "role_usage": added_usage(seats),
        "started_at": record.started_at,
        "completed_at": ended.isoformat(),
        "total_time": max((ended - began).total_seconds(), 0.0),
        "working_time": sum(call.reply.latency_seconds for call in paid if call.reply is not None),
        "uuid": ids.of("sample"),
        "turn_count": len(
            {(e.table, e.turn) for e in table_events(run.events) if hasattr(e, "turn")}
        ),
    }


def _messages(given: InspectRun, ids: Ids) -> Iterator[Json]:
    """Yield what was said and done in public; who opens a table is the user, the others answer."""
    opens: dict[str, str] = {}
    record = given.run.record
    for place, event in enumerate(given.run.events):
        if isinstance(event, TableOpened):
            opens[event.table] = event.parties[0]
        if place not in given.heard:
            continue
        party = getattr(event, "party", None)
        speaker = seat_name(record, party) if party is not None else "referee"
        yield {
            "id": ids.of("talk", place),
            "role": _role(event, opens),
            "content": f"**{speaker}**\n\n{given.heard[place]}",
            "metadata": {
                "speaker": party,
                "table": getattr(event, "table", None),
                "turn": getattr(event, "turn", None),
                "kind": event.kind,
                "offer": _offer(event),
            },
        }


def _role(event: LogEvent, opens: Mapping[str, str]) -> str:
    party = getattr(event, "party", None)
    if party is None:
        return "system" if isinstance(event, TableOpened) else "user"
    return "user" if party == opens.get(getattr(event, "table", "")) else "assistant"


def _offer(event: LogEvent) -> Json | None:
    offer_id, outcome = getattr(event, "offer_id", None), getattr(event, "outcome", None)
    return {"id": offer_id, "outcome": outcome} if offer_id is not None else None


def _output(run: ExportedRun) -> Json:
    """Return what came of the talks: the agreement of every table, as JSON."""
    if run.scorecard is None:
        return {"model": "none/none", "choices": [], "completion": ""}
    agreed = {table.table: table.agreement for table in run.scorecard.tables}
    said = json.dumps(agreed, ensure_ascii=False)
    message = {"role": "assistant", "content": said, "source": "generate"}
    return {
        "model": "none/none",
        "choices": [{"message": message, "stop_reason": "stop"}],
        "completion": said,
    }


def _failure(run: ExportedRun) -> Json:
    """Return what kept a case from its end, as Inspect's error; nothing where it ended."""
    failure = run.verdict.get("failure")
    if not failure:
        return {}
    return {"error": {"message": _said(failure), "traceback": "", "traceback_ansi": ""}}


def _said(failure: object) -> str:
    """Say whose fault a failure was, and what it was."""
    if not isinstance(failure, dict):
        return str(failure)
    return ": ".join(str(failure.get(key, "")) for key in ("owner", "kind", "message"))


def _metadata(run: ExportedRun) -> Json:
    plan = run.record.plan
    card = run.scorecard
    return {
        "scenario": plan.scenario.name,
        "seed": plan.seed,
        "language": plan.language,
        "talk": plan.talk,
        "seats": {seat: str(who) for seat, who in plan.seats.items()},
        "personas": {seat: persona.name for seat, persona in plan.personas.items()},
        "endings": {} if card is None else {each.table: each.ending for each in card.tables},
        "simulator_version": None if card is None else card.simulator_version,
        "versions": run.record.versions,
        "forked_from": run.record.forked_from and run.record.forked_from.model_dump(mode="json"),
        "case": run.verdict.get("case"),
        "figures": run.verdict.get("figures"),
        "clock": "worked out: calls last as long as they took, turns have a pause between them",
    }


def _short(metadata: Json) -> Json:
    """Return metadata without what is too long for a summary."""
    return {name: value for name, value in metadata.items() if len(str(value)) <= MAX_SUMMARY}
