"""Which runs there are, and what is said about one that does not hold together."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from negotiation.errors import HaggleError, LogCorrupted, UsageError
from negotiation.store.folder import EVENTS, RUN
from tests.ui.conftest import cut_short
from ui.data.runs import find_runs, load_run, stamp


def edit_log(folder: Path, line: int, edit: Callable[[dict[str, Any]], None]) -> None:
    log = folder / EVENTS
    lines = log.read_text("utf-8").splitlines()
    content = json.loads(lines[line])
    edit(content["event"])
    lines[line] = json.dumps(content)
    log.write_text("\n".join(lines) + "\n", "utf-8")


def edit_plan(folder: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    content = json.loads((folder / RUN).read_text("utf-8"))
    edit(content["plan"])
    (folder / RUN).write_text(json.dumps(content), "utf-8")


def test_no_folder_holds_no_run(tmp_path: Path) -> None:
    assert find_runs(tmp_path / "nowhere") == ()


def test_runs_are_listed_newest_first(tmp_path: Path) -> None:
    for name, seconds in (("old", 100), ("new", 300), ("middle", 200)):
        (tmp_path / name).mkdir()
        (tmp_path / name / EVENTS).touch()
        os.utime(tmp_path / name / EVENTS, (seconds, seconds))
    (tmp_path / "something else").mkdir()
    assert [entry.name for entry in find_runs(tmp_path)] == ["new", "middle", "old"]


def test_a_run_folder_itself_is_found(supply_runs: Path) -> None:
    assert [entry.name for entry in find_runs(supply_runs / "supply")] == ["supply"]


def test_a_log_that_is_a_link_to_itself_is_no_run(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / EVENTS).symlink_to(tmp_path / "run" / EVENTS)
    assert find_runs(tmp_path) == ()


def test_a_whole_run_loads(supply_runs: Path) -> None:
    run = load_run(supply_runs / "supply")
    assert run.is_over
    assert list(run.talks) == ["supply"]


def test_a_run_that_goes_on_loads(supply_runs: Path) -> None:
    cut_short(supply_runs / "supply", 3)
    run = load_run(supply_runs / "supply")
    assert not run.is_over
    assert len(run.talks["supply"]) == 3


def test_a_run_that_has_only_begun_loads(supply_runs: Path) -> None:
    cut_short(supply_runs / "supply", 0)
    assert load_run(supply_runs / "supply").talks == {}


def test_the_stamp_changes_with_the_log(supply_runs: Path) -> None:
    before = stamp(supply_runs / "supply")
    assert stamp(supply_runs / "supply") == before
    cut_short(supply_runs / "supply", 3)
    assert stamp(supply_runs / "supply") != before


def _drop_seat(plan: dict[str, Any]) -> None:
    del plan["seats"]["vendor"]


def _misname(plan: dict[str, Any]) -> None:
    plan["scenario"]["tables"][0]["opens"] = "nobody"


@pytest.mark.parametrize(
    ("edit", "said"), [(_drop_seat, "seat 'vendor'"), (_misname, "unknown party 'nobody'")]
)
def test_a_plan_that_contradicts_itself_is_refused(
    supply_runs: Path, edit: Callable[[dict[str, Any]], None], said: str
) -> None:
    edit_plan(supply_runs / "supply", edit)
    with pytest.raises(UsageError, match=said):
        load_run(supply_runs / "supply")


@pytest.mark.parametrize(
    ("line", "change", "said"),
    [
        (0, {"parties": ["cloud", "stranger"]}, "seats others"),
        (0, {"kind": "deadline_passed"}, "not an event|must open the table"),
        (1, {"party": "stranger"}, "of 'cloud' is due"),
        (0, {"table": "elsewhere"}, "no such table"),
        (1, {"outcome": {"price_cny_per_gpu": 1}}, "turn 1: missing issue"),
        (2, {"turn": 7}, "turn 2"),
    ],
)
def test_a_log_that_does_not_fit_is_refused(
    supply_runs: Path, line: int, change: dict[str, Any], said: str
) -> None:
    edit_log(supply_runs / "supply", line, lambda event: event.update(change))
    with pytest.raises(LogCorrupted, match=said):
        load_run(supply_runs / "supply")


@pytest.mark.parametrize("name", [EVENTS, RUN])
@pytest.mark.parametrize("content", [b"\xff\xfe", b"{}", b"[]", b"{\n"])
def test_garbage_is_a_house_error(supply_runs: Path, name: str, content: bytes) -> None:
    path = supply_runs / "supply" / name
    path.write_bytes(content + b"\n")
    with pytest.raises(HaggleError):
        load_run(supply_runs / "supply")
