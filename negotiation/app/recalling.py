"""What has been worked out from a log, kept for as long as the log that it comes from is the same.

A log only grows, so that most of it is asked again and again; what hangs on its beginning alone is
worked out once. Nothing kept here is a fact of its own: without it every answer would be the same.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from negotiation.domain.chronicle import LogEvent

__all__ = ["Recalled"]

Found = TypeVar("Found")


class Recalled(Generic[Found]):
    """Answers by question and by the length of the log behind them, one for each."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Hashable, int], tuple[tuple[LogEvent, ...], Found]] = {}

    def of(
        self, log: Sequence[LogEvent], work: Callable[[], Found], *, question: Hashable = None
    ) -> Found:
        """Return what ``work`` finds in ``log``; only another log of that length is worked anew."""
        events, key = tuple(log), (question, len(log))
        kept = self._kept.get(key)
        if kept is None or kept[0] != events:  # the same events are the same objects: quick
            kept = self._kept[key] = (events, work())
        return kept[1]
