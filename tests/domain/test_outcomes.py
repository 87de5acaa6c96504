from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import OutcomeSpace
from tests.builders import make_issue, make_range, text

SPACE = OutcomeSpace(
    (
        make_range(0.6, 1.0, 0.1),
        make_issue(options=[0, 1, 4]),
        make_issue(id="mode", unit="label", options=["air", "sea"]),
    )
)
BEST: dict[str, Any] = {"price": 0.6, "weeks": 1, "mode": "sea"}


@st.composite
def spaces(draw: st.DrawFn) -> OutcomeSpace:
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=5))
    issues: list[Issue] = []
    for position, size in enumerate(sizes):
        labels = draw(st.booleans())
        options: list[Any] = [f"o{k}" for k in range(size)] if labels else list(range(size))
        unit = "label" if labels else "number"
        issues.append(make_issue(id=f"issue-{position}", unit=unit, options=options))
    return OutcomeSpace(tuple(issues))


@given(spaces(), st.data())
def test_index_and_outcome_lead_to_each_other(space: OutcomeSpace, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, space.size - 1))
    outcome = space.outcome_at(index)
    assert space.index_of(outcome) == index
    assert space.problems(outcome) == ()
    assert list(outcome) == [issue.id for issue in space.issues]


@given(spaces())
def test_every_index_is_another_outcome(space: OutcomeSpace) -> None:
    found = {tuple(space.outcome_at(index).items()) for index in range(space.size)}
    assert len(found) == space.size


@given(spaces(), st.data())
def test_columns_agree_with_the_outcomes(space: OutcomeSpace, data: st.DataObject) -> None:
    indices = data.draw(st.lists(st.integers(0, space.size - 1), max_size=8))
    columns = space.columns(np.array(indices, dtype=np.int64))
    for row, index in enumerate(indices):
        assert {key: column[row] for key, column in columns.items()} == space.outcome_at(index)


def test_the_last_issue_turns_fastest() -> None:
    assert SPACE.outcome_at(0) == {"price": 0.6, "weeks": 0, "mode": "air"}
    assert SPACE.outcome_at(1) == {"price": 0.6, "weeks": 0, "mode": "sea"}
    assert SPACE.outcome_at(SPACE.size - 1) == {"price": 1.0, "weeks": 4, "mode": "sea"}


def test_the_size_of_a_huge_space_is_known_without_listing_it() -> None:
    many = tuple(make_issue(id=f"i{k}", options=list(range(1000))) for k in range(10))
    space = OutcomeSpace(many)
    assert space.size == 10**30
    assert space.index_of(space.outcome_at(10**30 - 7)) == 10**30 - 7


def test_the_canonical_outcome_has_the_order_and_the_numbers_of_the_agenda() -> None:
    canonical = SPACE.canonical({"mode": "sea", "weeks": 4.0, "price": 1})
    assert list(canonical.items()) == [("price", 1.0), ("weeks", 4), ("mode", "sea")]
    assert [type(value) for value in canonical.values()] == [float, int, str]


def test_a_whole_outcome_has_no_problems() -> None:
    assert SPACE.problems(BEST) == ()


def test_a_missing_and_an_unknown_issue_are_named() -> None:
    assert SPACE.problems({"price": 0.6, "wekes": 1, "mode": "sea"}) == (
        "missing issue 'weeks'",
        "unknown issue 'wekes'",
    )


@pytest.mark.parametrize(
    ("issue", "value"),
    [
        ("weeks", 2),
        ("weeks", True),
        ("weeks", False),
        ("weeks", None),
        ("weeks", "1"),
        ("weeks", [1]),
        ("weeks", {"value": 1}),
        ("weeks", float("nan")),
        ("weeks", float("inf")),
        ("weeks", 10**400),
        ("price", 0.6000001),
        ("price", "0.6"),
        ("mode", "Air"),
        ("mode", 0),
        ("mode", ["air"]),
    ],
)
def test_a_value_that_is_no_option_is_a_problem_of_its_issue(issue: str, value: Any) -> None:
    (problem,) = SPACE.problems({**BEST, issue: value})
    assert problem.startswith(f"{issue}: ")
    assert "is not an option; options are " in problem


@given(st.dictionaries(st.sampled_from(["price", "weeks", "mode", "x"]), st.from_type(object)))
def test_no_outcome_whatever_makes_problems_raise(outcome: dict[str, Any]) -> None:
    assert all(isinstance(problem, str) for problem in SPACE.problems(outcome))


def test_a_long_list_of_options_is_shortened() -> None:
    space = OutcomeSpace((make_issue(options=list(range(100)), title=text("Weeks", "周")),))
    (problem,) = space.problems({"weeks": -1})
    assert problem.endswith("options are 0, 1, 2, 3, 4, 5, ..., 97, 98, 99")
