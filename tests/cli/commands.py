"""Calling ``haggle`` and looking at what came of it."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pytest

from negotiation.cli.main import main

__all__ = ["PATIENCE_SECONDS", "PROGRAM", "Done", "Haggle", "Process", "Processes"]

PROGRAM = Path(sys.executable).with_name("haggle")
"""The installed command."""

PATIENCE_SECONDS = 240
"""A process that says nothing for so long hangs."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


class Haggle:
    """Calls the command in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str | Path, typed: Sequence[str] = ()) -> Done:
        """Call it; a person types the lines of ``typed`` and then ends the input."""
        self._monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        self._capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as exc:  # argparse ends the process by itself
            code = exc.code if isinstance(exc.code, int) else 1
        out, err = self._capsys.readouterr()
        return Done(code, out, err)

    def ok(self, *arguments: str | Path, typed: Sequence[str] = ()) -> Done:
        done = self(*arguments, typed=typed)
        assert done.code == 0, done.err
        return done


class Process:
    """A running ``haggle``."""

    def __init__(self, popen: "subprocess.Popen[bytes]") -> None:
        self.popen = popen
        self.said = b""

    def read_until(self, mark: str) -> None:
        """Wait until standard output holds ``mark``, and forget what stood up to it."""
        assert self.popen.stdout is not None
        while mark.encode() not in self.said:
            read = os.read(self.popen.stdout.fileno(), 65_536)
            assert read, f"ended without saying {mark!r}: {self.said.decode()}{self.errors()}"
            self.said += read
        self.said = self.said.partition(mark.encode())[2]

    def read_line(self) -> str | None:
        """Return the next line of standard output, ``None`` at its end."""
        assert self.popen.stdout is not None
        while b"\n" not in self.said:
            read = os.read(self.popen.stdout.fileno(), 65_536)
            if not read:
                return None
            self.said += read
        line, _, self.said = self.said.partition(b"\n")
        return line.decode()

    def say(self, *lines: str) -> None:
        """Type lines."""
        assert self.popen.stdin is not None
        self.popen.stdin.write("".join(f"{line}\n" for line in lines).encode())
        self.popen.stdin.flush()

    def end(self) -> Done:
        """End its standard input and wait for its end."""
        out, err = self.popen.communicate(timeout=PATIENCE_SECONDS)
        return Done(self.popen.returncode, (self.said + out).decode(), err.decode())

    def interrupt(self) -> Done:
        """Press Ctrl-C, once, and leave standard input open."""
        self.popen.send_signal(signal.SIGINT)
        self.popen.wait(timeout=PATIENCE_SECONDS)
        return self.end()

    def kill(self) -> None:
        self.popen.kill()
        self.popen.wait()

    def errors(self) -> str:
        assert self.popen.stderr is not None
        return self.popen.stderr.read().decode()


class Processes:
    """Starts ``haggle`` in a folder, in a clean environment; none outlives the context."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started: list[subprocess.Popen[bytes]] = []

    def start(
        self,
        *arguments: str | Path,
        environment: Mapping[str, str] | None = None,
        stdout: int = subprocess.PIPE,
    ) -> Process:
        popen = subprocess.Popen(  # noqa: S603 - our own command
            [PROGRAM, *map(str, arguments)],
            cwd=self._folder,
            env={"PATH": os.defpath, "COLUMNS": "200", "LC_ALL": "C.UTF-8", **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.PIPE,
        )
        self._started.append(popen)
        return Process(popen)

    def run(self, *arguments: str | Path, environment: Mapping[str, str] | None = None) -> Done:
        return self.start(*arguments, environment=environment).end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for popen in self._started:
            if popen.poll() is None:
                popen.kill()
                popen.wait()
            for stream in (popen.stdin, popen.stdout, popen.stderr):
                if stream is not None and not stream.closed:
                    stream.close()
