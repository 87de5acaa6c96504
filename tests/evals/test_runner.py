"""Playing suites: what is left after a stop, what changes are refused, what endpoints fail."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evals.allowance import spent_so_far
from evals.preparing import differences, open_results
from evals.results import CaseRecord, ResultsFolder
from evals.runner import run_cases
from negotiation.errors import ChatBudgetSpent, ChatError, LogConflict, UsageError
from negotiation.settings import Settings
from tests.evals.playing import Silence, launch_of, planned, played
from tests.evals.suites import write_suite
from tests.loopback import FAULTS, LoopbackServer


def haggler(body: dict[str, Any]) -> str | dict[str, Any]:
    """Offer one option after the other; answer plainly when only asked whether it is there."""
    if "response_format" not in body:
        return "ready"
    schema = body["response_format"]["json_schema"]["schema"]
    issues = schema["properties"]["offer"]["anyOf"][0]["properties"]
    turn = len(body["messages"]) // 2
    return {
        "private_note": "",
        "act": "offer",
        "offer": {issue: form["enum"][turn % len(form["enum"])] for issue, form in issues.items()},
        "accept_offer_id": None,
        "message": "This is what I can do.",
        "claims": [],
        "estimate": None,
    }


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    return write_suite(tmp_path)


@pytest.fixture
def talking() -> Iterator[LoopbackServer]:
    with LoopbackServer(haggler) as server:
        yield server


def settings_for(server: LoopbackServer, folder: Path, **more: Any) -> Settings:
    """Return settings with the model ``m`` at a server."""
    entry = {"base_url": server.base_url, "model": "m", "attempts": 1, **more}
    (folder / "models.yaml").write_text(json.dumps({"m": entry}))
    return Settings({"HAGGLE_MODELS_FILE": str(folder / "models.yaml")})


def content_of(folder: ResultsFolder) -> dict[str, tuple[bytes, str]]:
    """Return log and result of every case; times of day are left out."""
    return {
        record.case.id: (
            (folder.case_folder(record.case.id) / "events.jsonl").read_bytes(),
            record.model_dump_json(),
        )
        for record in folder.read_cases()
    }


def test_a_second_launch_has_nothing_left_to_do(suite: Path, tmp_path: Path) -> None:
    first = played(suite, tmp_path / "out")
    before = content_of(first)
    progress = Silence()
    again = played(suite, tmp_path / "out", progress=progress)
    assert content_of(again) == before
    assert (progress.n_cases, progress.n_done, progress.advanced) == (16, 16, [])
    assert [attempt.n_cases_left for attempt in again.attempts()] == [16, 0]


def test_whatever_a_crash_leaves_the_next_launch_ends_the_same(suite: Path, tmp_path: Path) -> None:
    """Each case is left as a crash could leave it: not begun, claimed, begun, in the middle."""
    whole = played(suite, tmp_path / "whole")
    cut = played(suite, tmp_path / "cut")
    for number, record in enumerate(whole.read_cases()):
        folder = cut.case_folder(record.case.id)
        (folder / "case.json").unlink()
        (folder / "scorecard.json").unlink()
        lines = (folder / "events.jsonl").read_bytes().splitlines(keepends=True)
        match number % 4:
            case 0:
                (folder / "run.json").unlink()
                (folder / "events.jsonl").write_bytes(b"")
            case 1:
                (folder / "events.jsonl").write_bytes(b"")
            case 2:
                half = b"".join(lines[: len(lines) // 2])
                (folder / "events.jsonl").write_bytes(half + lines[-1][:7])
            case _:
                pass
    assert list(cut.read_cases()) == []
    assert content_of(played(suite, tmp_path / "cut")) == content_of(whole)


def test_what_has_changed_is_shown_and_refused(suite: Path, tmp_path: Path) -> None:
    played(suite, tmp_path / "out")
    changed = write_suite(tmp_path, seeds=3, opponents=["strategy:boulware"])
    with pytest.raises(UsageError) as raised:
        played(changed, tmp_path / "out")
    assert "suite.seeds: 2 -> 3" in str(raised.value)
    assert "suite.opponents" in str(raised.value)
    assert "--accept-changes" in str(raised.value)


def test_accepted_changes_keep_what_is_still_the_same(suite: Path, tmp_path: Path) -> None:
    before = content_of(played(suite, tmp_path / "out"))
    launch = launch_of()
    plan = planned(write_suite(tmp_path, seeds=3), launch)
    folder, progress = ResultsFolder(tmp_path / "out"), Silence()
    assert open_results(folder, plan, accept_changes=True) == ["suite.seeds: 2 -> 3"]
    run_cases(plan, folder, plan.cases, launch=launch, progress=progress)
    assert (progress.n_done, len(progress.advanced)) == (16, 8)
    assert before.items() <= content_of(folder).items()


def test_a_folder_of_something_else_is_left_alone(suite: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "diary.txt").write_text("mine")
    with pytest.raises(UsageError, match="not an empty folder"):
        played(suite, tmp_path / "full")


def test_one_launch_at_a_time_holds_a_folder(suite: Path, tmp_path: Path) -> None:
    folder = played(suite, tmp_path / "out")
    with folder.launch(), pytest.raises(LogConflict):
        played(suite, tmp_path / "out")


def test_a_model_is_measured_and_what_it_used_is_counted(
    suite: Path, tmp_path: Path, talking: LoopbackServer
) -> None:
    launch = launch_of(settings=settings_for(talking, tmp_path))
    folder = played(
        suite,
        tmp_path / "out",
        launch,
        contestants=[{"name": "m", "who": "llm:m"}],
        only_named=True,
        seeds=1,
    )
    records = tuple(folder.read_cases())
    assert {record.case.contestant.name for record in records} == {"m"}
    for record in records:
        (party,) = record.case.judged
        assert record.failure is None
        assert record.models == {party: "loopback"}
        assert record.figures[party]["calls"] == record.spent.calls > 0
        assert record.figures[party]["tokens"] > 0
    # One call more: whether the endpoint is there.
    posts = [asked for asked in talking.asked if asked.method == "POST"]
    assert len(posts) == 1 + sum(record.spent.calls for record in records)


def test_a_model_that_does_not_answer_stops_all_before_the_first_case(
    suite: Path, tmp_path: Path
) -> None:
    with LoopbackServer(haggler) as server:
        settings = settings_for(server, tmp_path)
    launch = launch_of(settings=settings)
    with pytest.raises(ChatError, match="model 'm' at http"):
        played(suite, tmp_path / "out", launch, contestants=[{"name": "m", "who": "llm:m"}])
    assert list((tmp_path / "out" / "cases").iterdir()) == []


class _Failing:
    """Answers as a model does, but fails from one call to another."""

    def __init__(self, *, first: int, last: int) -> None:
        self._first, self._last = first, last
        self.n_asked = 0

    def __call__(self, body: dict[str, Any]) -> Any:
        self.n_asked += 1
        if self._first <= self.n_asked <= self._last:
            return FAULTS["500"]
        return haggler(body)


def test_what_the_endpoint_failed_is_played_again_and_only_that(
    suite: Path, tmp_path: Path
) -> None:
    wish: dict[str, Any] = {
        "contestants": [{"name": "m", "who": "llm:m"}],
        "only_named": True,
        "seeds": 1,
    }
    failing = _Failing(first=3, last=3)
    with LoopbackServer(failing) as server:
        launch = launch_of(settings=settings_for(server, tmp_path), concurrency=1)
        folder = played(suite, tmp_path / "out", launch, **wish)
    records = tuple(folder.read_cases())
    assert [record.failure for record in records] == [None] * 4
    assert sorted(record.n_tries for record in records) == [1, 1, 1, 2]
    retried = next(record for record in records if record.n_tries == 2)
    assert retried.spent.failed_attempts == 1
    # No turn that had been answered was asked again.
    assert sum(record.spent.calls for record in records) == failing.n_asked - 2
    assert all(record.spent.abandoned_calls == 0 for record in records)


def test_a_failure_of_ours_is_kept_apart_and_not_tried_again(suite: Path, tmp_path: Path) -> None:
    folder = played(suite, tmp_path / "out")
    record = next(iter(folder.read_cases()))
    case_folder = folder.case_folder(record.case.id)
    (case_folder / "case.json").unlink()
    (case_folder / "events.jsonl").write_bytes(b"this is no event\n")
    (broken,) = [
        each for each in played(suite, tmp_path / "out").read_cases() if each.failure is not None
    ]
    assert broken.failure is not None
    assert broken.failure.owner == "engine"
    assert broken.failure.kind == "LogCorrupted"
    assert broken.figures == {}
    progress = Silence()
    played(suite, tmp_path / "out", progress=progress)
    assert progress.advanced == []


def test_a_model_that_was_moved_begins_its_open_talks_anew(
    suite: Path, tmp_path: Path, talking: LoopbackServer
) -> None:
    wish: dict[str, Any] = {"contestants": [{"name": "m", "who": "llm:m"}], "only_named": True}
    with LoopbackServer(haggler) as elsewhere:
        there = launch_of(settings=settings_for(elsewhere, tmp_path), max_calls=9)
        with pytest.raises(ChatBudgetSpent):
            played(suite, tmp_path / "out", there, **wish)
    launch = launch_of(settings=settings_for(talking, tmp_path))
    plan = planned(suite, launch, **wish)
    folder = ResultsFolder(tmp_path / "out")
    (change,) = open_results(folder, plan, accept_changes=True)
    assert change.startswith("model m: base_url http://127.0.0.1:")
    assert folder.read_suite().accepted_changes == (change,)
    run_cases(plan, folder, plan.cases, launch=launch, progress=Silence())
    assert [record.failure for record in folder.read_cases()] == [None] * 8
    # Nothing of the model that was there before counts for the one that is there now.
    assert {record.n_tries for record in folder.read_cases()} == {1}
    assert sum(record.spent.calls for record in folder.read_cases()) == sum(
        "response_format" in asked.body for asked in talking.asked
    )


def test_other_options_of_a_model_are_a_change(suite: Path, tmp_path: Path) -> None:
    records = []
    for temperature in (0.0, 1.5):
        with LoopbackServer(haggler) as server:
            launch = launch_of(settings=settings_for(server, tmp_path, temperature=temperature))
        wish = {"contestants": [{"name": "m", "who": "llm:m"}], "only_named": True}
        records.append(planned(suite, launch, **wish).record)
    (change,) = differences(*records)
    assert "temperature 0" in change
    assert "temperature 1.5" in change


def test_a_budget_ends_it_and_a_larger_one_goes_on(
    suite: Path, tmp_path: Path, talking: LoopbackServer
) -> None:
    settings = settings_for(talking, tmp_path)
    wish: dict[str, Any] = {"contestants": [{"name": "m", "who": "llm:m"}], "only_named": True}
    with pytest.raises(ChatBudgetSpent):
        played(
            suite,
            tmp_path / "out",
            launch_of(settings=settings, concurrency=1, max_calls=5),
            **wish,
        )
    folder = ResultsFolder(tmp_path / "out")
    ids = folder.read_suite().case_ids
    assert spent_so_far(folder, ids).calls == 5
    with pytest.raises(ChatBudgetSpent):
        played(
            suite,
            tmp_path / "out",
            launch_of(settings=settings, concurrency=1, max_calls=7),
            **wish,
        )
    assert spent_so_far(folder, ids).calls == 7
    played(suite, tmp_path / "out", launch_of(settings=settings), **wish)
    whole = played(suite, tmp_path / "whole", launch_of(settings=settings), **wish)

    def figures(results: ResultsFolder) -> dict[str, object]:
        return {each.case.id: without_seconds(each) for each in results.read_cases()}

    assert figures(folder) == figures(whole)


def without_seconds(record: CaseRecord) -> dict[str, dict[str, float]]:
    """Return figures without those that a clock takes."""
    return {
        party: {name: value for name, value in each.items() if name != "latency_seconds"}
        for party, each in record.figures.items()
    }
