"""Strategies at a tender: how far they bid, when they hold, ask and drop out, whom a host takes."""

import re
from itertools import pairwise

import pytest

from negotiation.domain.events import (
    AgreementReached,
    ContractAwarded,
    EscalationAsked,
    EscalationDecided,
    MoveRefused,
    OfferMade,
    Passed,
    Talked,
    WalkedAway,
)
from negotiation.domain.scenarios import StrategyName
from tests.agents.builders import Talks
from tests.agents.large_tables import BIDDERS, COSTS, HOST, LADDER, Tender, ladder_step

S = StrategyName


def prices(talks: Talks) -> list[float]:
    return [float(e.outcome["price"]) for e in talks.log if isinstance(e, OfferMade)]


def prices_of(talks: Talks, party: str) -> list[float]:
    return [float(e.outcome["price"]) for e in talks.offers_of(party)]


def winner(talks: Talks) -> tuple[str, float] | None:
    award = talks.log[-1]
    if not isinstance(award, ContractAwarded):
        return None
    return award.awards[0].party, float(award.awards[0].outcome["price"])


def of(talks: Talks, kind: type, party: str) -> list:  # type: ignore[type-arg]
    return [e for e in talks.log if isinstance(e, kind) and getattr(e, "party", "") == party]


def test_open_bids_fall_by_the_step_at_least_and_the_cheapest_wins_just_below_the_next() -> None:
    talks = Tender(rounds=40).play(heron=S.BOULWARE, pine=S.BOULWARE, reef=S.BOULWARE)
    made = prices(talks)
    assert all(before - after >= 0.02 - 1e-9 for before, after in pairwise(made))
    found = winner(talks)
    assert found is not None
    assert found[0] == "heron"
    assert found[1] == pytest.approx(COSTS["reef"], abs=0.041)


def test_nobody_bids_below_what_the_lot_costs_it() -> None:
    for name in S:
        talks = Tender(rounds=40).play(heron=name, pine=name, reef=name)
        for event in talks.log:
            if isinstance(event, OfferMade):
                assert float(event.outcome["price"]) >= COSTS[event.party] - 1e-9


def test_tempers_differ_in_how_far_a_bid_goes() -> None:
    first_answer = {}
    for name in (S.BOULWARE, S.LINEAR, S.CONCEDER, S.UNDERCUT):
        talks = Tender().play(heron=S.BOULWARE, pine=name, reef=S.BOULWARE)
        first, second = prices(talks)[:2]
        first_answer[name] = first - second
    falls = list(first_answer.values())
    assert falls == sorted(falls)
    assert len(set(falls)) == len(falls)


def test_the_outsider_jumps_once_and_the_others_are_gone() -> None:
    talks = Tender().play(heron=S.UNDERCUT, pine=S.BOULWARE, reef=S.LINEAR)
    assert winner(talks) is not None
    assert winner(talks)[0] == "heron"  # type: ignore[index]
    assert len(prices(talks)) <= 6
    assert of(talks, WalkedAway, "pine")


def test_the_leader_passes_and_who_cannot_follow_says_so_and_drops_out() -> None:
    talks = Tender(rounds=40).play()
    found = winner(talks)
    assert found is not None
    assert of(talks, Passed, found[0])
    gone = [e for e in talks.log if isinstance(e, WalkedAway)]
    assert {e.party for e in gone} == set(BIDDERS) - {found[0]}
    assert all(e.message for e in gone)


def test_a_signature_is_asked_for_a_few_steps_deep_and_used() -> None:
    talks = Tender(rounds=40, ladders={"heron": LADDER}, last_call_rounds=2).play()
    asked = of(talks, EscalationAsked, "heron")
    assert [e.steps for e in asked] == [(0,), (0, 1)]
    assert [float(e.outcome["price"]) for e in asked] == [0.29, 0.2]
    assert all(e.message and not re.search(r"\d", e.message) for e in asked)
    assert not [e for e in talks.log if isinstance(e, MoveRefused)]
    found = winner(talks)
    assert found is not None
    assert found[0] == "heron"
    assert 0.2 <= found[1] < 0.28


def test_the_bidding_stays_open_while_somebody_waits_for_a_signature() -> None:
    talks = Tender(rounds=40, ladders={"heron": LADDER}, last_call_rounds=1).play()
    assert len(of(talks, EscalationAsked, "heron")) == 2
    found = winner(talks)
    assert found is not None
    assert found[0] == "heron"


