"""The first table of a report on a terminal."""

from rich.console import Console
from rich.table import Table as Grid

from evals.reporting.contents import Report
from evals.reporting.formats import count_shown, interval_shown, shown
from evals.reporting.wording import Wording
from evals.summaries import Summary
from negotiation.domain.values import Language, without_control

__all__ = ["print_report"]


def print_report(report: Report, language: Language, console: Console) -> None:
    """Print the first table, what was left out of it, and who is ahead of whom."""
    wording = Wording(language)
    console.print(without_control(report.title.in_language(language)), style="bold")
    console.print(_grid(report, wording) if report.contestants else wording.texts["no_rows"])
    for said in wording.counts(report):
        console.print(said)
    for metric, reason, n, n_rows in wording.left_out(report):
        said = wording.texts["excluded"].format(
            metric=metric, reason=reason, n=count_shown(n), rows=count_shown(n_rows)
        )
        console.print(said, style="dim")
    for duel in report.duels:
        style = "" if duel.comparison.is_resolved else "dim"
        console.print(without_control(wording.duel(duel)), style=style)


def _grid(report: Report, wording: Wording) -> Grid:
    grid = Grid(box=None, padding=(0, 2, 0, 0))
    grid.add_column(wording.texts["contestant"], overflow="fold")
    for metric in report.headline:
        grid.add_column(wording.title(metric), justify="right")
    for each in report.contestants:
        name = without_control(each.name)
        marked = wording.marked(name, is_baseline=each.is_baseline)
        cells = (_cell(report.summary_of(metric, each.name), wording) for metric in report.headline)
        grid.add_row(marked, *cells, style="dim" if each.is_baseline else "")
    return grid


def _cell(summary: Summary, wording: Wording) -> str:
    """Return a value above its interval and n."""
    estimate = summary.estimate
    value = shown(summary.metric, estimate.value)
    if estimate.value is None:
        return value
    interval = interval_shown(summary.metric, estimate, wording.texts["to"])
    n = wording.texts["n"].format(n=count_shown(estimate.n))
    return f"{value}\n{interval}\n{n}"
