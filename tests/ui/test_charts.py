"""The charts: colours by party, what is drawn at which turn, and titles that load nothing."""

import json
from typing import Any

import pytest

from negotiation.app.frontiers import frontier_report
from negotiation.domain.values import Language
from tests.builders import make_scenario, party_content, text
from tests.ui.conftest import plan_of
from tests.ui.test_results import OFFERS, OPENED, POINTS, SCENARIO, SIGNED, TABLE, score_of
from ui.views.palette import avatar, party_colour
from ui.views.points import offer_marks, plane_of
from ui.views.talks import PartyView, parties_of
from ui.widgets.charts import concession_chart, plane_chart

EVENTS = (OPENED, *OFFERS, SIGNED)
PARTIES = parties_of(plan_of(SCENARIO), TABLE, "en")


def concessions(turn: int, parties: tuple[PartyView, ...] = PARTIES) -> dict[str, Any]:
    marks = offer_marks(score_of(*EVENTS), EVENTS, POINTS)
    chart = concession_chart(marks, parties, turn=turn, unit="points", language="en")
    drawn: dict[str, Any] = chart.to_dict()
    return drawn


def plane(turn: int, *, is_end: bool, language: Language = "en") -> dict[str, Any]:
    score = score_of(*EVENTS)
    outcomes = plane_of(score, frontier_report(SCENARIO, TABLE), POINTS)
    assert outcomes is not None
    marks = offer_marks(score, EVENTS, POINTS)
    chart = plane_chart(
        outcomes if is_end else outcomes.without_result(),
        marks,
        PARTIES,
        turn=turn,
        unit="points",
        language=language,
    )
    drawn: dict[str, Any] = chart.to_dict()
    return drawn


def points(drawn: dict[str, Any], key: str) -> list[dict[str, Any]]:
    sets = drawn["datasets"].values()
    return [row for rows in sets for row in rows if key in row]


def test_a_chart_shows_the_offers_so_far() -> None:
    assert [row["offer"] for row in points(concessions(1), "offer")] == ["o1"]
    assert [row["offer"] for row in points(concessions(3), "offer")] == ["o1", "o2"]


def test_an_offer_is_drawn_at_what_it_leaves_its_own_side() -> None:
    assert [row["own"] for row in points(concessions(3), "offer")] == [80.0, 80.0]


def test_the_axes_stay_while_somebody_steps() -> None:
    early, late = (concessions(turn)["layer"][1]["encoding"]["y"]["scale"] for turn in (1, 3))
    assert early == late


def test_every_party_keeps_its_colour() -> None:
    for drawn in (concessions(3)["layer"][1], plane(3, is_end=True)["layer"][3]):
        scale = drawn["encoding"]["color"]["scale"]
        colours = dict(zip(scale["domain"], scale["range"], strict=True))
        for party in PARTIES:
            assert colours[party.name] == party_colour(party.position).code


def test_the_result_is_not_given_away_before_the_end() -> None:
    assert "agreement" not in [row["kind"] for row in points(plane(2, is_end=False), "kind")]
    assert "agreement" in [row["kind"] for row in points(plane(3, is_end=True), "kind")]


def test_the_charts_speak_chinese() -> None:
    written = json.dumps(plane(3, is_end=True, language="zh"), ensure_ascii=False)
    assert all(word in written for word in ("有效前沿", "成交", "纳什解"))


def test_no_tooltip_is_titled_by_a_party_alone() -> None:
    """The tooltip of Vega loads a picture for a line that is titled ``image``."""
    names = [party_content(p, name=text("image", "image")) for p in ("buyer", "seller")]
    scenario = make_scenario(parties=names)
    known = parties_of(plan_of(scenario), scenario.tables[0], "en")
    single = tuple(PartyView(id=p.id, name="image", role="", seat="", position=0) for p in known)
    for layer in concessions(3, single)["layer"]:
        for tip in layer["encoding"].get("tooltip", []):
            assert tip["title"] != "image"


@pytest.mark.parametrize(
    ("name", "letter"),
    [("Heron Cloud", "H"), ("青鹭云", "青"), ("<b>", "B"), ("&!", "?"), ("", "?")],
)
def test_an_avatar_holds_one_letter(name: str, letter: str) -> None:
    assert f">{letter}</text>" in avatar(name, party_colour(0))


def test_colours_are_told_apart() -> None:
    assert len({party_colour(position).code for position in range(9)}) == 9
    assert party_colour(9) == party_colour(0)
