"""What an eval says while it runs, what it expects to spend, and how it waits for an endpoint."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from evals.allowance import remaining, total
from evals.executing.shares import share_of
from evals.forecast import forecast
from evals.health import PATIENCE_FOR_ALL_SECONDS, check_endpoints, wait_for_endpoints
from evals.progress import BarProgress, LineProgress, progress_on
from evals.provenance import git_revision, versions_of_evals
from evals.results import CaseRecord, Failure, Spent
from negotiation.app.endpoints import Endpoints
from negotiation.errors import ChatError, ChatRejected, ChatUnavailable, UsageError
from negotiation.llm.budget import Budget
from negotiation.settings import Settings
from tests.evals.playing import launch_of, planned, played
from tests.evals.suites import write_suite
from tests.loopback import FAULTS, Fault, LoopbackServer


def records_of(tmp_path: Path) -> list[CaseRecord]:
    path = write_suite(tmp_path, seeds=1, opponents=["strategy:naive"])
    return list(played(path, tmp_path / "out").read_cases())


def test_lines_come_now_and_then_with_rate_and_time_left(tmp_path: Path) -> None:
    (first, second, third, fourth) = records_of(tmp_path)
    ticks = iter([0.0, 0.0, 4.0, 12.0, 12.0, 14.0, 26.0, 26.0])
    out = io.StringIO()
    progress = LineProgress(Console(file=out, width=200), clock=lambda: next(ticks))
    progress.begin(8, 4)
    progress.advance(first)
    progress.advance(
        second.model_copy(
            update={"spent": Spent(calls=7, prompt_tokens=900, completion_tokens=100)}
        )
    )
    failure = Failure(owner="endpoint", kind="ChatUnavailable", message="down")
    progress.advance(third.model_copy(update={"failure": failure}))
    progress.advance(fourth)
    assert out.getvalue().splitlines() == [
        "8 cases, 4 of them played before",
        "6 of 8 cases, 10 a minute, 12 s left, 7 calls, 1,000 tokens",
        "8 of 8 cases, 9 a minute, 7 calls, 1,000 tokens, 1 not played",
    ]


def test_a_terminal_gets_a_bar(tmp_path: Path) -> None:
    out = io.StringIO()
    console = Console(file=out, width=120, force_terminal=True)
    progress = progress_on(console)
    assert isinstance(progress, BarProgress)
    progress.begin(4, 0)
    for record in records_of(tmp_path):
        progress.advance(record)
    progress.note("something happened")
    progress.end()
    assert "4/4" in out.getvalue()
    assert "something happened" in out.getvalue()


def test_what_was_played_is_the_best_guide(tmp_path: Path) -> None:
    suite = write_suite(tmp_path, seeds=2)
    records = [
        record.model_copy(update={"spent": Spent(calls=10, cost=0.5, currency="USD")})
        for record in played(suite, tmp_path / "out", seeds=1).read_cases()
    ]
    plan = planned(suite, launch_of())
    due = [case for case in plan.cases if case.seed == 2]
    found = forecast(due, plan.shelf, Endpoints(Settings({})), records)
    assert {each.contestant: (each.calls, each.cost, each.is_measured) for each in found} == {
        "strategy:linear": (40, 2.0, True),
        "strategy:random": (40, 2.0, True),
    }


def test_what_is_left_of_a_budget_is_never_less_than_nothing() -> None:
    spent = total([Spent(calls=3, prompt_tokens=50), Spent(calls=4, cost=1.5, currency="USD")])
    assert remaining(Budget(max_calls=5, max_tokens=80, max_cost=4), spent) == Budget(
        max_calls=0, max_tokens=30, max_cost=2.5
    )
    assert remaining(Budget(), spent) == Budget()


def test_players_together_keep_to_a_budget() -> None:
    share = share_of(Budget(max_calls=7, max_tokens=100, max_cost=3), 3)
    assert share == Budget(max_calls=2, max_tokens=33, max_cost=1)
    with pytest.raises(UsageError, match="2 calls are too few for 3 workers"):
        share_of(Budget(max_calls=2), 3)


def test_processes_together_keep_to_the_limits_of_an_endpoint(models_file: Path) -> None:
    limits = "max_concurrent: 5\n  requests_per_minute: 60"
    models_file.write_text(f"m:\n  base_url: http://127.0.0.1:9/v1\n  model: m\n  {limits}\n")
    settings = Settings({"HAGGLE_MODELS_FILE": str(models_file)})
    one = Endpoints(settings, n_sharers=2).profile("m")
    assert (one.max_concurrent, one.requests_per_minute, one.tokens_per_minute) == (2, 30, None)
    assert Endpoints(settings, n_sharers=9).profile("m").max_concurrent == 1


@pytest.fixture
def models_file(tmp_path: Path) -> Path:
    return tmp_path / "models.yaml"


def endpoints_at(base_url: str, models_file: Path) -> Endpoints:
    models_file.write_text(
        f"m:\n  base_url: {base_url}\n  model: m\n  attempts: 1\n", encoding="utf-8"
    )
    return Endpoints(Settings({"HAGGLE_MODELS_FILE": str(models_file)}))


def test_an_outage_is_waited_out(models_file: Path) -> None:
    answers: Iterator[str | Fault] = iter([FAULTS["500"]] * 4 + ["ready"])
    paused: list[float] = []
    told: list[str] = []
    with LoopbackServer(lambda _: next(answers)) as server:
        wait_for_endpoints(
            ["m"],
            endpoints_at(server.base_url, models_file),
            tell=told.append,
            clock=lambda: sum(paused),
            sleep=paused.append,
        )
    assert len(paused) == len(told) == 2
    assert all(said.startswith("waiting for the endpoint: model 'm'") for said in told)


def test_patience_ends(models_file: Path) -> None:
    paused: list[float] = []
    with (
        LoopbackServer(lambda _: FAULTS["500"]) as server,
        pytest.raises(ChatUnavailable, match="model 'm'"),
    ):
        wait_for_endpoints(
            ["m"],
            endpoints_at(server.base_url, models_file),
            tell=lambda _: None,
            clock=lambda: sum(paused),
            sleep=lambda seconds: paused.append(10 * seconds),  # a machine that was asleep
        )
    assert 0 < sum(paused) <= PATIENCE_FOR_ALL_SECONDS


def test_a_refusal_is_not_waited_out(models_file: Path) -> None:
    with (
        LoopbackServer(lambda _: FAULTS["401"]) as server,
        pytest.raises(ChatRejected),
    ):
        wait_for_endpoints(
            ["m"],
            endpoints_at(server.base_url, models_file),
            tell=lambda _: None,
            sleep=lambda _: pytest.fail("it waits"),
        )


def test_a_dead_endpoint_is_named(models_file: Path) -> None:
    with LoopbackServer(lambda _: "ready") as server:
        base_url = server.base_url
        check_endpoints(["m"], endpoints_at(base_url, models_file))
    with pytest.raises(ChatError, match=base_url):
        check_endpoints(["m"], endpoints_at(base_url, models_file))


def test_results_say_which_versions_made_them() -> None:
    versions = versions_of_evals()
    assert {"haggle", "langgraph", "numpy", "scipy", "simulator", "statsmodels"} <= versions.keys()
    revision = git_revision()
    assert revision is None or len(revision.removesuffix("+")) == 40
