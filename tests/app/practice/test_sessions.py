"""An attempt from its beginning to its end, with the real store, files and loop."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from negotiation.app.practice.own_turns import own_turns
from negotiation.app.practice.sessions import Practice, Wish
from negotiation.app.records import read_run
from negotiation.app.service.live import LiveRun
from negotiation.app.service.service import Service
from negotiation.catalog.files import Loaded, load_scenario
from negotiation.domain.moves import Accept, Act, Move, Offer, WalkAway
from negotiation.errors import UsageError
from negotiation.settings import Settings
from negotiation.store.folder import RUN
from negotiation.store.jsonl import read_events
from negotiation.store.training.memory import MemoryTraining
from negotiation.store.training.records import Attempt, Difficulty, HintGiven, HintStep, Preparation
from tests.builders import make_points_file

TRAINEE, OTHER = "browser-one", "browser-two"
SELFISH = {"price": 0.6, "weeks": 4}
LESS_SO = {"price": 0.7, "weeks": 4}
GENEROUS = {"price": 1.0, "weeks": 12}
STEPS: tuple[HintStep, ...] = ("nudge", "nudge", "principle")


@dataclass(frozen=True)
class Room:
    """One server's practice."""

    service: Service
    practice: Practice
    store: MemoryTraining
    loaded: Loaded

    def begin(self, trainee: str = TRAINEE) -> Attempt:
        wish = Wish("tiny", "buyer", Difficulty(counterpart="strategy:linear"), "en")
        work = self.practice.begin(
            wish, self.loaded, trainee=trainee, sandbox=self.service.sandbox(Settings({}))
        )
        return self.service.call(work)

    def play(self, attempt: Attempt, *acts: Act) -> LiveRun:
        """Play on, make these moves, and stand where the next one is asked for."""
        live = self.service.play(self.practice.run_of(attempt), Settings({}))
        for act in (*acts, None):
            while live.state.status == "playing":
                self.service.call(asyncio.sleep(0))
            if act is not None and live.state.question is not None:
                assert live.answer(live.state.question.number, Move(act=act, message="so"))
        return live

    def take_back(self, attempt: Attempt, turn: int) -> Attempt:
        self.service.play(self.practice.run_of(attempt), Settings({})).stop()
        sandbox = self.service.sandbox(Settings({}))
        work = self.practice.take_back(attempt, table="servers", turn=turn, sandbox=sandbox)
        return self.service.call(work)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    service, store = Service(), MemoryTraining(now=lambda: "2026-01-01T00:00:00+00:00")
    practice = Practice(tmp_path / "practice", store)
    yield Room(service, practice, store, load_scenario(str(make_points_file(tmp_path))))
    service.close()


def test_an_attempt_is_kept_with_its_run(room: Room) -> None:
    attempt = room.begin()
    run = room.practice.run_of(attempt)
    assert run.path.name == f"{attempt.id}-1"
    assert read_run(run).plan.people == ("buyer",)
    assert room.service.call(room.practice.own(attempt.id, TRAINEE)) == attempt


def test_somebody_elses_attempt_is_no_attempt(room: Room) -> None:
    attempt = room.begin()
    messages = []
    for attempt_id in (attempt.id, "0" * 32):
        with pytest.raises(UsageError) as found:
            room.service.call(room.practice.own(attempt_id, OTHER))
        messages.append(str(found.value))
    assert messages[0] == messages[1]


def test_what_was_written_before_stays_once_the_talks_have_begun(room: Room) -> None:
    attempt = room.begin()
    sheet = Preparation(target="cheap", questions=("when?",))
    attempt = room.service.call(room.practice.prepare(attempt, sheet))
    assert attempt.preparation == sheet
    room.play(attempt)
    with pytest.raises(UsageError, match="begun"):
        room.service.call(room.practice.prepare(attempt, Preparation(target="later")))


