"""The start page: what it offers, and that one click gets there."""

import shutil
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from negotiation.domain.values import Text
from negotiation.store.training.records import Assignment, Attempt, Difficulty
from tests.ui.conftest import Opening
from ui.texts import say
from ui.views.home import MAX_LISTED, latest, model_state, tasks_of, unfinished
from ui.views.replay.summaries import RunSummary

ID = "0123456789abcdef"


def attempt(**content: Any) -> Attempt:
    known = {
        "id": ID,
        "trainee": "browser-1",
        "scenario": "a800-supply",
        "party": "cloud",
        "language": "en",
        "difficulty": Difficulty(),
        "run": f"{ID}-1",
        "created_at": "2026-11-29T08:00:00+00:00",
    }
    return Attempt.model_validate(known | content)


def assignment(number: int, **content: Any) -> Assignment:
    known = {
        "id": f"{ID}-{number}",
        "title": f"Task {number}",
        "coach": "browser-2",
        "scenario": "a800-supply",
        "party": "cloud",
        "difficulty": Difficulty(),
        "created_at": "2026-11-01T08:00:00+00:00",
    }
    return Assignment.model_validate(known | content)


def test_attempts_that_have_not_ended_can_be_gone_on_with() -> None:
    open_ones = [attempt(id=f"{ID}{number}") for number in range(MAX_LISTED + 2)]
    ended = attempt(ended_at="2026-11-29T09:00:00+00:00")
    assert unfinished([ended, *open_ones]) == tuple(open_ones[:MAX_LISTED])


def test_a_task_is_open_not_handed_in_and_not_overdue() -> None:
    late = assignment(1, due_on="2026-11-28")
    closed = assignment(2, is_open=False)
    done = assignment(3)
    whenever, soon = assignment(4), assignment(5, due_on="2026-11-29")
    handed_in = attempt(assignment=done.id, submitted_at="2026-11-29T09:00:00+00:00")
    tried = attempt(assignment=soon.id)
    found = tasks_of((late, closed, done, whenever, soon), (handed_in, tried), today="2026-11-29")
    assert [task.line for task in found] == ["Task 5 · 2026-11-29", "Task 4"]


def test_the_latest_runs_are_named_and_broken_ones_left_out() -> None:
    title = Text(en="Supply", zh="供货")
    runs = [RunSummary(name="broken", label="broken", changed_ns=9)]
    runs += [RunSummary(name=f"r{each}", label="", changed_ns=0, title=title) for each in range(5)]
    found = latest(runs, "zh", zone=UTC)
    assert [run.name for run in found] == ["r0", "r1", "r2"]
    assert found[0].line == "供货 · 1970-01-01 00:00"


@pytest.mark.parametrize(
    ("has_default", "missing", "state"),
    [(True, None, "set_up"), (False, "HAGGLE_MODEL", "half"), (False, None, "none")],
)
def test_the_page_knows_how_far_a_model_is_set_up(
    *, has_default: bool, missing: str | None, state: str
) -> None:
    assert model_state(has_default=has_default, missing_half=missing) == state


def test_it_works_with_nothing_set_up_and_draws_no_table(open_app: Opening, tmp_path: Path) -> None:
    app = open_app(tmp_path / "nothing", "home", locale="zh-CN")
    assert app.title[0].value == say("home_title", "zh")
    assert say("home_model_none", "zh") in [each.value for each in app.caption]
    assert not app.exception
    assert not app.error
    assert len(app.dataframe) == 0  # the libraries of tables and charts would have to be loaded


def test_one_click_begins_the_first_scenario(open_app: Opening, tmp_path: Path) -> None:
    app = open_app(tmp_path / "runs", "home")
    app.button(key="home-play").click().run()
    assert not app.exception
    assert not app.error
    (folder,) = (tmp_path / "runs" / "practice").glob("*-1")
    assert app.query_params["session"] == folder.name.removesuffix("-1")
    app.query_params.clear()
    app.switch_page("screens/home.py").run()
    assert f"home-go-on-{folder.name.removesuffix('-1')}" in [each.key for each in app.button]
    app.button(key="home-play").click().run()  # nothing was said in it yet
    assert app.query_params["session"] == folder.name.removesuffix("-1")
    assert list((tmp_path / "runs" / "practice").glob("*-1")) == [folder]


def test_one_click_has_a_talk_played(open_app: Opening, tmp_path: Path) -> None:
    app = open_app(tmp_path / "runs", "home")
    app.button(key="home-watch").click().run()
    assert not app.exception
    assert app.query_params["run"] == "a800-supply-s1-1"
    assert (tmp_path / "runs" / "a800-supply-s1-1" / "run.json").is_file()


def test_the_latest_run_is_one_click_away(open_app: Opening, runs: Path) -> None:
    shutil.copytree(runs / "tiny", runs / "=other")
    app = open_app(runs, "home")
    app.button(key="home-run-=other").click().run()
    assert app.query_params["run"] == "=other"
    assert not app.exception
