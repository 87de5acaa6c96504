"""Two runs of one scenario side by side: where they part, what came of it, what else differs.

Pure: from the records, logs and scorecards of two runs to a report. A score is ``None`` where it
may not be shown yet, and a table is where one of the two runs has not opened it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from negotiation.analysis.conduct.finding import FindingKind
from negotiation.analysis.scorecard import Scorecard, TableScore
from negotiation.app.campaign_comparing import CampaignRow, campaign_rows
from negotiation.app.differences import SettingDifference, setting_differences
from negotiation.app.pairs import Pair, difference_of
from negotiation.app.parting import Parting, parting_of
from negotiation.app.records import ForkedFrom, RunRecord
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import Ending
from negotiation.domain.quantities import OptionValue, ValueUnit
from negotiation.domain.values import Value
from negotiation.errors import UsageError

__all__ = ["ComparedRun", "IssueRow", "PartyRow", "RunComparison", "TableComparison"]
__all__ += ["compare_runs"]


class IssueRow(Value):
    """What was agreed on one issue; ``None`` without an agreement."""

    issue: str
    agreed: Pair[OptionValue | None]
    differs: bool


class PartyRow(Value):
    """How one party did, in the unit of the table; ``None`` where it did not sit there.

    Differences are the second less the first.
    """

    party: str
    value: Pair[float | None]
    surplus: Pair[float | None]
    value_difference: float | None
    surplus_difference: float | None


class TableComparison(Value):
    """What came of one table in both runs."""

    table: str
    unit: ValueUnit
    ending: Pair[Ending | None]
    rounds: Pair[int | None]
    turns: Pair[int | None]
    issues: tuple[IssueRow, ...]
    parties: tuple[PartyRow, ...]
    """Empty where one of the runs has not opened the table."""
    joint_surplus: Pair[float | None]
    findings: dict[FindingKind, Pair[int]]


class RunComparison(Value):
    """Two runs side by side."""

    scenario: str
    runs: Pair[str]
    forked_from: Pair[ForkedFrom | None]
    is_pure_decision: bool
    """Whether scenario, seed, language and talk are the same: what differs is what was decided."""
    settings: tuple[SettingDifference, ...]
    """All that was set up differently, who decides included."""
    parting: Parting | None
    """Where the logs first differ; ``None`` where they do not."""
    tables: tuple[TableComparison, ...] | None
    """``None`` while a person plays in one of the runs."""
    totals: tuple[PartyRow, ...]
    """Over several tables; empty where there is one, where units differ, and for a campaign, whose
    contracts bind each other."""
    campaign: tuple[CampaignRow, ...]
    """What a campaign brought every party; empty where there is none, or it goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRun:
    """All that is read of one run."""

    name: str
    record: RunRecord
    events: Sequence[LogEvent]
    """Those that may be shown."""
    scorecard: Scorecard | None


def compare_runs(first: ComparedRun, second: ComparedRun) -> RunComparison:
    """Set two runs side by side.

    Raises:
        UsageError: they are not of the same scenario, or a table of it has other parties or issues.
    """
    _check_comparable(first.record, second.record)
    settings = setting_differences(first.record, second.record)
    scored = [run.scorecard.campaign if run.scorecard else None for run in (first, second)]
    campaign = campaign_rows(scored[0], scored[1])
    is_settled = first.scorecard is not None and second.scorecard is not None
    tables = tuple(_tables(first, second)) if is_settled else None
    return RunComparison(
        scenario=first.record.plan.scenario.name,
        runs=Pair(first=first.name, second=second.name),
        forked_from=Pair(first=first.record.forked_from, second=second.record.forked_from),
        is_pure_decision=not any(row.is_condition for row in settings),
        settings=settings,
        parting=parting_of(first.events, second.events),
        tables=tables,
        totals=() if first.record.plan.scenario.campaign else _totals(tables or ()),
        campaign=campaign,
    )


