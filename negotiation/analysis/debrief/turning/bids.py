"""Turning points of bidders: a bid too few, and a bid that gave more than it took to win."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.debrief.records import TurningPoint
from negotiation.analysis.debrief.sight import Sight
from negotiation.analysis.debrief.skills.parts import slack
from negotiation.analysis.debrief.turning.points import best_place, make_offer, offer_turns
from negotiation.domain.outcomes import Outcome
from negotiation.domain.tenders import WINNER

__all__ = ["better_bids", "overbids"]


def better_bids(sight: Sight) -> Iterator[TurningPoint]:
    """Yield the bid that would have won a tender that was lost, at a gain."""
    signed = sight.end.agreement
    if signed is None or not _bids(sight) or sight.agreement is not None:
        return
    turns = [turn for turn in sight.turns() if turn.before.may_offer(sight.party)]
    if not turns or str(signed[WINNER]) == sight.party:
        return
    gainful = sight.accepted & sight.in_hand(turns[-1].before) & (sight.own > 0)
    place = best_place(sight.own, _beats(sight, signed) & gainful)
    if place is None:
        return
    point = make_offer(sight, turns[-1], "bid_on", place=place, gain=float(sight.own[place]))
    if point is not None:
        yield point


def overbids(sight: Sight) -> Iterator[TurningPoint]:
    """Yield the winning bid where a worse one for the host would have won as well."""
    made = offer_turns(sight)
    if not _bids(sight) or sight.agreement is None or not made or len(sight.end.awards) > 1:
        return
    rivals = [each for each in sight.offers() if each.party != sight.party]
    wins = sight.accepted & sight.in_hand(made[-1][0].before)
    for rival in {each.party: each for each in rivals}.values():
        wins &= _beats(sight, sight.table.deal(rival.party, rival.outcome))
    place, reached = best_place(sight.own, wins), sight.reached.own
    if place is None or not rivals or sight.own[place] <= reached + slack(reached):
        return
    gain = float(sight.own[place]) - reached
    point = make_offer(sight, made[-1][0], "bid_less", place=place, gain=gain)
    if point is not None:
        yield point


def _bids(sight: Sight) -> bool:
    return sight.host is not None and sight.party != sight.host


def _beats(sight: Sight, deal: Outcome) -> NDArray[np.bool_]:
    """Return which outcomes the host would take rather than a deal.

    By the price where that decides, and else by what the host gains.
    """
    tender = sight.table.valuation.table.tender
    if tender is None:
        raise TypeError("only a tender has bids")
    if tender.award != "price":
        values = sight.table.values_of(deal) - sight.table.valuation.disagreement_values
        host = sight.table.valuation.parties.index(tender.host)
        return np.asarray(sight.surplus[host] > values[host])
    space, indices = sight.table.valuation.space, sight.reachable.indices
    row = [issue.id for issue in space.issues].index(tender.price_issue)
    prices = np.array(space.issues[row].values, dtype=np.float64)[space.positions(indices)[row]]
    sign = 1 if tender.direction == "falling" else -1
    limit = sign * float(deal[tender.price_issue]) - tender.min_step
    return np.asarray(sign * prices <= limit + slack(limit))
