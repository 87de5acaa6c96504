"""The calls of a run to its models, as a file beside the log: one line of JSON a call.

Here stands everything that was said to a model in private, so this file is not for the other side.
It is no part of the truth of a run; it is there to be read, and to pay for no call twice.
"""

from pathlib import Path
from typing import Self

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from negotiation.errors import LogCorrupted, LogError
from negotiation.llm.recorded import ChatRecord
from negotiation.store.lines import LineFile, read_lines

__all__ = ["JsonlChats", "read_chats"]


class JsonlChats:
    """A ``ChatSink`` in a file that this process alone may write until it is closed.

    Raises:
        LogConflict: another process is writing the file.
        LogError: the file cannot be opened.
    """

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self._path = path
        self._file = LineFile(path, durable=durable)
        self._file.cut_off_remains()

    def record(self, record: ChatRecord) -> None:
        """Add ``record``. Raises ``LogError`` when it cannot be written."""
        try:
            line = record.model_dump_json().encode()
        except PydanticSerializationError as exc:
            raise LogError(f"the call {record.key!r} cannot be written as UTF-8") from exc
        self._file.append(line + b"\n")

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
    return tuple(_decode(line, path, number) for number, line in enumerate(read_lines(path), 1))


def _decode(line: bytes, path: Path, number: int) -> ChatRecord:
    try:
        return ChatRecord.model_validate_json(line)
    except ValidationError as exc:
        problem = exc.errors(include_url=False, include_input=False)[0]["msg"]
        raise LogCorrupted(f"{path}:{number}: not a record of a call: {problem}") from exc
