"""``fork`` and ``compare``: what is printed, what is kept, how it ends."""

import json
import re
from pathlib import Path

import pytest

from tests.app.scenarios import opposed, write
from tests.cli.commands import Haggle
from tests.cli.endpoint import Endpoint, clean
from tests.cli.talkers import Talker
from tests.loopback import LoopbackServer

TWENTY = '{"act": "offer", "offer": {"price": 20}, "message": "Twenty."}'


def test_a_fork_without_a_change_is_the_same_run(haggle: Haggle, here: Path) -> None:
    whole = haggle.ok("run", "a800-supply", "--out", "r")
    done = haggle.ok("fork", "r", "--turn", "6", "--out", "f")
    assert done.out == whole.out
    assert "forked from r" in done.err
    assert "turn 6 (NVIDIA)" in done.err
    assert (here / "f" / "events.jsonl").read_bytes() == (here / "r" / "events.jsonl").read_bytes()
    assert sorted(path.name for path in (here / "f").iterdir()) == [
        "chats.jsonl",
        "events.jsonl",
        "run.json",
        "scorecard.json",
    ]
    assert "identical" in haggle.ok("replay", "f", "--verify").out
    assert "The two logs are the same." in haggle.ok("compare", "r", "f").out


def test_turns_are_numbered_where_a_run_is_read(haggle: Haggle, small: str) -> None:
    haggle.ok("run", small, "--out", "r")
    lines = haggle.ok("replay", "r").out.splitlines()
    assert "1. Buyer House · offer o1" in lines
    assert "2. Seller House · offer o2" in lines


def test_another_move_is_marked_and_played_on(haggle: Haggle, small: str) -> None:
    haggle.ok("run", small, "--out", "r")
    done = haggle.ok("fork", "r", "--turn", "3", "--move", TWENTY, "--out", "f")
    assert "3. Buyer House · offer o3 · set by whoever forked the run" in done.out
    replayed = haggle.ok("replay", "f")
    assert replayed.out == done.out
    assert "forked from r" in replayed.err
    assert "identical" in haggle.ok("replay", "f", "--verify").out


def test_json_is_one_document_with_the_origin(haggle: Haggle, small: str, here: Path) -> None:
    haggle.ok("run", small, "--out", "r")
    done = haggle.ok("fork", "r", "--turn", "3", "--move", TWENTY, "--json", "--watch")
    assert done.json["run"] == "runs/opposed-fork-s1-1"
    assert done.json["forked_from"]["run"] == "r"
    assert done.json["forced_moves"][0]["move"]["message"] == "Twenty."
    assert done.json["calls"] == {"n_kept": 0, "n_reused": 0, "n_asked": 0}
    assert done.json["scorecard"]["tables"]
    verified = haggle.ok("replay", done.json["run"], "--verify", "--json").json
    assert (verified["identical"], verified["n_kept"]) == (True, 3)
    assert "forked_from" not in haggle.ok("resume", "r", "--json").json
    assert (here / done.json["run"] / "scorecard.json").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--turn", "0"], "table 'talk-1' has turns 1 to"),
        (["--turn", "99"], "table 'talk-1' has turns 1 to"),
        (["--turn", "x"], "invalid int value"),
        (["--turn", "2", "--table", "x"], "no table 'x' in opposed; known are talk-1"),
        (["--turn", "2", "--seat", "x=human"], "no seat 'x'"),
        (["--turn", "2", "--seat", "buyer"], "expected KEY=VALUE"),
        (["--turn", "2", "--move", "x"], "--move is not JSON"),
        (["--turn", "2", "--move", '{"act": "accept"}'], "needs the id of a standing offer"),
        (["--turn", "1", "--move", '{"act": "accept", "accept_offer_id": "o1"}'], "no offer 'o1'"),
        ([], "--turn"),
    ],
)
def test_what_cannot_be_forked_exits_2_and_leaves_nothing(
    haggle: Haggle, small: str, here: Path, arguments: list[str], message: str
) -> None:
    haggle.ok("run", small, "--out", "r")
    done = haggle("fork", "r", *arguments, "--out", "f")
    assert done.code == 2
    assert message in done.err
    assert done.out == ""
    assert not (here / "f").exists()


def test_a_folder_that_holds_a_run_is_not_forked_into(haggle: Haggle, small: str) -> None:
    haggle.ok("run", small, "--out", "r")
    done = haggle("fork", "r", "--turn", "2", "--out", "r")
    assert done.code == 2
    assert "already holds a run" in done.err
    assert haggle("fork", "nowhere", "--turn", "2").code == 2