def _check_comparable(first: RunRecord, second: RunRecord) -> None:
    one, other = first.plan.scenario, second.plan.scenario
    if one.name != other.name:
        raise UsageError(f"these are runs of two scenarios: {one.name} and {other.name}")
    there = {table.id: table for table in other.tables}
    for table in one.tables:
        same = there.get(table.id)
        if same is None or set(same.parties) != set(table.parties):
            raise UsageError(f"table {table.id!r} of {one.name} was another one in the second run")
        if set(same.space.by_id) != set(table.space.by_id):
            raise UsageError(f"table {table.id!r} of {one.name} had other issues in the second run")


def _tables(first: ComparedRun, second: ComparedRun) -> Iterator[TableComparison]:
    scores = [_by_table(run.scorecard) for run in (first, second)]
    for table in first.record.plan.scenario.tables:
        one, other = (by_table.get(table.id) for by_table in scores)
        if known := one or other:
            issues = tuple(issue.id for issue in table.agenda)
            yield _table(known, one, other, issues)


def _by_table(scorecard: Scorecard | None) -> Mapping[str, TableScore]:
    return {score.table: score for score in scorecard.tables} if scorecard is not None else {}


def _table(
    known: TableScore, one: TableScore | None, other: TableScore | None, issues: Sequence[str]
) -> TableComparison:
    counts = [Counter(found.kind for found in score.findings) if score else Counter()
              for score in (one, other)]  # fmt: skip
    kinds = [kind for kind in get_args(FindingKind) if counts[0][kind] or counts[1][kind]]
    agreed = [(score.agreement if score else None) or {} for score in (one, other)]
    named = dict.fromkeys((*issues, *agreed[0], *agreed[1]))
    return TableComparison(
        table=known.table,
        unit=known.unit,
        ending=Pair(first=one and one.ending, second=other and other.ending),
        rounds=Pair(first=one and one.rounds, second=other and other.rounds),
        turns=Pair(first=one and one.turns, second=other and other.turns),
        issues=tuple(_issue(issue, *agreed) for issue in named) if any(agreed) else (),
        parties=tuple(_parties(one, other)),
        joint_surplus=Pair(first=one and one.joint_surplus, second=other and other.joint_surplus),
        findings={kind: Pair(first=counts[0][kind], second=counts[1][kind]) for kind in kinds},
    )


def _issue(
    issue: str, one: Mapping[str, OptionValue], other: Mapping[str, OptionValue]
) -> IssueRow:
    agreed = Pair[OptionValue | None](first=one.get(issue), second=other.get(issue))
    return IssueRow(issue=issue, agreed=agreed, differs=agreed.differs)


def _parties(one: TableScore | None, other: TableScore | None) -> Iterator[PartyRow]:
    if one is None or other is None:
        return
    first, second = ({score.party: score for score in table.parties} for table in (one, other))
    for party in dict.fromkeys((*first, *second)):
        here, there = first.get(party), second.get(party)
        yield _row(
            party,
            Pair(first=here and here.value, second=there and there.value),
            Pair(first=here and here.surplus, second=there and there.surplus),
        )


def _row(party: str, value: Pair[float | None], surplus: Pair[float | None]) -> PartyRow:
    return PartyRow(
        party=party,
        value=value,
        surplus=surplus,
        value_difference=difference_of(value),
        surplus_difference=difference_of(surplus),
    )


def _totals(tables: Sequence[TableComparison]) -> tuple[PartyRow, ...]:
    """Add up by party the tables that both runs opened."""
    if len(tables) < 2 or len({table.unit for table in tables}) > 1:  # noqa: PLR2004 - several
        return ()
    rows = [row for table in tables for row in table.parties]
    return tuple(
        _row(
            party,
            _sum(row.value for row in rows if row.party == party),
            _sum(row.surplus for row in rows if row.party == party),
        )
        for party in dict.fromkeys(row.party for row in rows)
    )


def _sum(pairs: Iterable[Pair[float | None]]) -> Pair[float | None]:
    added = list(pairs)
    return Pair(
        first=sum(pair.first or 0.0 for pair in added),
        second=sum(pair.second or 0.0 for pair in added),
    )
