"""Who leads a tender and who wins it: by price, or by the host's own weights (R7)."""

from collections.abc import Mapping, Sequence

from negotiation.domain.events import Award
from negotiation.domain.moves import Claim
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.protocols import AwardWeights, TenderRules
from negotiation.domain.quantities import OptionValue
from negotiation.protocol.session import Session, StandingOffer

__all__ = ["awards_of", "best_bid", "score_of"]


def best_bid(session: Session) -> StandingOffer | None:
    """Return the opened bid of the best price, the earliest of equals."""
    rules = session.tender
    if rules is None:
        return None
    return min(session.bids, key=lambda bid: _price_rank(rules, bid), default=None)


def awards_of(
    rules: TenderRules,
    space: OutcomeSpace,
    bids: Sequence[StandingOffer],
    claims: Mapping[str, Sequence[Claim]],
) -> tuple[Award, ...]:
    """Return what each winner gets, the best first; of equals the earlier bid wins.

    Args:
        rules: with the weights, if the award goes by them.
        space: the agenda.
        bids: those that may win.
        claims: by bidder, everything that it has said of itself in public.
    """

    def rank(bid: StandingOffer) -> tuple[float, int]:
        if rules.weights is not None:
            return -score_of(rules, space, bid, claims.get(bid.party, ())), bid.turn
        return _price_rank(rules, bid)

    best_first = sorted(bids, key=rank)
    if not best_first:
        return ()
    fractions = rules.split_fractions or (1.0,)
    return tuple(
        Award(
            party=bid.party,
            offer_id=bid.offer_id,
            outcome=dict(bid.outcome),
            share_fraction=fraction,
        )
        for bid, fraction in zip(best_first, fractions, strict=False)
    )


def score_of(
    rules: TenderRules, space: OutcomeSpace, bid: StandingOffer, claims: Sequence[Claim]
) -> float:
    """Return minus price weight x price + stock weight x min(1, have / need) + delivery + trust.

    The price counts as a share of the agenda's highest; what a bidder has is what it last claimed.
    """
    weights = rules.weights or AwardWeights(price=1)
    issue = space.by_id[rules.price_issue]
    dearest = max(_number(value) for value in issue.values)
    price = _number(bid.outcome[issue.id]) / dearest if dearest else 0.0
    sign = -1 if rules.direction == "falling" else 1
    score = sign * weights.price * price
    if weights.stock is not None:
        told = [claim.value for claim in claims if claim.fact == weights.stock.claim]
        have = _number(told[-1]) if told and not isinstance(told[-1], str) else 0.0
        score += weights.stock.weight * min(1.0, have / weights.stock.need)
    if weights.delivery is not None:
        position = space.by_id[weights.delivery.issue].positions[
            bid.outcome[weights.delivery.issue]
        ]
        score += weights.delivery.weight * weights.delivery.scores[position]
    if weights.trust is not None:
        score += weights.trust.weight * weights.trust.scores.get(bid.party, 0.0)
    return score


def _price_rank(rules: TenderRules, bid: StandingOffer) -> tuple[float, int]:
    """Return what sorts bids by price, the best first, the earlier of equals before the later."""
    price = _number(bid.outcome[rules.price_issue])
    return (price if rules.direction == "falling" else -price), bid.turn


def _number(value: OptionValue) -> float:
    if isinstance(value, str):
        raise TypeError(f"{value!r} is no number")
    return float(value)
