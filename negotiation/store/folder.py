"""A run's folder: who may have it, and what the files in it are called."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Self

from negotiation.errors import UsageError
from negotiation.store.files import replace_file

__all__ = ["ASKED", "CHATS", "CURSOR", "EVENTS", "RUN", "SCORECARD", "RunFolder"]

EVENTS = "events.jsonl"
CHATS = "chats.jsonl"
RUN = "run.json"
SCORECARD = "scorecard.json"
CURSOR = "cursor.sqlite"
ASKED = "asked.txt"


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The folder of one run.

    Whoever makes the empty log in it has claimed it, so of two processes only one can. A run has
    begun once ``run.json`` stands beside the log.
    """

    path: Path

    @classmethod
    def create_in(cls, parent: Path, *, scenario: str, seed: int) -> Self:
        """Claim a fresh folder in ``parent``, made if need be: the first of a free number.

        ``a800-supply`` with seed 7 gets ``a800-supply-s7-1``, then ``a800-supply-s7-2``.

        Raises:
            UsageError: nothing can be made in ``parent``.
        """
        try:
            parent.mkdir(parents=True, exist_ok=True)
            for number in count(1):
                path = parent / f"{scenario}-s{seed}-{number}"
                try:
                    path.mkdir()
                    _claim(path)
                except FileExistsError:
                    continue
                return cls(path)
        except OSError as exc:
            raise UsageError(f"cannot make a run folder in {parent}: {exc.strerror}") from exc
        raise AssertionError("numbers do not end")

    @classmethod
    def create_at(cls, path: Path) -> Self:
        """Claim exactly ``path``, which must not be there or be an empty folder.

        Raises:
            UsageError: ``path`` already holds a run or other files, or cannot be made.
        """
        if path.is_dir() and any(path.iterdir()):
            raise _taken(path)
        try:
            path.mkdir(parents=True, exist_ok=True)
            _claim(path)
        except FileExistsError as exc:
            raise _taken(path) from exc
        except OSError as exc:
            raise UsageError(f"cannot make the run folder {path}: {exc.strerror}") from exc
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return the folder of an earlier run.

        Raises:
            UsageError: there is none at ``path``; the message names what is missing.
        """
        if not path.is_dir():
            raise UsageError(f"no run at {path}: there is no such folder")
        missing = [name for name in (EVENTS, RUN) if not (path / name).is_file()]
        if missing:
            raise UsageError(f"no run at {path}: it has no {' and no '.join(missing)}")
        return cls(path)

    @property
    def events(self) -> Path:
        """The log."""
        return self.path / EVENTS

    @property
    def chats(self) -> Path:
        """The calls to models."""
        return self.path / CHATS

    @property
    def asked(self) -> Path:
        """The calls that were begun."""
        return self.path / ASKED

    @property
    def cursor(self) -> Path:
        """The graph's checkpoints."""
        return self.path / CURSOR

    def write_json(self, name: str, content: Mapping[str, object], *, durable: bool = True) -> None:
        """Write ``content`` as the file ``name``: a crash leaves the old file or the new one.

        Unless it is ``durable``, this holds for the end of the process and not for a power cut.
        """
        text = json.dumps(dict(content), ensure_ascii=False, allow_nan=False, indent=2) + "\n"
        # A lone surrogate, as in a file name that is not UTF-8, becomes its JSON escape.
        whole = text.encode("utf-8", "backslashreplace")
        replace_file(self.path / name, whole, durable=durable)

    def read_json(self, name: str) -> dict[str, object]:
        """Return the content of the file ``name``.

        Raises:
            UsageError: the file is not there or is not a JSON object.
        """
        path = self.path / name
        try:
            content = json.loads(path.read_bytes())
        except OSError as exc:
            raise UsageError(f"cannot read {path}: {exc.strerror}") from exc
        except (ValueError, RecursionError) as exc:
            raise UsageError(f"{path} is not JSON: {exc}") from exc
        if not isinstance(content, dict):
            raise UsageError(f"{path} is not a JSON object")
        return content


def _claim(path: Path) -> None:
    """Make the empty log, which only one process can. Raises ``FileExistsError`` for all others."""
    (path / EVENTS).touch(exist_ok=False)


def _taken(path: Path) -> UsageError:
    if any((path / name).exists() for name in (EVENTS, RUN)):
        return UsageError(f"{path} already holds a run: resume it, or choose another folder")
    return UsageError(f"{path} is not an empty folder: choose another")
