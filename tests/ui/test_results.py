"""Rows and points of a score, for a shipped scenario and for one of points."""

from pathlib import Path

import pytest

from negotiation.analysis.scorecard import TableScore, score_table
from negotiation.app.frontiers import frontier_report
from negotiation.app.tables import mandates_of, valued_table
from negotiation.domain.events import AgreementReached, Event, OfferMade, TableOpened
from negotiation.domain.quantities import Scale
from negotiation.domain.scenarios import Scenario
from tests.builders import make_scenario, party_content, table_content
from tests.ui.conftest import plan_of
from tests.ui.test_views import offer
from ui.data.runs import load_run
from ui.views.points import offer_marks, plane_of, worths
from ui.views.results import (
    PARTY_HEADER,
    amount,
    distances,
    party_rows,
    reference_columns,
    reference_rows,
    scale_for,
)
from ui.views.talks import parties_of

SCENARIO = make_scenario()
TABLE = SCENARIO.tables[0]
OPENED = TableOpened(table="servers", parties=("buyer", "seller"), deadline_rounds=6)
OFFERS = (offer(1, 0.6, 4), offer(2, 1.0, 12))
SIGNED = AgreementReached(
    table="servers", turn=3, party="buyer", offer_id="o2",
    outcome={"price": 1.0, "weeks": 12}, message="",
)  # fmt: skip


def score_of(*events: Event, scenario: Scenario = SCENARIO) -> TableScore:
    outcomes = valued_table(scenario, scenario.tables[0])
    return score_table(outcomes, mandates_of(scenario), events)


POINTS = Scale(1, 6, "points")


def test_amounts_carry_the_unit_of_the_scale() -> None:
    assert amount(12.5, POINTS) == "12.5 points"
    assert amount(-12_345_678.0, Scale(1e6, 2, "M RMB")) == "-12.35 M RMB"


def test_a_line_of_the_scorecard_for_each_party() -> None:
    score = score_of(OPENED, *OFFERS, SIGNED)
    known = parties_of(plan_of(SCENARIO), TABLE, "en")
    buyer, seller = party_rows(score, TABLE, known, "en")
    assert len(buyer) == len(PARTY_HEADER)
    assert buyer[:4] == ("Buyer House", "0 points", "20 points", "-20 points")
    assert buyer[-1] == "signed 20 points below its alternative"
    assert seller[:4] == ("Seller House", "100 points", "20 points", "80 points")
    assert seller[-1] == ""


def test_without_agreement_there_is_no_share() -> None:
    known = parties_of(plan_of(SCENARIO), TABLE, "en")
    for row in party_rows(score_of(OPENED, *OFFERS), TABLE, known, "en"):
        assert row[4] == "–"


@pytest.mark.parametrize("events", [(OPENED,), (OPENED, *OFFERS, SIGNED)])
def test_reference_points_carry_gains_and_terms(events: tuple[Event, ...]) -> None:
    known = parties_of(plan_of(SCENARIO), TABLE, "en")
    score = score_of(*events)
    columns = reference_columns(score, "en")
    rows = reference_rows(score, TABLE, known, "en")
    assert columns[:4] == ("Nash", "Kalai-Smorodinsky", "egalitarian", "utilitarian")
    assert [row[0] for row in rows] == [
        "Buyer House: surplus",
        "Seller House: surplus",
        "Price",
        "Delivery",
    ]
    assert {len(row) for row in rows} == {1 + len(columns)}


def test_what_was_signed_stands_beside_what_could_have_been() -> None:
    known = parties_of(plan_of(SCENARIO), TABLE, "en")
    score = score_of(OPENED, *OFFERS, SIGNED)
    assert reference_columns(score, "en")[-1] == "Agreement"
    assert [row[-1] for row in reference_rows(score, TABLE, known, "en")] == [
        "-20 points",
        "80 points",
        "100%",
        "12 weeks",
    ]


def test_distances_are_named_by_the_catalogue() -> None:
    assert list(distances(score_of(OPENED))) == [
        "to_frontier",
        "to_nash",
        "to_kalai_smorodinsky",
    ]


def test_no_common_ground_has_no_distance() -> None:
    mandate = party_content("buyer")["mandate"] | {"reservation_value": 1000}
    hopeless = make_scenario(
        parties=[party_content("buyer", mandate=mandate), party_content("seller")]
    )
    assert distances(score_of(OPENED, scenario=hopeless)) == {}


def test_offers_are_marked_with_their_turns() -> None:
    events = (OPENED, *OFFERS, offer(3, 0.7, 4))
    marks = offer_marks(score_of(*events), events, POINTS)
    assert [(mark.turn, mark.party, mark.round) for mark in marks] == [
        (1, "buyer", 1),
        (2, "seller", 1),
        (3, "buyer", 2),
    ]
    assert marks[0].surplus == {"buyer": 80.0, "seller": -20.0}


def test_worths_name_every_party() -> None:
    events = (OPENED, *OFFERS)
    marks = offer_marks(score_of(*events), events, POINTS)
    known = parties_of(plan_of(SCENARIO), TABLE, "en")
    assert worths(marks, known, POINTS, "en")[1] == (
        "over the alternative: Buyer House 80 points · Seller House -20 points"
    )


def test_the_plane_holds_the_frontier_and_the_result() -> None:
    score = score_of(OPENED, *OFFERS, SIGNED)
    plane = plane_of(score, frontier_report(SCENARIO, TABLE), POINTS)
    assert plane is not None
    assert [mark.kind for mark in plane.landmarks] == ["nash", "kalai_smorodinsky", "signed"]
    assert (plane.landmarks[-1].point.x, plane.landmarks[-1].point.y) == (-20.0, 80.0)
    assert [point.x for point in plane.frontier] == sorted(point.x for point in plane.frontier)


def test_without_agreement_the_result_is_the_alternative() -> None:
    plane = plane_of(score_of(OPENED), frontier_report(SCENARIO, TABLE), POINTS)
    assert plane is not None
    assert (plane.landmarks[-1].kind, plane.landmarks[-1].point.x) == ("no_deal", 0.0)


def test_three_parties_have_no_plane() -> None:
    names = ("buyer", "seller", "third")
    scores = {name: {"price": [0, 1, 2, 3, 4], "weeks": [0, 1, 2]} for name in names}
    table = table_content(
        parties=list(names), protocol="none", valuation={"kind": "points", "scores": scores}
    )
    scenario = make_scenario(
        parties=[party_content(name) | {"persona": "cloud_architect"} for name in names],
        tables=[table],
    )
    opened = TableOpened(table="servers", parties=names, deadline_rounds=6)
    score = score_of(opened, scenario=scenario)
    assert plane_of(score, frontier_report(scenario, scenario.tables[0]), POINTS) is None


def test_money_is_drawn_in_the_unit_of_the_language(supply_run: Path) -> None:
    run = load_run(supply_run)
    talk = run.talks["supply"]
    score = score_of(*talk, scenario=run.record.plan.scenario)
    english, chinese = (scale_for(score, "en"), scale_for(score, "zh"))
    assert (english.unit, chinese.unit) == ("M RMB", "万元")
    marks = [offer_marks(score, talk, scale)[0] for scale in (english, chinese)]
    assert marks[1].surplus["cloud"] == pytest.approx(100 * marks[0].surplus["cloud"])
    n_offers = sum(isinstance(event, OfferMade) for event in talk)
    assert len(offer_marks(score, talk, english)) == n_offers
