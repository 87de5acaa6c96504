"""Turning points of who never asked: terms that only needed a signature in the own house."""

from collections.abc import Iterator

from negotiation.analysis.debrief.records import TurningPoint
from negotiation.analysis.debrief.sight import Sight
from negotiation.analysis.debrief.skills.parts import slack
from negotiation.analysis.debrief.turning.points import best_place, make_point
from negotiation.domain.moves import Escalate, Move

__all__ = ["signatures_not_asked"]


def signatures_not_asked(sight: Sight) -> Iterator[TurningPoint]:
    """Yield the last turn in which a trade that needs a signature could still be asked for.

    At a table of two: other terms than the signed ones, better here and no worse for the other
    side, that are worth more than any in the own hand.
    """
    deal = sight.agreement
    turns = list(sight.turns())
    if deal is None or not turns or sight.end.protocol != "alternating":
        return
    now, in_hand = sight.gain(deal), sight.in_hand(turns[-1].before)
    harmless = sight.permitted & (sight.others >= now.others - slack(now.others))
    at_hand = best_place(sight.own, harmless & in_hand)
    beyond = best_place(sight.own, harmless & ~in_hand & (sight.own > max(now.own, 0.0)))
    if beyond is None:
        return
    gain = float(sight.own[beyond]) - now.own
    if gain <= slack(now.own) or (at_hand is not None and sight.own[at_hand] >= sight.own[beyond]):
        return
    wished = sight.outcome_at(beyond)
    for turn in reversed(turns):
        point = make_point(
            sight,
            turn,
            "ask_house",
            move=Move(act=Escalate(outcome=dict(wished))),
            deal=wished,
            gain=gain,
            own_gain_value=gain,
            others_gain_value=float(sight.others[beyond]) - now.others,
        )
        if point is not None:
            yield point
            return
