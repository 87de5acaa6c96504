"""``run``, ``replay``, ``score`` and ``resume``: what is printed, what is kept, how it ends."""

import json
from pathlib import Path

import pytest

from negotiation.catalog.files import scenario_names
from tests.app.scenarios import large_points, opposed, price_sale, three_parties, write
from tests.builders import make_economics_file
from tests.cli.commands import Haggle, Processes


def test_a_run_prints_the_talk_and_the_scorecard(haggle: Haggle, small: str, here: Path) -> None:
    done = haggle.ok("run", small, "--out", "r")
    assert "Buyer House" in done.out
    assert "Scorecard" in done.out
    assert done.err.strip() == "run folder: r"
    assert sorted(path.name for path in (here / "r").iterdir()) == [
        "chats.jsonl",
        "events.jsonl",
        "run.json",
        "scorecard.json",
    ]


@pytest.mark.parametrize("watch", [[], ["--watch"]], ids=["afterwards", "watched"])
def test_json_is_one_document_and_nothing_else(
    haggle: Haggle, small: str, watch: list[str]
) -> None:
    done = haggle.ok("run", small, "--json", "--seed", "3", *watch)
    summary = done.json
    assert summary["run"] == "runs/opposed-s3-1"
    assert summary["seats"] == {"buyer": "strategy:linear", "seller": "strategy:boulware"}
    assert summary["scorecard"]["tables"][0]["ending"] == "agreement"
    assert ("offer o1" in done.err) == bool(watch)


def test_watching_prints_what_reading_afterwards_prints(haggle: Haggle, small: str) -> None:
    after = haggle.ok("run", small, "--out", "after")
    watched = haggle.ok("run", small, "--out", "watched", "--watch")
    assert watched.out == after.out
    assert haggle.ok("replay", "after").out == after.out


def test_runs_without_a_folder_are_numbered(haggle: Haggle, small: str) -> None:
    names = [haggle.ok("run", small, "--json").json["run"] for _ in range(2)]
    assert names == ["runs/opposed-s1-1", "runs/opposed-s1-2"]


def test_a_folder_that_holds_a_run_is_refused(haggle: Haggle, small: str, here: Path) -> None:
    haggle.ok("run", small, "--out", "r")
    before = (here / "r" / "events.jsonl").read_bytes()
    done = haggle("run", small, "--out", "r", "--seed", "2")
    assert done.code == 2
    assert "already holds a run" in done.err
    assert (here / "r" / "events.jsonl").read_bytes() == before


@pytest.mark.parametrize("name", [name for name in scenario_names() if "-glut" not in name])
def test_every_shipped_scenario_is_played_in_chinese(haggle: Haggle, name: str) -> None:
    done = haggle.ok("run", name, "--lang", "zh", "--out", "r")
    assert "第1轮" in done.out
    assert "计分卡" in done.out
    assert not [line for line in done.out.splitlines() if "Round" in line or "Scorecard" in line]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--seat", "x=human"], "no party 'x' in opposed; known are buyer, seller"),
        (["--seat", "buyer=strategy:x"], "no strategy 'x'; known are boulware"),
        (["--seat", "buyer=x"], "expected llm[:MODEL], guided[:STRATEGY[:MODEL]]"),
        (["--seat", "buyer"], "--seat buyer: expected KEY=VALUE"),
        (["--seat", "=human"], "expected KEY=VALUE"),
        (["--seat", "buyer="], "expected KEY=VALUE"),
        (["--seat", "buyer=human", "--seat", "buyer=strategy"], "given twice"),
        (["--seat", "buyer=llm"], "no model is set up"),
        (["--model", "m"], "no endpoint for model 'm'"),
        (["--persona", "buyer=nobody"], "no persona 'nobody'"),
        (["--persona", "x=nvidia_rep"], "no party 'x'"),
        (["--seed", "-1"], "seed"),
        (["--seed", "x"], "invalid int value"),
        (["--lang", "fr"], "invalid choice"),
    ],
)
def test_mistakes_of_usage_exit_2_and_say_what_is_possible(
    haggle: Haggle, small: str, here: Path, arguments: list[str], message: str
) -> None:
    done = haggle("run", small, *arguments, "--out", "r")
    assert done.code == 2
    assert message in done.err
    assert done.out == ""
    assert not (here / "r").exists()


def test_a_guest_that_cannot_be_imported_exits_2(haggle: Haggle, small: str) -> None:
    done = haggle("run", small, "--seat", "buyer=python:nowhere:make")
    assert done.code == 2
    assert "cannot import 'nowhere'" in done.err


@pytest.mark.parametrize("command", ["run", "frontier", "show", "play"])
def test_a_scenario_that_is_not_there_exits_2(haggle: Haggle, command: str) -> None:
    done = haggle(command, "nothing", *(["--as", "x"] if command == "play" else []))
    assert done.code == 2
    assert "a800-supply" in done.err


@pytest.mark.parametrize("command", ["replay", "score", "resume"])
def test_a_run_that_is_not_there_exits_2(haggle: Haggle, here: Path, command: str) -> None:
    assert haggle(command, "nowhere").code == 2
    (here / "empty").mkdir()
    done = haggle(command, "empty")
    assert done.code == 2
    assert "no events.jsonl" in done.err


@pytest.mark.parametrize("command", ["replay", "score", "resume"])
def test_a_log_that_was_damaged_exits_2_with_its_line(
    haggle: Haggle, small: str, here: Path, command: str
) -> None:
    haggle.ok("run", small, "--out", "r")
    log = here / "r" / "events.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([lines[0], b"{}\n", *lines[2:]]))
    done = haggle(command, "r")
    assert done.code == 2
    assert "events.jsonl:2" in done.err