def test_a_refusal_is_not_asked_for_again_and_the_bid_stays_within_the_ladder() -> None:
    ladder = [ladder_step(0.35, approval=0.0)]
    talks = Tender(rounds=40, ladders={"heron": ladder}).play()
    assert len(of(talks, EscalationAsked, "heron")) == 1
    (decided,) = [e for e in talks.log if isinstance(e, EscalationDecided)]
    assert decided.granted == ()
    assert min(float(e.outcome["price"]) for e in talks.offers_of("heron")) > 0.35
    assert winner(talks) is not None
    assert winner(talks)[0] == "reef"  # type: ignore[index]


def test_without_a_floor_a_bidder_freezes_one_turn_and_then_drops_out() -> None:
    ladder = [ladder_step(0.45, approval="never")]
    talks = Tender(ladders={"heron": ladder}).play(heron=S.BOULWARE, pine=S.UNDERCUT)
    assert not of(talks, EscalationAsked, "heron")
    (frozen,), (gone,) = of(talks, Passed, "heron"), of(talks, WalkedAway, "heron")
    assert frozen.turn < gone.turn
    assert frozen.message
    assert frozen.message != gone.message


def test_a_slow_signature_is_asked_for_before_it_is_needed() -> None:
    ladder = [ladder_step(0.4, delay=3)]
    talks = Tender(rounds=40, ladders={"heron": ladder}, last_call_rounds=1).play()
    (asked,) = of(talks, EscalationAsked, "heron")
    before = [e for e in talks.log if isinstance(e, OfferMade) and e.turn < asked.turn]
    assert float(before[-1].outcome["price"]) - 0.02 > 0.4
    assert winner(talks)[0] == "heron"  # type: ignore[index]


@pytest.mark.parametrize("bidding", ["sealed", "batched"])
def test_closed_bids_come_to_an_award_and_no_cost_is_undercut(bidding: str) -> None:
    for name in S:
        talks = Tender(bidding=bidding).play(heron=name, pine=S.LINEAR, reef=S.BOULWARE)
        assert isinstance(talks.log[-1], ContractAwarded)
        assert not [e for e in talks.log if isinstance(e, MoveRefused)]


def test_a_sealed_bid_is_shaded_by_temper() -> None:
    shaded = {
        name: float(
            Tender(bidding="sealed").play(heron=name).offers_of("heron")[0].outcome["price"]
        )
        for name in (S.UNDERCUT, S.CONCEDER, S.LINEAR, S.BOULWARE, S.HARDLINER)
    }
    assert list(shaded.values()) == sorted(shaded.values())
    assert COSTS["heron"] < shaded[S.UNDERCUT] < shaded[S.HARDLINER]


def test_a_presentation_is_words_and_shows_stock_only_where_it_may_count() -> None:
    for award, n_claims in (("price", 0), ("choice", 1)):
        talks = Tender(has_presentation=True, award=award).play()
        pitches = [e for e in talks.log if isinstance(e, Talked) and e.turn <= 3]
        assert {e.party for e in pitches} == set(BIDDERS)
        assert {len(e.claims) for e in pitches} == {n_claims}
    talks = Tender(has_presentation=True, talk="offers").play()
    assert [e.kind for e in talks.log[1:5]] == ["passed"] * 4


def test_a_host_who_may_choose_takes_what_is_worth_most_once_it_is_quiet() -> None:
    talks = Tender(award="choice", rounds=40).play()
    taken = talks.log[-1]
    assert isinstance(taken, AgreementReached)
    assert taken.party == HOST
    standing = {e.party: e for e in talks.log if isinstance(e, OfferMade)}
    assert float(taken.outcome["price"]) == min(
        float(e.outcome["price"]) for e in standing.values()
    )


def test_a_host_cancels_rather_than_be_bound_to_a_loss() -> None:
    for bidding in ("open", "sealed", "batched"):
        talks = Tender(bidding=bidding, host_least=48.0, rounds=40).play()
        assert [talks.ending, talks.log[-1].kind] == ["walk_away", "walked_away"]
        assert of(talks, WalkedAway, HOST)
        assert winner(Tender(bidding=bidding, host_least=10.0, rounds=40).play()) is not None


def test_the_same_seed_plays_the_same_tender() -> None:
    logs = [Tender(ladders={"pine": LADDER}).play(reef=S.RANDOM).log for _ in range(2)]
    assert logs[0] == logs[1]
