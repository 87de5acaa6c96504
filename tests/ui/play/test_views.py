"""What the screens of playing show, without a screen."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from negotiation.agents.negotiator import SeatBrief
from negotiation.app.plan import RunPlan
from negotiation.app.seating import seat_table
from negotiation.app.seats import Seat
from negotiation.catalog.files import load_scenario
from negotiation.domain.events import Event, MoveRefused, OfferMade, TableOpened
from negotiation.domain.moves import Move, Offer
from negotiation.domain.outcomes import Outcome
from negotiation.domain.protocols import TenderRules
from negotiation.domain.referee_events import Award
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language
from negotiation.protocol.fold import replay
from negotiation.protocol.session import Escalation, Session
from negotiation.protocol.view import View, view_for
from negotiation.store.training.records import Preparation
from tests.builders import (
    make_economics_scenario,
    make_persona,
    make_scenario,
    mandate_content,
    party_content,
)
from ui.views.play.board import board_rows, notes, offers_open, reasons_of, warnings_of
from ui.views.play.briefing import brief_view, sheet_lines, table_brief, tables_known
from ui.views.play.choices import counterpart_name, counterparts, difficulty_in, seat_names
from ui.views.play.drafting import controls, start_of, weigh
from ui.views.play.endings import is_bound
from ui.views.play.path import path_marks

NAMES = {"buyer": "Buyer House", "seller": "Seller House"}
GOOD, BAD = {"price": 0.6, "weeks": 4}, {"price": 1.0, "weeks": 12}


def scenario_with(**mandate: Any) -> Scenario:
    buyer = party_content("buyer", mandate=mandate_content(**mandate))
    return make_scenario(parties=[buyer, party_content("seller")])


def seated(
    scenario: Scenario,
    *,
    adviser: Any = "none",
    language: Language = "en",
    party: str = "buyer",
) -> SeatBrief:
    plan = RunPlan(
        scenario=scenario,
        personas={party.id: make_persona() for party in scenario.parties},
        seats={
            party.id: Seat(kind="human", persona="tiny_persona", adviser=adviser)
            for party in scenario.parties
        },
        seed=1,
        language=language,
    )
    return seat_table(plan, scenario.tables[0], {}).briefs[party]


def view_after(*outcomes: Outcome, refused: Outcome | None = None, rounds: int = 6) -> View:
    """The buyer's view after offers in turn, the buyer first."""
    order = ("buyer", "seller")
    log: list[Event] = [TableOpened(table="servers", parties=order, deadline_rounds=rounds)]
    for turn, outcome in enumerate(outcomes, start=1):
        log.append(
            OfferMade(
                table="servers",
                turn=turn,
                party=order[(turn - 1) % 2],
                offer_id=f"o{turn}",
                outcome=dict(outcome),
                message="",
            )
        )
    if refused is not None:
        log.append(
            MoveRefused(
                table="servers",
                turn=len(outcomes) + 1,
                party="buyer",
                move=Move(act=Offer(outcome=dict(refused))),
                reasons=("it crosses your red line on weeks",),
            )
        )
    return view_for(replay(log), log, "buyer")


def test_a_draft_begins_in_the_middle_and_advises_nothing() -> None:
    assert start_of(seated(make_scenario()), view_after()) == {"price": 0.8, "weeks": 8}


def test_a_draft_begins_within_what_one_may_offer_alone() -> None:
    step = {"issue": "price", "at_least": 0.8, "signer": {"en": "The board", "zh": "董事会"}}
    line = {"issue": "weeks", "at_most": 4, "reason": {"en": "Late.", "zh": "晚了。"}}
    brief = seated(scenario_with(authority=[step], red_lines=[line]))
    assert start_of(brief, view_after()) == {"price": 0.7, "weeks": 4}
    assert start_of(brief, view_after(GOOD, BAD)) == GOOD


def test_each_control_says_where_the_draft_differs() -> None:
    brief, view = seated(make_scenario()), view_after(GOOD, BAD)
    price, weeks = controls(brief, view, {"price": 0.7, "weeks": 4}, "en")
    assert (price.theirs, price.own) == ("100%", "60%")
    assert (weeks.theirs, weeks.own) == ("12 weeks", None)
    assert price.is_slider
    assert not weeks.is_slider
    assert price.options[price.position] == "70%"