def test_score_writes_the_scorecard_anew_and_agrees_with_the_first(
    haggle: Haggle, here: Path
) -> None:
    haggle.ok("run", make_economics_file(here), "--out", "r")
    scorecard = here / "r" / "scorecard.json"
    first = scorecard.read_bytes()
    scorecard.unlink()
    done = haggle.ok("score", "r", "--json")
    assert scorecard.read_bytes() == first
    assert done.json == json.loads(first)
    assert "Scorecard" in haggle.ok("score", "r").out


def test_replay_as_json_holds_every_event(haggle: Haggle, small: str, here: Path) -> None:
    haggle.ok("run", small, "--out", "r")
    replayed = haggle.ok("replay", "r", "--json").json
    lines = (here / "r" / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert replayed["events"] == [json.loads(line)["event"] for line in lines]
    assert replayed["scorecard"] == json.loads((here / "r" / "scorecard.json").read_bytes())


@pytest.mark.parametrize("n_events", [0, 1, 4])
@pytest.mark.parametrize("command", ["replay", "score"])
def test_a_run_that_was_stopped_can_be_read(
    haggle: Haggle, small: str, here: Path, command: str, n_events: int
) -> None:
    haggle.ok("run", small, "--out", "r")
    cut(here / "r", n_events)
    assert haggle.ok(command, "r").code == 0
    assert haggle.ok(command, "r", "--json").json


@pytest.mark.parametrize("n_events", [0, 1, 4])
def test_a_run_that_was_stopped_is_resumed(
    haggle: Haggle, small: str, here: Path, n_events: int
) -> None:
    whole = haggle.ok("run", small, "--out", "r")
    log = (here / "r" / "events.jsonl").read_bytes()
    cut(here / "r", n_events)
    assert haggle.ok("resume", "r").out == whole.out
    assert (here / "r" / "events.jsonl").read_bytes() == log


@pytest.mark.parametrize("watch", [[], ["--watch"]], ids=["afterwards", "watched"])
def test_resuming_a_finished_run_shows_it_again(
    haggle: Haggle, small: str, here: Path, watch: list[str]
) -> None:
    whole = haggle.ok("run", small, "--out", "r")
    before = {path.name: path.read_bytes() for path in (here / "r").iterdir()}
    assert haggle.ok("resume", "r", *watch).out == whole.out
    assert {path.name: path.read_bytes() for path in (here / "r").iterdir()} == before


def cut(run: Path, n_events: int) -> None:
    """Leave the first events and no scorecard."""
    lines = (run / "events.jsonl").read_bytes().splitlines(keepends=True)
    (run / "events.jsonl").write_bytes(b"".join(lines[:n_events]))
    (run / "scorecard.json").unlink()


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed(
    processes: Processes, here: Path
) -> None:
    for hash_seed in ("0", "1"):
        done = processes.run(
            "run", "a800-supply", "--seed", "5", "--json", "--out", f"r{hash_seed}",
            environment={"PYTHONHASHSEED": hash_seed},
        )  # fmt: skip
        assert done.code == 0, done.err
        assert done.json["seed"] == 5
    logs = {(here / f"r{hash_seed}" / "events.jsonl").read_bytes() for hash_seed in "01"}
    scorecards = {(here / f"r{hash_seed}" / "scorecard.json").read_bytes() for hash_seed in "01"}
    assert (len(logs), len(scorecards)) == (1, 1)


def test_a_price_valuation_is_played(haggle: Haggle, here: Path) -> None:
    done = haggle.ok("run", write(here, price_sale()), "--json")
    assert done.json["scorecard"]["tables"][0]["unit"] == "cny"


def test_eight_issues_of_five_options_are_worked_out_and_played(haggle: Haggle, here: Path) -> None:
    path = write(here, large_points())
    report = haggle.ok("frontier", path, "--json").json
    assert report["n_outcomes"] == 5**8
    assert report["frontier"]
    table = haggle.ok("run", path, "--json").json["scorecard"]["tables"][0]
    assert table["ending"] in {"agreement", "deadline"}
    assert table["n_outcomes"] == 5**8


def test_a_table_of_three_is_worked_out_and_not_played(haggle: Haggle, here: Path) -> None:
    path = write(here, three_parties())
    report = haggle.ok("frontier", path, "--json").json
    assert report["n_outcomes"] == 6
    assert set(report["best_surplus"]) == {"chair", "left", "right"}
    assert haggle.ok("frontier", path).out
    done = haggle("run", path, "--out", "r")
    assert done.code == 2
    assert "'council' of three-parties has no protocol" in done.err
    assert not (here / "r").exists()


def test_talks_without_any_agreement_zone_are_scored(haggle: Haggle, here: Path) -> None:
    content = opposed(deadline_rounds=3)
    for party in content["parties"]:
        party["mandate"]["reservation_value"] = 80
    path = write(here, content)
    scorecard = haggle.ok("run", path, "--out", "r", "--json").json["scorecard"]
    assert scorecard["tables"][0]["n_acceptable"] == 0
    assert haggle.ok("replay", "r").out
    assert "no outcome that every side could accept" in haggle.ok("frontier", path).out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_new_scenario_is_valid_and_played_at_once(haggle: Haggle, language: str) -> None:
    haggle.ok("new", "scenario", "mine")
    haggle.ok("new", "persona", "me")
    haggle.ok("validate", "mine.yaml", "me.yaml")
    done = haggle.ok("run", "mine.yaml", "--persona", "buyer=me.yaml", "--lang", language, "--json")
    assert done.json["scorecard"]["tables"][0]["ending"] == "agreement"
