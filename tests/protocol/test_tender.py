"""Tenders: who bids when, what a bid must be, when the bidding closes, and how it may fail."""

import pytest

from negotiation.domain.events import (
    BidsRevealed,
    ContractAwarded,
    DeadlinePassed,
    Ending,
    LastCall,
    OfferMade,
)
from negotiation.domain.tenders import WINNER
from tests.protocol.builders import accept, kinds, reject, talk, walk_away
from tests.protocol.larger import (
    BIDDERS,
    HERON,
    HOST,
    OTTER,
    PASS,
    WREN,
    bid,
    house_of,
    roundtable,
    tender,
    terms,
)


def test_bidders_move_one_after_another_and_the_host_comes_last() -> None:
    hall = tender()
    for party in (*BIDDERS, HOST):
        assert hall.session.due_parties == (party,)
        hall.round(talk())
    assert hall.session.round == 2


def test_an_open_bid_is_seen_by_everybody_at_once() -> None:
    hall = tender()
    hall.round(bid(1.0))
    for party in (OTTER, WREN, HOST):
        (seen,) = hall.see(party).rival_offers
        assert (seen.party, seen.outcome) == (HERON, terms(1.0))
        assert hall.see(party).best_bid == seen


@pytest.mark.parametrize(
    ("min_step", "price", "is_bid"),
    [(0.1, 0.9, True), (0.1, 1.0, False), (0.2, 0.9, False), (0.2, 0.8, True), (0, 1.0, False)],
)
def test_a_new_bid_must_beat_the_best_by_the_step(
    min_step: float, price: float, *, is_bid: bool
) -> None:
    hall = tender(min_step=min_step)
    hall.round(bid(1.0))
    made = hall.play(OTTER, bid(price, weeks=4))[0]
    assert (made.kind == "offer_made") == is_bid
    if not is_bid:
        assert hall.session.due_party == OTTER


def test_a_refused_bid_says_what_would_do() -> None:
    hall = tender(min_step=0.2)
    hall.round(bid(1.0))
    assert hall.refusal(OTTER, bid(0.9)) == "price must be at most 0.8 in a new bid"
    rising = tender(direction="rising")
    rising.round(bid(0.7))
    assert rising.refusal(OTTER, bid(0.7)) == "price must be at least 0.8 in a new bid"


def test_a_rising_auction_goes_to_the_highest_bid() -> None:
    hall = tender(direction="rising")
    hall.round(bid(0.7), bid(0.9), bid(1.0), PASS, *[PASS] * 8)
    assert hall.session.agreement == {WINNER: WREN, **terms(1.0)}


def test_passing_keeps_a_bid_and_the_best_price_wins_after_the_last_call() -> None:
    hall = tender()
    hall.round(bid(1.0), bid(0.9), bid(0.8), PASS)
    hall.round(*[PASS] * 3)
    (_, call) = hall.round(PASS)
    assert isinstance(call, LastCall)
    assert call.round == 3
    assert hall.see(HERON).is_last_call
    hall.round(*[PASS] * 3)
    passed, awarded = hall.round(PASS)
    assert passed.kind == "passed"
    assert isinstance(awarded, ContractAwarded)
    (award,) = awarded.awards
    assert (award.party, award.outcome, award.share_fraction) == (WREN, terms(0.8), 1.0)
    assert hall.session.ending is Ending.AGREEMENT
    assert hall.session.agreement == {WINNER: WREN, **terms(0.8)}
    assert hall.session.due_parties == ()


def test_a_bid_after_the_last_call_opens_the_bidding_again() -> None:
    hall = tender()
    hall.round(bid(1.0), *[PASS] * 3, *[PASS] * 4)
    assert hall.log[-1].kind == "last_call"
    hall.round(PASS, bid(0.9), PASS, PASS)
    assert not hall.see(HERON).is_last_call
    hall.round(*[PASS] * 4)
    assert hall.log[-1].kind == "last_call"
    assert hall.session.ending is None


@pytest.mark.parametrize("calls", [1, 2, 3])
def test_the_bidding_closes_after_so_many_last_calls(calls: int) -> None:
    hall = tender(last_call_rounds=calls, rounds=20)
    hall.round(bid(1.0), *[PASS] * 3)
    quiet = hall.round(*[PASS] * 4 * calls)
    assert kinds(quiet).count("last_call") == calls
    assert kinds(hall.round(*[PASS] * 4))[-1] == "contract_awarded"


def test_a_round_in_which_everybody_loses_its_turn_is_quiet() -> None:
    hall = tender()
    events = [event for party in (*BIDDERS, HOST) for event in hall.lose(party)]
    assert kinds(events) == [*["turn_forfeited"] * 4, "last_call"]


