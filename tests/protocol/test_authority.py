"""What a seat may bind itself to: refused without a signature, asked for, given or not (R12)."""

import pytest

from negotiation.analysis.houses import MandateHouse, RuleChance
from negotiation.domain.events import EscalationAsked, EscalationDecided, Event
from negotiation.domain.mandates import Approval
from tests.builders import make_mandate
from tests.protocol.builders import BUYER, SELLER, accept, kinds, make_opening, talk, walk_away
from tests.protocol.larger import (
    HERON,
    HOST,
    PASS,
    SEATS,
    WREN,
    Hall,
    bid,
    escalate,
    house_of,
    roundtable,
    step,
    tender,
)

PAIR = (BUYER, SELLER)


def haggling(
    *ladder: dict[str, object],
    rounds: int = 6,
    seed: int = 0,
    rule_chance: RuleChance | None = None,
    played: frozenset[str] = frozenset(),
) -> Hall:
    """Two who haggle, the seller with a ladder."""
    house = house_of(
        {SELLER: ladder},
        parties=PAIR,
        seed=seed,
        rule_chance=rule_chance,
        played_approvers=played,
    )
    hall = Hall(make_opening(rounds=rounds), house)
    hall.round(talk())
    return hall


def decided(events: tuple[Event, ...]) -> EscalationDecided:
    (found,) = [event for event in events if isinstance(event, EscalationDecided)]
    return found


def test_an_offer_beyond_the_ladder_is_refused_with_the_reason() -> None:
    hall = haggling(step())
    assert hall.refusal(SELLER, bid(0.7)) == (
        "price is beyond your authority: escalate for the signature (step 1)"
    )
    assert hall.play(SELLER, bid(0.8))[0].kind == "offer_made"


def test_accepting_beyond_the_ladder_is_refused_too() -> None:
    hall = haggling(step())
    hall.round(talk())
    hall.round(bid(0.6))
    assert "beyond your authority" in hall.refusal(SELLER, accept("o3"))


def test_every_missing_signature_is_named() -> None:
    hall = haggling(step(), step("weeks", at_least=12), step(at_most=0.6))
    refused = hall.play(SELLER, bid(0.6, weeks=12))[0]
    assert refused.kind == "move_refused"
    assert [reason.split(" ")[0] for reason in refused.reasons] == ["price", "weeks", "price"]
    assert refused.reasons[2].endswith("(step 3)")


def test_others_ladders_bind_only_them() -> None:
    hall = haggling(step())
    hall.round(talk())
    assert hall.play(BUYER, bid(0.6))[0].kind == "offer_made"


@pytest.mark.parametrize(("delay", "rounds_later"), [(0, 1), (1, 1), (2, 2), (3, 3)])
def test_the_answer_comes_when_it_is_due_and_before_the_party_s_turn(
    delay: int, rounds_later: int
) -> None:
    hall = haggling(step(delay_rounds=delay))
    asked = hall.play(SELLER, escalate(0.7))[0]
    assert isinstance(asked, EscalationAsked)
    assert (asked.steps, asked.due_round) == ((0,), 1 + rounds_later)
    while hall.session.round < asked.due_round:
        assert "escalation_decided" not in kinds(hall.log)
        hall.round(talk(), talk())
    assert hall.session.round == asked.due_round
    answer = decided(tuple(hall.log))
    assert (answer.party, answer.granted) == (SELLER, (0,))
    hall.round(talk())
    assert hall.play(SELLER, bid(0.7))[0].kind == "offer_made"


def test_asking_uses_the_turn_and_the_talks_go_on() -> None:
    hall = haggling(step(delay_rounds=3))
    hall.play(SELLER, escalate(0.7))
    assert hall.session.due_party == BUYER
    hall.round(bid(0.8))
    assert kinds(hall.round(accept("o3"))) == ["agreement_reached"]