@pytest.mark.parametrize("level", ["none", "value", "full"])
def test_a_draft_is_worth_what_the_adviser_tells(level: Any) -> None:
    worth = weigh(
        seated(make_scenario(), adviser=level), view_after(), GOOD, level=level, language="en"
    )
    assert worth.value == (None if level == "none" else "100 points")
    assert worth.gain == (None if level == "none" else "+80 points")
    assert worth.loss_fraction is None  # points have no futures


def test_a_simulated_draft_has_a_risk_where_the_adviser_tells_it() -> None:
    scenario = make_economics_scenario()
    draft: Outcome = {"price_cny_per_gpu": 75_000, "allocation_priority": "first"}
    view = replace(view_after(), history=())
    full = weigh(seated(scenario, adviser="full"), view, draft, level="full", language="en")
    assert full.loss_fraction is not None
    assert full.worst is not None
    value = weigh(seated(scenario, adviser="value"), view, draft, level="value", language="en")
    assert value.value == full.value
    assert value.loss_fraction is None
    assert value.worst is None


def test_a_hosts_desk_tells_no_risk_of_a_bare_draft() -> None:
    scenario = load_scenario("price-war").scenario
    host = seated(scenario, adviser="full", party="lab")
    draft = host.lots["heron"].space.outcome_at(0)
    view = replace(view_after(), party="lab")
    worth = weigh(host, view, draft, level="full", language="en")
    assert (worth.value, worth.loss_fraction) == (None, None)


def test_limits_that_a_draft_crosses_are_named_whatever_the_adviser() -> None:
    step = {"issue": "price", "at_least": 0.8, "signer": {"en": "The board", "zh": "董事会"}}
    line = {"issue": "weeks", "at_most": 8, "reason": {"en": "Late.", "zh": "晚了。"}}
    brief = seated(scenario_with(authority=[step], red_lines=[line]))
    worth = weigh(brief, view_after(), BAD, level="none", language="zh")
    assert worth.crossed == ("交期",)
    assert worth.unsigned == ("价格：100%，要董事会签字",)
    assert not worth.can_offer
    assert weigh(brief, view_after(), GOOD, level="none", language="zh").can_offer


@pytest.mark.parametrize(
    ("step", "changes", "obstacle"),
    [
        ({}, {}, None),
        ({"approval": "never"}, {}, "closed"),
        ({}, {"denied": frozenset({0})}, "closed"),
        ({"delay_rounds": 6}, {}, "late"),
        (
            {},
            {
                "escalation": Escalation(outcome=BAD, steps=(0,), due_round=3),
                "legal_acts": ("offer",),
            },
            "waiting",
        ),
        ({}, {"legal_acts": ("accept",)}, "not_now"),
    ],
)
def test_why_a_signature_cannot_be_asked_for_is_said(
    step: dict[str, Any], changes: dict[str, Any], obstacle: str | None
) -> None:
    base = {"issue": "price", "at_least": 0.8, "signer": {"en": "The board.", "zh": "董事会。"}}
    brief = seated(scenario_with(authority=[base | step]))
    view = replace(view_after(GOOD, BAD), **{"legal_acts": ("accept", "escalate")} | changes)
    (offer,) = offers_open(brief, view, NAMES, level="value", language="en")
    assert offer.obstacle == obstacle
    assert offer.unsigned[0].startswith("Price: 100%. Who must sign: The board")
    assert offer.is_below


def test_the_sheet_is_shown_with_its_amounts() -> None:
    sheet = Preparation(target="Cheap.", target_value=60.0, questions=("When?",))
    brief = seated(make_scenario())
    told = ("Cheap.", "Your target: worth 60 points to you", "· When?")
    assert sheet_lines(sheet, brief, "en") == told
    assert sheet_lines(sheet, None, "en") == ("Cheap.", "· When?")
    assert sheet_lines(Preparation(), brief, "en") == ()


def test_the_board_shows_worths_only_with_an_adviser() -> None:
    brief, view = seated(make_scenario()), view_after(GOOD, BAD)
    header, rows = board_rows(brief, view, NAMES, level="value", language="en")
    assert header == ("issue", "Buyer House · o1", "Seller House · o2")
    assert rows[-2:] == (
        ("Worth to you", "100 points", "0 points"),
        ("Over no deal", "+80 points", "-20 points"),
    )
    _, bare = board_rows(brief, view, NAMES, level="none", language="en")
    assert bare == rows[:-2]
    (offer,) = offers_open(brief, view, NAMES, level="none", language="en")
    assert (offer.offer_id, offer.party, offer.worth) == ("o2", "Seller House", None)


