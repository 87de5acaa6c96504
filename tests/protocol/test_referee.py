"""Single facts about the referee that a reader looks for."""

import pytest

from negotiation.domain.events import (
    AgreementReached,
    DeadlinePassed,
    Ending,
    MoveRefused,
    OfferMade,
    TurnForfeited,
)
from negotiation.errors import RuleError
from negotiation.protocol.referee import MAX_REFUSALS, decide, forfeit
from tests.protocol.builders import (
    BETTER,
    BUYER,
    FORBIDDEN,
    GOOD,
    SELLER,
    SPACE,
    Table,
    accept,
    kinds,
    make_house,
    offer,
    reject,
    talk,
    walk_away,
)


def test_an_accepted_offer_is_the_agreement() -> None:
    table = Table()
    (reached,) = table.play(offer(GOOD), accept("o1"))
    assert isinstance(reached, AgreementReached)
    assert (reached.party, reached.offer_id, reached.outcome) == (SELLER, "o1", GOOD)
    assert table.session.agreement == GOOD


def test_an_offer_enters_the_log_in_the_order_and_with_the_values_of_the_agenda() -> None:
    (made,) = Table().play(offer({"weeks": 8.0, "price": 1}))
    assert isinstance(made, OfferMade)
    assert list(made.outcome.items()) == [("price", 1.0), ("weeks", 8)]
    assert isinstance(made.outcome["weeks"], int)


def test_a_new_offer_supersedes_the_party_s_own_last_one() -> None:
    table = Table()
    table.play(offer(GOOD), talk(), offer(BETTER))
    (refused,) = table.play(accept("o1"))
    assert isinstance(refused, MoveRefused)
    (reached,) = table.play(accept("o3"))
    assert isinstance(reached, AgreementReached)
    assert reached.outcome == BETTER


def test_an_offer_leaves_the_counterpart_s_offer_standing() -> None:
    table = Table()
    table.play(offer(GOOD), offer(BETTER))
    assert [standing.offer_id for standing in table.session.standing.values()] == ["o1", "o2"]
    (reached,) = table.play(accept("o2"))
    assert isinstance(reached, AgreementReached)


def test_a_rejected_offer_can_no_longer_be_accepted() -> None:
    table = Table()
    table.play(offer(GOOD), reject("o1"), talk())
    (refused,) = table.play(accept("o1"))
    assert isinstance(refused, MoveRefused)
    assert refused.reasons == ("no offer 'o1' of the counterpart stands; standing: none",)


def test_nobody_accepts_its_own_offer() -> None:
    table = Table()
    table.play(offer(GOOD), offer(BETTER))
    (refused,) = table.play(accept("o1"))
    assert isinstance(refused, MoveRefused)
    assert refused.reasons == ("no offer 'o1' of the counterpart stands; standing: o2",)


def test_walking_away_ends_the_talks_at_once() -> None:
    table = Table()
    assert kinds(table.play(offer(), walk_away())) == ["walked_away"]
    assert table.session.ending is Ending.WALK_AWAY
    assert table.session.agreement is None


@pytest.mark.parametrize("rounds", [1, 2, 5])
def test_the_deadline_passes_after_exactly_every_round(rounds: int) -> None:
    table = Table(rounds=rounds)
    before_last = table.play(*[talk()] * (2 * rounds - 1))
    assert kinds(before_last) == ["talked"]
    assert kinds(table.play(talk())) == ["talked", "deadline_passed"]
    assert table.session.ending is Ending.DEADLINE


def test_an_agreement_in_the_last_turn_beats_the_deadline() -> None:
    table = Table(rounds=1)
    assert kinds(table.play(offer(), accept("o1"))) == ["agreement_reached"]


def test_the_last_refused_move_of_a_turn_forfeits_it() -> None:
    table = Table()
    events = table.play(*[talk("")] * MAX_REFUSALS)
    assert kinds(events) == ["move_refused", "turn_forfeited"]
    assert table.session.due_party == SELLER


def test_the_last_straw_in_the_last_turn_also_passes_the_deadline() -> None:
    table = Table(rounds=1)
    events = table.play(talk(), *[talk("")] * MAX_REFUSALS)
    assert kinds(events) == ["move_refused", "turn_forfeited", "deadline_passed"]


def test_a_forfeited_last_turn_passes_the_deadline() -> None:
    table = Table(rounds=1)
    table.play(talk())
    lost, passed = table.lose("no answer")
    assert isinstance(lost, TurnForfeited)
    assert lost.reason == "no answer"
    assert isinstance(passed, DeadlinePassed)


def test_speaking_out_of_turn_does_not_use_up_the_other_s_tries() -> None:
    table = Table()
    for _ in range(MAX_REFUSALS):
        assert kinds(table.play_as(SELLER, talk())) == ["move_refused"]
    assert table.session.refusals == 0
    assert kinds(table.play(talk(""))) == ["move_refused"]
    assert table.session.due_party == BUYER


def test_a_stranger_is_refused() -> None:
    (refused,) = Table().play_as("stranger", walk_away())
    assert isinstance(refused, MoveRefused)
    assert refused.reasons == ("'stranger' does not sit at this table",)


def test_every_reason_is_named() -> None:
    (refused,) = Table().play(offer({"price": 0.85, "cake": 1}))
    assert isinstance(refused, MoveRefused)
    assert refused.reasons == (
        "missing issue 'weeks'",
        "unknown issue 'cake'",
        "price: 0.85 is not an option; options are 0.6, 0.7, 0.8, 0.9, 1.0",
    )


def test_a_hard_mandate_blocks_its_own_party() -> None:
    table = Table(house=make_house(hard=BUYER, soft=SELLER))
    (refused,) = table.play(offer(FORBIDDEN))
    assert isinstance(refused, MoveRefused)
    assert refused.reasons == ("it crosses your red line on price",)
    table.play(talk(), offer(FORBIDDEN))
    assert kinds(table.play(accept("o2"))) == ["move_refused"]


def test_a_soft_mandate_blocks_nothing() -> None:
    table = Table(house=make_house(hard=SELLER, soft=BUYER))
    assert kinds(table.play(offer(FORBIDDEN))) == ["offer_made"]
    table = Table(house=make_house(hard=SELLER, soft="third"))
    table.play(talk())
    assert kinds(table.play(offer(FORBIDDEN))) == ["move_refused"]


def test_a_party_may_reject_what_its_mandate_forbids() -> None:
    table = Table(house=make_house(hard=SELLER, soft=BUYER))
    assert kinds(table.play(offer(FORBIDDEN), reject("o1"))) == ["offer_rejected"]


def test_deciding_is_pure() -> None:
    table = Table()
    table.play(offer())
    session = table.session
    first = decide(session, SPACE, table.house, party=SELLER, move=accept("o1"))
    assert decide(session, SPACE, table.house, party=SELLER, move=accept("o1")) == first
    assert session == table.session


def test_nobody_is_asked_after_the_end() -> None:
    table = Table()
    table.play(walk_away())
    with pytest.raises(RuleError, match="are over"):
        decide(table.session, SPACE, table.house, party=SELLER, move=talk())
    with pytest.raises(RuleError, match="no turn to lose"):
        forfeit(table.session, SPACE, table.house, party=SELLER, reason="late")
