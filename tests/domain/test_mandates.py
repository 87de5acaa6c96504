from typing import Any

import pytest
from pydantic import ValidationError

from negotiation.domain.mandates import AuthorityStep, Mandate, PrivateFact, RedLine
from negotiation.domain.quantities import OptionValue
from tests.builders import Content, make_mandate, mandate_content, text

REASON = text("Because.", "因为。")


def line(**bounds: Any) -> RedLine:
    return RedLine.model_validate({"issue": "weeks", "reason": REASON, **bounds})


def step(**bounds: Any) -> AuthorityStep:
    return AuthorityStep.model_validate({"issue": "weeks", "signer": REASON, **bounds})


def fact(statement: dict[str, str], **rest: Any) -> PrivateFact:
    return PrivateFact.model_validate({"id": "stock", "statement": statement, **rest})


def goals(*weights: Any) -> list[Content]:
    return [{"title": text("goal", "目标"), "weight": weight} for weight in weights]


@pytest.mark.parametrize(
    ("bounds", "value", "is_allowed"),
    [
        ({"at_least": 4}, 4, True),
        ({"at_least": 4}, 3.9, False),
        ({"at_most": 4}, 4, True),
        ({"at_most": 4}, 4.1, False),
        ({"at_most": 0}, 0, True),
        ({"at_most": 0}, 0.005, False),
        ({"at_least": 2, "at_most": 4}, 5, False),
        ({"only": ["sea", "air"]}, "air", True),
        ({"only": ["sea", "air"]}, "rail", False),
        ({"only": [4, 8], "at_most": 6}, 8, False),
        ({"only": [4, 8]}, 4.0, True),
    ],
)
def test_a_red_line_allows_what_keeps_to_it(
    bounds: dict[str, Any], value: OptionValue, *, is_allowed: bool
) -> None:
    assert line(**bounds).allows(value) is is_allowed


def test_a_red_line_needs_a_bound() -> None:
    with pytest.raises(ValidationError, match="give 'at_least', 'at_most' or 'only'"):
        line()


@pytest.mark.parametrize("bounds", [{}, {"at_least": 1, "at_most": 2}])
def test_an_authority_step_needs_one_bound(bounds: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="exactly one of 'at_least' and 'at_most'"):
        step(**bounds)


@pytest.mark.parametrize("wrong", [True, "4", [4], float("nan")])
def test_a_bound_is_a_finite_number(wrong: Any) -> None:
    for make in (line, step):
        with pytest.raises(ValidationError):
            make(at_least=wrong)


@pytest.mark.parametrize("delay", [-1, 101, True, 1.5, "1"])
def test_a_delay_is_a_whole_number_of_rounds(delay: Any) -> None:
    with pytest.raises(ValidationError):
        step(at_least=1, delay_rounds=delay)


def test_a_fact_is_told_with_its_value_in_the_unit() -> None:
    stock = fact(text("We hold {value}.", "手里有{value}。"), value=1_280, unit="gpus")
    assert stock.in_language("en") == "We hold 1,280 cards."
    assert stock.in_language("zh") == "手里有1,280张卡。"


def test_a_fact_may_be_words_alone() -> None:
    assert fact(text("We are broke.", "没钱了。")).in_language("zh") == "没钱了。"


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        (text("We hold some.", "手里有一些。"), 5),
        (text("We hold {value}.", "手里有{value}。"), None),
        (text("We hold {value}.", "手里有一些。"), 5),
        (text("We hold {value}.", "手里有一些。"), None),
        (text("We hold some.", "手里有{value}。"), None),
    ],
)
def test_a_value_and_its_place_in_both_statements_go_together(
    statement: dict[str, str], value: int | None
) -> None:
    with pytest.raises(ValidationError, match="go together"):
        fact(statement, value=value)


@pytest.mark.parametrize("weights", [(1,), (0.5, 0.3, 0.2), (0.1,) * 10, (1, 0)])
def test_weights_that_sum_to_one_are_taken(weights: tuple[float, ...]) -> None:
    assert len(make_mandate(goals=goals(*weights)).goals) == len(weights)


@pytest.mark.parametrize(
    ("weights", "found"), [((0.5, 0.3), "0.8"), ((0.7, 0.7), "1.4"), ((0.0,), "0")]
)
def test_weights_that_sum_to_something_else_are_refused(
    weights: tuple[float, ...], found: str
) -> None:
    with pytest.raises(ValidationError, match=f"goal weights must sum to 1, found {found}"):
        make_mandate(goals=goals(*weights))


@pytest.mark.parametrize("weights", [(), (1.5, -0.5), (True,), ("1",), (1 / 13,) * 13])
def test_goals_are_one_to_twelve_with_weights_from_zero_to_one(weights: tuple[Any, ...]) -> None:
    with pytest.raises(ValidationError):
        make_mandate(goals=goals(*weights))


@pytest.mark.parametrize("value", [40, -3.5, 0, "simulated"])
def test_a_reservation_value_is_a_number_or_simulated(value: float | str) -> None:
    assert make_mandate(reservation_value=value).reservation_value == value


@pytest.mark.parametrize("value", [True, "40", "computed", None, float("inf")])
def test_anything_else_is_no_reservation_value(value: Any) -> None:
    with pytest.raises(ValidationError):
        make_mandate(reservation_value=value)


def test_a_mandate_never_changes_and_takes_no_unknown_key() -> None:
    mandate = make_mandate()
    with pytest.raises(ValidationError, match="frozen"):
        mandate.enforcement = "hard"  # type: ignore[misc]  # that is what must fail
    with pytest.raises(ValidationError, match="Extra inputs"):
        make_mandate(batna="none")


def test_a_mandate_survives_json() -> None:
    mandate = make_mandate(
        red_lines=[{"issue": "weeks", "only": [4, 8], "reason": REASON}],
        authority=[{"issue": "price", "at_most": 0.7, "signer": REASON}],
        private_facts=[{"id": "x", "statement": text("{value} left", "还剩{value}"), "value": 2.5}],
    )
    assert Mandate.model_validate_json(mandate.model_dump_json()) == mandate
    assert Mandate.model_validate(mandate_content()) == make_mandate()
