"""Turning points about taking and leaving."""

from collections.abc import Iterator

import numpy as np

from negotiation.analysis.debrief.records import TurningPoint
from negotiation.analysis.debrief.sight import OwnTurn, Sight
from negotiation.analysis.debrief.skills.parts import slack
from negotiation.analysis.debrief.turning.points import best_place, make_offer, make_point
from negotiation.domain.moves import Accept, Move, WalkAway
from negotiation.protocol.session import StandingOffer

__all__ = ["left_too_early", "offers_not_taken", "signed_too_low"]


def offers_not_taken(sight: Sight) -> Iterator[TurningPoint]:
    """Yield the offers that stood and were worth more than what came of the talks."""
    reached = sight.reached.own
    seen: set[str] = set()
    for turn in sight.turns():
        for offer in turn.before.offers_to(sight.party):
            worth = sight.worth(offer)
            is_better = worth.own > max(reached, 0.0) + slack(reached)
            if offer.offer_id in seen or not is_better or not _is_good(sight, offer):
                continue
            point = make_point(
                sight,
                turn,
                "accept_standing",
                move=Move(act=Accept(offer_id=offer.offer_id)),
                deal=sight.table.deal(offer.party, offer.outcome),
                gain=worth.own - reached,
                offer_value=worth.own,
                reached_value=reached,
            )
            if point is not None:
                seen.add(offer.offer_id)
                yield point


def signed_too_low(sight: Sight) -> Iterator[TurningPoint]:
    """Yield the signature that was worth less than the alternative."""
    reached = sight.reached.own
    if sight.agreement is None or reached >= -slack(reached) or sight.host == sight.party:
        return
    turns = [
        turn
        for turn in sight.turns()
        if turn.event.kind in {"agreement_reached", "offer_made", "vote_cast"}
        and getattr(turn.event, "assents", True)
    ]
    if turns:
        point = make_point(
            sight,
            turns[-1],
            "walk_away",
            move=Move(act=WalkAway()),
            deal=None,
            gain=-reached,
            reached_value=reached,
        )
        if point is not None:
            yield point


def left_too_early(sight: Sight) -> Iterator[TurningPoint]:
    """Yield the last own turn of talks that failed though some terms were better for everybody.

    What should have been put forward is the fair point of Nash, or the nearest to it that this side
    could put forward; its worth is the gain, since nothing came of the talks.
    """
    if sight.end.ending is None or sight.end.agreement is not None or sight.host is not None:
        return
    nash = sight.reachable.solutions.nash_solution
    if nash is None:
        return
    nearness = -np.abs(sight.own - sight.own[nash]) - np.abs(sight.others - sight.others[nash])
    for turn in reversed(list(sight.turns())):
        everybody = sight.accepted & sight.in_hand(turn.before) & (sight.own > 0)
        place = best_place(nearness, everybody)
        if place is None or not turn.before.may_offer(sight.party):
            continue
        gain = float(sight.own[place])
        point = make_offer(
            sight, turn, "stay", place=place, gain=gain, n_rounds_left=_rounds_left(turn)
        )
        if point is not None:
            yield point
            return


def _is_good(sight: Sight, offer: StandingOffer) -> bool:
    """Whether an offer keeps to the own red lines and would have bound everybody if accepted.

    At a round table that takes the others who are asked: they could all accept it.
    """
    if not sight.keeps_lines(offer.outcome):
        return False
    if sight.end.protocol != "roundtable":
        return True
    space = sight.table.valuation.space
    place = np.flatnonzero(sight.reachable.indices == space.index_of(offer.outcome))
    return bool(len(place)) and bool(sight.accepted[place[0]])


def _rounds_left(turn: OwnTurn) -> int:
    return turn.before.deadline_rounds - turn.before.round
