"""Opening ambition, the concession curve and logrolling: what the party's own offers show."""

from collections.abc import Sequence
from itertools import pairwise

from negotiation.analysis.debrief.records import Check
from negotiation.analysis.debrief.results import best_without_harm
from negotiation.analysis.debrief.sight import Sight
from negotiation.analysis.debrief.skills.parts import check, ramp, share_of, slack
from negotiation.domain.events import OfferMade
from negotiation.domain.outcomes import Outcome

__all__ = ["concession_checks", "logrolling_checks", "opening_checks", "swapped"]

FULL_OPENING = 0.8
"""A first offer of this share of the best within reach is ambitious enough."""

SMALL_STEP, LARGE_STEP = 0.2, 0.5
"""The largest step, as a share of the best within reach: all of the point, none of it."""

GROWTH = 1.1
"""A step may be this much larger than the one before and still count as no larger."""

ENOUGH_SWAPS = 1 / 3
"""Share of the steps that, being swaps, are worth the whole point."""


def opening_checks(sight: Sight) -> list[Check]:
    """Judge the first own offer by the best that the others could have accepted."""
    ideal, made = sight.ideal, sight.offers(sight.party)
    if ideal <= 0 or sight.party == sight.host:
        return []
    if not made:
        first = next(sight.turns(), None)
        is_taken = first is not None and sight.agreement is not None
        return [check("no_offer", 0.0, [sight.last_spot])] if is_taken else []
    asked = sight.gain_of(made[0]).own
    return [
        check(
            "opening_height",
            asked / ideal / FULL_OPENING,
            [sight.spot(made[0])],
            opening_value=asked,
            best_value=ideal,
            opening_fraction=asked / ideal,
        )
    ]


def concession_checks(sight: Sight) -> list[Check]:
    """Judge the steps from one own offer to the next."""
    made, ideal = sight.offers(sight.party), sight.ideal
    if len(made) < 2 or ideal <= 0:  # noqa: PLR2004 - a step has two ends
        return []
    worths = [sight.gain_of(offer).own for offer in made]
    steps = [before - after for before, after in pairwise(worths)]
    largest = max(range(len(steps)), key=lambda place: steps[place])
    back = [n for n, step in enumerate(steps) if step < -slack(worths[n])]
    found = [
        check(
            "never_back",
            1 - len(back) / len(steps),
            [sight.spot(made[n + 1]) for n in (back or [len(steps) - 1])],
            n_back=len(back),
            n_steps=len(steps),
        ),
        check(
            "small_steps",
            ramp(steps[largest] / ideal, nothing=LARGE_STEP, full=SMALL_STEP),
            [sight.spot(made[largest + 1])],
            step_value=steps[largest],
            step_fraction=steps[largest] / ideal,
        ),
    ]
    return found + _shrinking(sight, made, steps) + _returned(sight, made, steps)


def logrolling_checks(sight: Sight) -> list[Check]:
    """Judge how much was left for no one, and whether issues were traded for each other."""
    ideal = sight.ideal
    if ideal <= 0 or len(sight.table.valuation.table.agenda) < 2:  # noqa: PLR2004 - to trade
        return []
    better = best_without_harm(sight)
    wasted = better.gain if better else 0.0
    found = [
        check(
            "nothing_wasted",
            1 - wasted / ideal,
            [sight.last_spot],
            wasted_value=wasted,
            wasted_fraction=wasted / ideal,
        )
    ]
    steps = [pair for pair in pairwise(sight.offers(sight.party)) if _differ(*pair)]
    if not steps:
        return found
    swaps = [after for before, after in steps if swapped(sight, before, after)]
    spots = [sight.spot(offer) for offer in swaps or [steps[-1][1]]]
    earned = len(swaps) / len(steps) / ENOUGH_SWAPS
    return [*found, check("swaps", earned, spots, n_swaps=len(swaps), n_steps=len(steps))]


def swapped(sight: Sight, before: OfferMade, after: OfferMade) -> bool:
    """Whether a step takes on one issue and gives on another, by what each alone is worth."""
    start = sight.table.deal(before.party, before.outcome)
    origin = sight.gain(start)
    has_taken = has_given = False
    for issue, value in after.outcome.items():
        if before.outcome[issue] == value:
            continue
        moved: Outcome = {**start, issue: value}
        gain = sight.gain(moved)
        has_taken |= gain.own > origin.own + slack(origin.own)
        has_given |= gain.others > origin.others + slack(origin.others)
    return has_taken and has_given


def _differ(before: OfferMade, after: OfferMade) -> bool:
    return before.outcome != after.outcome


def _shrinking(sight: Sight, made: Sequence[OfferMade], steps: Sequence[float]) -> list[Check]:
    """Judge whether steps get smaller; a step of nothing is no larger than any."""
    if len(steps) < 2:  # noqa: PLR2004 - two steps can be compared
        return []
    no_larger = [
        after <= max(before, 0.0) * GROWTH + slack(before) for before, after in pairwise(steps)
    ]
    worst = [n for n, is_small in enumerate(no_larger) if not is_small] or [len(no_larger) - 1]
    return [
        check(
            "smaller_steps",
            share_of(no_larger),
            [sight.spot(made[n + 2]) for n in worst],
            n_smaller=sum(no_larger),
            n_pairs=len(no_larger),
        )
    ]


def _returned(sight: Sight, made: Sequence[OfferMade], steps: Sequence[float]) -> list[Check]:
    """Judge whether the other side had moved before each step that gave something."""
    if len(sight.counterparts) != 1:
        return []
    theirs = [(each.turn, sight.gain_of(each).own) for each in sight.offers(sight.counterparts[0])]
    answered: list[bool] = []
    unanswered: list[OfferMade] = []
    for (before, after), step in zip(pairwise(made), steps, strict=True):
        if step <= slack(step):
            continue
        earlier = [worth for turn, worth in theirs if turn < before.turn]
        since = [worth for turn, worth in theirs if before.turn < turn < after.turn]
        has_moved = bool(since) and (not earlier or max(since) > max(earlier) + slack(max(earlier)))
        answered.append(has_moved)
        unanswered += [] if has_moved else [after]
    if not answered:
        return []
    spots = [sight.spot(offer) for offer in unanswered or [made[-1]]]
    n_answered = sum(answered)
    return [
        check(
            "steps_returned",
            share_of(answered),
            spots,
            n_returned=n_answered,
            n_steps=len(answered),
        )
    ]
