"""How far an eval is: a live bar in a terminal, a plain line now and then anywhere else."""

import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from evals.results import CaseRecord

__all__ = ["BarProgress", "LineProgress", "progress_on"]

SECONDS_BETWEEN_LINES = 10.0

Clock = Callable[[], float]


class _Tally:
    """What has come of the cases of this launch."""

    def __init__(self) -> None:
        self.n_done = 0
        self.n_calls = 0
        self.n_tokens = 0
        self.n_failed = 0

    def count(self, record: CaseRecord) -> None:
        self.n_done += 1
        self.n_calls += record.spent.calls
        self.n_tokens += record.spent.prompt_tokens + record.spent.completion_tokens
        self.n_failed += record.failure is not None

    @property
    def said(self) -> str:
        """Calls, tokens and failures, as far as there are any."""
        parts = [f"{self.n_calls:,} calls, {self.n_tokens:,} tokens"] if self.n_calls else []
        if self.n_failed:
            parts.append(f"{self.n_failed} not played")
        return ", ".join(parts)


class BarProgress:
    """A bar with the rate and the time that is left."""

    def __init__(self, console: Console) -> None:
        self._bar = Progress(
            TextColumn("cases"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[said]}"),
            console=console,
        )
        self._task: TaskID | None = None
        self._tally = _Tally()

    def begin(self, n_cases: int, n_done: int) -> None:
        """Show the bar."""
        self._task = self._bar.add_task("", total=n_cases, completed=n_done, rate="", said="")
        self._bar.start()

    def advance(self, record: CaseRecord) -> None:
        """Move it by a case."""
        self._tally.count(record)
        if self._task is not None:
            speed = self._bar.tasks[self._task].speed
            rate = f"{speed * 60:,.0f} a minute" if speed else ""
            self._bar.update(self._task, advance=1, rate=rate, said=self._tally.said)

    def note(self, said: str) -> None:
        """Say something above the bar."""
        self._bar.console.print(said, soft_wrap=True)

    def end(self) -> None:
        """Leave the bar as it is."""
        self._bar.stop()


class LineProgress:
    """A line every so many seconds, for logs."""

    def __init__(self, console: Console, *, clock: Clock = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._tally = _Tally()
        self._n_cases = 0
        self._n_before = 0
        self._began = self._told = clock()

    def begin(self, n_cases: int, n_done: int) -> None:
        """Say what there is to do."""
        self._n_cases, self._n_before = n_cases, n_done
        self._began = self._told = self._clock()
        before = f", {n_done:,} of them played before" if n_done else ""
        self._console.print(f"{n_cases:,} cases{before}", soft_wrap=True)

    def advance(self, record: CaseRecord) -> None:
        """Say how far it is, if the last time is long enough ago."""
        self._tally.count(record)
        if self._clock() - self._told >= SECONDS_BETWEEN_LINES:
            self._tell()

    def note(self, said: str) -> None:
        """Say something."""
        self._console.print(said, soft_wrap=True)

    def end(self) -> None:
        """Say how far it came."""
        if self._tally.n_done:
            self._tell()

    def _tell(self) -> None:
        now = self._clock()
        self._told = now
        elapsed = max(now - self._began, 1e-9)
        n_left = self._n_cases - self._n_before - self._tally.n_done
        rate = self._tally.n_done / elapsed
        parts = [
            f"{self._n_before + self._tally.n_done:,} of {self._n_cases:,} cases",
            f"{rate * 60:,.0f} a minute",
        ]
        if n_left:
            parts.append(f"{n_left / rate:,.0f} s left")
        if self._tally.said:
            parts.append(self._tally.said)
        self._console.print(", ".join(parts), soft_wrap=True)


def progress_on(console: Console) -> BarProgress | LineProgress:
    """Return the progress that fits where the narration goes."""
    return BarProgress(console) if console.is_terminal else LineProgress(console)
