"""Writing to a disk so that a crash leaves either the old file or the new one."""

import os
from pathlib import Path
from uuid import uuid4

__all__ = ["replace_file", "sync_folder"]


def replace_file(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Give ``path`` the new ``content`` at once: no reader ever sees a part of it.

    The temporary file lies in the same folder, for a rename is atomic only within a file system.

    Args:
        path: the file.
        content: all of it.
        durable: whether it survives a power cut too, at the price of two ``fsync``; it survives the
            end of the process, however sudden, in any case.
    """
    temporary = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut, where the system can do that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
