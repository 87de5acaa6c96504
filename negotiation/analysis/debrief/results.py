"""What came of a table, what was left on it, and what the others would have signed."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.debrief.prepared import Prepared
from negotiation.analysis.debrief.records import (
    Acceptable,
    Change,
    Improvement,
    LeftOnTable,
    Result,
)
from negotiation.analysis.debrief.sight import Gain, Sight
from negotiation.domain.outcomes import Outcome

__all__ = ["acceptable_of", "best_without_harm", "changes_between", "left_of", "result_of"]

_TOLERANCE_FRACTION = 1e-9
_N_NEARBY = 5


def result_of(sight: Sight, prepared: Prepared | None) -> Result:
    """Return what came of the talks against alternative, target and the best within reach."""
    mine, ideal = sight.mine, sight.ideal
    target = prepared.target_value if prepared else None
    by_rule = mine.reservation_value + ideal if ideal > 0 else None
    signed = sight.agreement
    return Result(
        ending=sight.end.ending,
        rounds=sight.score.rounds,
        turns=sight.score.turns,
        agreement=dict(signed) if signed is not None else None,
        value=mine.value,
        alternative=mine.reservation_value,
        surplus=mine.surplus,
        target=by_rule if target is None else target,
        is_target_own=target is not None,
        walk_away=prepared.walk_away_value if prepared else None,
        best_surplus=ideal if ideal > 0 else None,
        attained_share=mine.surplus / ideal if ideal > 0 else None,
        others_surplus=sight.reached.others,
    )


def left_of(sight: Sight) -> LeftOnTable:
    """Return what more there was: without harm to anybody, at Nash's point, and together."""
    reached = sight.reached
    joint = (sight.own + sight.others)[sight.reachable.zopa]
    nash = sight.reachable.solutions.nash_solution
    return LeftOnTable(
        to_frontier=best_without_harm(sight),
        to_nash=None if nash is None else _improvement(sight, nash),
        joint_gain=max(0.0, float(joint.max(initial=0.0)) - reached.own - reached.others),
    )


def best_without_harm(sight: Sight) -> Improvement | None:
    """Return the best for the party that leaves nobody worse off than the talks did."""
    lines = {each.party: each.surplus for each in sight.score.parties}
    parties = sight.table.valuation.parties
    floor = np.array([lines[party] for party in parties])
    slack = _TOLERANCE_FRACTION * np.maximum(1.0, np.abs(floor))
    harmless = (sight.surplus >= (floor - slack)[:, np.newaxis]).all(axis=0) & sight.permitted
    place = _best(sight.own, harmless)
    if place is None or sight.own[place] <= sight.reached.own + slack.max():
        return None
    return _improvement(sight, place)


def acceptable_of(sight: Sight) -> Acceptable:
    """Return what the others would have signed in the end."""
    place = _best(sight.own, sight.accepted & sight.permitted & (sight.own >= 0))
    return Acceptable(
        best=None if place is None else _improvement(sight, place),
        nearby=tuple(_nearby(sight)),
    )


def changes_between(before: Outcome | None, after: Outcome) -> tuple[Change, ...]:
    """Return the terms that differ; nothing where there was nothing before."""
    if before is None:
        return ()
    return tuple(
        Change(issue=issue, before=before[issue], after=value)
        for issue, value in after.items()
        if issue in before and before[issue] != value
    )


def _nearby(sight: Sight) -> Iterable[Improvement]:
    """Return one term moved from the last terms on the table, to what the others still accept."""
    last = _last_terms(sight)
    if last is None:
        return ()
    space = sight.table.valuation.space
    origin = space.positions(np.array([space.index_of(last)], dtype=np.int64))
    moved = (space.positions(sight.reachable.indices) != origin).sum(axis=0)
    now = sight.gain(last).own
    better = (moved == 1) & sight.accepted & sight.permitted & (sight.own > now + _slack(now))
    by_issue: dict[str, Improvement] = {}
    for place in sorted(np.flatnonzero(better), key=lambda each: -sight.own[each]):
        found = _improvement(sight, int(place), since=last)
        by_issue.setdefault(found.changes[0].issue, found)
    return tuple(by_issue.values())[:_N_NEARBY]


def _last_terms(sight: Sight) -> Outcome | None:
    """Return what was signed, or else the last offer of the other side, or else the own one."""
    if sight.agreement is not None:
        return sight.agreement
    offers = [each for each in sight.offers() if each.party in sight.counterparts]
    made = offers or list(sight.offers(sight.party))
    return sight.table.deal(made[-1].party, made[-1].outcome) if made else None


def _improvement(sight: Sight, place: int, *, since: Outcome | None = None) -> Improvement:
    outcome = sight.outcome_at(place)
    before = sight.reached if since is None else sight.gain(since)
    after = Gain(float(sight.own[place]), float(sight.others[place]))
    return Improvement(
        outcome=dict(outcome),
        surplus=after.own,
        others_surplus=after.others,
        gain=after.own - before.own,
        others_gain=after.others - before.others,
        changes=changes_between(sight.agreement if since is None else since, outcome),
    )


def _best(worth: NDArray[np.float64], allowed: NDArray[np.bool_]) -> int | None:
    if not allowed.any():
        return None
    return int(np.argmax(np.where(allowed, worth, -np.inf)))


def _slack(value: float) -> float:
    return _TOLERANCE_FRACTION * max(1.0, abs(value))
