"""A person at the terminal, and processes that end in the middle of the talks."""

import json
from pathlib import Path

import pytest

from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events
from tests.app.scenarios import opposed, write
from tests.cli.commands import Haggle, Processes

MENU = "walk away"
"""The end of the question for an act."""

OFFER = ("o", "3", "This is fair.")
"""The third price, and a word with it."""

ACCEPT = ("a", "Agreed.")
TALK = ("t", "Tell me more.")


def kinds(run: Path) -> list[str]:
    return [event.kind for event in read_events(RunFolder(run).events)]


def test_a_person_comes_to_an_agreement(processes: Processes, here: Path) -> None:
    seats = ("--seat", "cloud=human", "--seat", "vendor=strategy:conceder")
    process = processes.start("run", "a800-supply", *seats, "--out", "r")
    process.say("o", "5", "3", "", "", "2", "", "We need these cards by summer.")
    process.say(*("o", "8", "", "", "", "", "", "That is what I may sign.") * 9)
    done = process.end()
    assert done.code == 0, done.err
    assert "CONFIDENTIAL" in done.out
    assert "Agreement" in done.out
    assert kinds(here / "r")[0] == "table_opened"
    assert kinds(here / "r")[-1] == "agreement_reached"
    assert set(kinds(here / "r")[1:-1]) == {"offer_made"}
    _, offer, *_ = read_events(here / "r" / "events.jsonl")
    assert offer.kind == "offer_made"
    assert offer.outcome["price_cny_per_gpu"] == 76_000
    assert offer.outcome["gpus"] == 2048
    assert offer.message == "We need these cards by summer."


@pytest.mark.parametrize("language", ["en", "zh"])
def test_play_seats_a_person_against_a_strategy(
    haggle: Haggle, small: str, here: Path, language: str
) -> None:
    done = haggle.ok(
        "play", small, "--as", "seller", "--against", "strategy:conceder", "--lang", language,
        "--out", "r", typed=ACCEPT,
    )  # fmt: skip
    assert ("机密" in done.out) == (language == "zh")
    plan = json.loads((here / "r" / "run.json").read_bytes())["plan"]
    assert plan["seats"]["seller"]["kind"] == "human"
    assert plan["seats"]["buyer"]["name"] == "conceder"


def test_play_names_the_seats_when_there_is_no_such_seat(haggle: Haggle, small: str) -> None:
    done = haggle("play", small, "--as", "broker")
    assert done.code == 2
    assert "no seat 'broker'; known are buyer, seller" in done.err


def test_mistyped_answers_are_asked_again(haggle: Haggle, small: str, here: Path) -> None:
    typed = ["x", "", "o", "99", "zero", "3", "Fine?", "w", "Goodbye."]
    haggle.ok("run", small, "--seat", "buyer=human", "--out", "r", typed=typed)
    assert kinds(here / "r") == ["table_opened", "offer_made", "offer_made", "walked_away"]


def test_what_the_referee_refuses_is_said_and_asked_again(haggle: Haggle, here: Path) -> None:
    path = write(here, opposed(enforcement="hard"))
    typed = ["t", "", "o", "9", "Too dear.", "w", ""]
    done = haggle.ok("run", path, "--seat", "buyer=human", "--out", "r", typed=typed)
    assert "needs a message" in done.out
    assert "worth less to you than your alternative" in done.out
    assert kinds(here / "r") == ["table_opened", "move_refused", "move_refused", "walked_away"]


def test_the_questions_of_a_json_run_stay_off_standard_output(haggle: Haggle, small: str) -> None:
    typed = [*TALK, "w", "Goodbye."]
    done = haggle.ok("run", small, "--seat", "buyer=human", "--json", typed=typed)
    assert done.json["scorecard"]["tables"][0]["ending"] == "walk_away"
    assert "CONFIDENTIAL" in done.err


