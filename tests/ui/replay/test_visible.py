"""Which runs a name leads to, and which it never does."""

import os
import shutil
from pathlib import Path

import pytest

from negotiation.errors import UsageError
from negotiation.store.folder import EVENTS
from tests.store.training.samples import ADA, attempt
from ui.data.uploads import UploadedFile, Uploads
from ui.data.visible import VisibleRuns


@pytest.fixture
def visible(runs: Path) -> VisibleRuns:
    """What a trainee sees who has practised twice, once with a move taken back."""
    for name in ("mine-2", "mine-1", "theirs-1"):
        shutil.copytree(runs / "tiny", runs / "practice" / name)
    own = (attempt(ADA, run="mine-2", taken_back=("mine-1",)),)
    return VisibleRuns(runs=runs, own=own, uploads=Uploads())


def test_the_list_has_what_is_ones_own_and_what_is_for_all(visible: VisibleRuns) -> None:
    marks = {run.name: (run.is_practice, run.is_upload) for run in visible.summaries}
    assert marks == {
        "tiny": (False, False),
        "practice/mine-1": (True, False),
        "practice/mine-2": (True, False),
    }


@pytest.mark.parametrize("name", ["tiny", "practice/mine-1"])
def test_a_name_of_the_list_leads_to_its_run(visible: VisibleRuns, name: str) -> None:
    assert (visible.path(name) / EVENTS).is_file()
    assert visible.summary(name).name == name


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../runs/tiny", "/etc", "practice", "practice/theirs-1", "practice/../tiny",
     "tiny/..", "upload:upload-1", "a\\b", "nowhere", "tiny\0", "x" * 5000],
)  # fmt: skip
def test_no_other_name_leads_anywhere(visible: VisibleRuns, name: str) -> None:
    with pytest.raises(UsageError):
        visible.path(name)


def test_a_link_does_not_lead_into_others_practice(visible: VisibleRuns) -> None:
    (visible.runs / "suite").mkdir()
    (visible.runs / "suite" / "case").symlink_to(visible.runs / "practice" / "theirs-1")
    (visible.runs / "suite" / "whole").symlink_to(visible.runs / "tiny")
    assert (visible.path("suite/whole") / EVENTS).is_file()
    with pytest.raises(UsageError):
        visible.path("suite/case")


def test_what_was_brought_along_is_seen_here_alone(visible: VisibleRuns, tiny_run: Path) -> None:
    files = [UploadedFile(name, (tiny_run / name).read_bytes()) for name in ("run.json", EVENTS)]
    name = visible.uploads.add(files, "en")
    assert visible.path(name).is_dir()
    with pytest.raises(UsageError, match="uploaded in another tab"):
        VisibleRuns(runs=visible.runs, uploads=Uploads()).path(name)


def test_branches_of_private_runs_are_not_played_in_the_open(visible: VisibleRuns) -> None:
    assert visible.is_forkable("tiny")
    assert not visible.is_forkable("practice/mine-1")
    assert not visible.is_forkable("upload:upload-1")


def test_the_folder_of_runs_may_be_a_run(tiny_run: Path) -> None:
    visible = VisibleRuns(runs=tiny_run, uploads=Uploads())
    (run,) = visible.summaries
    assert visible.path(run.name) == tiny_run


def test_a_name_that_is_no_text_can_be_opened(runs: Path) -> None:
    odd = os.fsdecode(bytes(runs / "odd") + b"\xff")
    shutil.copytree(runs / "tiny", odd)
    visible = VisibleRuns(runs=runs, uploads=Uploads())
    (name,) = (run.name for run in visible.summaries if run.name != "tiny")
    assert name.isprintable()
    assert (visible.path(name) / EVENTS).is_file()
