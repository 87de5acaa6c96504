"""``replay`` and ``score`` where a person plays, a log was edited, or the system says no."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import Haggle, Processes

OFFER = ("o", "3", "This is fair.")
LATER = {"en": "scored when it has ended", "zh": "结束后才会评分"}


def edit(log: Path, line: int, change: dict[str, Any]) -> None:
    lines = [json.loads(text) for text in log.read_bytes().splitlines()]
    lines[line - 1]["event"] |= change
    log.write_text("".join(f"{json.dumps(each)}\n" for each in lines), encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", ["replay", "score"])
def test_a_person_who_plays_is_shown_the_talk_and_no_scores(
    haggle: Haggle, small: str, here: Path, command: str, language: str
) -> None:
    haggle("run", small, "--seat", "buyer=human", "--out", "r", "--lang", language, typed=OFFER)
    done = haggle.ok(command, "r")
    assert "This is fair." in done.out
    assert LATER[language] in done.out
    assert "Scorecard" not in done.out
    assert "计分卡" not in done.out
    assert not (here / "r" / "scorecard.json").exists()


@pytest.mark.parametrize("command", ["replay", "score"])
def test_a_person_who_plays_reads_in_json_what_the_seat_may_know(
    haggle: Haggle, small: str, here: Path, command: str
) -> None:
    guest = "seller=python:tests.app.guests:Refused"
    haggle("run", small, "--seat", "buyer=human", "--seat", guest, "--out", "r", typed=OFFER)
    assert "move_refused" in (here / "r" / "events.jsonl").read_text(encoding="utf-8")
    document = haggle.ok(command, "r", "--json").json
    assert document["scorecard"] is None
    kinds = [event["kind"] for event in document["events"]]
    assert kinds == ["table_opened", "offer_made", "turn_forfeited"]
    assert document["events"][2]["reason"] == ""


def test_a_talk_that_has_ended_is_scored_for_the_person_too(haggle: Haggle, small: str) -> None:
    haggle.ok("run", small, "--seat", "buyer=human", "--out", "r", typed=["w", "Goodbye."])
    assert "Scorecard" in haggle.ok("replay", "r").out
    assert haggle.ok("score", "r", "--json").json["tables"][0]["ending"] == "walk_away"
    assert haggle.ok("replay", "r", "--json").json["scorecard"] is not None


def test_a_scorecard_that_cannot_be_kept_is_printed(haggle: Haggle, small: str, here: Path) -> None:
    haggle.ok("run", small, "--out", "r")
    (here / "r" / "scorecard.json").unlink()
    (here / "r" / "scorecard.json").mkdir()
    done = haggle.ok("score", "r")
    assert "Scorecard" in done.out
    assert "scorecard.json is not written: Is a directory" in done.err


@pytest.mark.parametrize("command", ["replay", "score", "resume"])
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"outcome": {"price": 11}}, "events.jsonl:2: turn 1: price: 11 is not an option"),
        ({"turn": 3}, "events.jsonl:2: 'offer_made' by 'buyer' in turn 3, but turn 1"),
    ],
)
def test_an_edited_log_exits_2_with_its_line(
    haggle: Haggle, small: str, here: Path, command: str, change: dict[str, Any], message: str
) -> None:
    haggle.ok("run", small, "--out", "r")
    edit(here / "r" / "events.jsonl", 2, change)
    done = haggle(command, "r")
    assert done.code == 2
    assert message in done.err


def test_a_foreign_log_does_not_steer_the_terminal(haggle: Haggle, small: str, here: Path) -> None:
    haggle.ok("run", small, "--out", "r")
    log = here / "r" / "events.jsonl"
    edit(log, 2, {"message": "fine\x1b[2J\u202e", "offer_id": "\x1bo1"})
    before = log.read_bytes()
    out = haggle.ok("replay", "r").out + haggle.ok("replay", "r", "--json").out
    assert "fine[2J" in out
    assert not {"\x1b", "\u202e"} & set(out)
    assert "u001b" not in out
    assert log.read_bytes() == before


def test_an_error_does_not_steer_the_terminal(haggle: Haggle) -> None:
    done = haggle("replay", "no\x1b[2Jwhere")
    assert done.code == 2
    assert "no[2Jwhere" in done.err


@pytest.mark.parametrize("command", ["show", "run", "frontier", "replay", "score", "resume"])
def test_a_name_that_is_too_long_exits_2(haggle: Haggle, command: str) -> None:
    done = haggle(command, "x" * 300)
    assert done.code == 2
    assert done.err.endswith(": File name too long\n")
    assert done.out == ""


def test_a_folder_that_may_not_be_made_exits_2(haggle: Haggle, small: str) -> None:
    done = haggle("run", small, "--out", "/proc/nothing/r")
    assert done.code == 2
    assert "cannot make the run folder" in done.err


@pytest.mark.parametrize("arguments", [["show", "a800-supply"], ["--help"], ["--version"]])
def test_a_full_disk_behind_standard_output_exits_2(
    processes: Processes, arguments: list[str]
) -> None:
    with Path("/dev/full").open("wb") as full:
        popen = processes.start(*arguments, stdout=full.fileno()).popen
        _, err = popen.communicate(timeout=60)
    assert err.decode() == "haggle: No space left on device\n"
    assert popen.returncode == 2
