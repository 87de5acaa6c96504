"""What a report says in sentences, for every form of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from evals.metrics.aftermath import AFTERMATH
from evals.metrics.conduct import CONDUCT
from evals.metrics.injection import INJECTION
from evals.metrics.metric import Metric
from evals.metrics.results import RESULTS
from evals.metrics.spending import SPENDING
from evals.metrics.table import METRICS
from evals.reporting.contents import RESOLVED_EFFECT, Duel, Origin, Report, Spending
from evals.reporting.formats import count_shown, points_shown
from evals.reporting.origins import origin_lines
from evals.reporting.texts import REPORT_TEXTS
from evals.reporting.texts_zh import GLOSSARY_ZH, REASONS_ZH
from evals.statistics.ranking import Strength
from evals.summaries import Summary
from negotiation.domain.values import Language

__all__ = ["GROUPS", "Wording"]

GROUPS: Mapping[str, tuple[Metric, ...]] = MappingProxyType(
    {
        "results": RESULTS,
        "conduct": CONDUCT,
        "injection": INJECTION,
        "aftermath": AFTERMATH,
        "spending": SPENDING,
    }
)
"""Metrics, as they stand together in a report."""


class Wording:
    """The words of a report in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.texts = REPORT_TEXTS[language]

    def title(self, metric: str) -> str:
        """Return what a metric is called."""
        return METRICS[metric].title.in_language(self.language)

    def marked(self, name: str, *, is_baseline: bool) -> str:
        """Return a contestant's name, with a mark where it is a baseline."""
        return self.texts["marked"].format(name=name) if is_baseline else name

    def meaning(self, metric: str) -> str:
        """Return how a metric is computed."""
        return GLOSSARY_ZH[metric] if self.language == "zh" else METRICS[metric].summary

    def counts(self, report: Report) -> Iterator[str]:
        """Say how many cases there are, and why some have no figures."""
        counts, texts = report.counts, self.texts
        cases = count_shown(counts.n_cases)
        yield texts["played"].format(played=count_shown(counts.n_played), cases=cases)
        if counts.n_missing:
            yield texts["missing"].format(n=count_shown(counts.n_missing))
        if counts.failures:
            parts = (f"{texts[f'owner_{owner}']} {n}" for owner, n in counts.failures.items())
            n = count_shown(sum(counts.failures.values()))
            yield texts["failed"].format(n=n, cases=cases, parts=self.listed(parts))
        else:
            yield texts["none_failed"]
        if counts.n_repeated:
            yield texts["repeated"].format(n=count_shown(counts.n_repeated))

    def listed(self, words: Iterator[str]) -> str:
        """Return words as a list in a sentence."""
        return ("、" if self.language == "zh" else ", ").join(words)

    def value_of(self, axis: str, value: str) -> str:
        """Return a value of an axis; the one of who has none has a name too."""
        return value or self.texts["unnamed"] if axis == "adviser" else value

    def left_out(self, report: Report) -> list[tuple[str, str, int, int]]:
        """Return metric, reason, how many seats were left out, and of how many."""
        found = []
        for metric in report.headline:
            own = [each for each in report.summaries if each.metric == metric]
            n_rows = sum(map(_n_rows, own))
            reasons = sum((Counter(each.excluded) for each in own), Counter[str]())
            for reason, n in reasons.most_common():
                found.append((self.title(metric), self.reason(reason), n, n_rows))
        return found

    def reason(self, reason: str) -> str:
        """Return why a case says nothing about a metric."""
        return REASONS_ZH.get(reason, reason) if self.language == "zh" else reason

    def others(self, report: Report) -> Iterator[tuple[str, list[str]]]:
        """Yield the metrics that are not in the first table, by group, those with a value."""
        for group, metrics in GROUPS.items():
            names = [
                metric.name
                for metric in metrics
                if metric.name not in report.headline and has_value(report, metric.name)
            ]
            if names:
                yield self.texts[f"group_{group}"], names

    def silent(self, report: Report) -> str:
        """Name the metrics that no case says anything about."""
        names = [self.title(name) for name in METRICS if not has_value(report, name)]
        return self.texts["silent"].format(metrics=self.listed(iter(names))) if names else ""

    def verdict(self, duel: Duel) -> str:
        """Say whether a difference is resolved."""
        return self.texts["resolved" if duel.comparison.is_resolved else "unresolved"]

    def duel(self, duel: Duel) -> str:
        """Say who is ahead, whether that is resolved, and what it would take."""
        found, texts = duel.comparison, self.texts
        names = {"first": found.first, "second": found.second}
        if found.difference is None:
            return texts["not_compared"].format(**names)
        if found.difference == 0 and found.low == found.high:
            return texts["alike"].format(n=found.n_pairs, **names)
        interval = ""
        if found.low is not None and found.high is not None:
            ends = {"low": points_shown(found.low), "high": points_shown(found.high)}
            interval = texts["interval"].format(**ends)
        ahead = texts["ahead"].format(
            points=points_shown(found.difference),
            interval=interval,
            verdict=self.verdict(duel),
            **names,
        )
        return self._joined([ahead, *self._needed(duel)])

    def ranks(self, strength: Strength) -> str:
        """Return the ranks that a contestant may have."""
        low, high = strength.rank_low, strength.rank_high
        return str(low) if low == high else f"{low} {self.texts['to']} {high}"

    def _needed(self, duel: Duel) -> Iterator[str]:
        found = duel.comparison
        if found.is_resolved:
            return
        more = (duel.pairs_needed or 0) - found.n_pairs
        if more > 0:
            effect = points_shown(RESOLVED_EFFECT)
            yield self.texts["more_pairs"].format(n=count_shown(more), effect=effect)
            more_scenarios = (duel.scenarios_needed or 0) - found.n_clusters
            if more_scenarios > 0:
                yield self.texts["more_scenarios"].format(n=count_shown(more_scenarios))

    def _joined(self, sentences: Sequence[str]) -> str:
        return ("" if self.language == "zh" else " ").join(sentences)

    def origin(self, origin: Origin) -> Iterator[tuple[str, str]]:
        """Yield all that is known of where results come from."""
        return origin_lines(origin, self.texts)

    def spending(self, report: Report) -> Iterator[tuple[str, Spending]]:
        """Yield what was spent, by contestant and in all."""
        for each in report.contestants:
            if each.name in report.spending:
                yield each.name, report.spending[each.name]
        yield self.texts["total"], report.spent

    def cost(self, spent: Spending) -> str:
        """Return what was paid, by currency, and for how many cases that is not known."""
        parts = [f"{amount:,.2f} {currency}" for currency, amount in spent.costs.items()]
        if spent.n_unpriced:
            parts.append(self.texts["unpriced"].format(n=count_shown(spent.n_unpriced)))
        return self.listed(iter(parts)) or "0"


def has_value(report: Report, metric: str) -> bool:
    """Whether any contestant has a value of a metric."""
    return any(
        each.metric == metric and each.estimate.value is not None for each in report.summaries
    )


def _n_rows(summary: Summary) -> int:
    return summary.estimate.n + sum(summary.excluded.values())