def test_the_same_hint_counts_once(room: Room) -> None:
    attempt = room.begin()
    for step in STEPS:
        attempt = room.service.call(room.practice.hinted(attempt, HintGiven(1, step, "deal")))
    assert attempt.hints == ((1, "nudge", "deal"), (1, "principle", "deal"))


def test_a_hint_of_one_table_is_none_of_another(room: Room) -> None:
    attempt = room.begin()
    for table in ("supply", "rent", "supply"):
        attempt = room.service.call(room.practice.hinted(attempt, HintGiven(3, "nudge", table)))
    assert [hint.table for hint in attempt.hints if hint.is_at("rent", 3)] == ["rent"]
    assert len(attempt.hints) == 2


def test_a_move_taken_back_is_played_anew_with_all_before_it(room: Room) -> None:
    attempt = room.begin()
    room.play(attempt, Offer(outcome=SELFISH), Offer(outcome=LESS_SO))
    before = list(read_events(room.practice.run_of(attempt).events))
    back = room.take_back(attempt, 3)
    assert back.run == f"{attempt.id}-2"
    assert back.taken_back == (attempt.run,)
    kept = list(read_events(room.practice.run_of(back).events))
    assert kept == before[: len(kept)]
    live = room.play(back)
    assert live.state.question is not None
    assert live.state.question.view.turn == 3
    third = room.take_back(back, 1)
    assert third.taken_back == (attempt.run, back.run)


def test_only_an_own_turn_is_taken_back(room: Room) -> None:
    attempt = room.begin()
    room.play(attempt, Offer(outcome=SELFISH))
    for turn in (2, 9):
        with pytest.raises(UsageError, match="no turn of yours"):
            room.take_back(attempt, turn)
    assert room.service.call(room.store.attempts(TRAINEE)) == (attempt,)


def test_what_another_tab_took_back_is_not_taken_back_twice(room: Room) -> None:
    attempt = room.begin()
    room.play(attempt, Offer(outcome=SELFISH))
    back = room.take_back(attempt, 1)
    with pytest.raises(UsageError, match="another tab"):
        room.take_back(attempt, 1)
    assert room.service.call(room.store.attempts(TRAINEE)) == (back,)


def test_what_another_tab_kept_meanwhile_stays(room: Room) -> None:
    attempt = room.begin()
    room.service.call(room.practice.hinted(attempt, HintGiven(1, "nudge", "deal")))
    prepared = room.service.call(room.practice.prepare(attempt, Preparation(target="cheap")))
    assert prepared.hints == (HintGiven(1, "nudge", "deal"),)


def test_after_the_last_word_nothing_is_taken_back_though_it_is_not_scored_yet(room: Room) -> None:
    """From then on the others' hands lie open in the replay."""
    attempt = room.begin()
    live = room.play(attempt, Offer(outcome=GENEROUS), WalkAway())
    assert live.state.status == "ended"
    run = room.practice.run_of(attempt)
    record = read_run(run).model_copy(update={"ended_at": None})
    run.write_json(RUN, record.model_dump(mode="json"))
    with pytest.raises(UsageError, match="have ended"):
        room.take_back(attempt, 1)


def test_refused_moves_are_no_turns_to_take_back(room: Room) -> None:
    attempt = room.begin()
    room.play(attempt, Accept(offer_id="o9"), Offer(outcome=SELFISH))
    log = tuple(read_events(room.practice.run_of(attempt).events))
    assert [(own.turn, own.round) for own in own_turns(log, "buyer")] == [(1, 1)]


def test_the_end_is_written_down_and_summed_up(room: Room) -> None:
    attempt = room.begin()
    live = room.play(attempt, Offer(outcome=GENEROUS))
    if live.state.question is not None:
        live = room.play(attempt, Accept(offer_id="o2"))
    assert live.state.status == "ended"
    done = room.service.call(room.practice.finish(attempt))
    assert done.ended_at is not None
    assert done.result is not None
    assert done.result.ending == "agreement"
    assert room.service.call(room.practice.finish(done)) == done
    with pytest.raises(UsageError, match="have ended"):
        room.take_back(done, 1)
