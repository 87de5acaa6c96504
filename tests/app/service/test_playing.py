"""Runs that the service plays: to their end, asking people, at a pace, and stopped."""

import threading
from pathlib import Path

import pytest

from negotiation.app.records import read_run
from negotiation.app.service.live import LiveRun, LiveState
from negotiation.app.service.pace import Pace
from negotiation.app.service.service import Service
from negotiation.domain.moves import Accept, Move, Talk
from negotiation.errors import LogConflict, UsageError
from negotiation.store.folder import SCORECARD, RunFolder
from negotiation.store.jsonl import JsonlLog, read_events
from tests.app.service.folders import NOTHING, begun, move_for

SECONDS = 20.0
"""How long a test waits for what must happen, at most."""


def over(state: LiveState) -> bool:
    return state.is_over


def until(run: LiveRun, status: str) -> LiveState:
    assert run.wait_for(lambda state: state.status == status, seconds=SECONDS), run.state
    return run.state


def n_events(folder: RunFolder) -> int:
    return len(read_events(folder.events))


def test_a_run_of_strategies_ends_with_a_scorecard(service: Service, tmp_path: Path) -> None:
    folder = begun(tmp_path)
    run = service.play(folder, NOTHING)
    state = until(run, "ended")
    assert state.n_events == n_events(folder)
    assert read_run(folder).ended_at is not None
    assert (folder.path / SCORECARD).is_file()
    assert service.find(folder.path) is run


def test_a_person_is_asked_until_the_talks_end(service: Service, tmp_path: Path) -> None:
    run = service.play(begun(tmp_path, buyer="human"), NOTHING)
    asked = list[int]()
    while True:
        assert run.wait_for(lambda s: s.is_over or s.question is not None, seconds=SECONDS)
        question = run.state.question
        if question is None:
            break
        assert question.brief.own.party == question.view.party == "buyer"
        asked.append(question.number)
        assert run.answer(question.number, move_for(question.view))
    assert run.state.status == "ended"
    assert asked == list(range(1, len(asked) + 1))


def test_a_question_is_answered_once(service: Service, tmp_path: Path) -> None:
    folder = begun(tmp_path, buyer="human")
    run = service.play(folder, NOTHING)
    question = until(run, "asking").question
    assert question is not None
    assert not run.answer(question.number + 1, move_for(question.view))
    assert run.answer(question.number, Move(act=Talk(), message="Once."))
    assert not run.answer(question.number, Move(act=Talk(), message="Twice."))
    run.wait_for(lambda s: s.question is not None and s.question.number > 1, seconds=SECONDS)
    said = [getattr(event, "message", "") for event in read_events(folder.events)]
    assert "Once." in said
    assert "Twice." not in said


def test_an_illegal_move_is_refused_and_asked_for_again(service: Service, tmp_path: Path) -> None:
    run = service.play(begun(tmp_path, buyer="human"), NOTHING)
    first = until(run, "asking").question
    assert first is not None
    run.answer(first.number, Move(act=Accept(offer_id="o99"), message="Deal?"))
    assert run.wait_for(
        lambda s: s.question is not None and s.question.number == 2, seconds=SECONDS
    )
    again = run.state.question
    assert again is not None
    assert again.view.refusals


def test_a_run_that_asks_is_stopped_and_taken_up_at_the_same_question(
    service: Service, tmp_path: Path
) -> None:
    folder = begun(tmp_path, buyer="human")
    run = service.play(folder, NOTHING)
    before = until(run, "asking").question
    assert run.stop(seconds=SECONDS)
    assert run.state.status == "stopped"
    assert not run.answer(1, Move(act=Talk(), message="Too late."))
    again = service.play(folder, NOTHING)
    assert again is not run
    after = until(again, "asking").question
    assert before is not None
    assert after is not None
    assert after.view == before.view


def test_a_run_that_is_stopped_at_once_says_so(service: Service, tmp_path: Path) -> None:
    """It may not even have begun: then nothing of it runs that could say that it was stopped."""
    folder = begun(tmp_path)
    for _ in range(20):
        run = service.play(folder, NOTHING, pace=Pace(is_paused=True))
        assert run.stop(seconds=SECONDS)
        assert run.state.status == "stopped"
        assert run.stop()


