"""From results to all that a report says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from evals.baselines import is_baseline
from evals.metrics.table import METRICS
from evals.reporting.contents import HEADLINE, Contestant, Report, Spending, Split
from evals.reporting.quoting import quotations_of
from evals.reporting.reading import Results, counts_of, origin_of
from evals.reporting.skill import duels_of, strengths_of
from evals.results import CaseRecord
from evals.rows import Row, rows_of
from evals.statistics.ranking import Strength
from evals.summaries import GROUPINGS, Summary, grouped, summarise
from negotiation.domain.values import Text
from negotiation.errors import UsageError

__all__ = ["build_report"]

MAX_TEXT = 8000


def build_report(results: Results, out: Path) -> Report:
    """Work out a report. It takes a while: intervals and comparisons are resampled.

    Args:
        results: those to report on.
        out: where the report will be; links start from there.
    """
    rows = tuple(rows_of(results.records))
    headline = _headline(results)
    by_contestant = _ordered({name: own for (name,), own in grouped(rows, "contestant").items()},
                             headline[0])  # fmt: skip
    ranking, problem = _ranking(rows)
    return Report(
        title=_joined(source.record.suite.title for source in results.sources),
        summary=_joined(source.record.suite.summary for source in results.sources),
        headline=headline,
        counts=counts_of(results),
        contestants=tuple(_contestant(name, own) for name, own in by_contestant.items()),
        summaries=tuple(
            summarise(own, metric, (name,))
            for metric in METRICS
            for name, own in by_contestant.items()
        ),
        splits=tuple(_splits(rows, by_contestant, headline)),
        duels=duels_of(by_contestant),
        ranking=ranking,
        ranking_problem=problem,
        quotations=quotations_of(by_contestant, results.folders, out),
        spending=_spending_by_contestant(results.records),
        spent=_spending(results.records),
        origins=tuple(map(origin_of, results.sources)),
    )


def _headline(results: Results) -> tuple[str, ...]:
    """Return the first metrics of the suites; the usual ones where one of them names none."""
    wanted = (source.record.suite.headline or HEADLINE for source in results.sources)
    known = tuple(dict.fromkeys(name for names in wanted for name in names if name in METRICS))
    return known or HEADLINE


def _joined(texts: Iterable[Text]) -> Text:
    different = list(dict.fromkeys(texts))
    return Text(
        en=" + ".join(text.en for text in different)[:MAX_TEXT],
        zh=" + ".join(text.zh for text in different)[:MAX_TEXT],
    )


def _ordered(rows: Mapping[str, list[Row]], metric: str) -> dict[str, list[Row]]:
    """Return the best contestant first, by a metric; who has no value comes last."""
    sign = 1.0 if METRICS[metric].better == "low" else -1.0

    def place(name: str) -> float:
        values = [row.figures[metric] for row in rows[name] if metric in row.figures]
        return sign * sum(values) / len(values) if values else float("inf")

    return {name: rows[name] for name in sorted(rows, key=place)}


def _contestant(name: str, rows: Sequence[Row]) -> Contestant:
    return Contestant(
        name=name,
        who=rows[0].who,
        is_baseline=is_baseline(rows[0].who),
        models=tuple(dict.fromkeys(row.model for row in rows if row.model is not None)),
        n_rows=len(rows),
    )


def _splits(
    rows: Sequence[Row], by_contestant: Mapping[str, Sequence[Row]], headline: Sequence[str]
) -> Iterator[Split]:
    """Yield a split for everything that varies."""
    for axis, value_of in GROUPINGS.items():
        values = tuple(dict.fromkeys(map(value_of, rows)))
        if axis != "contestant" and len(values) > 1:
            yield Split(
                axis=axis,
                values=values,
                summaries=tuple(_summaries(by_contestant, axis, headline)),
            )


def _summaries(
    by_contestant: Mapping[str, Sequence[Row]], axis: str, metrics: Sequence[str]
) -> Iterator[Summary]:
    for name, own in by_contestant.items():
        for (value,), part in grouped(own, axis).items():
            for metric in metrics:
                yield summarise(part, metric, (name, value))


def _ranking(rows: Sequence[Row]) -> tuple[tuple[Strength, ...], str | None]:
    try:
        return strengths_of(rows), None
    except UsageError as exc:
        return (), str(exc)


def _spending_by_contestant(records: Sequence[CaseRecord]) -> dict[str, Spending]:
    cases: dict[str, list[CaseRecord]] = {}
    for record in records:
        cases.setdefault(record.case.contestant.name, []).append(record)
    return {name: _spending(own) for name, own in cases.items()}


def _spending(records: Sequence[CaseRecord]) -> Spending:
    spent = [record.spent for record in records]
    costs: dict[str, float] = {}
    for each in spent:
        if each.cost is not None and each.currency is not None:
            costs[each.currency] = costs.get(each.currency, 0.0) + each.cost
    return Spending(
        n_cases=len(spent),
        calls=sum(each.calls for each in spent),
        prompt_tokens=sum(each.prompt_tokens for each in spent),
        completion_tokens=sum(each.completion_tokens for each in spent),
        abandoned_calls=sum(each.abandoned_calls for each in spent),
        failed_attempts=sum(each.failed_attempts for each in spent),
        costs=costs,
        n_unpriced=sum(each.cost is None for each in spent),
    )
