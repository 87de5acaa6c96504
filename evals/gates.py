"""Gates: what a contestant must reach, so that a change of a prompt can be refused by a machine."""

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Literal

from evals.metrics.table import known_metric
from evals.rows import Row
from evals.summaries import summarise
from negotiation.domain.values import Value
from negotiation.errors import UsageError

__all__ = ["Gate", "GateResult", "check_gates", "gates_of"]


class Gate(Value):
    """A limit of a metric. Values at the limit pass."""

    metric: str
    limit: float
    """In the metric's own unit: a rate of 60 % is 0.6."""
    op: Literal["under", "over"]
    """On which side of the limit a value fails."""

    @classmethod
    def parse(cls, given: str, op: Literal["under", "over"]) -> "Gate":
        """Read ``METRIC=X``.

        Raises:
            UsageError: it is not of this form, or there is no such metric.
        """
        metric, equals, number = given.partition("=")
        try:
            limit = float(number)
        except ValueError:
            limit = float("nan")
        if not (equals and isfinite(limit)):
            raise UsageError(f"--fail-{op} {given}: expected METRIC=X, such as deal_rate=0.6")
        return cls(metric=known_metric(metric).name, limit=limit, op=op)

    @property
    def wanted(self) -> str:
        """What a value must be, in words."""
        return f"{'>=' if self.op == 'under' else '<='} {self.limit:g}"

    def passes(self, value: float) -> bool:
        """Whether a value is good enough."""
        return value >= self.limit if self.op == "under" else value <= self.limit


class GateResult(Value):
    """What a gate said of one contestant."""

    metric: str
    contestant: str
    wanted: str
    value: float | None
    """The mean over the contestant's cases; ``None`` without a case that has one."""
    ok: bool


def gates_of(fail_under: Iterable[str], fail_over: Iterable[str]) -> tuple[Gate, ...]:
    """Read the options ``--fail-under`` and ``--fail-over``.

    Raises:
        UsageError: one of them is not ``METRIC=X``, or there is no such metric.
    """
    return (
        *(Gate.parse(given, "under") for given in fail_under),
        *(Gate.parse(given, "over") for given in fail_over),
    )


def check_gates(
    rows: Sequence[Row], gates: Iterable[Gate], contestants: Sequence[str]
) -> tuple[GateResult, ...]:
    """Judge contestants by every gate.

    A contestant without a value fails: what was never measured proves nothing.

    Args:
        rows: of the results.
        gates: those of the command line.
        contestants: the names of those who are judged.
    """
    return tuple(
        _judged(gate, name, [row for row in rows if row.contestant == name])
        for gate in gates
        for name in contestants
    )


def _judged(gate: Gate, contestant: str, own: Sequence[Row]) -> GateResult:
    value = summarise(own, gate.metric).estimate.value
    return GateResult(
        metric=gate.metric,
        contestant=contestant,
        wanted=gate.wanted,
        value=value,
        ok=value is not None and gate.passes(value),
    )
