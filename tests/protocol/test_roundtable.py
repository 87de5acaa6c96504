"""Round tables: who proposes, whose assent is needed, and how they end."""

import pytest

from negotiation.domain.events import Ending, ProposalCarried, VoteCast
from tests.protocol.builders import accept, kinds, make_house, offer, reject, talk, walk_away
from tests.protocol.larger import PASS, Hall, bid, roundtable, terms

ANNA, BERT, CLEO = "anna", "bert", "cleo"


def voted(hall: Hall, votes: str) -> list[str]:
    """Put a proposal forward; the others are for it (+) or not. Returns what kinds followed."""
    hall.round(bid(0.8))
    proposal = hall.session.offers_to(hall.session.due_party or "")[0].offer_id
    events = hall.round(*(accept(proposal) if vote == "+" else reject(proposal) for vote in votes))
    return kinds(events)


def test_everybody_for_it_binds_everybody() -> None:
    hall = roundtable()
    assert voted(hall, "++") == ["vote_cast", "vote_cast", "proposal_carried"]
    carried = hall.log[-1]
    assert isinstance(carried, ProposalCarried)
    assert (carried.outcome, carried.assents) == (terms(0.8), (ANNA, BERT, CLEO))
    assert hall.session.ending is Ending.AGREEMENT
    assert hall.session.agreement == terms(0.8)


def test_without_a_rule_one_against_it_is_enough() -> None:
    hall = roundtable()
    assert voted(hall, "+-") == ["vote_cast", "vote_cast"]
    assert hall.session.ending is None
    assert hall.session.round == 2


@pytest.mark.parametrize(
    ("quorum", "veto", "votes", "is_carried"),
    [
        (2, (), "+-", True),
        (2, (), "--", False),
        (3, (), "+-", False),
        (2, (CLEO,), "+-", False),
        (2, (CLEO,), "-+", True),
        (1, (ANNA,), "--", True),
        (1, (BERT,), "-+", False),
    ],
)
def test_a_quorum_and_every_veto_must_be_for_it(
    quorum: int, veto: tuple[str, ...], votes: str, *, is_carried: bool
) -> None:
    hall = roundtable(quorum=quorum, veto=veto)
    assert ("proposal_carried" in voted(hall, votes)) == is_carried


def test_five_of_six_with_two_vetoes() -> None:
    parties = tuple("abcdef")
    hall = roundtable(parties=parties, quorum=5, veto=("a", "d"))
    assert voted(hall, "++++-")[-1] == "proposal_carried"
    assert hall.session.assents == ("a", "b", "c", "d", "e")
    blocked = roundtable(parties=parties, quorum=5, veto=("a", "d"))
    assert voted(blocked, "++-++")[-1] == "vote_cast"


def test_the_vote_waits_for_everybody() -> None:
    hall = roundtable(quorum=2)
    hall.round(bid(0.8), accept("o1"))
    assert hall.session.ending is None
    assert hall.session.due_party == CLEO


def test_whoever_says_nothing_is_not_for_it() -> None:
    for silence in (talk(), PASS):
        hall = roundtable(quorum=3)
        hall.round(bid(0.8), accept("o1"), silence)
        assert hall.session.ending is None
    lost = roundtable(quorum=3)
    lost.round(bid(0.8), accept("o1"))
    lost.lose(CLEO)
    assert lost.session.ending is None
    assert lost.session.round == 2


def test_a_counter_suggestion_is_a_vote_against_and_binds_nobody() -> None:
    hall = roundtable(quorum=2)
    hall.round(bid(0.8), bid(0.6))
    assert hall.session.offers_to(CLEO)[0].party == ANNA
    assert "no offer 'o2'" in hall.refusal(CLEO, accept("o2"))
    hall.round(reject("o1"))
    assert hall.session.ending is None
    assert {each.party for each in hall.see(CLEO).rival_offers} == {ANNA, BERT}


def test_proposing_goes_round() -> None:
    hall = roundtable(rounds=4)
    proposers, orders = [], []
    for _ in range(4):
        proposers.append(hall.session.proposer)
        orders.append(hall.session.active)
        hall.round(talk(), talk(), talk())
    assert proposers == [ANNA, BERT, CLEO, ANNA]
    assert orders[1] == (BERT, CLEO, ANNA)
    assert kinds(hall.log)[-1] == "deadline_passed"


