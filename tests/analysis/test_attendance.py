"""Who bid what last, who won, voted or left, read from the log of a larger table."""

from negotiation.analysis.attendance import attendance_of
from negotiation.domain.events import TableOpened
from negotiation.domain.moves import Accept, Offer, Reject, WalkAway
from tests.protocol.builders import make_move
from tests.protocol.larger import HERON, OTTER, PASS, WREN, bid, roundtable, tender, terms


def test_a_table_of_two_has_none() -> None:
    assert attendance_of([TableOpened(table="t", parties=("a", "b"), deadline_rounds=2)]) == ()


def test_a_tender_says_who_bid_dropped_out_and_won() -> None:
    hall = tender()
    hall.round(bid(0.9), bid(0.8), make_move(WalkAway()), PASS)
    hall.round(bid(0.7), PASS, PASS)
    while hall.session.ending is None:
        hall.round(PASS)
    found = {each.party: each for each in attendance_of(hall.log)}
    assert found[HERON].last_offer == terms(0.7)
    assert found[HERON].won_fraction == 1
    assert found[OTTER].last_offer == terms(0.8)
    assert (found[OTTER].won_fraction, found[OTTER].left_round) == (0, None)
    assert (found[WREN].last_offer, found[WREN].left_round) == (None, 1)
    assert all(each.assents is None for each in found.values())


def test_a_round_table_says_who_was_for_the_last_proposal() -> None:
    hall = roundtable(quorum=2)
    hall.play("anna", make_move(Offer(outcome=dict(terms(0.8)))))
    hall.play("bert", make_move(Reject(offer_id="o1")))
    hall.play("cleo", make_move(Accept(offer_id="o1")))
    assert {each.party: each.assents for each in attendance_of(hall.log)} == {
        "anna": True,
        "bert": False,
        "cleo": True,
    }


def test_a_new_proposal_is_voted_on_anew() -> None:
    hall = roundtable(rounds=3)
    hall.play("anna", make_move(Offer(outcome=dict(terms(0.8)))))
    hall.play("bert", make_move(Reject(offer_id="o1")))
    hall.play("cleo", make_move(Accept(offer_id="o1")))
    hall.play("bert", make_move(Offer(outcome=dict(terms(0.7)))))
    found = {each.party: each.assents for each in attendance_of(hall.log)}
    assert found == {"anna": None, "bert": True, "cleo": None}
