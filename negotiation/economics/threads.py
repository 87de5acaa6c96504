"""Chunks of array work side by side: NumPy lets go of the interpreter while it computes."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

__all__ = ["in_threads"]

MAX_THREADS = 2
"""More cost memory for what the memory bus does not give back."""

Result = TypeVar("Result")


def in_threads(work: Callable[[int], Result], starts: Sequence[int]) -> list[Result]:
    """Return ``work`` of every start, in their order; nothing depends on who is first.

    >>> in_threads(lambda start: start * start, range(4))
    [0, 1, 4, 9]
    """
    if len(starts) < 2:  # noqa: PLR2004 - a single chunk needs no helpers
        return [work(start) for start in starts]
    with ThreadPoolExecutor(min(MAX_THREADS, len(starts))) as pool:
        return list(pool.map(work, starts))