def test_until_the_answer_the_offer_stays_refused_and_one_may_not_ask_twice() -> None:
    hall = haggling(step(delay_rounds=3))
    hall.round(escalate(0.7), talk())
    assert "beyond your authority" in hall.refusal(SELLER, bid(0.7))
    assert "cannot escalate" in hall.refusal(SELLER, escalate(0.6))
    assert "escalate" not in hall.see(SELLER).legal_acts


def test_what_is_signed_holds_up_to_its_value_and_no_further() -> None:
    hall = haggling(step())
    hall.round(escalate(0.7), talk())
    assert "beyond your authority" in hall.refusal(SELLER, bid(0.6))
    assert hall.play(SELLER, bid(0.7, weeks=4))[0].kind == "offer_made"
    rising = haggling(step("weeks", at_least=8))
    rising.round(escalate(0.8, weeks=8), talk())
    assert "weeks is beyond" in rising.refusal(SELLER, bid(0.8, weeks=12))
    assert rising.play(SELLER, bid(0.8, weeks=8))[0].kind == "offer_made"


def test_a_further_value_can_be_asked_for_after_a_nearer_one_was_signed() -> None:
    hall = haggling(step())
    hall.round(escalate(0.7), talk(), escalate(0.6), talk())
    assert hall.play(SELLER, bid(0.6))[0].kind == "offer_made"


def test_what_needs_no_signature_cannot_be_asked_for() -> None:
    assert "offer it yourself" in haggling(step()).refusal(SELLER, escalate(0.8))


@pytest.mark.parametrize(
    ("rounds", "delay", "is_heard"), [(6, 6, False), (6, 5, True), (2, 2, False), (1, 0, False)]
)
def test_asking_too_late_is_refused(rounds: int, delay: int, *, is_heard: bool) -> None:
    hall = haggling(step(delay_rounds=delay), rounds=rounds)
    event = hall.play(SELLER, escalate(0.7))[0]
    assert (event.kind == "escalation_asked") == is_heard


def test_a_denial_is_final_for_its_step_and_leaves_the_rest_alone() -> None:
    hall = haggling(step(approval=0.0))
    hall.round(escalate(0.7), talk())
    assert decided(tuple(hall.log)).granted == ()
    assert hall.see(SELLER).denied == {0}
    assert hall.refusal(SELLER, bid(0.7)) == (
        "price is beyond your authority, and the signature was refused (step 1)"
    )
    assert "signature was refused" in hall.refusal(SELLER, escalate(0.7, weeks=4))
    assert hall.play(SELLER, bid(0.8))[0].kind == "offer_made"


def test_where_no_limit_was_agreed_asking_is_refused_at_once() -> None:
    hall = haggling(step(approval="never"))
    for move in (bid(0.7), escalate(0.7)):
        assert "nobody agreed a limit beforehand" in hall.refusal(SELLER, move)
    assert hall.session.due_party == SELLER
    assert hall.play(SELLER, bid(0.8))[0].kind == "offer_made"


def test_some_steps_may_be_signed_and_others_not() -> None:
    hall = haggling(step(), step("weeks", at_least=12, approval=0.0))
    hall.round(escalate(0.7, weeks=12), talk())
    assert decided(tuple(hall.log)).granted == (0,)
    assert hall.play(SELLER, bid(0.7, weeks=8))[0].kind == "offer_made"


def signs(approval: Approval, seed: int, rule_chance: RuleChance | None = None) -> bool:
    hall = haggling(step(approval=approval), seed=seed, rule_chance=rule_chance)
    hall.round(escalate(0.7), talk())
    return decided(tuple(hall.log)).granted == (0,)


def test_a_chance_is_drawn_from_the_seed() -> None:
    drawn = [signs(0.5, seed) for seed in range(60)]
    assert drawn == [signs(0.5, seed) for seed in range(60)]
    assert 15 < sum(drawn) < 45
    assert all(signs(1.0, seed) for seed in range(10))


