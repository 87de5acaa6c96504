"""How often Python looks for garbage in a process that plays many runs at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collect_less", "collecting_less"]

NEW_OBJECTS = 10_000
GENERATIONS = 20


def collect_less() -> None:
    """Look for unreachable cycles less often, and never among what is loaded by now.

    With dozens of talks under way a fifth of all CPU goes into that search at Python's own pace,
    and a twentieth at this one, for the same memory: hardly anything of ours hangs in a cycle. It
    holds for the whole process, so only who owns that calls this, once everything is imported.
    """
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, GENERATIONS, GENERATIONS)


@contextmanager
def collecting_less() -> Iterator[None]:
    """Collect less while the context is open; what was frozen before stays so."""
    before, was_frozen = gc.get_threshold(), gc.get_freeze_count() > 0
    collect_less()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if not was_frozen:
            gc.unfreeze()
