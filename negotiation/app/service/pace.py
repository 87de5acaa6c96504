"""How fast a run goes on: freely, slowly, a step at a time, or not at all."""

import asyncio

__all__ = ["Pace"]


class Pace:
    """Holds a run back before every moment of it. Lives in the event loop of the run.

    Args:
        seconds: how long to wait before a moment.
        is_paused: whether to stand still from the beginning.
    """

    def __init__(self, *, seconds: float = 0.0, is_paused: bool = False) -> None:
        self._seconds = seconds
        self._n_steps = 0
        self._is_paused = is_paused
        self._changed = asyncio.Event()

    @property
    def is_paused(self) -> bool:
        """Whether the run stands still, but for the steps that it was given."""
        return self._is_paused

    @property
    def seconds(self) -> float:
        """How long to wait before a moment."""
        return self._seconds

    async def wait(self) -> None:
        """Return when the next moment may begin; a change of the pace counts from now on."""
        while self._is_paused or self._seconds:
            if self._is_paused and self._n_steps:
                self._n_steps -= 1
                return
            self._changed.clear()
            limit = None if self._is_paused else self._seconds
            try:
                await asyncio.wait_for(self._changed.wait(), limit)
            except TimeoutError:
                return

    def pause(self, *, seconds: float | None = None) -> None:
        """Stand still before the next moment; go on later at another speed if one is given."""
        self._set(is_paused=True, seconds=seconds)

    def step(self) -> None:
        """Let one moment pass, and stand still again."""
        self._n_steps += 1
        self._set(is_paused=True)

    def go_on(self, *, seconds: float | None = None) -> None:
        """Go on, at another speed if one is given."""
        self._n_steps = 0
        self._set(is_paused=False, seconds=seconds)

    def _set(self, *, is_paused: bool, seconds: float | None = None) -> None:
        if seconds is not None:
            self._seconds = seconds
        self._is_paused = is_paused
        self._changed.set()
