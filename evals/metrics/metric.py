"""What a metric is, and what a case says about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from negotiation.analysis.scorecard import PartyScore, Scorecard, TableScore
from negotiation.app.aftermath import Aftermath
from negotiation.app.plan import RunPlan
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.values import ShortText
from negotiation.llm.recorded import ChatRecord

__all__ = ["Figure", "Judged", "Metric", "MetricKind", "Played", "Undefined", "mean_over_tables"]

MetricKind: TypeAlias = Literal["rate", "mean"]
"""``rate``: of cases in which something is so. ``mean``: of a quantity."""

Better: TypeAlias = Literal["high", "low", "neither"]


class Undefined(NamedTuple):
    """Why a case says nothing about a metric."""

    reason: str


Figure: TypeAlias = float | Undefined


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A run that has ended, with all that metrics may read."""

    plan: RunPlan
    log: Sequence[LogEvent]
    scorecard: Scorecard
    calls: Sequence[ChatRecord] = ()
    aftermaths: Mapping[str, Aftermath] = field(default_factory=dict)
    """By table, where something was signed that the simulator can carry out."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One party of a run, and whom it met."""

    played: Played
    party: str
    opponent: str
    """The words of ``--seat`` of whoever it met."""

    @property
    def tables(self) -> tuple[tuple[TableScore, PartyScore], ...]:
        """The tables at which it sat, each with how it did there."""
        return tuple(
            (table, score)
            for table in self.played.scorecard.tables
            for score in table.parties
            if score.party == self.party
        )

    @property
    def calls(self) -> tuple[ChatRecord, ...]:
        """What its model was asked."""
        return tuple(call for call in self.played.calls if call.key.split("/")[1:2] == [self.party])


class Metric(NamedTuple):
    """A figure of a case, and what it says."""

    name: str
    title: ShortText
    kind: MetricKind
    better: Better
    summary: str
    """How it is computed, for the manual."""
    of: Callable[[Judged], Figure]
    is_percent: bool = False
    """Whether it is shown as a percentage; rates always are."""


def mean_over_tables(judged: Judged, figure: Callable[[TableScore, PartyScore], Figure]) -> Figure:
    """Return the mean over a party's tables, those left out for which it is not defined.

    Nearly every scenario has one table; in a campaign a party sits at several.
    """
    found = [figure(table, score) for table, score in judged.tables]
    numbers = [each for each in found if not isinstance(each, Undefined)]
    if numbers:
        return sum(numbers) / len(numbers)
    undefined = next((each for each in found if isinstance(each, Undefined)), None)
    return undefined or Undefined("it sat at no table")
