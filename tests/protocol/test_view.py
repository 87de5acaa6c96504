"""What a party sees, and what it must not."""

import json
from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from negotiation.domain.events import Event, TurnForfeited
from negotiation.domain.moves import Move
from negotiation.domain.values import Value
from negotiation.protocol.view import View, is_visible, view_for
from tests.protocol.builders import (
    BUYER,
    FORBIDDEN,
    GOOD,
    SELLER,
    Table,
    accept,
    kinds,
    make_house,
    offer,
    reject,
    talk,
    walk_away,
)

CANARY = 987_654_321
WHISPER = "the buyer's secret"


def see(table: Table, party: str) -> View:
    return view_for(table.session, table.log, party)


def written(view: View) -> str:
    return json.dumps(asdict(view), default=_plain) + repr(view)


def _plain(value: object) -> object:
    if isinstance(value, Value):
        return value.model_dump(mode="json")
    assert isinstance(value, frozenset)
    return sorted(value)


def test_history_is_in_the_order_of_the_log() -> None:
    table = Table()
    table.play(talk(), offer(), reject("o2"))
    assert kinds(see(table, SELLER).history) == [
        "table_opened",
        "talked",
        "offer_made",
        "offer_rejected",
    ]
    assert list(see(table, SELLER).history) == table.log


def test_a_refused_move_is_seen_by_its_author_only() -> None:
    table = Table()
    table.play(offer({"price": CANARY, "weeks": 4}))
    assert "move_refused" in kinds(see(table, BUYER).history)
    assert "move_refused" not in kinds(see(table, SELLER).history)
    assert str(CANARY) in written(see(table, BUYER))
    assert str(CANARY) not in written(see(table, SELLER))


def test_why_another_lost_its_turn_stays_private() -> None:
    table = Table()
    table.lose(WHISPER)
    lost = see(table, SELLER).history[-1]
    assert isinstance(lost, TurnForfeited)
    assert lost.reason == ""
    assert WHISPER not in written(see(table, SELLER))
    assert WHISPER in written(see(table, BUYER))


def test_refusals_are_those_of_the_due_turn() -> None:
    table = Table()
    table.play(talk(""), talk())
    assert see(table, BUYER).refusals == ()
    table.play(talk(), talk(""), talk(""))
    assert [refused.turn for refused in see(table, BUYER).refusals] == [3, 3]


def test_only_a_standing_offer_may_be_answered() -> None:
    table = Table()
    assert see(table, BUYER).legal_acts == ("talk", "offer", "walk_away")
    table.play(offer())
    seen = see(table, SELLER)
    assert seen.legal_acts == ("talk", "offer", "accept", "reject", "walk_away")
    assert [standing.offer_id for standing in seen.offers] == ["o1"]
    assert seen.own_offer is None
    assert see(table, BUYER).own_offer == seen.offers[0]
    table.play(reject("o1"))
    assert see(table, BUYER).own_offer is None
    assert see(table, SELLER).legal_acts == ("talk", "offer", "walk_away")


def test_the_last_turn_is_known() -> None:
    table = Table(rounds=2)
    assert (see(table, BUYER).rounds_left, see(table, BUYER).is_last_turn) == (1, False)
    table.play(talk(), talk())
    assert see(table, BUYER).is_last_turn
    table.play(talk())
    assert see(table, SELLER).is_last_turn


MOVES = st.sampled_from(
    [
        talk("Fine weather."),
        talk(""),
        offer(GOOD),
        offer(FORBIDDEN),
        offer({"price": CANARY, "weeks": CANARY}),
        accept(f"o{CANARY}"),
        reject("o1"),
        reject("o2"),
        walk_away(),
        None,
    ]
)


@given(st.lists(MOVES, max_size=14))
def test_no_view_holds_what_the_other_tried_in_vain(moves: list[Move | None]) -> None:
    table = Table(house=make_house(hard=BUYER, soft=SELLER))
    for move in moves:
        session = table.session
        if session.due_party is None:
            break
        if move is None:
            table.lose(str(CANARY))
        else:
            table.play(move)
    for party, other in ((BUYER, SELLER), (SELLER, BUYER)):
        seen = see(table, party)
        own = _tries(table.log, party)
        assert written(seen).count(str(CANARY)) >= (1 if own else 0)
        if not own:
            assert str(CANARY) not in written(seen)
        assert not any(
            event.kind == "move_refused" and event.party == other for event in seen.history
        )
        expected = [event.kind for event in table.log if is_visible(event, party)]
        assert kinds(seen.history) == expected


def _tries(log: list[Event], party: str) -> bool:
    return any(
        str(CANARY) in event.model_dump_json()
        for event in log
        if getattr(event, "party", None) == party
    )