def test_at_the_deadline_the_best_bid_wins_without_a_last_call() -> None:
    hall = tender(rounds=1)
    events = hall.round(bid(1.0), bid(0.9), PASS, PASS)
    assert kinds(events)[-1] == "contract_awarded"
    assert hall.session.agreement == {WINNER: OTTER, **terms(0.9)}


def test_without_a_bid_nothing_is_awarded() -> None:
    hall = tender()
    events = hall.round(*[PASS] * 8)
    assert kinds(events)[-2:] == ["passed", "deadline_passed"]
    assert hall.session.ending is Ending.DEADLINE
    assert hall.session.awards == ()


def test_a_bidder_that_leaves_takes_its_bid_along_and_the_others_go_on() -> None:
    hall = tender()
    hall.round(bid(1.0), bid(0.9), PASS, PASS, PASS, walk_away())
    assert hall.session.ending is None
    assert hall.session.active == (HERON, WREN, HOST)
    assert [each.party for each in hall.session.bids] == [HERON]
    assert hall.see(HERON).others == (WREN, HOST)
    hall.round(PASS, PASS, *[PASS] * 3)
    assert hall.session.agreement == {WINNER: HERON, **terms(1.0)}


def test_a_bidder_that_left_is_not_asked_again_and_may_not_speak() -> None:
    hall = tender()
    hall.round(walk_away(), PASS, PASS, PASS)
    assert hall.session.due_party == OTTER
    assert "it is the turn of" in hall.refusal(HERON, bid(0.6))


def test_when_every_bidder_has_left_the_talks_end() -> None:
    hall = tender()
    hall.round(walk_away(), walk_away())
    assert kinds(hall.round(walk_away())) == ["walked_away"]
    assert hall.session.ending is Ending.WALK_AWAY


@pytest.mark.parametrize("bidding", ["open", "sealed", "batched"])
def test_the_host_may_cancel(bidding: str) -> None:
    hall = tender(bidding=bidding)
    hall.round(bid(1.0), bid(0.9), bid(0.8))
    assert hall.session.due_party == HOST
    assert kinds(hall.round(walk_away())) == ["walked_away"]
    assert hall.session.ending is Ending.WALK_AWAY
    assert hall.session.agreement is None


def test_the_host_cannot_bid_nor_accept_where_a_rule_awards() -> None:
    hall = tender()
    hall.round(bid(1.0), PASS, PASS)
    assert hall.see(HOST).legal_acts == ("talk", "pass", "escalate", "walk_away")
    assert "cannot offer" in hall.refusal(HOST, bid(0.6))
    assert "no offer 'o1'" in hall.refusal(HOST, accept("o1"))


def test_bidders_do_not_accept_bids() -> None:
    hall = tender(award="choice")
    hall.round(bid(1.0))
    assert hall.see(OTTER).offers == ()
    assert "no offer 'o1'" in hall.refusal(OTTER, accept("o1"))


def test_a_host_that_chooses_may_take_the_dearer_bid() -> None:
    hall = tender(award="choice")
    hall.round(bid(1.0), bid(0.8), PASS)
    assert {each.offer_id for each in hall.see(HOST).offers} == {"o1", "o2"}
    (reached,) = hall.round(accept("o1"))
    assert reached.kind == "agreement_reached"
    assert hall.session.agreement == {WINNER: HERON, **terms(1.0)}
    assert [award.party for award in hall.session.awards] == [HERON]


def test_a_host_that_chooses_may_turn_a_bid_down() -> None:
    hall = tender(award="choice")
    hall.round(bid(1.0), bid(0.8), PASS, reject("o1"))
    assert [each.party for each in hall.session.bids] == [OTTER]


def test_where_the_host_chooses_a_bid_need_not_be_cheaper() -> None:
    hall = tender(award="choice")
    hall.round(bid(0.8), bid(1.0, weeks=4))
    assert len(hall.session.bids) == 2


def test_a_host_that_chooses_nobody_by_the_deadline_gets_nobody() -> None:
    hall = tender(award="choice", rounds=1)
    events = hall.round(bid(1.0), PASS, PASS, PASS)
    assert isinstance(events[-1], DeadlinePassed)
    assert hall.session.ending is Ending.DEADLINE


def test_sealed_bids_are_due_at_once_and_opened_together() -> None:
    hall = tender(bidding="sealed")
    assert list(hall.session.due_parties) == list(BIDDERS)
    first = hall.play(WREN, bid(0.8))[0]
    assert isinstance(first, OfferMade)
    assert first.is_sealed
    assert list(hall.session.due_parties) == [HERON, OTTER]
    hall.play(HERON, bid(1.0))
    made, revealed = hall.play(OTTER, PASS)
    assert made.kind == "passed"
    assert isinstance(revealed, BidsRevealed)
    assert [(each.party, each.outcome) for each in revealed.bids] == [
        (HERON, terms(1.0)),
        (WREN, terms(0.8)),
    ]
    assert hall.session.due_party == HOST
    awarded = hall.round(PASS)[-1]
    assert isinstance(awarded, ContractAwarded)
    assert awarded.awards[0].party == WREN


