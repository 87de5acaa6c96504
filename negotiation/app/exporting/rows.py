"""The talk at the tables as rows for a spreadsheet, one an event.

A spreadsheet runs what begins like a formula, and a model can write anything. Such a text gets an
apostrophe in front, as the OWASP advises; numbers are written as numbers.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import TypeAlias

from negotiation.app.exporting.exported import ExportedRun
from negotiation.app.exporting.readers import Readers
from negotiation.domain.chronicle import table_events
from negotiation.domain.events import (
    Event,
    MoveRefused,
    NoteTaken,
    TableOpened,
    VoteCast,
    round_of,
)
from negotiation.domain.outcomes import Outcome
from negotiation.domain.referee_events import BidsRevealed, ContractAwarded, ProposalCarried

__all__ = ["FORMULA_STARTS", "csv_text", "harmless"]

Cell: TypeAlias = str | float | bool | None

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a text; the wide ones do so in Chinese ones."""

_COLUMNS = (
    "seq", "table", "round", "turn", "party", "name", "persona", "kind", "is_private", "seen_by",
    "offer_id", "message", "detail", "claims",
)  # fmt: skip


def harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs.

    >>> harmless("=1+1"), harmless(-3), harmless("fine - really")
    ("'=1+1", -3, 'fine - really')
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def csv_text(run: ExportedRun) -> str:
    """Return the table talk of a run as CSV.

    The columns after the fixed ones are the terms of what was offered or agreed, one an issue, in
    the issue's own unit; ``seq`` is the line of the event in the run's log. While a person plays it
    counts what that person may see.
    """
    issues = _issues(run)
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([*_COLUMNS, *issues])
    for row in _rows(run):
        cells = [*(row.get(name) for name in _COLUMNS), *(row.get(f"={name}") for name in issues)]
        writer.writerow([harmless(cell) for cell in cells])
    return file.getvalue()


def _issues(run: ExportedRun) -> list[str]:
    """Return the issues of all tables, each once."""
    tables = run.record.plan.scenario.tables
    return list(dict.fromkeys(issue.id for table in tables for issue in table.agenda))


def _rows(run: ExportedRun) -> Iterator[dict[str, Cell]]:
    plan = run.record.plan
    names = {party.id: party.name.in_language(plan.language) for party in plan.scenario.parties}
    places = {id(event): seq for seq, event in enumerate(run.events, 1)}
    readers = Readers(plan)
    for event in table_events(run.events):
        readable = readers.of(event)
        seated = readers.seated(event)
        party, turn = getattr(event, "party", None), getattr(event, "turn", None)
        claims = [claim.model_dump(mode="json") for claim in getattr(event, "claims", ())]
        row: dict[str, Cell] = {
            "seq": places[id(event)],
            "table": event.table,
            "round": round_of(turn, len(seated)) if turn else None,
            "turn": turn,
            "party": party,
            "name": names.get(party or ""),
            "persona": plan.personas[party].name if party in plan.personas else None,
            "kind": event.kind,
            "is_private": len(readable) < len(seated),
            "seen_by": " ".join(readable),
            "offer_id": getattr(event, "offer_id", None),
            "message": getattr(event, "message", None),
            "detail": _detail(event),
            "claims": _json(claims) if claims else None,
        }
        yield row | {f"={issue}": value for issue, value in _outcome(event).items()}


def _outcome(event: Event) -> Outcome:
    """Return the terms in an event that holds those of one outcome."""
    if isinstance(event, MoveRefused):
        return getattr(event.move.act, "outcome", {})
    return getattr(event, "outcome", {})


def _detail(event: Event) -> str | None:
    """Say what has no column of its own."""
    match event:
        case TableOpened(protocol=protocol, parties=parties):
            return f"{protocol}: {' '.join(parties)}"
        case MoveRefused(reasons=reasons, move=move):
            return f"{move.act.kind}: {'; '.join(reasons)}"
        case NoteTaken():
            return _json(event.model_dump(mode="json", exclude={"kind", "table", "turn", "party"}))
        case VoteCast(assents=assents):
            return "for" if assents else "against"
        case BidsRevealed(bids=found) | ContractAwarded(awards=found):
            return _json([each.model_dump(mode="json") for each in found])
        case ProposalCarried(assents=assents):
            return " ".join(assents)
        case _:
            return getattr(event, "reason", None) or None


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False)
