"""A log as it stands in its file, page by page. Pure."""

import json
from collections.abc import Sequence

from negotiation.domain.chronicle import LogEvent

__all__ = ["EVENTS_PAGE", "kinds_in", "lines_of", "page_text"]

EVENTS_PAGE = 20
"""Events on a page."""


def kinds_in(log: Sequence[LogEvent]) -> tuple[str, ...]:
    """Return the kinds of event that there are, each once, by name."""
    return tuple(sorted({event.kind for event in log}))


def lines_of(
    log: Sequence[LogEvent], *, table: str | None, kinds: frozenset[str]
) -> tuple[tuple[int, LogEvent], ...]:
    """Return events with their lines in the log, from 1; all of them where nothing is asked."""
    return tuple(
        (line, event)
        for line, event in enumerate(log, 1)
        if (table is None or getattr(event, "table", None) == table)
        and (not kinds or event.kind in kinds)
    )


def page_text(lines: Sequence[tuple[int, LogEvent]], page: int) -> str:
    """Return a page of events as one JSON array; pages count from 1."""
    shown = lines[(page - 1) * EVENTS_PAGE : page * EVENTS_PAGE]
    content = [{"line": line, **event.model_dump(mode="json")} for line, event in shown]
    return json.dumps(content, ensure_ascii=False, indent=2)