def test_a_rule_s_chance_is_asked_with_party_issue_and_value() -> None:
    asked: list[tuple[str, str, object]] = []

    def chance(party: str, issue: str, value: object) -> float:
        asked.append((party, issue, value))
        return 0.0

    assert not signs("rule", 1, chance)
    assert set(asked) == {(SELLER, "price", 0.7)}
    assert signs("rule", 1, lambda *_: 1.0)
    assert signs("rule", 1)


@pytest.mark.parametrize(("worth", "is_signed"), [(5.0, True), (4.9, False)])
def test_an_approver_that_nobody_plays_signs_what_beats_the_alternative(
    worth: float, *, is_signed: bool
) -> None:
    mandates = {party: make_mandate() for party in PAIR}
    mandates[SELLER] = make_mandate(authority=[step(approval="seat")])
    house = MandateHouse(mandates, dict.fromkeys(PAIR, 5.0), lambda _party, _outcome: worth)
    hall = Hall(make_opening(rounds=6), house)
    hall.round(talk(), escalate(0.7), talk())
    assert bool(decided(tuple(hall.log)).granted) == is_signed


def test_a_played_approver_is_waited_for() -> None:
    hall = haggling(step(approval="seat"), played=frozenset({SELLER}))
    hall.round(escalate(0.7))
    hall.round(talk())
    assert SELLER in hall.session.escalations
    assert "escalation_decided" not in kinds(hall.log)


def test_an_escalation_at_a_tender_is_answered_before_the_next_round() -> None:
    house = house_of({HERON: [step()]})
    hall = tender(house=house)
    assert "beyond your authority" in hall.refusal(HERON, bid(0.7))
    hall.round(escalate(0.7), PASS, PASS)
    # no last call: a round in which somebody waits for a signature is not quiet
    assert kinds(hall.round(PASS)) == ["passed", "escalation_decided"]
    assert hall.play(HERON, bid(0.7))[0].kind == "offer_made"


def test_at_a_sealed_tender_a_signature_would_always_come_too_late() -> None:
    hall = tender(bidding="sealed", house=house_of({HERON: [step()]}))
    assert "escalate" not in hall.see(HERON).legal_acts
    assert "cannot escalate" in hall.refusal(HERON, escalate(0.7))


def test_whoever_left_has_no_answer() -> None:
    hall = tender(house=house_of({HERON: [step(delay_rounds=2)]}))
    hall.round(escalate(0.7), PASS, PASS, PASS)
    hall.round(walk_away(), *[PASS] * 3)
    assert hall.session.round == 3
    assert "escalation_decided" not in kinds(hall.log)


def test_a_vote_beyond_the_ladder_is_refused() -> None:
    parties = ("anna", "bert", "cleo")
    hall = roundtable(parties=parties, house=house_of({"bert": [step()]}, parties=parties))
    hall.round(bid(0.6))
    assert "beyond your authority" in hall.refusal("bert", accept("o1"))
    hall.round(escalate(0.6), accept("o1"))
    assert "escalation_decided" in kinds(hall.log)
    assert hall.session.ending is None


def test_a_host_that_chooses_needs_its_signature() -> None:
    hall = tender(award="choice", house=house_of({HOST: [step("price", at_least=0.9)]}))
    hall.round(bid(1.0), bid(0.8), PASS)
    assert "beyond your authority" in hall.refusal(HOST, accept("o1"))
    assert hall.play(HOST, accept("o2"))[0].kind == "agreement_reached"


def test_a_bidder_s_ladder_is_measured_by_its_bid_whoever_wins() -> None:
    house = house_of({WREN: [step()]})
    hall = tender(bidding="batched", house=house, parties=SEATS)
    hall.play(HERON, bid(0.6))
    assert "beyond your authority" in hall.refusal(WREN, bid(0.6))
    assert hall.play(WREN, bid(0.8))[0].kind == "offer_made"
