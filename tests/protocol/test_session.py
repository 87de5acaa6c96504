"""The fold: which events cannot follow each other."""

import pytest

from negotiation.domain.events import (
    AgreementReached,
    DeadlinePassed,
    Event,
    MoveRefused,
    OfferMade,
    OfferRejected,
    TableOpened,
    Talked,
    TurnForfeited,
    WalkedAway,
)
from negotiation.errors import RuleError
from negotiation.protocol.fold import replay
from tests.protocol.builders import BUYER, GOOD, SELLER, make_opening, talk

OPENED = make_opening(rounds=2)


def talked(turn: int, party: str, table: str = "servers") -> Talked:
    return Talked(table=table, turn=turn, party=party, message="Well.")


def offered(turn: int, party: str) -> OfferMade:
    return OfferMade(
        table="servers", turn=turn, party=party, offer_id=f"o{turn}", outcome=GOOD, message=""
    )


def rejected(turn: int, party: str, offer_id: str) -> OfferRejected:
    return OfferRejected(table="servers", turn=turn, party=party, offer_id=offer_id, message="")


def agreed(turn: int, party: str, offer_id: str, **changes: float) -> AgreementReached:
    return AgreementReached(
        table="servers",
        turn=turn,
        party=party,
        offer_id=offer_id,
        outcome={**GOOD, **changes},
        message="",
    )


def refused(turn: int, party: str) -> MoveRefused:
    return MoveRefused(table="servers", turn=turn, party=party, move=talk(), reasons=("no",))


def forfeited(turn: int, party: str) -> TurnForfeited:
    return TurnForfeited(table="servers", turn=turn, party=party, reason="silent")


GONE = WalkedAway(table="servers", turn=1, party=BUYER, message="")
REJECTED = rejected(2, SELLER, "o1")
PASSED = DeadlinePassed(table="servers")
ALL_TALKED = [talked(1, BUYER), talked(2, SELLER), talked(3, BUYER), talked(4, SELLER)]

CANNOT_FOLLOW: list[tuple[str, list[Event], str]] = [
    ("nothing at all", [], "never opened"),
    ("no opening", [talked(1, BUYER)], "first event must open"),
    ("opened twice", [OPENED, OPENED], "opened twice"),
    (
        "another table",
        [OPENED, talked(1, BUYER, table="other")],
        "'other' in the log of 'servers'",
    ),
    ("not due", [OPENED, talked(1, SELLER)], "turn 1 of 'buyer' is due"),
    ("turn skipped", [OPENED, talked(2, BUYER)], "turn 1 of 'buyer' is due"),
    ("turn repeated", [OPENED, talked(1, BUYER), talked(1, BUYER)], "turn 2 of 'seller'"),
    ("refusal in another turn", [OPENED, refused(2, BUYER)], "turn 1 of 'buyer' is due"),
    ("forfeit by another", [OPENED, forfeited(1, SELLER)], "turn 1 of 'buyer' is due"),
    ("deadline too early", [OPENED, PASSED], "cannot pass in round 1"),
    ("deadline in the last round", [OPENED, *ALL_TALKED[:3], PASSED], "cannot pass in round 2"),
    ("a turn too many", [OPENED, *ALL_TALKED, talked(5, BUYER)], "turn 5 of None is due"),
    ("a refusal too late", [OPENED, *ALL_TALKED, refused(5, BUYER)], "turn 5 of None is due"),
    ("after the deadline", [OPENED, *ALL_TALKED, PASSED, PASSED], "ended by 'deadline'"),
    ("after walking away", [OPENED, GONE, talked(2, SELLER)], "ended by 'walk_away'"),
    ("refusal after the end", [OPENED, GONE, refused(2, SELLER)], "ended by 'walk_away'"),
    (
        "after agreement",
        [OPENED, offered(1, BUYER), agreed(2, SELLER, "o1"), talked(3, BUYER)],
        "ended by 'agreement'",
    ),
    ("agreement to nothing", [OPENED, agreed(1, BUYER, "o1")], "'o1', which does not stand"),
    (
        "agreement with oneself",
        [OPENED, offered(1, BUYER), talked(2, SELLER), agreed(3, BUYER, "o1")],
        "'o1', which does not stand",
    ),
    (
        "agreement to what was turned down",
        [OPENED, offered(1, BUYER), REJECTED, talked(3, BUYER), agreed(4, SELLER, "o1")],
        "'o1', which does not stand",
    ),
    (
        "agreement to something else",
        [OPENED, offered(1, BUYER), agreed(2, SELLER, "o1", price=0.7)],
        "not what offer 'o1' says",
    ),
    ("rejection of nothing", [OPENED, rejected(1, BUYER, "o9")], "'o9', which does not stand"),
]


@pytest.mark.parametrize(
    ("log", "problem"),
    [case[1:] for case in CANNOT_FOLLOW],
    ids=[case[0] for case in CANNOT_FOLLOW],
)
def test_an_impossible_log_is_refused(log: list[Event], problem: str) -> None:
    replay(log[:-1]) if len(log) > 1 else None
    with pytest.raises(RuleError, match=problem):
        replay(log)


def test_a_fresh_table_is_the_first_party_s_turn() -> None:
    session = replay([OPENED])
    assert (session.turn, session.round, session.due_party) == (1, 1, BUYER)
    assert session.offers_to(SELLER) == ()


def test_three_parties_take_turns_in_order() -> None:
    parties = ("a", "b", "c")
    opening = TableOpened(table="servers", parties=parties, deadline_rounds=2)
    log: list[Event] = [opening]
    for turn in range(1, 7):
        session = replay(log)
        assert session.due_party == parties[(turn - 1) % 3]
        assert session.round == (1 if turn <= 3 else 2)
        log.append(talked(turn, parties[(turn - 1) % 3]))
    assert replay(log).due_party is None
    assert replay(log).is_out_of_time


def test_offers_of_all_others_may_be_answered() -> None:
    opening = TableOpened(table="servers", parties=("a", "b", "c"), deadline_rounds=2)
    session = replay([opening, offered(1, "a"), offered(2, "b")])
    assert [offer.offer_id for offer in session.offers_to("c")] == ["o1", "o2"]
    assert [offer.offer_id for offer in session.offers_to("b")] == ["o1"]
    assert session.offer_to("b", "o2") is None