def test_what_is_played_is_played_once(service: Service, tmp_path: Path) -> None:
    folder = begun(tmp_path)
    run = service.play(folder, NOTHING, pace=Pace(is_paused=True), owner="me")
    assert service.play(RunFolder.open(folder.path), NOTHING, owner="you") is run
    assert run.owner == "me"


def test_a_paused_run_makes_a_step_when_it_is_told(service: Service, tmp_path: Path) -> None:
    folder = begun(tmp_path)
    run = service.play(folder, NOTHING, pace=Pace(is_paused=True))
    assert run.is_paused
    assert run.wait_for(lambda s: s.n_events == 1, seconds=SECONDS), "the table opens"
    run.set_pace("step")
    assert run.wait_for(lambda s: s.n_events == 2, seconds=SECONDS)
    assert run.is_paused
    assert n_events(folder) == 2
    run.set_pace("go_on", seconds=0)
    assert not run.is_paused
    until(run, "ended")


def test_a_speed_is_kept_over_a_pause(service: Service, tmp_path: Path) -> None:
    run = service.play(begun(tmp_path), NOTHING, pace=Pace(is_paused=True, seconds=2.0))
    run.set_pace("pause", seconds=0.0)
    assert run.is_paused
    assert run.seconds_a_moment == 0
    run.set_pace("go_on")
    until(run, "ended")


def test_a_log_that_another_process_writes_is_left_alone(service: Service, tmp_path: Path) -> None:
    folder = begun(tmp_path)
    with JsonlLog(folder.events, durable=False):
        run = service.play(folder, NOTHING)
        state = until(run, "failed")
    assert isinstance(state.problem, LogConflict)
    assert not state.is_of_endpoint
    until(service.play(folder, NOTHING), "ended")


def test_a_bug_in_a_run_ends_that_run_alone(service: Service, tmp_path: Path) -> None:
    broken, sound = begun(tmp_path / "a"), begun(tmp_path / "b")
    (broken.path / "chats.jsonl").mkdir()
    runs = [service.play(folder, NOTHING) for folder in (broken, sound)]
    assert until(runs[0], "failed").problem is not None
    until(runs[1], "ended")


def test_many_runs_at_once_end(service: Service, tmp_path: Path) -> None:
    runs = [service.play(begun(tmp_path / str(n)), NOTHING) for n in range(8)]
    assert all(run.wait_for(over, seconds=SECONDS) for run in runs)
    assert {run.state.status for run in runs} == {"ended"}


def test_a_full_server_stops_the_idle_run_that_waits_the_longest(tmp_path: Path) -> None:
    service = Service(max_live=2)
    first = service.play(begun(tmp_path / "1", buyer="human"), NOTHING)
    until(first, "asking")
    second = service.play(begun(tmp_path / "2"), NOTHING, pace=Pace(is_paused=True))
    third = service.play(begun(tmp_path / "3"), NOTHING, pace=Pace(seconds=600))
    assert first.state.status == "stopped"
    assert service.find(first.folder.path) is None
    service.play(begun(tmp_path / "4"), NOTHING, pace=Pace(seconds=600))
    assert second.state.status == "stopped"
    with pytest.raises(UsageError, match="as many as this server plays"):
        service.play(begun(tmp_path / "5"), NOTHING)
    assert third.state.status == "playing"
    service.close()


def test_closing_stops_everything_where_it_is(tmp_path: Path) -> None:
    before = threading.enumerate()
    service = Service()
    folder = begun(tmp_path / "1", buyer="human")
    asking = service.play(folder, NOTHING)
    until(asking, "asking")
    slow = service.play(begun(tmp_path / "2"), NOTHING, pace=Pace(seconds=600))
    service.close()
    assert {asking.state.status, slow.state.status} == {"stopped"}
    assert not service.is_open
    assert asking.stop()
    JsonlLog(folder.events, durable=False).close()  # nobody holds it any more
    left = {*threading.enumerate()} - {*before}
    assert not [each for each in left if each.name == "haggle-loop"]
