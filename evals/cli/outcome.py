"""What ``eval`` prints: before anything is played what to expect, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table as Grid

from evals.cases import Case
from evals.forecast import forecast
from evals.gates import Gate, GateResult, check_gates
from evals.metrics.table import METRICS
from evals.preparing import EvalPlan
from evals.reporting.contents import HEADLINE
from evals.reporting.formats import interval_shown, shown
from evals.reporting.junit import write_junit
from evals.results import CaseRecord, ResultsFolder
from evals.rows import Row, rows_of
from evals.runner import due_cases
from evals.summaries import Summary, grouped, summarise
from negotiation.app.endpoints import Endpoints
from negotiation.cli.output import EXIT_ENDPOINT, EXIT_GATE, narrator, print_json, printer

__all__ = ["headline_of", "print_headline", "show_dry_run", "show_outcome"]

NOISE_METRICS = ("own_utility", "deal_rate")


def show_dry_run(
    plan: EvalPlan,
    folder: ResultsFolder,
    limit: int | None,
    endpoints: Endpoints,
    *,
    as_json: bool,
) -> None:
    """Print the cases that are due, and what they will ask of models."""
    cases = plan.cases[:limit]
    due = due_cases(folder, cases)
    played = tuple(folder.read_cases()) if folder.is_there else ()
    expected = forecast(due, plan.shelf, endpoints, played)
    if as_json:
        print_json(
            {
                "suite": plan.suite.name,
                "folder": str(folder.path),
                "n_cases": len(cases),
                "n_due": len(due),
                "expected": [each._asdict() for each in expected],
                "cases": [case.model_dump(mode="json") for case in due],
            }
        )
        return
    console = printer()
    console.print(_cases_grid(due))
    grid = Grid(box=None, padding=(0, 2, 0, 0))
    for heading in ("contestant", "cases", "calls", "tokens in", "tokens out", "cost", ""):
        grid.add_column(heading, justify="left" if heading == "contestant" else "right")
    for each in expected:
        cost = "-" if each.cost is None or not each.calls else f"{each.cost:,.2f} {each.currency}"
        basis = "as measured" if each.is_measured else "to every deadline"
        tokens = (f"{each.prompt_tokens:,.0f}", f"{each.completion_tokens:,.0f}")
        numbers = (f"{each.n_cases:,}", f"{each.calls:,.0f}", *tokens, cost)
        grid.add_row(each.contestant, *numbers, basis if each.calls else "no model")
    console.print(grid)
    console.print(f"{len(due):,} of {len(cases):,} cases are to be played; nothing was")


def _cases_grid(cases: Sequence[Case]) -> Grid:
    """Return the cases, alike but for their seeds in one row."""
    counts = Counter(
        (case.scenario.partition("/")[0], case.role, case.contestant.name, case.opponent.name,
         case.variant)
        for case in cases
    )  # fmt: skip
    grid = Grid(box=None, padding=(0, 2, 0, 0))
    for heading in ("scenario", "role", "contestant", "opponent", "variant", "cases"):
        grid.add_column(heading, overflow="fold")
    for key, n in counts.items():
        grid.add_row(*key, str(n))
    return grid


def show_outcome(
    folder: ResultsFolder,
    gates: Sequence[Gate],
    *,
    junit: Path | None,
    noise: bool,
    named: Sequence[str],
    as_json: bool,
) -> int:
    """Print what came of a suite, judge its gates, and return the exit code.

    Gates are for whom the command named, and for the suite's own contestants if it named nobody.
    """
    record = folder.read_suite()
    records = tuple(folder.read_cases())
    rows = tuple(rows_of(records))
    gated = named or [player.name for player in record.contestants]
    results = check_gates(rows, gates, gated)
    if junit is not None:
        write_junit(junit, results, records)
    summaries = headline_of(rows, record.suite.headline)
    if as_json:
        print_json(
            {
                "suite": record.suite.name,
                "folder": str(folder.path),
                "n_cases": record.n_cases,
                "n_played": sum(each.failure is None for each in records),
                "not_played": _failures(records),
                "summaries": [each.model_dump(mode="json") for each in summaries],
                "gates": [each.model_dump(mode="json") for each in results],
                "noise": _noise(rows) if noise else None,
            }
        )
    else:
        print_headline(summaries)
        _print_counts(record.n_cases, records)
        if noise:
            _print_noise(rows)
        _print_gates(results)
        narrator().print(
            f"results: {folder.path}; read them with: haggle report {folder.path}",
            style="dim",
            soft_wrap=True,
        )
    failures = _failures(records)
    if any(not each.ok for each in results) or failures.get("engine"):
        return EXIT_GATE
    return EXIT_ENDPOINT if failures else 0


def headline_of(rows: Sequence[Row], metrics: Sequence[str]) -> tuple[Summary, ...]:
    """Return the metrics of the first table for every contestant."""
    return tuple(
        summarise(own, metric, group)
        for group, own in grouped(rows, "contestant").items()
        for metric in metrics or HEADLINE
    )


def print_headline(summaries: Sequence[Summary]) -> None:
    """Print the first table: contestants by metrics, each value with its 95 % interval."""
    metrics = tuple(dict.fromkeys(each.metric for each in summaries))
    grid = Grid(box=None, padding=(0, 2, 0, 0))
    grid.add_column("contestant", no_wrap=True)
    for metric in metrics:
        grid.add_column(METRICS[metric].title.en, justify="right")
    grid.add_column("n", justify="right")
    cells: dict[str, list[Summary]] = {}
    for each in summaries:
        cells.setdefault(each.group[0], []).append(each)
    for name, own in cells.items():
        n = max(each.estimate.n + sum(each.excluded.values()) for each in own)
        grid.add_row(name, *map(_cell, own), str(n))
    printer().print(grid)


def _cell(summary: Summary) -> str:
    """Return a value above its interval."""
    value = shown(summary.metric, summary.estimate.value)
    return f"{value}\n{interval_shown(summary.metric, summary.estimate, 'to')}"


def _print_counts(n_cases: int, records: Sequence[CaseRecord]) -> None:
    console = printer()
    failures = _failures(records)
    n_played = len(records) - sum(failures.values())
    said = f"{n_played:,} of {n_cases:,} cases played"
    if failures:
        parts = ", ".join(f"{owner} {n}" for owner, n in failures.items())
        said += f"; could not be played, and count for nobody: {parts}"
    console.print(said)
    console.print(
        "Intervals are 95 %, over scenarios; whether two contestants differ: haggle leaderboard.",
        style="dim",
    )


def _failures(records: Sequence[CaseRecord]) -> dict[str, int]:
    return dict(Counter(each.failure.owner for each in records if each.failure is not None))


def _noise(rows: Sequence[Row]) -> dict[str, dict[str, object]]:
    from evals.noise import noise_of

    return {
        metric: {name: floor.model_dump() for name, floor in noise_of(rows, metric).items()}
        for metric in NOISE_METRICS
    }


def _print_noise(rows: Sequence[Row]) -> None:
    """Print how far identical runs differ."""
    from evals.noise import noise_of

    console = printer()
    for metric in NOISE_METRICS:
        for name, floor in noise_of(rows, metric).items():
            said = f"noise floor of {METRICS[metric].title.en}, {name}: "
            if floor.mean_sd is None or floor.max_range is None or floor.share_identical is None:
                console.print(f"{said}nothing was repeated yet")
                continue
            console.print(
                f"{said}identical runs differ by a standard deviation of "
                f"{shown(metric, floor.mean_sd)}, at most {shown(metric, floor.max_range)}; "
                f"{floor.share_identical:.0%} of {floor.n_cells} cells came out alike"
            )


def _print_gates(results: Sequence[GateResult]) -> None:
    for each in results:
        verdict = "ok" if each.ok else "FAILED"
        value = "no value" if each.value is None else f"{each.value:.4g}"
        printer().print(
            f"gate {each.metric} {each.wanted}, {each.contestant}: {value}, {verdict}",
            style="" if each.ok else "bold red",
        )