def test_a_model_is_not_paid_twice_for_the_same_answer(endpoint: Endpoint) -> None:
    with LoopbackServer(Talker()) as server:
        clean(endpoint.run(server, "a800-supply", "--model", "loop"))
        n_calls = len(server.bodies)
        done = clean(endpoint.haggle("fork", "r", "--turn", "3", "--out", "f"))
        assert len(server.bodies) == n_calls
    logs = {(endpoint.folder / name / "events.jsonl").read_bytes() for name in ("r", "f")}
    assert len(logs) == 1
    found = re.search(r"(\d+) kept, (\d+) answered as in r for nothing, 0 asked anew", done.err)
    assert found is not None
    assert int(found[1]) + int(found[2]) == n_calls


def test_a_fork_that_its_endpoint_stopped_is_resumed(endpoint: Endpoint) -> None:
    with LoopbackServer(Talker()) as server:
        clean(endpoint.run(server, "a800-supply", "--model", "loop"))
        walk = '{"act": "talk", "message": "Let me think."}'
        arguments = ("fork", "r", "--turn", "2", "--move", walk, "--out", "f")
        done = endpoint.haggle(*arguments, "--max-calls", "1")
        assert done.code == 3
        assert "haggle resume f" in done.err
        clean(endpoint.haggle("resume", "f"))
    assert "identical" in endpoint.haggle.ok("replay", "f", "--verify").out


def test_a_person_takes_a_move_back(haggle: Haggle, small: str) -> None:
    typed = ["o", "3", "This is fair."]
    run = ("run", small, "--seat", "buyer=human", "--seat", "seller=strategy:hardliner")
    assert haggle(*run, "--out", "r", typed=typed).code == 130
    done = haggle.ok("fork", "r", "--turn", "1", "--out", "f", typed=["w", "Goodbye."])
    assert "CONFIDENTIAL" in done.out
    assert "This is fair." not in done.out
    compared = haggle.ok("compare", "r", "f")
    assert "no values are shown until they end" in compared.out
    assert "walks away" in compared.out
    assert haggle.ok("compare", "r", "f", "--json").json["tables"] is None


def test_while_a_person_plays_no_note_of_the_other_side_is_compared(
    haggle: Haggle, here: Path
) -> None:
    small = write(here, opposed(enforcement="hard"))
    haggle.ok("run", small, "--seat", "seller=python:tests.app.guests:Refused", "--out", "r")
    assert haggle("fork", "r", "--turn", "1", "--seat", "buyer=human", "--out", "f").code == 130
    compared = haggle.ok("compare", "r", "f", "--json").out
    assert "none-2" not in compared
    assert "move_refused" not in compared


@pytest.mark.parametrize("language", ["en", "zh"])
def test_two_runs_are_set_side_by_side(haggle: Haggle, language: str) -> None:
    haggle.ok("run", "a800-supply", "--lang", language, "--out", "r")
    haggle.ok("fork", "r", "--turn", "3", "--seat", "cloud=strategy:hardliner", "--out", "f")
    done = haggle.ok("compare", "r", "f")
    words = {
        "en": ("what differs was decided", "They part at", "turn 3, Heron Cloud", "≠", "surplus"),
        "zh": ("差别全在决定", "从这里分道", "第3次发言，青鹭云", "≠", "盈余"),
    }
    for word in words[language]:
        assert word in done.out
    assert "strategy:hardliner" in done.out
    other = "zh" if language == "en" else "en"
    assert words[other][0] in haggle.ok("compare", "r", "f", "--lang", other).out


def test_compared_as_json_is_one_document(haggle: Haggle, small: str) -> None:
    haggle.ok("run", small, "--out", "r")
    haggle.ok("run", small, "--seed", "2", "--seat", "buyer=strategy:random", "--out", "s")
    found = haggle.ok("compare", "r", "s", "--json").json
    assert found["runs"] == {"first": "r", "second": "s"}
    assert found["is_pure_decision"] is False
    assert [row["kind"] for row in found["settings"]] == ["seed", "seat"]
    assert found["parting"]["turn"] == 1
    assert found["tables"][0]["parties"][0]["party"] == "buyer"
    assert "the conditions differ too" in haggle.ok("compare", "r", "s").out


def test_runs_of_two_scenarios_are_not_compared(haggle: Haggle, small: str) -> None:
    haggle.ok("run", small, "--out", "r")
    haggle.ok("run", "a800-supply", "--out", "s")
    done = haggle("compare", "r", "s")
    assert done.code == 2
    assert "runs of two scenarios: opposed and a800-supply" in done.err
    assert haggle("compare", "r", "nowhere").code == 2


def test_run_json_names_the_origin(haggle: Haggle, small: str, here: Path) -> None:
    haggle.ok("run", small, "--out", "r")
    haggle.ok("fork", "r", "--turn", "3", "--move", TWENTY, "--out", "f")
    record = json.loads((here / "f" / "run.json").read_bytes())
    assert record["forked_from"]["turn"] == 3
    assert record["plan"]["forced_moves"][0]["party"] == "buyer"
