"""Metrics over many rows: a value with n and interval, and what was left out and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from evals.metrics.table import known_metric
from evals.rows import Row
from evals.statistics.estimates import Estimate, mean_of, rate_of
from negotiation.domain.values import Value

__all__ = ["GROUPINGS", "Summary", "grouped", "summarise"]

GROUPINGS: dict[str, Callable[[Row], str]] = {
    "contestant": lambda row: row.contestant,
    "role": lambda row: row.party,
    "scenario": lambda row: row.scenario.partition("/")[0],
    "opponent": lambda row: row.opponent,
    "persona": lambda row: row.persona,
    "language": lambda row: row.language,
    "talk": lambda row: row.talk,
    "adviser": lambda row: row.adviser,
    "opener": lambda row: row.opener,
}
"""What rows can be split by."""


class Summary(Value):
    """One metric of one group of rows."""

    metric: str
    group: tuple[str, ...]
    estimate: Estimate
    excluded: dict[str, int]
    """Rows left out, by reason."""


def grouped(rows: Iterable[Row], *by: str) -> dict[tuple[str, ...], list[Row]]:
    """Return rows by group, in the order in which groups first appear.

    Args:
        rows: the rows.
        by: names of ``GROUPINGS``.
    """
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(GROUPINGS[name](row) for name in by), []).append(row)
    return groups


def summarise(rows: Sequence[Row], metric: str, group: tuple[str, ...] = ()) -> Summary:
    """Return a metric over rows; scenarios are the clusters of its interval."""
    known = known_metric(metric)
    said = [row for row in rows if metric in row.figures]
    values = [row.figures[metric] for row in said]
    clusters = [row.scenario for row in said]
    # A campaign's rate is a share of several tables, which is no count of hits any more.
    is_count = known.kind == "rate" and all(value in {0.0, 1.0} for value in values)
    estimate = (
        rate_of([value == 1.0 for value in values], clusters)
        if is_count
        else mean_of(values, clusters)
    )
    left_out = Counter(_reason(row, metric) for row in rows if metric not in row.figures)
    return Summary(metric=metric, group=group, estimate=estimate, excluded=dict(left_out))


def _reason(row: Row, metric: str) -> str:
    if row.failure is not None:
        return f"the {row.failure.owner} failed"
    return row.undefined.get(metric, "not measured by the version that played it")
