import pytest

from negotiation.domain.outcomes import OutcomeSpace
from tests.builders import make_scenario, price_content, table_content, weeks_content
from ui.views.simulator.deals import controls, middle, packed, unpacked

WORDS = {
    "id": "place",
    "title": {"en": "Place", "zh": "顺位"},
    "options": [{"value": "first", "title": {"en": "first", "zh": "第一"}}, {"value": "last"}],
}
NAMED = weeks_content(options=[{"value": 4, "title": {"en": "*soon*", "zh": "快"}}, 8])


def space_of(*agenda: object) -> OutcomeSpace:
    table = table_content(agenda=[*agenda], valuation={"kind": "points", "scores": {}})
    return make_scenario(tables=[table]).tables[0].space


SPACE = make_scenario().tables[0].space


def test_a_deal_begins_in_the_middle() -> None:
    assert middle(SPACE) == {"price": 0.8, "weeks": 8}


def test_an_address_holds_a_deal() -> None:
    every = [SPACE.outcome_at(index) for index in range(SPACE.size)]
    assert [unpacked(SPACE, packed(SPACE, deal)) for deal in every] == every
    assert packed(SPACE, {"price": 1.0, "weeks": 4}) == "4-0"


@pytest.mark.parametrize(
    "text", ["", "4", "4-0-0", "5-0", "4--1", "4-x", "4-٣", "4-99999999999", "-4-0", " 4-0"]
)
def test_what_is_no_deal_of_the_table_is_none(text: str) -> None:
    assert unpacked(SPACE, text) is None


def test_numbers_get_a_slider_and_words_a_menu() -> None:
    found = controls(space_of(price_content(), WORDS, NAMED), "en")
    assert [control.is_slider for control in found] == [True, False, True]


def test_a_slider_writes_our_own_words_only() -> None:
    """What it shows is read as Markdown, and an option's title is the scenario's."""
    _, _, weeks = controls(space_of(price_content(), WORDS, NAMED), "en")
    assert weeks.shown(4) == "*soon*"
    assert weeks.figure(4) == "4 weeks"


def test_bare_numbers_with_names_get_a_menu() -> None:
    """Without a unit a number means nothing: its name says what it is."""
    issue = {
        "id": "clouds",
        "title": {"en": "Clouds", "zh": "几朵云"},
        "unit": "number",
        "options": [{"value": 1, "title": {"en": "one of three", "zh": "三选一"}}, 2],
    }
    assert not controls(space_of(issue), "en")[0].is_slider
