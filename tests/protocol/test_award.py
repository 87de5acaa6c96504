"""Who wins: price, the host's weights, shares of a lot, equals, and what a hard mandate forbids."""

import pytest

from negotiation.analysis.houses import MandateHouse
from negotiation.domain.events import ContractAwarded
from negotiation.domain.protocols import AwardWeights
from negotiation.domain.tenders import WINNER
from tests.builders import make_mandate, text
from tests.protocol.builders import kinds
from tests.protocol.larger import (
    BIDDERS,
    HERON,
    HOST,
    OTTER,
    PASS,
    SEATS,
    WREN,
    Hall,
    bid,
    house_of,
    tender,
    terms,
)

WEIGHTS = {
    "price": 1,
    "stock": {"weight": 0.5, "claim": "stock", "need": 100},
    "delivery": {"weight": 0.2, "issue": "weeks", "scores": [1, 0.5, 0]},
    "trust": {"weight": 0.3, "scores": {"heron": 1, "otter": 0.5}},
}


def weighed(*names: str) -> Hall:
    """A sealed tender that is awarded by price and these other weights."""
    kept = {name: WEIGHTS[name] for name in ("price", *names)}
    weights = AwardWeights.model_validate(kept)
    house = house_of({}, weights=weights)
    return tender(bidding="sealed", award="weights", house=house)


def winner(hall: Hall) -> str:
    awarded = hall.round(PASS)[-1]
    assert isinstance(awarded, ContractAwarded)
    return awarded.awards[0].party


def test_price_alone_takes_the_cheapest() -> None:
    hall = weighed()
    hall.round(bid(0.9, stock=500), bid(0.8), bid(1.0))
    assert winner(hall) == OTTER


def test_stock_that_is_claimed_counts_up_to_what_is_needed() -> None:
    hall = weighed("stock")
    hall.round(bid(1.0, stock=100), bid(0.8), bid(0.7, stock=10))
    assert winner(hall) == HERON
    no_more = weighed("stock")
    no_more.round(bid(1.0, stock=100_000), bid(0.9, stock=100), PASS)
    assert winner(no_more) == OTTER


def test_the_last_claim_is_the_one_that_counts() -> None:
    hall = tender(
        bidding="batched",
        award="weights",
        rounds=2,
        house=house_of({}, weights=AwardWeights.model_validate(WEIGHTS | {"trust": None})),
    )
    hall.round(bid(1.0, stock=100), bid(0.9, stock=0), PASS, PASS)
    hall.round(bid(0.9, stock=0), bid(0.8, stock=100), PASS)
    assert winner(hall) == OTTER


def test_delivery_counts_by_its_option() -> None:
    hall = weighed("delivery")
    hall.round(bid(0.9, weeks=4), bid(0.8, weeks=12), PASS)
    assert winner(hall) == HERON


def test_trust_counts_and_nobody_is_trusted_who_is_not_named() -> None:
    hall = weighed("trust")
    hall.round(bid(1.0), PASS, bid(0.8))
    assert winner(hall) == HERON


def test_at_an_auction_the_price_counts_for_the_bidder() -> None:
    house = house_of({}, weights=AwardWeights(price=1))
    hall = tender(bidding="sealed", award="weights", direction="rising", house=house)
    hall.round(bid(0.7), bid(1.0), bid(0.8))
    assert winner(hall) == OTTER


def test_the_host_s_weights_stand_nowhere_in_the_log() -> None:
    hall = weighed("stock", "trust")
    hall.round(bid(1.0), bid(0.9), bid(0.8), PASS)
    assert not any('"weights":{' in event.model_dump_json() for event in hall.log)


@pytest.mark.parametrize("bidding", ["sealed", "batched"])
def test_of_equal_bids_the_one_that_stands_earlier_wins(bidding: str) -> None:
    hall = tender(bidding=bidding, rounds=1)
    hall.play(WREN, bid(0.8))
    hall.play(OTTER, bid(0.8))
    hall.play(HERON, bid(0.9))
    assert winner(hall) == OTTER


def test_of_equal_scores_the_earlier_bid_wins() -> None:
    hall = weighed("trust")
    hall.round(PASS, bid(0.8, weeks=4), bid(0.8, weeks=8))
    assert winner(hall) == OTTER


def test_a_lot_is_divided_among_the_best() -> None:
    hall = tender(bidding="sealed", split_fractions=[0.7, 0.3])
    hall.round(bid(1.0), bid(0.8), bid(0.9))
    awarded = hall.round(PASS)[-1]
    assert isinstance(awarded, ContractAwarded)
    assert [(each.party, each.share_fraction) for each in awarded.awards] == [
        (OTTER, 0.7),
        (WREN, 0.3),
    ]
    assert hall.session.awards == awarded.awards
    assert hall.session.agreement == {WINNER: OTTER, **terms(0.8)}


def test_nobody_wins_more_of_a_lot_than_the_share_it_bid_for() -> None:
    hall = tender(bidding="sealed", split_fractions=[0.5, 0.3, 0.2])
    hall.round(bid(1.0), bid(0.8), PASS)
    awarded = hall.round(PASS)[-1]
    assert isinstance(awarded, ContractAwarded)
    assert [(each.party, each.share_fraction) for each in awarded.awards] == [
        (OTTER, 0.5),
        (HERON, 0.3),
    ]


def held(**line: object) -> MandateHouse:
    """A host that is held to a red line."""
    red = {"reason": text("No."), **line}
    mandates = {party: make_mandate() for party in BIDDERS}
    mandates[HOST] = make_mandate(enforcement="hard", red_lines=[red])
    return MandateHouse(mandates, dict.fromkeys(SEATS, 0.0), lambda _party, _outcome: 1.0)


def test_a_bid_across_the_host_s_red_line_cannot_win() -> None:
    hall = tender(bidding="sealed", house=held(issue="weeks", at_most=4))
    hall.round(bid(0.6, weeks=12), bid(1.0, weeks=4), PASS)
    assert winner(hall) == OTTER


def test_when_no_bid_may_win_nothing_is_awarded() -> None:
    hall = tender(bidding="sealed", house=held(issue="weeks", at_most=4))
    assert kinds(hall.round(bid(0.6, weeks=12), PASS, PASS, PASS))[-1] == "deadline_passed"
