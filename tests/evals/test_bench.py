"""The benchmarks themselves: that they measure what they say, not how fast this machine is."""

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from evals.bench.claims import Benchmark, Claim, Claims
from evals.bench.frontier import CLOUDS, measure_frontier
from evals.bench.model_turns import measure_model_turns
from evals.bench.outcomes import measure_outcomes
from evals.bench.reports import measure_report
from evals.bench.running import BenchReport, bench
from evals.bench.runs import measure_demo
from evals.bench.saver import measure_saver
from evals.bench.scramble import measure_scramble
from evals.bench.simulator import measure_simulator
from evals.bench.startup import measure_startup
from evals.bench.table import BENCHMARKS, chosen
from evals.bench.throughput import Load, measure_throughput
from evals.bench.turns import measure_turns
from evals.bench.ui_pages import measure_ui
from evals.bench.validity import measure_validity
from evals.generated import fixed_sum_scores, points_scenario
from negotiation.analysis.frontier import pareto_frontier
from negotiation.app.tables import valued_table
from negotiation.cli.main import main
from negotiation.cli.output import EXIT_GATE, EXIT_USAGE
from negotiation.errors import UsageError

SMALL: Mapping[str, partial[Claims]] = {
    "help": partial(measure_startup, repeats=1),
    "turns": partial(measure_turns, few=4, many=8, repeats=1),
    "saver": partial(measure_saver, n_turns=4),
    "frontier": partial(measure_frontier, n_two_party=500, n_three_party=300, repeats=1),
    "outcomes": partial(measure_outcomes, n_issues=3, n_options=3, repeats=1),
    "simulator": partial(
        measure_simulator,
        n_prices=1,
        draws=16,
        n_oracle_draws=1,
        calibration_draws=64,
        repeats=1,
    ),
    "model": partial(measure_model_turns, few=4, many=6, repeats=1),
    "demo": partial(measure_demo, repeats=1),
    "throughput": partial(
        measure_throughput,
        patient=Load(n_talks=24, latency_s=0.05, n_turns=4),
        quick=Load(n_talks=4, latency_s=0.02, n_turns=4),
        few_talks=2,
        n_scripted=2,
        scenarios=("token-platform",),
        workers=1,
    ),
    "report": partial(measure_report, n_cases=60, n_played=20),
    "ui": partial(measure_ui, few=4, many=8, repeats=1, in_browser=False),
    "scramble": partial(measure_scramble, n_seeds=1, n_turned_seeds=1, workers=1),
    "validity": partial(
        measure_validity,
        n_scenarios=2,
        n_repetitions=2,
        n_null_scenarios=2,
        n_draws=1,
        n_quarter=2,
        workers=1,
    ),
}

MAY_BE_NOTHING = {"validity.null", "validity.null_alone", "ui.scroll_valuations"}
"""That this does not happen is what is claimed."""


def made_up(*, measured: float, limit: float) -> Benchmark:
    claim = Claim(name="made.up", claim="made up", unit="ratio", limit=limit, measured=measured)
    return Benchmark("made", "made up", lambda: (claim,))


def test_every_benchmark_is_tried_here() -> None:
    assert [*SMALL, "sparring", "local"] == [benchmark.name for benchmark in BENCHMARKS]


def test_without_a_local_model_its_benchmark_is_skipped_with_the_reason(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HAGGLE_MODEL_DIR", str(tmp_path))
    assert main(["bench", "local", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["claims"] == []
    assert "local: skipped: " in told.err


@pytest.mark.parametrize("name", SMALL)
def test_a_benchmark_measures_something_for_each_of_its_claims(name: str) -> None:
    claims = SMALL[name]()
    assert claims
    assert len({claim.name for claim in claims}) == len(claims)
    for claim in claims:
        assert claim.name.startswith(f"{name}.")
        assert claim.measured > 0 or claim.name in MAY_BE_NOTHING
        assert claim.limit > 0 or claim.name in MAY_BE_NOTHING


def test_checkpoints_stay_small_and_grow_with_the_turns_only() -> None:
    assert all(claim.ok for claim in measure_saver(n_turns=50))


def test_a_limit_may_be_reached_but_not_passed() -> None:
    (at,) = made_up(measured=2.0, limit=2.0).measure()
    (beyond,) = made_up(measured=2.1, limit=2.0).measure()
    assert (at.ok, beyond.ok) == (True, False)


@pytest.mark.parametrize(("limit", "code"), [(2.0, 0), (0.5, EXIT_GATE)])
def test_json_is_one_document_whether_the_claims_hold_or_not(
    limit: float, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    benchmarks = (made_up(measured=1.0, limit=limit), made_up(measured=0.1, limit=limit))
    assert bench(benchmarks, as_json=True) == code
    document = json.loads(capsys.readouterr().out)
    assert [claim.pop("ok") for claim in document["claims"]] == [code == 0, True]
    report = BenchReport.model_validate(document)
    assert report.ok == (code == 0)


def test_an_impossible_limit_fails_the_gate_and_is_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (real, *_) = SMALL["frontier"]()
    impossible = real.model_copy(update={"limit": 0.0})
    assert bench([Benchmark("frontier", "", lambda: (impossible,))], as_json=False) == EXIT_GATE
    shown = capsys.readouterr()
    assert "NO" in shown.out
    assert "frontier.two" in shown.out
    assert "frontier" in shown.err


def test_the_command_names_the_benchmarks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--list", "--json"]) == 0
    assert [each["name"] for each in json.loads(capsys.readouterr().out)] == [
        *SMALL,
        "sparring",
        "local",
    ]
    assert main(["bench", "saver", "--list"]) == 0
    assert capsys.readouterr().out.split()[0] == "saver"


def test_an_unknown_benchmark_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "nonesuch"]) == EXIT_USAGE
    assert "known are help, turns" in capsys.readouterr().err
    with pytest.raises(UsageError):
        chosen("nonesuch")


def test_registering_the_command_loads_nothing_heavy() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import evals.commands, sys; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert {"numpy", "langgraph", "pydantic", "rich", "evals.bench"}.isdisjoint(told.stdout.split())


@pytest.mark.parametrize("n_parties", [2, 3])
def test_clouds_are_what_they_are_called(n_parties: int) -> None:
    made = {
        name: cloud(np.random.Generator(np.random.PCG64(1)), n_parties, 500)
        for name, cloud in CLOUDS.items()
    }
    assert all(cloud.shape == (n_parties, 500) for cloud in made.values())
    assert made["fixed_sum"].sum(axis=0) == pytest.approx(np.ones(500))
    assert made["joint_surplus"].sum(axis=0).max() <= 1.0
    n_efficient = {name: len(pareto_frontier(cloud)) for name, cloud in made.items()}
    assert n_efficient["uniform"] < n_efficient["joint_surplus"] < n_efficient["fixed_sum"] == 500


def test_what_one_party_gains_of_a_fixed_sum_the_other_loses() -> None:
    scores = fixed_sum_scores(n_issues=3, n_options=4)
    scenario = points_scenario(scores, dict.fromkeys(scores, 0.0), deadline_rounds=2)
    values = valued_table(scenario, scenario.tables[0]).values
    assert values.shape == (2, 64)
    at_stake = sum(max(points) for points in scores["buyer"])
    assert values.sum(axis=0) == pytest.approx(np.full(64, at_stake))
