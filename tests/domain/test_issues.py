from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from negotiation.domain.issues import MAX_OPTIONS, Issue, Option
from negotiation.domain.quantities import OptionValue
from tests.builders import make_issue, make_range, price_content, text


def test_a_range_lists_its_numbers_with_both_ends() -> None:
    assert make_range(68_000, 72_000, 2_000).values == (68_000, 70_000, 72_000)


def test_a_range_is_exact_where_binary_floats_are_not() -> None:
    assert make_range(0.1, 0.7, 0.1).values == (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
    assert make_range(0.2, 0.7, 0.025).values[15] == 0.575


def test_a_range_of_whole_numbers_holds_integers() -> None:
    assert all(type(value) is int for value in make_range(4.0, 12.0, 4.0).values)
    assert all(type(value) is float for value in make_range(0, 1, 0.5).values)


@given(
    start=st.integers(-(10**6), 10**6),
    step=st.integers(1, 10**4),
    n_steps=st.integers(1, 100),
    places=st.integers(0, 6),
)
def test_every_number_of_a_range_is_start_plus_whole_steps(
    start: int, step: int, n_steps: int, places: int
) -> None:
    scale = 10**places
    stop = start + n_steps * step
    issue = make_range(start / scale, stop / scale, step / scale)
    exact = [Fraction(start + k * step, scale) for k in range(n_steps + 1)]
    assert [Fraction(str(value)) for value in issue.values] == exact


@pytest.mark.parametrize(
    ("start", "stop", "step", "reason"),
    [
        (1, 1, 1, "stop must be above start"),
        (2, 1, 1, "stop must be above start"),
        (0, 1, 0.3, "does not lead from 0.0 to 1.0 exactly"),
        (0, 1, 0, "greater than 0"),
        (0, 1, -0.5, "greater than 0"),
        (0, MAX_OPTIONS, 1, f"at most {MAX_OPTIONS} options"),
        (0, 1e30, 0.1, f"at most {MAX_OPTIONS} options"),
        (0, 1e308, 1e-308, f"at most {MAX_OPTIONS} options"),
        (1e15, 1e15 + 0.5, 0.05, "too fine"),
    ],
)
def test_a_range_that_makes_no_sense_is_refused(
    start: float, stop: float, step: float, reason: str
) -> None:
    with pytest.raises(ValidationError, match=reason):
        make_range(start, stop, step)


def test_the_longest_range_is_allowed() -> None:
    assert len(make_range(1, MAX_OPTIONS, 1).values) == MAX_OPTIONS


@given(start=st.floats(), stop=st.floats(), step=st.floats())
def test_any_three_numbers_make_a_range_or_a_refusal(
    start: float, stop: float, step: float
) -> None:
    try:
        issue = make_range(start, stop, step)
    except ValidationError:
        return
    assert len(set(issue.values)) == len(issue.values) == len(issue.positions)


@pytest.mark.parametrize("wrong", [True, "0.5", None, [1], float("nan"), float("inf")])
def test_the_end_of_a_range_is_a_finite_number(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        Issue.model_validate(price_content(range={"start": wrong, "stop": 10, "step": 1}))


def test_an_option_may_be_written_as_its_bare_value() -> None:
    issue = make_issue(options=[0, {"value": 0.5, "title": text("half", "一半")}, 1.0])
    assert issue.choices[0] == Option(value=0)
    assert issue.values == (0, 0.5, 1.0)


@pytest.mark.parametrize("wrong", [True, False, None, [4], {"wert": 4}, float("nan"), ["a"]])
def test_an_option_is_a_number_or_a_label(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        make_issue(options=[4, wrong])


@pytest.mark.parametrize("values", [[4, 4], [4, 4.0], [4, {"value": 4}], [0.0, -0.0]])
def test_the_same_option_twice_is_refused(values: list[Any]) -> None:
    with pytest.raises(ValidationError, match="repeated options: "):
        make_issue(options=values)


@pytest.mark.parametrize(
    ("unit", "values", "reason"),
    [
        ("weeks", [4, "eight"], "unit 'weeks' takes numbers, found 'eight'"),
        ("label", ["four", 8], r"unit 'label' takes labels \(text\), found 8"),
        ("label", [4, 8], r"unit 'label' takes labels \(text\), found 4"),
    ],
)
def test_the_unit_says_whether_options_are_numbers_or_labels(
    unit: str, values: list[Any], reason: str
) -> None:
    with pytest.raises(ValidationError, match=reason):
        make_issue(unit=unit, options=values)


def test_an_issue_needs_an_option() -> None:
    with pytest.raises(ValidationError, match="at least one option"):
        make_issue(options=[])


def test_an_issue_has_options_or_a_range_but_not_both() -> None:
    numbers = {"start": 0, "stop": 1, "step": 1}
    for options, range_ in ((None, None), ([0, 1], numbers)):
        with pytest.raises(ValidationError, match="exactly one of 'options' and 'range'"):
            make_issue(options=options, range=range_)


def test_a_range_needs_a_unit_that_counts() -> None:
    with pytest.raises(ValidationError, match="numeric 'unit'"):
        make_range(0, 1, 1, unit="label")


def test_more_options_than_allowed_are_refused() -> None:
    with pytest.raises(ValidationError, match="at most 2000 items"):
        make_issue(options=list(range(MAX_OPTIONS + 1)))


def test_a_title_is_shown_in_place_of_the_bare_value() -> None:
    issue = make_issue(options=[{"value": 0, "title": text("none", "无")}, 4])
    assert [issue.show(value, "en") for value in issue.values] == ["none", "4 weeks"]
    assert [issue.show(value, "zh") for value in issue.values] == ["无", "4周"]


@pytest.mark.parametrize(
    ("say", "value", "english"),
    [
        (None, 8, "Delivery 8 weeks"),
        (text("within {value}", "{value}内"), 8, "within 8 weeks"),
        (text("within {value}", "{value}内"), 0, "delivery at once"),
    ],
)
def test_an_option_says_itself_before_its_issue_does(
    say: dict[str, str] | None, value: OptionValue, english: str
) -> None:
    at_once = {"value": 0, "say": text("delivery at once", "现货")}
    assert make_issue(options=[at_once, 8], say=say).speak(value, "en") == english


def test_a_way_of_saying_must_name_the_value() -> None:
    for say in (text("quickly", "{value}内"), text("within {value}", "很快")):
        with pytest.raises(ValidationError, match=r"'say' must hold \{value\}"):
            make_issue(say=say)
