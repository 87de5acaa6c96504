from copy import deepcopy

from negotiation.domain.scenarios import Scenario
from tests.builders import scenario_content, table_content, weeks_content
from ui.views.library.content import (
    part,
    with_issue,
    with_option,
    with_part,
    without_issue,
    without_option,
)

TITLED = weeks_content(options=[{"value": 4, "title": {"en": "soon", "zh": "快"}}, {"value": 8}])


def test_a_change_makes_a_new_content() -> None:
    content = scenario_content()
    before = deepcopy(content)
    changed = with_part(content, ("parties", 1, "name", "en"), "Other House")
    assert content == before
    assert part(changed, ("parties", 1, "name", "en")) == "Other House"
    assert part(changed, ("parties", 0)) == part(content, ("parties", 0))


def test_what_is_not_there_is_none_and_can_be_made() -> None:
    assert part({"a": [1]}, ("a", 3, "b")) is None
    assert part("text", ("a",)) is None
    assert with_part({}, ("market", "regime_at_start"), "glut") == {
        "market": {"regime_at_start": "glut"}
    }


def test_none_takes_a_key_away() -> None:
    assert with_part({"a": {"b": 1, "c": 2}}, ("a", "b"), None) == {"a": {"c": 2}}


def test_an_option_more_or_less_keeps_the_points_in_step() -> None:
    content = scenario_content()
    more = with_option(content, 0, 1)
    assert part(more, ("tables", 0, "agenda", 1, "options")) == [4, 8, 12, 13]
    assert part(more, ("tables", 0, "valuation", "scores", "seller", "weeks")) == [0, 16, 30, 0]
    Scenario.model_validate(more)
    less = without_option(more, 0, 1, 0)
    assert part(less, ("tables", 0, "agenda", 1, "options")) == [8, 12, 13]
    assert part(less, ("tables", 0, "valuation", "scores", "buyer", "weeks")) == [30, 0, 0]
    Scenario.model_validate(less)


def test_a_new_option_is_of_the_kind_of_the_others() -> None:
    content = scenario_content(tables=[table_content(agenda=[TITLED])])
    options = part(with_option(content, 0, 0), ("tables", 0, "agenda", 0, "options"))
    assert isinstance(options, list)
    assert options[-1] == {"value": 9, "title": {"en": "9", "zh": "9"}}
    words = scenario_content(tables=[table_content(agenda=[{"id": "place", "options": ["first"]}])])
    options = part(with_option(words, 0, 0), ("tables", 0, "agenda", 0, "options"))
    assert options == ["first", "option_2"]


def test_a_clause_more_and_less() -> None:
    content = scenario_content()
    more = with_issue(content, 0)
    scenario = Scenario.model_validate(more)
    assert [issue.id for issue in scenario.tables[0].agenda] == ["price", "weeks", "issue_3"]
    assert scenario.tables[0].agenda[2].title.zh == "条款3"
    assert without_issue(more, 0, 2) == content
    assert with_issue(without_issue(more, 0, 0), 0) != more
