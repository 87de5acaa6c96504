"""Every metric, and what a case says about each."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from evals.metrics.aftermath import AFTERMATH
from evals.metrics.conduct import CONDUCT
from evals.metrics.injection import INJECTION
from evals.metrics.metric import Figure, Judged, Metric, Undefined
from evals.metrics.results import RESULTS
from evals.metrics.spending import SPENDING
from negotiation.domain.events import FaultOwner
from negotiation.errors import UsageError

__all__ = ["METRICS", "Figures", "figures_of", "known_metric"]

METRICS: Mapping[str, Metric] = MappingProxyType(
    {metric.name: metric for metric in (*RESULTS, *CONDUCT, *INJECTION, *AFTERMATH, *SPENDING)}
)
"""By name, in the order of reports."""

SPENDING_NAMES = frozenset(metric.name for metric in SPENDING)

NOT_ITS_FAULT: tuple[FaultOwner, ...] = ("endpoint", "engine")
"""Owners of lost turns that make a case say nothing about anybody's skill."""


class Figures(NamedTuple):
    """What a case says about one party."""

    values: dict[str, float]
    """By metric."""
    undefined: dict[str, str]
    """By metric, why it says nothing."""


def figures_of(judged: Judged) -> Figures:
    """Work out every metric for one party of a run."""
    fault = _fault(judged)
    found: dict[str, Figure] = {
        name: fault if fault and name not in SPENDING_NAMES else metric.of(judged)
        for name, metric in METRICS.items()
    }
    return Figures(
        values={name: each for name, each in found.items() if not isinstance(each, Undefined)},
        undefined={
            name: each.reason for name, each in found.items() if isinstance(each, Undefined)
        },
    )


def known_metric(name: str) -> Metric:
    """Return a metric by name. Raises ``UsageError`` when there is none."""
    if name not in METRICS:
        raise UsageError(f"no metric {name!r}; known are {', '.join(METRICS)}")
    return METRICS[name]


def _fault(judged: Judged) -> Undefined | None:
    """Say why a case is nobody's result: a turn was lost, and neither side could help it."""
    for table, _ in judged.tables:
        for score in table.parties:
            for owner in NOT_ITS_FAULT:
                if score.conduct.forfeits.get(owner, 0):
                    return Undefined(f"a turn was lost to the {owner}")
    return None