def test_a_sealed_bid_need_not_beat_what_its_author_cannot_see() -> None:
    hall = tender(bidding="sealed")
    hall.play(HERON, bid(0.6))
    assert hall.play(OTTER, bid(1.0))[0].kind == "offer_made"


def test_sealed_bids_have_one_round_however_late_the_deadline() -> None:
    hall = tender(bidding="sealed", rounds=9)
    events = hall.round(*[PASS] * 4)
    assert isinstance(events[-1], DeadlinePassed)


def test_a_host_that_chooses_takes_a_sealed_bid_after_they_are_opened() -> None:
    hall = tender(bidding="sealed", award="choice")
    hall.round(bid(1.0), bid(0.9), bid(0.8), accept("o2"))
    assert hall.session.agreement == {WINNER: OTTER, **terms(0.9)}


def test_batched_bids_are_opened_round_by_round() -> None:
    hall = tender(bidding="batched")
    hall.round(bid(1.0), bid(0.9), bid(0.8))
    assert hall.log[-1].kind == "bids_revealed"
    hall.round(PASS)
    assert hall.session.due_parties == BIDDERS
    events = hall.round(bid(0.9), PASS, PASS)
    revealed = events[-1]
    assert isinstance(revealed, BidsRevealed)
    assert [each.party for each in revealed.bids] == [HERON]
    assert hall.session.round == revealed.round == 2


def test_a_batched_bid_must_beat_its_author_s_last_one() -> None:
    hall = tender(bidding="batched")
    hall.round(bid(0.9), bid(0.7), PASS, PASS)
    assert "at most 0.8" in hall.refusal(HERON, bid(0.9, weeks=4))
    assert hall.play(HERON, bid(0.8))[0].kind == "offer_made"


def test_a_bidder_may_leave_while_others_have_sealed_bids() -> None:
    hall = tender(bidding="batched")
    hall.play(HERON, bid(1.0))
    hall.play(OTTER, walk_away())
    revealed = hall.play(WREN, PASS)[-1]
    assert isinstance(revealed, BidsRevealed)
    assert [each.party for each in revealed.bids] == [HERON]
    assert hall.session.due_parties == (HOST,)


def test_a_quiet_batch_opens_nothing_and_is_called() -> None:
    hall = tender(bidding="batched")
    hall.round(bid(1.0), PASS, PASS, PASS)
    events = hall.round(*[PASS] * 4)
    assert kinds(events) == [*["passed"] * 4, "last_call"]


def test_the_order_of_opening_is_the_seed_s_and_not_the_table_s() -> None:
    orders = set()
    for seed in range(12):
        hall = tender(bidding="batched", house=house_of({}, seed=seed))
        events = hall.round(bid(1.0), bid(0.9), bid(0.8))
        again = tender(bidding="batched", house=house_of({}, seed=seed))
        assert again.round(bid(1.0), bid(0.9), bid(0.8)) == events
        revealed = events[-1]
        assert isinstance(revealed, BidsRevealed)
        orders.add(tuple(each.party for each in revealed.bids))
    assert len(orders) > 2


@pytest.mark.parametrize("bidding", ["open", "sealed", "batched"])
def test_presentations_are_words_only_and_pay_nothing(bidding: str) -> None:
    hall = tender(bidding=bidding, has_presentation=True)
    assert hall.see(HERON).is_presentation
    assert hall.see(HERON).legal_acts == ("talk", "pass", "walk_away")
    assert hall.session.due_parties == (HERON,)
    assert "cannot offer" in hall.refusal(HERON, bid(1.0))
    events = hall.round(*[talk("We are the best.")] * 4)
    assert "last_call" not in kinds(events)
    assert not hall.see(HERON).is_presentation
    hall.round(bid(0.9), bid(0.8), PASS)
    assert [each.party for each in hall.session.bids] == [HERON, OTTER]


def test_sealed_bids_follow_the_presentations() -> None:
    hall = tender(bidding="sealed", has_presentation=True)
    hall.round(*[talk()] * 4, bid(1.0), bid(0.9), PASS)
    assert kinds(hall.round(PASS))[-1] == "contract_awarded"


def test_nobody_passes_between_two_nor_where_all_must_vote() -> None:
    hall = roundtable(rounds=1)
    hall.round(bid(0.8))
    assert "cannot pass" in hall.refusal("bert", PASS)


def test_a_bid_made_again_is_no_new_bid() -> None:
    hall = tender(award="choice")
    hall.round(bid(1.0), *[PASS] * 3)
    assert "pass to keep it" in hall.refusal(HERON, bid(1.0))
