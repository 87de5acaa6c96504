"""The rules of conduct at larger tables: sealed words, proposals refused, standstills."""

from collections.abc import Mapping

import pytest

from negotiation.analysis.conduct.deals import find_deadlock, find_missed_deals
from negotiation.analysis.conduct.proposals import find_lost_proposals
from negotiation.analysis.conduct.record import spoken
from negotiation.analysis.conduct.signings import signings
from negotiation.domain.events import BidsRevealed
from negotiation.domain.moves import Accept, Offer, Reject, WalkAway
from negotiation.domain.outcomes import Outcome
from negotiation.domain.tenders import WINNER
from tests.protocol.builders import make_move
from tests.protocol.larger import HERON, HOST, PASS, Hall, bid, roundtable, tender, terms

NAMES = ("anna", "bert", "cleo")
RESERVATION = dict.fromkeys(NAMES, 0.5)


def worth(_party: str, outcome: Outcome) -> float:
    """To everybody the price."""
    return float(outcome["price"])


def council(votes: Mapping[str, bool], *, price: float = 0.8, quorum: int | None = None) -> Hall:
    """One round: anna proposes, the others vote, and the talks end with it."""
    hall = roundtable(rounds=1, proposer="anna", quorum=quorum)
    hall.play("anna", make_move(Offer(outcome=dict(terms(price)))))
    for party, assents in votes.items():
        act = Accept(offer_id="o1") if assents else Reject(offer_id="o1")
        hall.play(party, make_move(act, "So be it."))
    return hall


def test_a_sealed_bid_is_heard_when_it_is_opened() -> None:
    hall = tender(bidding="sealed")
    hall.play("wren", bid(0.9))
    hall.play("heron", bid(0.8))
    assert list(spoken(hall.log)) == []
    hall.play("otter", bid(0.7))
    said = list(spoken(hall.log))
    (opened,) = [event for event in hall.log if isinstance(event, BidsRevealed)]
    assert [turn.party for turn in said] == [each.party for each in opened.bids]
    assert len(said[-1].offered["price"]) == 3
    assert len(said[0].offered["price"]) == 1


def test_a_vote_for_a_proposal_stands_for_its_terms() -> None:
    hall = council({"bert": True, "cleo": False})
    _, bert, cleo = spoken(hall.log)
    assert (bert.outcome, bert.is_offer) == (terms(0.8), False)
    assert cleo.outcome is None
    assert cleo.message == "So be it."


def test_an_award_binds_the_host_and_the_winner_alone() -> None:
    hall = tender(bidding="sealed")
    for party, price in (("heron", 0.6), ("otter", 0.8), ("wren", 0.9)):
        hall.play(party, bid(price))
    if hall.session.ending is None:
        hall.round(PASS)
    (signed,) = signings(hall.log)
    assert set(signed.parties) == {HERON, HOST}
    assert signed.outcome == {WINNER: HERON, **terms(0.6)}


@pytest.mark.parametrize(
    ("votes", "guilty"),
    [
        ({"bert": False, "cleo": True}, {"bert"}),
        ({"bert": False, "cleo": False}, {"bert", "cleo"}),
        ({"bert": True, "cleo": True}, set()),
    ],
)
def test_who_votes_a_good_proposal_down_refuses_it(
    votes: dict[str, bool], guilty: set[str]
) -> None:
    found = list(find_lost_proposals(council(votes).log, worth, RESERVATION))
    assert {finding.party for finding in found} == guilty
    assert {finding.kind for finding in found} <= {"irrational_refusal"}
    assert all(finding.quote == "So be it." for finding in found)


def test_a_proposal_out_of_reach_is_nobody_s_fault() -> None:
    hall = council({"bert": False, "cleo": False})
    stubborn = RESERVATION | {"cleo": 0.9}
    assert list(find_lost_proposals(hall.log, worth, stubborn)) == []
    enough = council({"bert": False, "cleo": False}, quorum=2)
    assert [each.party for each in find_lost_proposals(enough.log, worth, stubborn)] == ["bert"]


def test_who_leaves_over_a_good_proposal_refuses_it() -> None:
    hall = roundtable(rounds=2, proposer="anna")
    hall.play("anna", make_move(Offer(outcome=dict(terms(0.8)))))
    hall.play("bert", make_move(WalkAway(), "Not with us."))
    found = {each.party: each.kind for each in find_lost_proposals(hall.log, worth, RESERVATION)}
    assert found == {"bert": "irrational_refusal", "cleo": "missed_offer"}


def test_the_end_of_the_bidding_is_no_standstill() -> None:
    hall = tender(rounds=9)
    while hall.session.ending is None:
        hall.round(PASS)
    assert list(find_deadlock(hall.log)) == []
    missed = list(find_missed_deals(hall.log, worth, dict.fromkeys(hall.session.parties, 0.5),
                                    has_zopa=True))  # fmt: skip
    assert [finding.kind for finding in missed] == ["missed_zopa"]


def test_a_round_table_stands_still_when_nothing_new_is_put_forward() -> None:
    hall = roundtable(rounds=5, proposer="anna")
    while hall.session.ending is None:
        put = hall.session.standing.get("anna")
        if hall.session.due_party == "anna":
            hall.round(make_move(Offer(outcome=dict(terms(0.8)))))
        else:
            hall.round(make_move(Reject(offer_id=put.offer_id if put else "")))
    assert [finding.kind for finding in find_deadlock(hall.log)] == ["deadlock"]
