"""``haggle eval``, ``leaderboard``, ``compare`` and ``score`` on suites, as a person calls them."""

import json
import shlex
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml

from tests.cli.commands import PROGRAM, Haggle, Process, Processes
from tests.evals.suites import write_suite
from tests.loopback import LoopbackServer

PATIENCE_SECONDS = 60.0


@pytest.fixture
def suite(here: Path) -> str:
    return write_suite(here).name


def cases(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the results in a folder by case."""
    return {
        path.parent.name: json.loads(path.read_text())
        for path in sorted(folder.glob("cases/*/case.json"))
    }


def test_a_suite_is_played_and_its_first_table_printed(haggle: Haggle, suite: str) -> None:
    done = haggle.ok("eval", suite)
    assert "strategy:linear" in done.out
    assert "own utility" in done.out
    assert "16 of 16 cases played" in done.out
    assert "16 cases" in done.err
    assert "runs/eval-tiny-1" in done.err


def test_a_suite_that_has_ended_begins_anew_in_another_folder(
    haggle: Haggle, suite: str, here: Path
) -> None:
    haggle.ok("eval", suite)
    haggle.ok("eval", suite)
    first, second = (cases(here / "runs" / f"eval-tiny-{number}") for number in (1, 2))
    assert first == second
    assert len(first) == 16


def test_a_limited_suite_goes_on_where_it_was(haggle: Haggle, suite: str, here: Path) -> None:
    haggle.ok("eval", suite, "--limit", "5")
    assert len(cases(here / "runs" / "eval-tiny-1")) == 5
    done = haggle.ok("eval", suite)
    assert "16 cases, 5 of them played before" in done.err
    assert len(cases(here / "runs" / "eval-tiny-1")) == 16
    assert not (here / "runs" / "eval-tiny-2").exists()


def test_one_document_and_nothing_else(haggle: Haggle, suite: str) -> None:
    document = haggle.ok("eval", suite, "--out", "r", "--json").json
    assert document["n_cases"] == document["n_played"] == 16
    assert document["not_played"] == {}
    utility = {
        each["group"][0]: each["estimate"]["n"]
        for each in document["summaries"]
        if each["metric"] == "own_utility"
    }
    assert utility == {"strategy:linear": 8, "strategy:random": 8}


def test_a_dry_run_says_what_to_expect_and_plays_nothing(
    haggle: Haggle, suite: str, here: Path
) -> None:
    models = {
        "m": {
            "base_url": "http://127.0.0.1:9/v1",
            "model": "m",
            "input_cost_per_million": 1.0,
            "output_cost_per_million": 2.0,
        }
    }
    (here / "models.yaml").write_text(json.dumps(models))
    done = haggle.ok("eval", suite, "--contestant", "mine=llm:m", "--dry-run", "--json")
    document = done.json
    assert document["n_due"] == 24
    expected = {each["contestant"]: each for each in document["expected"]}
    assert expected["strategy:linear"]["calls"] == 0
    # Eight cases of six rounds: a call a round at most.
    assert expected["mine"]["calls"] == 48
    tokens = expected["mine"]["prompt_tokens"] + 2 * expected["mine"]["completion_tokens"]
    assert expected["mine"]["cost"] == pytest.approx(tokens / 1e6)
    assert not (here / "runs").exists()
    said = haggle.ok("eval", suite, "--contestant", "mine=llm:m", "--dry-run").out
    assert "24 of 24 cases are to be played; nothing was" in said
    assert "to every deadline" in said


def test_gates_decide_the_exit_code(haggle: Haggle, suite: str) -> None:
    assert haggle("eval", suite, "--out", "r", "--fail-under", "deal_rate=0").code == 0
    failed = haggle("eval", suite, "--out", "r", "--fail-under", "own_utility=1.5")
    assert failed.code == 4
    assert "gate own_utility >= 1.5, strategy:linear" in failed.out
    assert "FAILED" in failed.out
    assert haggle("eval", suite, "--out", "r", "--fail-over", "rounds=0.5").code == 4


@pytest.mark.parametrize("given", ["deal_rate", "deal_rate=much", "beauty=1", "=1"])
def test_a_gate_that_means_nothing_is_wrong_usage(haggle: Haggle, suite: str, given: str) -> None:
    done = haggle("eval", suite, "--fail-under", given)
    assert done.code == 2
    assert given.partition("=")[0] in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--seeds", "0"),
        ("--workers", "0"),
        ("--ray-address", "auto"),
        ("--contestant", "=strategy"),
        ("--contestant", "wizard"),
        ("--max-calls", "-1"),
    ],
)
def test_wrong_usage_plays_nothing(
    haggle: Haggle, suite: str, here: Path, arguments: tuple[str, ...]
) -> None:
    assert haggle("eval", suite, *arguments).code == 2
    assert not list(here.glob("runs/*/cases/*"))


def test_changed_suites_are_refused_with_what_changed(
    haggle: Haggle, suite: str, here: Path
) -> None:
    haggle.ok("eval", suite, "--out", "r")
    write_suite(here, opponents=["strategy:boulware"])
    done = haggle("eval", suite, "--out", "r")
    assert done.code == 2
    assert "suite.opponents" in done.err
    again = haggle.ok("eval", suite, "--out", "r", "--accept-changes")
    assert "changed: suite.opponents" in again.err
    assert "8 of 8 cases played" in again.out


def test_without_repeats_there_is_no_noise_floor_yet(haggle: Haggle, suite: str) -> None:
    said = haggle.ok("eval", suite, "--noise-floor", "--repeats", "1", "--out", "r").out
    assert "strategy:random: nothing was repeated yet" in said
    said = haggle.ok("eval", suite, "--noise-floor", "--limit", "6", "--out", "s").out
    assert "identical runs differ by a standard deviation of 0%" in said


def test_junit_holds_gates_and_cases(haggle: Haggle, suite: str, here: Path) -> None:
    haggle("eval", suite, "--out", "r", "--fail-under", "own_utility=2", "--junit", "j.xml")
    document = JUnitXml.fromfile(str(here / "j.xml"))
    assert document.failures == 2


def test_the_leaderboard_says_what_is_resolved(haggle: Haggle, here: Path) -> None:
    write_suite(here, scenarios=["mixed"], contestants=["oracle", "strategy:naive"], seeds=8)
    haggle.ok("eval", "tiny.yaml", "--out", "r")
    done = haggle.ok("leaderboard", "r")
    assert "oracle less strategy:naive is +" in done.out
    assert ": resolved." in done.out
    assert "Bradley-Terry" in done.out
    said = haggle.ok("leaderboard", "r", "--resolve", "0.05").out
    assert "to resolve 5 points with a chance of 80% takes" in said
    document = haggle.ok("leaderboard", "r", "--json", "--by", "opponent", "--resolve", "1").json
    (hint,) = document["power"]
    assert hint["effect"] == 1
    assert hint["n_scenarios"] == 8
    first, second = document["standings"]
    assert (first["contestant"], first["ahead_of"]) == ("oracle", ["strategy:naive"])
    assert (second["rank_low"], second["rank_high"]) == (2, 2)
    assert document["axes"]["opponent"]


def test_a_comparison_of_results_with_themselves_is_not_resolved(
    haggle: Haggle, suite: str
) -> None:
    haggle.ok("eval", suite, "--out", "a")
    haggle.ok("eval", suite, "--out", "b")
    document = haggle.ok("compare", "a", "b", "--fail-if-worse", "--json").json
    assert document["worse"] == []
    assert all(each["difference"] == 0 for each in document["comparisons"] if each["n_pairs"])
    assert ": not resolved." in haggle.ok("compare", "a", "b").out


def test_a_baseline_may_be_the_file_of_a_report(haggle: Haggle, suite: str, here: Path) -> None:
    haggle.ok("eval", suite, "--out", "a")
    haggle.ok("report", "a", "--out", "kept")
    by_file = haggle.ok("compare", here / "kept" / "cases.csv", "a", "--json").json
    by_folder = haggle.ok("compare", "a", "a", "--json").json
    assert by_file["comparisons"] == by_folder["comparisons"]
    (here / "other.csv").write_text("a,b\n1,2\n")
    done = haggle("compare", "other.csv", "a")
    assert done.code == 2
    assert "no file of cases that a report wrote" in done.err


def test_a_worse_contestant_fails_the_comparison(haggle: Haggle, here: Path) -> None:
    for name, who in (("a", "oracle"), ("b", "strategy:agreeable")):
        write_suite(here, scenarios=["mixed"], contestants=[who], seeds=8)
        haggle.ok("eval", "tiny.yaml", "--out", name)
    done = haggle("compare", "a", "b", "--metric", "own_utility", "--fail-if-worse")
    assert done.code == 4
    assert "oracle (A) less strategy:agreeable (B) is +" in done.out
    assert haggle("compare", "a", "b", "--contestant", "oracle").code == 2
    assert haggle("compare", "a", "no-such-folder").code == 2


def test_scoring_again_changes_nothing_with_the_same_simulator(
    haggle: Haggle, suite: str, here: Path
) -> None:
    haggle.ok("eval", suite, "--out", "r")
    before = cases(here / "r")
    done = haggle.ok("score", "r", "--json").json
    assert (done["n_scored"], done["n_changed"]) == (16, 0)
    assert cases(here / "r") == before
    (path, *_) = sorted((here / "r").glob("cases/*/case.json"))
    record = json.loads(path.read_text())
    party = record["case"]["role"]
    record["figures"][party]["own_utility"] = 9.0
    path.write_text(json.dumps(record))
    assert haggle.ok("score", "r", "--json").json["n_changed"] == 1
    assert cases(here / "r") == before


def wait_for(process: Process, folder: Path, pattern: str) -> None:
    """Wait until a file is there, and no longer than the process lives."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not list(folder.glob(pattern)):
        assert time.monotonic() < end, f"no {pattern} comes"
        with suppress(subprocess.TimeoutExpired):
            process.popen.wait(0.01)
            raise AssertionError(f"it ended without {pattern}: {process.errors()}")


def test_a_killed_eval_ends_as_one_that_was_not(
    haggle: Haggle, processes: Processes, here: Path
) -> None:
    write_suite(here, seeds=6)
    arguments = ("eval", "tiny.yaml", "--concurrency", "3", "--out")
    haggle.ok(*arguments, "whole")
    process = processes.start(*arguments, "killed")
    wait_for(process, here, "killed/cases/*/case.json")
    process.kill()
    n_left = 48 - len(cases(here / "killed"))
    assert n_left > 0, "it was too quick to be killed"
    haggle.ok(*arguments, "killed")
    assert cases(here / "killed") == cases(here / "whole")
    logs = [
        {path.parent.name: path.read_bytes() for path in (here / name).glob("cases/*/events.jsonl")}
        for name in ("killed", "whole")
    ]
    assert logs[0] == logs[1]
    said = [haggle.ok("leaderboard", name, "--json").json for name in ("killed", "whole")]
    assert said[0] == said[1]


def test_what_the_machine_failed_is_tried_again(haggle: Haggle, here: Path) -> None:
    """With so few files that may be open, not all cases can be played at a time."""
    write_suite(here, seeds=2)
    arguments = ("eval", "tiny.yaml", "--out", "r", "--concurrency", "16")
    few = f"ulimit -n 24; exec {shlex.join([str(PROGRAM), *arguments])}"
    done = subprocess.run(["bash", "-c", few], capture_output=True, check=False, cwd=here)  # noqa: S603, S607 - ours
    records = cases(here / "r").values()
    failures = [record["failure"] for record in records if record["failure"]]
    assert {failure["owner"] for failure in failures} <= {"machine"}
    assert failures or any(record["n_tries"] > 1 for record in records), done.stderr.decode()
    assert done.returncode == (3 if failures else 0)
    assert "16 of 16 cases played" in haggle.ok(*arguments).out


class Slow:
    """A model that answers no real question until it is told to, and never finds a move."""

    def __init__(self) -> None:
        self.hurry = threading.Event()

    def __call__(self, body: dict[str, Any]) -> str:
        if "response_format" in body:
            self.hurry.wait(PATIENCE_SECONDS)
        return "ready"


def test_ctrl_c_leaves_what_can_be_resumed_and_counts_what_was_asked(
    processes: Processes, here: Path
) -> None:
    write_suite(here, seeds=1)
    slow = Slow()
    with LoopbackServer(slow) as server:
        environment = {"HAGGLE_BASE_URL": server.base_url, "HAGGLE_MODEL": "m"}
        arguments = ("eval", "tiny.yaml", "--contestant", "llm", "--no-baselines", "--out", "r")
        process = processes.start(*arguments, environment=environment)
        wait_for(process, here, "r/cases/*/asked.txt")
        done = process.interrupt()
        assert done.code == 130, done.err
        assert "the same command goes on in r" in done.err
        assert cases(here / "r") == {}
        slow.hurry.set()
        assert processes.run(*arguments, environment=environment).code == 0
        n_asked = sum("response_format" in asked.body for asked in server.asked)
    spent = [record["spent"] for record in cases(here / "r").values()]
    assert len(spent) == 4
    assert sum(each["abandoned_calls"] for each in spent) > 0
    assert sum(each["calls"] for each in spent) >= n_asked


def test_a_dead_endpoint_stops_it_before_anything_is_played(
    haggle: Haggle, suite: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HAGGLE_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("HAGGLE_MODEL", "m")
    done = haggle("eval", suite, "--contestant", "llm", "--out", "r")
    assert done.code == 3
    assert "model 'm' at http://127.0.0.1:9/v1" in done.err
    assert cases(here / "r") == {}
    hinted = haggle.ok("eval", suite, "--out", "other")
    assert "add --contestant llm" in hinted.err


def test_suites_and_metrics_are_listed(haggle: Haggle) -> None:
    assert "no-zopa" in haggle.ok("suites").out
    assert {"name", "title", "summary"} <= set(haggle.ok("suites", "--json").json[0])
    assert "own surplus over the most" in haggle.ok("metrics").out
