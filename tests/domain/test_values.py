from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from negotiation.domain.values import (
    CONTROL,
    LANGUAGES,
    Identifier,
    Text,
    Value,
    without_control,
)

NAMES: TypeAdapter[str] = TypeAdapter(Identifier)


class Amount(Value):
    amount: float


@pytest.mark.parametrize("name", ["a", "7", "a800-supply", "cloud_architect", "x" * 64])
def test_a_name_is_taken(name: str) -> None:
    assert NAMES.validate_python(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "A",
        "-a",
        "_a",
        "a b",
        "a.b",
        "a/b",
        "../a",
        "a\n",
        "a\x00",
        "é",
        "甲",
        "x" * 65,
        7,
        None,
    ],
)
def test_what_is_no_safe_name_is_refused(name: Any) -> None:
    with pytest.raises(ValidationError):
        NAMES.validate_python(name)


@pytest.mark.parametrize(
    "hidden",
    list("\x00\x07\x1b\r\x7f\x9b\u200b\u200e\u202e\u2066\ufeff\u2028\ud800"),
    ids=ascii,
)
def test_what_steers_or_hides_is_removed(hidden: str) -> None:
    assert without_control(f"a{hidden}b") == "ab"


@pytest.mark.parametrize("kept", ["\t", "\n", " ", "\u3000", "，", "é", "🙂", "卡"])
def test_what_is_text_stays(kept: str) -> None:
    assert without_control(kept) == kept


@given(st.text())
def test_cleaned_text_is_clean_and_stays_so(given_text: str) -> None:
    cleaned = without_control(given_text)
    assert CONTROL.search(cleaned) is None
    assert without_control(cleaned) == cleaned


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -float("inf")])
def test_no_value_holds_a_number_that_is_none(wrong: float) -> None:
    with pytest.raises(ValidationError):
        Amount(amount=wrong)


@pytest.mark.parametrize("content", [{"en": "a"}, {"en": "", "zh": "甲"}, {"en": "a", "zh": 3}])
def test_a_text_needs_both_languages(content: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Text.model_validate(content)


def test_a_text_answers_in_each_language() -> None:
    greeting = Text(en="hello", zh="你好")
    assert [greeting.in_language(language) for language in LANGUAGES] == ["hello", "你好"]