def test_the_paths_are_own_worths_or_the_first_figure() -> None:
    brief, view = seated(make_scenario()), view_after(GOOD, BAD)
    worths = path_marks(brief, view, level="value", language="en")
    assert [(mark.party, mark.round, mark.height) for mark in worths] == [
        ("buyer", 1, 80.0),
        ("seller", 1, -20.0),
    ]
    prices = path_marks(brief, view, level="none", language="en")
    assert [mark.height for mark in prices] == [0.6, 1.0]


def test_why_a_move_was_refused_is_said_with_titles() -> None:
    view = view_after(refused=BAD)
    brief = seated(make_scenario())
    assert reasons_of(brief, view, "en") == "it crosses your red line on Delivery"
    assert reasons_of(brief, view, "zh") == "越了你在交期上的红线"
    assert reasons_of(brief, view_after(), "en") is None


def test_the_last_turn_is_announced() -> None:
    assert warnings_of(view_after(rounds=1)) == ("play_warn_last",)
    assert warnings_of(view_after(rounds=2)) == ()


def test_a_brief_tells_what_the_seat_knows_and_nothing_of_the_other() -> None:
    fact = {
        "id": "stock",
        "statement": {"en": "We hold {value}.", "zh": "我们有{value}。"},
        "value": 500,
        "unit": "gpus",
    }
    secret = party_content("seller", brief={"en": "We are desperate.", "zh": "我们很急。"})
    buyer = party_content("buyer", mandate=mandate_content(private_facts=[fact]))
    scenario = make_scenario(parties=[buyer, secret])
    shown = brief_view(scenario, "buyer", "en")
    assert shown.facts == ("We hold 500 cards.",)
    assert shown.goals == (("price", "60%"), ("time", "40%"))
    assert "desperate" not in repr(shown)
    table = table_brief(scenario.tables[0], "buyer", "en", brief=seated(scenario))
    assert table.no_deal == "20 points"
    assert table.best == "100 points"
    assert table.agenda[0] == ("Price", "60% – 100%")
    assert table_brief(scenario.tables[0], "buyer", "en").no_deal is None


def test_counterparts_are_built_in_first_and_models_after_them() -> None:
    known = counterparts(["small"])
    assert known[0] == "strategy"
    assert known[-3:] == ("llm:small", "guided:conceder:small", "guided:boulware:small")
    names = [counterpart_name(who, "en") for who in known]
    assert len(set(names)) == len(names)
    assert not any(name in known for name in names)


def test_an_address_suggests_a_difficulty_and_nonsense_in_it_is_left_out() -> None:
    given: Mapping[str, str] = {
        "counterpart": "strategy:firm",
        "pace": "0.5",
        "adviser": "wizard",
        "seed": "-4",
        "patient": "1",
    }
    read = difficulty_in(given)
    assert (read.counterpart, read.pace_fraction) == ("strategy:firm", 0.5)
    assert read.is_patient
    assert (read.adviser, read.seed) == ("value", 1)


def test_seats_are_named_by_party_and_role() -> None:
    assert [seat.name for seat in seat_names(make_scenario(), "en")] == [
        "Buyer House · The buyer",
        "Seller House · The seller",
    ]


def test_the_brief_of_a_campaign_tells_of_no_table_that_opens_later() -> None:
    scenario = load_scenario("the-scramble").scenario
    assert [table.id for table in tables_known(scenario, "heron")] == ["tender"]
    assert len([table for table in scenario.tables if "heron" in table.parties]) > 1
    single = make_scenario()
    assert tables_known(single, "buyer") == single.tables


def test_a_deal_does_not_bind_who_left_or_lost() -> None:
    agreed = Session(table="t", parties=("a", "b", "host"), deadline_rounds=3, agreement=GOOD)
    assert is_bound(agreed, "a")
    assert not is_bound(replace(agreed, left=frozenset({"a"})), "a")
    assert not is_bound(replace(agreed, agreement=None), "a")
    rules = TenderRules(host="host", bidding="open", price_issue="price")
    tender = replace(agreed, tender=rules, awards=(Award(party="b", offer_id="o2", outcome=GOOD),))
    assert [is_bound(tender, party) for party in agreed.parties] == [False, True, True]


def test_a_round_of_slides_is_told_from_one_of_bids() -> None:
    brief, view = seated(make_scenario()), replace(view_after(), is_presentation=True)
    (line,) = notes(brief, view, NAMES, "en")
    assert "words only" in line
    assert not list(notes(brief, view_after(), NAMES, "en"))
