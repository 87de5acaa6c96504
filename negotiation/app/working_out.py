"""Long work of a run, done where the event loop has time for others meanwhile."""

from collections.abc import Callable
from typing import TypeVar

from negotiation.graph.turns import Aside

__all__ = ["worked_out"]

T = TypeVar("T")


async def worked_out(work: Callable[[], T], *, aside: Aside | None) -> T:
    """Return what ``work`` returns, worked out aside; without that, at once."""
    if aside is None:
        return work()
    found: list[T] = []
    await aside(lambda: found.append(work()))
    return found[0]