def test_a_fixed_proposer_comes_first_in_every_round() -> None:
    hall = roundtable(proposer=BERT)
    for _ in range(3):
        assert hall.session.active == (BERT, CLEO, ANNA)
        assert hall.see(ANNA).proposer == BERT
        hall.round(talk(), talk(), talk())


def test_a_proposal_of_an_earlier_round_is_no_longer_voted_on() -> None:
    hall = roundtable()
    hall.round(bid(0.8), reject("o1"), PASS)
    hall.round(talk())
    assert hall.see(CLEO).offers == ()
    assert "no offer 'o1'" in hall.refusal(CLEO, accept("o1"))


def test_turns_are_numbered_by_the_order_of_the_round() -> None:
    hall = roundtable()
    hall.round(*[talk()] * 9)
    turns = [event.turn for event in hall.log if hasattr(event, "turn")]
    assert turns == list(range(1, 10))


def test_in_the_last_round_all_vote_and_do_nothing_else() -> None:
    hall = roundtable(rounds=1)
    hall.round(bid(0.8))
    seen = hall.see(BERT)
    assert seen.is_final_vote
    assert seen.legal_acts == ("accept", "reject", "walk_away")
    for move, word in ((talk(), "talk"), (bid(0.6), "offer")):
        assert f"cannot {word}" in hall.refusal(BERT, move)
    hall.round(accept("o1"))
    assert kinds(hall.round(accept("o1"))) == ["vote_cast", "proposal_carried"]


def test_a_last_round_without_enough_assent_ends_the_talks() -> None:
    hall = roundtable(rounds=1)
    assert voted(hall, "+-")[-1] == "deadline_passed"
    assert hall.session.ending is Ending.DEADLINE


def test_a_last_round_without_a_proposal_still_ends() -> None:
    hall = roundtable(rounds=1)
    hall.round(talk(), talk())
    assert kinds(hall.round(talk())) == ["talked", "deadline_passed"]


def test_with_unanimity_whoever_leaves_ends_the_talks() -> None:
    hall = roundtable()
    hall.round(bid(0.8))
    assert kinds(hall.round(walk_away())) == ["walked_away"]
    assert hall.session.ending is Ending.WALK_AWAY


def test_one_may_leave_as_long_as_the_rule_can_hold() -> None:
    hall = roundtable(quorum=2, veto=(CLEO,))
    hall.round(bid(0.8), walk_away())
    assert hall.session.ending is None
    assert kinds(hall.round(accept("o1"))) == ["vote_cast", "proposal_carried"]
    gone = roundtable(quorum=2, veto=(CLEO,))
    gone.round(bid(0.8), PASS)
    gone.round(walk_away())
    assert gone.session.ending is Ending.WALK_AWAY


def test_the_last_to_answer_may_leave_and_the_proposal_is_carried_without_it() -> None:
    hall = roundtable(quorum=2)
    hall.round(bid(0.8), accept("o1"))
    assert kinds(hall.round(walk_away())) == ["walked_away", "proposal_carried"]


def test_the_next_in_turn_proposes_for_one_who_has_left() -> None:
    hall = roundtable(quorum=2, proposer=ANNA)
    hall.round(walk_away())
    assert hall.session.proposer == BERT
    hall.round(bid(0.8))
    assert kinds(hall.round(accept("o2"))) == ["vote_cast", "proposal_carried"]


def test_nobody_answers_its_own_proposal() -> None:
    hall = roundtable()
    hall.round(bid(0.8))
    assert hall.see(ANNA).offers == ()


def test_a_hard_mandate_keeps_its_party_from_assenting() -> None:
    house = make_house(hard=BERT, soft=ANNA)
    hall = roundtable(parties=(ANNA, BERT), house=house)
    hall.round(offer({"price": 1.0, "weeks": 8}))
    assert "red line" in hall.refusal(BERT, accept("o1"))
    (vote,) = hall.round(reject("o1"))
    assert isinstance(vote, VoteCast)
    assert not vote.assents
