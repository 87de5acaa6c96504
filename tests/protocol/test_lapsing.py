"""Offers that stand for some rounds only, where prices change by the day."""

import pytest

from negotiation.domain.events import Event, TableOpened
from negotiation.domain.tenders import WINNER
from tests.protocol.builders import BUYER, SELLER, accept, kinds, reject, talk
from tests.protocol.larger import HERON, HOST, PASS, Hall, bid, tender, terms


def haggling(stand: int | None) -> Hall:
    return Hall(
        TableOpened(
            table="servers", parties=(BUYER, SELLER), deadline_rounds=9, offers_stand_rounds=stand
        )
    )


def answers_to(hall: Hall, offer_id: str, n_turns: int) -> list[bool]:
    """In which of the next turns of the other side the offer can be accepted."""
    found = []
    for _ in range(n_turns):
        party = hall.session.due_party
        assert party is not None
        found.append(hall.session.offer_to(party, offer_id) is not None)
        hall.round(talk())
        hall.round(talk())
    return found


@pytest.mark.parametrize("opener_offers", [True, False])
@pytest.mark.parametrize(
    ("stand", "answerable"),
    [(1, [True, False, False]), (2, [True, True, False]), (None, [True, True, True])],
)
def test_both_sides_have_as_many_turns_to_answer(
    stand: int | None, answerable: list[bool], *, opener_offers: bool
) -> None:
    hall = haggling(stand)
    if not opener_offers:
        hall.round(talk())
    (made,) = hall.round(bid(0.8))
    assert made.kind == "offer_made"
    assert answers_to(hall, made.offer_id, 3) == answerable


def test_what_has_lapsed_can_be_neither_accepted_nor_rejected_nor_seen_as_standing() -> None:
    hall = haggling(1)
    hall.round(bid(0.8), talk(), talk())
    assert hall.see(SELLER).offers == hall.see(SELLER).rival_offers == ()
    assert hall.see(BUYER).own_offer is None
    for move in (accept("o1"), reject("o1")):
        assert (
            hall.refusal(SELLER, move) == "no offer 'o1' of the counterpart stands; standing: none"
        )


def test_an_offer_made_again_stands_again() -> None:
    hall = haggling(1)
    hall.round(bid(0.8), talk(), bid(0.8))
    assert kinds(hall.round(accept("o3"))) == ["agreement_reached"]


@pytest.mark.parametrize("bidding", ["sealed", "open", "batched"])
def test_a_bid_of_the_last_round_can_be_awarded(bidding: str) -> None:
    hall = tender(bidding=bidding, rounds=1)
    hall = _standing(hall, 1)
    hall.round(bid(1.0), bid(0.9), PASS)
    assert [each.outcome for each in hall.see(HOST).rival_offers] == [terms(1.0), terms(0.9)]
    assert kinds(hall.round(PASS))[-1] == "contract_awarded"
    assert hall.session.agreement == {WINNER: "otter", **terms(0.9)}


def test_bids_that_have_lapsed_bind_nobody_and_need_not_be_beaten() -> None:
    hall = _standing(tender(), 1)
    hall.round(bid(0.8), PASS, PASS, PASS)
    assert hall.see(HERON).best_bid is None
    assert hall.see(HERON).own_offer is None
    hall.round(PASS)
    assert kinds(hall.round(bid(1.0))) == ["offer_made"]
    hall.round(PASS, PASS)
    quiet = hall.round(*[PASS] * 8)
    assert kinds(quiet)[-1] == "deadline_passed"


def test_a_lapsed_bid_may_be_made_again_as_it_was() -> None:
    hall = _standing(tender(award="choice"), 1)
    hall.round(bid(0.8), PASS, PASS, PASS)
    assert hall.play(HERON, bid(0.8))[0].kind == "offer_made"


def _standing(hall: Hall, rounds: int) -> Hall:
    (opening,) = hall.log
    lapsing: list[Event] = [opening.model_copy(update={"offers_stand_rounds": rounds})]
    hall.log = lapsing
    return hall
