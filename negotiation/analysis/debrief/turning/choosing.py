"""Which turning points are told: the costliest, each for another reason where there is a choice.

Rules find the candidates and say what each might be worth; playing them out says what they are
worth against somebody who answers.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from negotiation.analysis.debrief.records import Reason, TurningPoint
from negotiation.analysis.debrief.sight import Sight
from negotiation.analysis.debrief.turning.bids import better_bids, overbids
from negotiation.analysis.debrief.turning.endings import (
    left_too_early,
    offers_not_taken,
    signed_too_low,
)
from negotiation.analysis.debrief.turning.offers import (
    clauses_given_away,
    large_steps,
    low_openings,
    missed_trades,
    trades_on_the_way,
)
from negotiation.analysis.debrief.turning.signatures import signatures_not_asked

__all__ = ["N_TURNING_POINTS", "candidates", "chosen"]

N_TURNING_POINTS = 3

MAX_OF_A_REASON, MAX_OF_A_TURN, MAX_CANDIDATES = 5, 2, 14
"""Candidates at most: of one reason, of one reason in one turn, and altogether. At a larger table,
where more parties think in every branch, one counts double."""

LEAST_SHARE = 0.005
"""A gain below this share of the best within reach is not worth telling."""

_RULES = (
    offers_not_taken,
    signed_too_low,
    left_too_early,
    better_bids,
    overbids,
    low_openings,
    large_steps,
    missed_trades,
    trades_on_the_way,
    signatures_not_asked,
    clauses_given_away,
)


def candidates(sights: Sequence[Sight]) -> tuple[TurningPoint, ...]:
    """Return what the rules find, the costliest first; of each reason a few."""
    found = [
        point
        for sight in sights
        for rule in _RULES
        for point in rule(sight)
        if point.gain >= LEAST_SHARE * sight.ideal
    ]
    found.sort(key=_costliest)
    weights = {sight.score.table: min(len(sight.end.parties) - 1, 2) for sight in sights}
    n_of_reason: Counter[Reason] = Counter()
    n_of_turn: Counter[tuple[Reason, str, int]] = Counter()
    kept: list[TurningPoint] = []
    for point in found:
        place = (point.reason, point.table, point.turn)
        weight = sum(weights[each.table] for each in (*kept, point))
        is_much = n_of_reason[point.reason] >= MAX_OF_A_REASON or n_of_turn[place] >= MAX_OF_A_TURN
        if is_much or weight > MAX_CANDIDATES:
            continue
        kept.append(point)
        n_of_reason[point.reason] += 1
        n_of_turn[place] += 1
    return tuple(kept)


def chosen(points: Iterable[TurningPoint]) -> tuple[TurningPoint, ...]:
    """Return three at most, the costliest first.

    What was tried counts by what came of it, what was not tried by its rule. First come those that
    gained when they were played on, each for another reason; then more of them; then those that
    gained on some seed at least and were no worse by the median. No two are of one turn.
    """
    found = sorted(points, key=_costliest)
    harmless = [each for each in found if _is_harmless(each)]
    confirmed = [each for each in harmless if _is_confirmed(each)]
    picked = _picked(confirmed, [], is_new_reason=True)
    picked = _picked(confirmed, picked, is_new_reason=False)
    picked = _picked(harmless, picked, is_new_reason=False)
    return tuple(sorted(picked, key=_costliest))


def _is_confirmed(point: TurningPoint) -> bool:
    """Whether playing on gained on average, and on no fewer seeds than it lost."""
    if point.tried is None:
        return True
    differences = point.tried.differences
    n_better = sum(each > 0 for each in differences)
    return sum(differences) > 0 and n_better >= sum(each < 0 for each in differences)


def _is_harmless(point: TurningPoint) -> bool:
    """Whether playing on gained on some seed, and was no worse seed by seed and all in all."""
    shown = point.tried
    if shown is None:
        return True
    has_gained = any(each > 0 for each in shown.differences)
    no_worse = shown.difference_median >= 0 and shown.better.median >= shown.as_played.median
    return has_gained and no_worse


def _costliest(point: TurningPoint) -> tuple[float, float, str, int, str]:
    """Sort by the median of what was tried, then by its mean; by rule where nothing was."""
    if point.tried is None:
        median = mean = point.gain
    else:
        median = point.tried.difference_median
        mean = sum(point.tried.differences) / len(point.tried.differences)
    return (-median, -mean, point.table, point.turn, point.reason)


def _picked(
    found: Iterable[TurningPoint], chosen: Sequence[TurningPoint], *, is_new_reason: bool
) -> list[TurningPoint]:
    """Go on choosing until there are three."""
    picked = list(chosen)
    for point in found:
        turns = {(each.table, each.turn) for each in picked}
        reasons = {each.reason for each in picked}
        if len(picked) >= N_TURNING_POINTS:
            break
        if (point.table, point.turn) in turns or (is_new_reason and point.reason in reasons):
            continue
        picked.append(point)
    return picked
