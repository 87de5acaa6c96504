"""Logs that somebody brings along: unpacked, checked, and kept until their tab is closed.

Nothing of them is trusted. Of an archive only the files of a run are read, each to a bound, and
they are written under our own names, so that no path and no size in it counts for anything. They
are read as any other run is, and never played.
"""

import shutil
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from negotiation.domain.values import Language
from negotiation.errors import UsageError
from negotiation.store.folder import CHATS, EVENTS, RUN, SCORECARD
from ui.data.runs import load_run
from ui.texts import fill, say

__all__ = ["MAX_FILES", "MAX_PACKED_MB", "UPLOAD", "UploadedFile", "Uploads", "files_of_run"]

UPLOAD = "upload:"
"""What the names of uploaded runs begin with in an address; they lead nowhere in another tab."""

MAX_PACKED_MB = 8
"""Of all files that are brought at once. The server itself takes no more than that of each."""

MAX_UNPACKED_BYTES = 48_000_000
"""Of all files of a run together."""

MAX_FILES = 10_000
"""In an archive: a longer list of contents is not even looked through."""

MAX_KEPT = 20
"""Runs of one visitor at once; the oldest goes."""

_KEPT = (RUN, EVENTS, CHATS, SCORECARD)


class UploadedFile(NamedTuple):
    """A file as a browser sends it."""

    name: str
    content: bytes


class Uploads:
    """What one visitor has brought along in one tab; its folder goes when this is let go of."""

    def __init__(self) -> None:
        self._runs: dict[str, Path] = {}
        self._count = 0

    def add(self, files: Iterable[UploadedFile], language: Language) -> str:
        """Keep a run and return its name.

        Args:
            files: an archive of its folder, or its files.
            language: of what is said about them.

        Raises:
            UsageError: it is too large, or there is no run in it, or more than one.
            LogCorrupted: its log is damaged.
        """
        content = files_of_run(tuple(files), language)
        self._count += 1
        label = f"upload-{self._count}"
        path = self._folder / label
        path.mkdir(mode=0o700)
        for name, bytes_ in content.items():
            (path / name).write_bytes(bytes_)
        try:
            load_run(path)
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
        self._runs[f"{UPLOAD}{label}"] = path
        self._drop_oldest()
        return f"{UPLOAD}{label}"

    @property
    def runs(self) -> Mapping[str, Path]:
        """Folders by name, oldest first."""
        return self._runs

    @cached_property
    def _folder(self) -> Path:
        made = Path(tempfile.mkdtemp(prefix="haggle-upload-"))
        weakref.finalize(self, shutil.rmtree, made, ignore_errors=True)
        return made

    def _drop_oldest(self) -> None:
        while len(self._runs) > MAX_KEPT:
            shutil.rmtree(self._runs.pop(next(iter(self._runs))), ignore_errors=True)


def files_of_run(files: tuple[UploadedFile, ...], language: Language) -> dict[str, bytes]:
    """Return the files of the one run that was brought, by our own names for them.

    Raises:
        UsageError: it is too large, or there is no run in it, or more than one.
    """
    if sum(len(file.content) for file in files) > MAX_PACKED_MB * 1_000_000:
        raise UsageError(say("replay_upload_heavy", language, n=MAX_PACKED_MB))
    archives = [file for file in files if file.name.lower().endswith(".zip")]
    if archives and len(files) > 1:
        raise UsageError(say("replay_upload_both", language))
    found = _of_archive(archives[0].content, language) if archives else _loose(files)
    if missing := [name for name in (RUN, EVENTS) if name not in found]:
        files_named = ", ".join(missing)
        raise UsageError(fill("replay_upload_missing", language, files=files_named))
    return found


def _loose(files: Iterable[UploadedFile]) -> dict[str, bytes]:
    return {file.name: file.content for file in files if file.name in _KEPT}


def _of_archive(packed: bytes, language: Language) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(packed)) as archive:
            return _unpacked(archive, language)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as exc:
        # A ``RuntimeError`` is an archive with a password, the one before it an odd compression.
        raise UsageError(say("replay_upload_unreadable", language)) from exc


def _unpacked(archive: zipfile.ZipFile, language: Language) -> dict[str, bytes]:
    members = archive.infolist()
    if len(members) > MAX_FILES:
        raise UsageError(say("replay_upload_many", language, n=MAX_FILES))
    places = {PurePosixPath(each.filename): each for each in members if not each.is_dir()}
    folders = {place.parent for place in places if place.name == RUN}
    if len(folders) > 1:
        raise UsageError(say("replay_upload_runs", language, n=len(folders)))
    found: dict[str, bytes] = {}
    left = MAX_UNPACKED_BYTES
    for place, member in places.items():
        if place.name in _KEPT and place.parent in folders:
            with archive.open(member) as file:
                found[place.name] = file.read(left + 1)  # what it says of its size is not asked
            left -= len(found[place.name])
            if left < 0:
                limit = MAX_UNPACKED_BYTES // 1_000_000
                raise UsageError(say("replay_upload_large", language, n=limit))
    return found
