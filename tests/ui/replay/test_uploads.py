"""A log that is brought along: whatever is in the archive, it can only be read."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from negotiation.errors import HaggleError, UsageError
from negotiation.store.folder import EVENTS, RUN, SCORECARD
from ui.data.runs import load_run
from ui.data.uploads import MAX_KEPT, UploadedFile, Uploads, files_of_run


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> UploadedFile:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return UploadedFile("run.ZIP", written.getvalue())


def loose(folder: Path, *names: str) -> list[UploadedFile]:
    return [UploadedFile(name, (folder / name).read_bytes()) for name in names]


def archive_of(folder: Path, prefix: str = "") -> UploadedFile:
    return packed(*((f"{prefix}{each.name}", each.read_bytes()) for each in folder.iterdir()))


@pytest.mark.parametrize("prefix", ["", "tiny/", "a/b/tiny/"])
def test_an_archive_of_a_run_can_be_read(tiny_run: Path, prefix: str) -> None:
    uploads = Uploads()
    name = uploads.add([archive_of(tiny_run, prefix)], "en")
    assert load_run(uploads.runs[name]).log == load_run(tiny_run).log


def test_two_files_are_enough(tiny_run: Path) -> None:
    uploads = Uploads()
    name = uploads.add(loose(tiny_run, EVENTS, RUN), "en")
    assert load_run(uploads.runs[name]).is_over


def test_no_path_of_an_archive_is_followed(tiny_run: Path) -> None:
    run, events = ((tiny_run / name).read_bytes() for name in (RUN, EVENTS))
    evil = packed((f"../../up/{RUN}", run), (f"../../up/{EVENTS}", events), ("/etc/passwd", b"x"))
    uploads = Uploads()
    path = uploads.runs[uploads.add([evil], "en")]
    assert sorted(each.name for each in path.parent.rglob("*")) == sorted([path.name, RUN, EVENTS])


def test_a_bomb_is_put_away_before_it_is_large() -> None:
    bomb = packed((RUN, b"{}"), (EVENTS, bytes(48_000_001)))
    assert len(bomb.content) < 100_000
    with pytest.raises(UsageError, match="too large"):
        files_of_run((bomb,), "en")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), "missing: run.json, events.jsonl"),
        ((packed((RUN, b"{}")),), "missing: events.jsonl"),
        ((packed((EVENTS, b"")),), "missing: run.json"),
        ((packed((f"a/{RUN}", b"{}"), (f"b/{RUN}", b"{}")),), "2 runs"),
        ((packed((f"a/{RUN}", b"{}"), (f"b/{EVENTS}", b"")),), "missing: events.jsonl"),
        ((UploadedFile("x.zip", b"no archive"),), "no zip archive"),
        ((packed((RUN, b"{}")), UploadedFile(EVENTS, b"")), "not both"),
        ((UploadedFile("x.zip", b"0" * 8_000_001),), "more than 8 MB"),
    ],
)
def test_what_is_no_run_is_told(files: tuple[UploadedFile, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        files_of_run(files, "en")


def test_a_damaged_archive_is_told(tiny_run: Path) -> None:
    content = bytearray(archive_of(tiny_run).content)
    content[80:400] = bytes(320)
    with pytest.raises(UsageError, match="no zip archive that can be read"):
        files_of_run((UploadedFile("x.zip", bytes(content)),), "en")


def test_a_log_that_does_not_fit_leaves_nothing_behind(tiny_run: Path) -> None:
    uploads = Uploads()
    good = uploads.add(loose(tiny_run, EVENTS, RUN), "en")
    broken = [*loose(tiny_run, RUN), UploadedFile(EVENTS, b"rubbish\n")]
    with pytest.raises(HaggleError):
        uploads.add(broken, "en")
    assert list(uploads.runs) == [good]
    assert [each.name for each in uploads.runs[good].parent.iterdir()] == ["upload-1"]


def test_the_oldest_goes_when_there_are_too_many(tiny_run: Path) -> None:
    uploads = Uploads()
    names = [uploads.add(loose(tiny_run, EVENTS, RUN), "en") for _ in range(MAX_KEPT + 1)]
    assert list(uploads.runs) == names[1:]
    assert len(list(uploads.runs[names[1]].parent.iterdir())) == MAX_KEPT


def test_the_folder_goes_with_who_brought_it(tiny_run: Path) -> None:
    uploads = Uploads()
    path = uploads.runs[uploads.add(loose(tiny_run, EVENTS, RUN, SCORECARD), "en")]
    assert path.is_dir()
    del uploads
    assert not path.parent.exists()
