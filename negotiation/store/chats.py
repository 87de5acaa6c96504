"""The calls of a run to its models, as a file beside the log: one line of JSON a call.

Here stands everything that was said to a model in private, so this file is not for the other side.
It is no part of the truth of a run; it is there to be read, and to pay for no call twice.

A conversation only grows, and each call sends all of it. A line holds what came after the line it
continues, so that the file grows with the talk and not with its square.
"""

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError
from pydantic_core import PydanticSerializationError

from negotiation.errors import LogCorrupted, LogError
from negotiation.llm.chat import ChatMessage
from negotiation.llm.recorded import ChatRecord
from negotiation.store.lines import LineFile, read_lines

__all__ = ["JsonlChats", "read_chats"]


class _Line(ChatRecord):
    """A record whose first ``carried`` messages are those of line ``continues``, from 1."""

    continues: int = Field(default=0, ge=0)
    carried: int = Field(default=0, ge=0)


class JsonlChats:
    """A ``ChatSink`` in a file that this process alone may write until it is closed.

    Raises:
        LogConflict: another process is writing the file.
        LogCorrupted: a line is not a record.
        LogError: the file cannot be opened.
    """

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self._path = path
        self._file = LineFile(path, durable=durable)
        self._file.cut_off_remains()
        self._n_lines = 0
        self._latest: dict[ChatMessage, tuple[int, tuple[ChatMessage, ...]]] = {}
        for record in read_chats(path):
            self._note(record)

    def record(self, record: ChatRecord) -> None:
        """Add ``record``. Raises ``LogError`` when it cannot be written."""
        try:
            line = self._shortened(record).model_dump_json(exclude_defaults=True).encode()
        except PydanticSerializationError as exc:
            raise LogError(f"the call {record.key!r} cannot be written as UTF-8") from exc
        self._file.append(line + b"\n")
        self._note(record)

    def _shortened(self, record: ChatRecord) -> _Line:
        """Return the record without what an earlier line of its conversation has already."""
        number, before = (
            self._latest.get(record.messages[0], (0, ())) if record.messages else (0, ())
        )
        pairs = zip(before, record.messages, strict=False)
        carried = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        shortened = {"messages": record.messages[carried:]}
        return _Line(**{**dict(record), **shortened}, continues=number, carried=carried)

    def _note(self, record: ChatRecord) -> None:
        self._n_lines += 1
        if record.messages:
            self._latest[record.messages[0]] = (self._n_lines, record.messages)

    def read(self) -> tuple[ChatRecord, ...]:
        """Return all records in the order of writing."""
        return read_chats(self._path)

    def close(self) -> None:
        """Let others write the file. Closing twice is fine."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_chats(path: Path) -> tuple[ChatRecord, ...]:
    """Return the records in a file, also while another process writes it.

    A file that is not there holds none: a run without models has no calls.

    Raises:
        LogCorrupted: a line is not a record; the message names file and line.
        LogError: the file cannot be read.
    """
    if not path.exists():
        return ()
    records: list[ChatRecord] = []
    for number, line in enumerate(read_lines(path), 1):
        records.append(_whole(_decode(line, path, number), records, path))
    return tuple(records)


def _decode(line: bytes, path: Path, number: int) -> _Line:
    try:
        return _Line.model_validate_json(line)
    except ValidationError as exc:
        problem = exc.errors(include_url=False, include_input=False)[0]["msg"]
        raise LogCorrupted(f"{path}:{number}: not a record of a call: {problem}") from exc


def _whole(line: _Line, before: Sequence[ChatRecord], path: Path) -> ChatRecord:
    """Return the record of a line with the messages that it took from an earlier one."""
    carried: tuple[ChatMessage, ...] = ()
    if line.carried:
        if 1 <= line.continues <= len(before):
            carried = before[line.continues - 1].messages[: line.carried]
        if len(carried) < line.carried:
            where = f"{path}:{len(before) + 1}"
            raise LogCorrupted(f"{where}: it continues line {line.continues}, which is not there")
    fields = {name: value for name, value in line if name in ChatRecord.model_fields}
    return ChatRecord(**{**fields, "messages": (*carried, *line.messages)})
