"""A file of lines that only grows, with one writer.

A line counts once its newline is on the file. Whatever follows the last newline is the remains of
a write that a crash cut short and nobody was told of: readers pass it over, a writer cuts it off.
"""

import sys
from contextlib import suppress
from io import FileIO
from os import fsync
from pathlib import Path
from typing import Self

from negotiation.errors import LogConflict, LogError
from negotiation.store.files import sync_folder

__all__ = ["LineFile", "read_lines"]

if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 0x7FFF_FFFF
    """Far behind the text: a lock of Windows keeps others from reading what it covers."""

    def _lock(file: FileIO) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: FileIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def read_lines(path: Path) -> list[bytes]:
    """Return the whole lines of a file, without their newlines."""
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise LogError(f"cannot read {path}: {exc.strerror}") from exc
    return content.split(b"\n")[:-1]


class LineFile:
    """The one writer of a file of lines, made if need be.

    The operating system holds the lock: it goes with the process, however that ends.

    Args:
        path: the file.
        durable: whether a line, once written, survives a power cut too, at the price of one
            ``fsync`` a write.

    Raises:
        LogConflict: another writer has the file open.
        LogError: the file cannot be opened or locked.
    """

    def __init__(self, path: Path, *, durable: bool) -> None:
        self._path = path
        self._durable = durable
        self._file = _open_locked(path)
        self._size = path.stat().st_size
        if durable:
            sync_folder(path.parent)

    def cut_off_remains(self) -> None:
        """Cut off what follows the last newline."""
        self._size = self._path.read_bytes().rfind(b"\n") + 1
        self._file.truncate(self._size)

    def append(self, lines: bytes) -> None:
        """Write whole lines, all of them or, unless the process dies meanwhile, none.

        After a failed write the file is closed: what is on the disk must be read anew.
        """
        if self._file.closed:
            raise LogError(f"{self._path} is closed")
        try:
            self._write(lines)
        except OSError as exc:
            self._take_back()
            raise LogError(f"cannot write {self._path}: {exc.strerror}") from exc
        self._size += len(lines)

    def close(self) -> None:
        """Release the file. Closing twice is fine."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, lines: bytes) -> None:
        n_written = self._file.write(lines)
        while n_written < len(lines):
            n_written += self._file.write(lines[n_written:])
        if self._durable:
            fsync(self._file.fileno())

    def _take_back(self) -> None:
        with suppress(OSError):  # the next writer cuts off what is left
            self._file.truncate(self._size)
        self._file.close()


def _open_locked(path: Path) -> FileIO:
    try:
        file = path.open("ab", buffering=0)
    except OSError as exc:
        raise LogError(f"cannot open {path} for writing: {exc.strerror}") from exc
    try:
        _lock(file)
    except (BlockingIOError, PermissionError) as exc:
        file.close()
        raise LogConflict(f"{path} is being written by another process") from exc
    except OSError as exc:
        file.close()
        raise LogError(f"cannot lock {path}: {exc.strerror}") from exc
    return file
