"""Bubbles, terms and standing offers of a talk made by hand."""

from collections.abc import Sequence

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
from negotiation.domain.moves import Accept, Move, Offer, Talk
from tests.builders import make_scenario, make_table, party_content, table_content, text
from tests.ui.conftest import plan_of
from ui.views.talks import TurnView, parties_of, rounds_shown, standing_at, turns_of
from ui.views.terms import Term

TABLE = make_table()
OPENED = TableOpened(table="servers", parties=("buyer", "seller"), deadline_rounds=6)


def offer(turn: int, price: float, weeks: int, message: str = "") -> OfferMade:
    return OfferMade(
        table="servers",
        turn=turn,
        party="buyer" if turn % 2 else "seller",
        offer_id=f"o{turn}",
        outcome={"price": price, "weeks": weeks},
        message=message,
    )


def turns(*events: Event) -> tuple[TurnView, ...]:
    return turns_of(TABLE, [OPENED, *events], "en")


def test_a_first_offer_shows_every_term() -> None:
    (view,) = turns(offer(1, 0.6, 4, "hello"))
    assert (view.act, view.round, view.message) == ("offer", 1, "hello")
    assert view.terms == (
        Term(issue="Price", now="60%"),
        Term(issue="Delivery", now="4 weeks"),
    )


def test_an_answer_shows_where_the_other_side_differs() -> None:
    *_, view = turns(offer(1, 0.6, 4), offer(2, 1.0, 4))
    assert view.terms == (
        Term(issue="Price", now="100%", theirs="60%"),
        Term(issue="Delivery", now="4 weeks"),
    )


def test_a_later_offer_shows_only_what_it_changed() -> None:
    *_, view = turns(offer(1, 0.6, 4), offer(2, 1.0, 12), offer(3, 0.7, 4))
    assert view.terms == (Term(issue="Price", now="70%", before="60%", theirs="100%"),)
    assert view.round == 2


def test_the_same_offer_again_says_so() -> None:
    *_, view = turns(offer(1, 0.6, 4), offer(2, 1.0, 12), offer(3, 0.6, 4))
    assert view.is_unchanged
    assert view.terms == ()


def test_terms_are_in_the_language_of_the_page() -> None:
    (view,) = turns_of(TABLE, [OPENED, offer(1, 0.6, 4)], "zh")
    assert view.terms[1] == Term(issue="交期", now="4周")


def test_an_agreement_shows_every_term() -> None:
    signed = AgreementReached(
        table="servers",
        turn=2,
        party="seller",
        offer_id="o1",
        outcome={"price": 0.6, "weeks": 4},
        message="done",
    )
    *_, view = turns(offer(1, 0.6, 4), signed)
    assert (view.act, view.offer_id) == ("accept", "o1")
    assert [term.now for term in view.terms] == ["60%", "4 weeks"]


def test_a_refused_offer_shows_what_was_not_on_the_agenda() -> None:
    move = Move(act=Offer(outcome={"price": 7, "weeks": "soon"}), message="psst")
    refused = MoveRefused(
        table="servers", turn=1, party="buyer", move=move, reasons=("no option", "nor this")
    )
    (view,) = turns(refused)
    assert (view.act, view.message, view.reasons) == ("refused", "psst", ("no option", "nor this"))
    assert [term.now for term in view.terms] == ["7", "soon"]


def test_a_refused_offer_is_nothing_to_compare_with() -> None:
    move = Move(act=Offer(outcome={"price": 1.0}))
    refused = MoveRefused(table="servers", turn=1, party="buyer", move=move, reasons=("weeks",))
    first, second = turns(refused, offer(1, 0.6, 4))
    assert [term.issue for term in first.terms] == ["Price"]
    assert all(term.before is None for term in second.terms)


def test_a_refused_answer_names_the_offer() -> None:
    move = Move(act=Accept(offer_id="o9"))
    refused = MoveRefused(table="servers", turn=1, party="buyer", move=move, reasons=("none",))
    (view,) = turns(refused)
    assert (view.offer_id, view.terms) == ("o9", ())