def test_the_end_of_input_stops_the_run_which_goes_on_later(
    haggle: Haggle, small: str, here: Path
) -> None:
    done = haggle("run", small, "--seat", "buyer=human", "--out", "r", typed=OFFER)
    assert done.code == 130
    assert "haggle resume r" in done.err
    before = (here / "r" / "events.jsonl").read_bytes()
    assert haggle("resume", "r").code == 130
    assert (here / "r" / "events.jsonl").read_bytes() == before
    done = haggle.ok("resume", "r", typed=["w", "Goodbye."])
    assert "This is fair." in done.out, "whoever comes back wants to see the talk so far"
    assert kinds(here / "r") == ["table_opened", "offer_made", "offer_made", "walked_away"]


def test_one_ctrl_c_at_a_question_is_enough(processes: Processes, small: str, here: Path) -> None:
    process = processes.start("run", small, "--seat", "buyer=human", "--out", "r")
    process.read_until(MENU)
    done = process.interrupt()
    assert done.code == 130
    assert "haggle resume r" in done.err
    assert "Traceback" not in done.err
    assert processes.run("resume", "r").code == 130
    assert kinds(here / "r") == ["table_opened"]


def test_two_processes_cannot_play_one_run(processes: Processes, small: str, here: Path) -> None:
    first = processes.start("run", small, "--seat", "buyer=human", "--out", "r")
    first.read_until(MENU)
    second = processes.run("resume", "r")
    assert second.code == 2
    assert "being written by another process" in second.err
    first.say("w", "")
    assert first.end().code == 0
    assert kinds(here / "r") == ["table_opened", "walked_away"]


def answers(n_turns: int) -> list[str]:
    """What a stubborn buyer types: the same offer, or talk in every third turn."""
    lines: list[str] = []
    for turn in range(1, n_turns + 1):
        lines += TALK if turn % 3 == 0 else ("o", str(1 + turn % 2), f"Turn {turn}.")
    return lines


def test_a_killed_process_loses_no_answer_and_repeats_none(
    processes: Processes, here: Path
) -> None:
    n_turns = 8
    path = write(here, opposed(deadline_rounds=n_turns))
    seats = ("--seat", "buyer=human", "--seat", "seller=strategy:hardliner")
    undisturbed = processes.start("run", path, *seats, "--out", "whole")
    undisturbed.say(*answers(n_turns))
    assert undisturbed.end().code == 0
    whole = (here / "whole" / "events.jsonl").read_bytes()

    process = processes.start("run", path, *seats, "--out", "killed")
    for _ in range(3):
        process.read_until(MENU)
        given = kinds(here / "killed").count("offer_made") + kinds(here / "killed").count("talked")
        done = given // 2
        process.say(*answers(n_turns)[len(answers(done)) : len(answers(done + 2))])
        process.read_until(MENU)
        process.read_until(MENU)
        process.kill()
        assert whole.startswith((here / "killed" / "events.jsonl").read_bytes())
        process = processes.start("resume", "killed")
    process.say(*answers(n_turns)[len(answers(6)) :])
    ended = process.end()
    assert ended.code == 0, ended.err
    assert (here / "killed" / "events.jsonl").read_bytes() == whole


def test_a_killed_run_without_people_goes_on_to_the_same_log(
    processes: Processes, here: Path
) -> None:
    path = write(here, opposed(deadline_rounds=60, n_tables=2))
    seats = ("--seat", "buyer=strategy:hardliner", "--seat", "seller=strategy:random")
    assert processes.run("run", path, *seats, "--out", "whole").code == 0
    whole = (here / "whole" / "events.jsonl").read_bytes()
    process = processes.start("run", path, *seats, "--out", "killed", "--watch")
    for marks in (
        ["Round 1 of 60"],
        ["Round 17 of 60"],
        ["The last round has passed"],
        ["The last round has passed", "Round 30 of 60"],
    ):
        for mark in marks:
            process.read_until(mark)
        process.kill()
        assert whole.startswith(whole_lines(here / "killed" / "events.jsonl"))
        process = processes.start("resume", "killed", "--watch")
    done = process.end()
    assert done.code == 0, done.err
    assert (here / "killed" / "events.jsonl").read_bytes() == whole
    assert scorecard(here / "killed") == scorecard(here / "whole")


def scorecard(run: Path) -> bytes:
    return (run / "scorecard.json").read_bytes()


def whole_lines(path: Path) -> bytes:
    content = path.read_bytes()
    return content[: content.rfind(b"\n") + 1]
