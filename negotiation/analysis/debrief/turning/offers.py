"""Turning points about what was put forward."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.debrief.records import TurningPoint
from negotiation.analysis.debrief.sight import OwnTurn, Sight
from negotiation.analysis.debrief.skills.parts import slack
from negotiation.analysis.debrief.turning.points import (
    MIDPOINT,
    best_place,
    make_offer,
    offer_turns,
)
from negotiation.domain.events import AgreementReached, OfferMade, ProposalCarried
from negotiation.domain.outcomes import Outcome

__all__ = [
    "clauses_given_away",
    "large_steps",
    "low_openings",
    "missed_trades",
    "trades_on_the_way",
]

HIGH_OPENING = 0.9
"""A better opening asks for this share of the best within reach."""

SHARES_OF_STEP = (0.0, 0.5)
"""A better step gives one of these shares of what was given, or what the others gave if more."""

FEW_CHANGES = 3
"""A trade of at most so many terms is preferred: it can be said in a sentence."""


def low_openings(sight: Sight) -> Iterator[TurningPoint]:
    """Yield the first offer, or the acceptance without one, that asked for little."""
    if sight.host is not None or sight.ideal <= 0:
        return
    turn = next(
        (t for t in sight.turns() if isinstance(t.event, OfferMade | AgreementReached)), None
    )
    if turn is None or not isinstance(turn.event, OfferMade | AgreementReached):
        return
    asked = sight.gain(turn.event.outcome).own
    high = sight.accepted & sight.in_hand(turn.before) & (sight.own >= HIGH_OPENING * sight.ideal)
    place = best_place(sight.others, high)
    if place is None:
        return
    gain = MIDPOINT * (float(sight.own[place]) - asked)
    gain = min(gain, sight.ideal - sight.reached.own)
    point = make_offer(
        sight,
        turn,
        "open_further",
        place=place,
        gain=gain,
        asked_value=asked,
        asked_fraction=asked / sight.ideal,
    )
    if point is not None:
        yield point


def large_steps(sight: Sight) -> Iterator[TurningPoint]:
    """Yield the steps that gave more than the others had given since the offer before."""
    if sight.host is not None or sight.ideal <= 0:
        return
    for (_, before), (turn, after) in pairwise(offer_turns(sight)):
        high, low = sight.gain_of(before).own, sight.gain_of(after).own
        given, received = high - low, _received(sight, before, after)
        for share in SHARES_OF_STEP:
            kept = max(received, share * given)
            level = sight.in_hand(turn.before) & (sight.own >= high - kept - slack(high))
            place = best_place(sight.others, level)
            if given - kept <= slack(high) or place is None:
                continue
            gain = MIDPOINT * (float(sight.own[place]) - low)
            point = make_offer(
                sight,
                turn,
                "concede_less",
                place=place,
                gain=min(gain, sight.ideal - sight.reached.own),
                given_value=given,
                received_value=received,
                less_value=max(0.0, high - float(sight.own[place])),
                others_change_value=float(sight.others[place]) - sight.gain_of(after).others,
            )
            if point is not None:
                yield point


def missed_trades(sight: Sight) -> Iterator[TurningPoint]:
    """Yield other terms than the signed ones that were better here and no worse for anybody.

    Where this side made the offer that was signed, it is in that turn; where it accepted, it could
    have put the trade forward instead.
    """
    deal = sight.agreement
    turn = _binding_turn(sight)
    if deal is None or turn is None or not turn.before.may_offer(sight.party):
        return
    space = sight.table.valuation.space
    values = sight.table.values_of(deal) - sight.table.valuation.disagreement_values
    floor = values - 1e-9 * np.maximum(1.0, np.abs(values))
    harmless = (sight.surplus >= floor[:, np.newaxis]).all(axis=0) & sight.in_hand(turn.before)
    origin = space.positions(np.array([space.index_of(deal)], dtype=np.int64))
    n_changed = (space.positions(sight.reachable.indices) != origin).sum(axis=0)
    place = _worth_most(sight, harmless, n_changed)
    if place is None:
        return
    now = sight.gain(deal)
    point = make_offer(
        sight,
        turn,
        "trade_issues",
        place=place,
        gain=float(sight.own[place]) - now.own,
        own_gain_value=float(sight.own[place]) - now.own,
        others_gain_value=float(sight.others[place]) - now.others,
    )
    if point is not None and point.gain > slack(now.own):
        yield point


def trades_on_the_way(sight: Sight) -> Iterator[TurningPoint]:
    """Yield terms that were better for both sides than an offer of this side.

    Of all of them the one whose smaller gain is the largest, each as a share of what its side could
    reach at best.
    """
    if sight.ideal <= 0 or sight.party == sight.host:
        return
    most = float(sight.others[sight.accepted & (sight.own >= 0)].max(initial=0.0)) or 1.0
    for turn, offer in offer_turns(sight):
        now = sight.gain_of(offer)
        fairness = np.minimum(
            (sight.own - now.own) / sight.ideal, (sight.others - now.others) / most
        )
        place = best_place(fairness, sight.in_hand(turn.before) & (fairness > 0))
        if place is None:
            continue
        gain = float(sight.own[place]) - now.own
        point = make_offer(
            sight,
            turn,
            "trade_issues",
            place=place,
            gain=MIDPOINT * gain,
            own_gain_value=gain,
            others_gain_value=float(sight.others[place]) - now.others,
        )
        if point is not None:
            yield point


def clauses_given_away(sight: Sight) -> Iterator[TurningPoint]:
    """Yield the terms given up in a step that cost this side more than they brought the others.

    Only what stayed given away counts. In points, which two sides cannot compare, only what brought
    the others nothing.
    """
    if sight.host is not None:
        return
    space, in_money = sight.table.valuation.space, sight.score.unit == "cny"
    for (_, before), (turn, after) in pairwise(offer_turns(sight)):
        for issue, value in after.outcome.items():
            old = before.outcome[issue]
            if old == value or (sight.agreement and sight.agreement[issue] != value):
                continue
            kept: Outcome = {**after.outcome, issue: old}
            now, then = sight.gain(after.outcome), sight.gain(kept)
            cost, brought = then.own - now.own, now.others - then.others
            is_waste = cost > brought + slack(cost) if in_money else brought <= slack(brought)
            place = np.flatnonzero(sight.reachable.indices == space.index_of(kept))
            if cost <= slack(cost) or not is_waste or not len(place) or then.own < 0:
                continue
            point = make_offer(
                sight,
                turn,
                "keep_clause",
                place=int(place[0]),
                gain=cost - max(brought, 0.0) if in_money else cost,
                cost_value=cost,
                brought_value=brought,
            )
            if point is not None:
                yield point


def _received(sight: Sight, before: OfferMade, after: OfferMade) -> float:
    """Return by how much the others' best offer rose between two own offers."""
    theirs = [each for each in sight.offers() if each.party != sight.party]
    earlier = [sight.gain_of(each).own for each in theirs if each.turn < before.turn]
    since = [sight.gain_of(each).own for each in theirs if before.turn < each.turn < after.turn]
    if not since or not earlier:
        return 0.0
    return max(0.0, max(since) - max(earlier))


def _binding_turn(sight: Sight) -> OwnTurn | None:
    """Return the own turn that made the agreement: the offer that was signed, or the assent."""
    signed = next(
        (e for e in sight.events if isinstance(e, AgreementReached | ProposalCarried)), None
    )
    awards = [award for award in sight.end.awards if award.party == sight.party]
    offer_id = signed.offer_id if signed else awards[0].offer_id if awards else None
    if offer_id is None:
        return None
    turns = list(sight.turns())
    made = [t for t in turns if getattr(t.event, "offer_id", None) == offer_id]
    return made[-1] if made else None


def _worth_most(
    sight: Sight, harmless: NDArray[np.bool_], n_changed: NDArray[np.int64]
) -> int | None:
    """Return the best of the trades of few terms; of all, where none of few is better."""
    few = best_place(sight.own, harmless & (n_changed <= FEW_CHANGES) & (n_changed > 0))
    if few is not None and sight.own[few] > sight.reached.own + slack(sight.reached.own):
        return few
    return best_place(sight.own, harmless & (n_changed > 0))