@pytest.mark.parametrize(
    ("event", "act"),
    [
        (Talked(table="servers", turn=1, party="buyer", message="hm"), "talk"),
        (OfferRejected(table="servers", turn=1, party="buyer", offer_id="o", message=""), "reject"),
        (WalkedAway(table="servers", turn=1, party="buyer", message="no"), "walk_away"),
        (TurnForfeited(table="servers", turn=1, party="buyer", reason="late"), "forfeited"),
        (
            MoveRefused(
                table="servers", turn=1, party="buyer", move=Move(act=Talk()), reasons=("empty",)
            ),
            "refused",
        ),
    ],
)
def test_every_other_event_of_a_party_is_a_bubble(event: Event, act: str) -> None:
    (view,) = turns(event)
    assert (view.act, view.party) == (act, "buyer")


def test_what_is_no_turn_is_no_bubble() -> None:
    assert turns(DeadlinePassed(table="servers")) == ()


def pages(shown: Sequence[TurnView]) -> list[int]:
    return [view.turn for view in shown]


def test_a_page_ends_with_the_chosen_turn_and_begins_with_a_round() -> None:
    views = turns(*(offer(turn, 0.6, 4) for turn in range(1, 11)))
    assert pages(rounds_shown(views, turn=7, window=2)) == [5, 6, 7]
    assert pages(rounds_shown(views, turn=10, window=2)) == [7, 8, 9, 10]
    assert pages(rounds_shown(views, turn=1, window=2)) == [1]
    assert rounds_shown((), turn=0, window=2) == ()


def test_standing_offers_are_those_after_the_chosen_turn() -> None:
    events: list[Event] = [OPENED, offer(1, 0.6, 4), offer(2, 1.0, 12), offer(3, 0.7, 8)]
    before = standing_at(TABLE, events, turn=2, language="en")
    after = standing_at(TABLE, events, turn=3, language="en")
    assert before.offers == {"buyer": "o1", "seller": "o2"}
    assert before.rows == (("Price", "60%", "100%"), ("Delivery", "4 weeks", "12 weeks"))
    assert after.offers == {"buyer": "o3", "seller": "o2"}


def test_a_rejected_offer_stands_no_more() -> None:
    rejected = OfferRejected(table="servers", turn=2, party="seller", offer_id="o1", message="")
    events: list[Event] = [OPENED, offer(1, 0.6, 4), rejected]
    assert standing_at(TABLE, events, turn=2, language="en").offers == {}


def test_the_deadline_does_not_hide_what_stood() -> None:
    opened = OPENED.model_copy(update={"deadline_rounds": 1})
    passed = DeadlinePassed(table="servers")
    events: list[Event] = [opened, offer(1, 0.6, 4), offer(2, 1.0, 4), passed]
    assert len(standing_at(TABLE, events, turn=2, language="en").offers) == 2


def test_parties_carry_their_place_and_who_plays() -> None:
    scenario = make_scenario()
    buyer, seller = parties_of(plan_of(scenario), scenario.tables[0], "en")
    assert (buyer.name, buyer.position, buyer.seat) == ("Buyer House", 0, "strategy:linear")
    assert seller.position == 1


def test_parties_sit_in_the_order_of_the_table_and_keep_their_colours() -> None:
    scenario = make_scenario(tables=[table_content(parties=["seller", "buyer"])])
    found = parties_of(plan_of(scenario), scenario.tables[0], "en")
    assert [(party.id, party.position) for party in found] == [("seller", 1), ("buyer", 0)]


def test_parties_of_one_name_are_told_apart() -> None:
    namesakes = [party_content(party, name=text("House")) for party in ("buyer", "seller")]
    scenario = make_scenario(parties=namesakes)
    names = [party.name for party in parties_of(plan_of(scenario), scenario.tables[0], "en")]
    assert names == ["House (buyer)", "House (seller)"]
