"""Other processes: what they do, and the handle by which a test holds one.

A child says a line at each step, and waits for its standard input to end where it must wait.
"""

import signal
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Self

from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import JsonlLog
from tests.store.samples import talk, talks


class Child:
    """A process that runs one of the tasks below."""

    def __init__(self, task: str, path: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this very file
            [sys.executable, "-m", "tests.store.children", task, str(path)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def line(self) -> str:
        """Wait for the next line."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.endswith("\n"), f"the child said {line!r} and ended"
        return line.strip()

    def go(self) -> None:
        """End its standard input."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def rest(self) -> list[str]:
        """Wait for its end and return the whole lines it said before."""
        assert self._process.stdout is not None
        return self._process.stdout.read().split("\n")[:-1]

    def kill(self) -> None:
        """End it as no process can prevent, at once."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()


def append(path: Path) -> None:
    """Append batches of three for ever, and say the number of each once it is kept."""
    with JsonlLog(path, durable=True) as log:
        for batch in count(1):
            first = 3 * batch - 2
            events = [talk(turn, length=4000) for turn in range(first, first + 3)]
            log.append(events, at=len(log))
            say(str(batch))


def hold(path: Path) -> None:
    """Hold the lock."""
    with JsonlLog(path, durable=True) as log:
        log.append(talks(1), at=0)
        say("locked")
        sys.stdin.read()


def claim(path: Path) -> None:
    """Claim twenty run folders in one parent."""
    say("ready")
    sys.stdin.read()
    for _ in range(20):
        say(RunFolder.create_in(path, scenario="spot", seed=7).path.name)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    {"append": append, "hold": hold, "claim": claim}[sys.argv[1]](Path(sys.argv[2]))
