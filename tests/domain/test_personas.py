import pytest
from pydantic import ValidationError

from negotiation.domain.personas import Persona
from tests.builders import make_persona, persona_content, phrases_content

OCCASIONS = ("opening", "counter", "hold", "final", "accept")


def persona_saying(occasion: str, phrase: str) -> Persona:
    phrases = {"en": phrases_content(), "zh": phrases_content()}
    phrases["zh"][occasion] = ["{offer}" if occasion != "walk_away" else "再见。", phrase]
    return make_persona(phrases=phrases)


@pytest.mark.parametrize("occasion", OCCASIONS)
@pytest.mark.parametrize("phrase", ["{offer}", "给{counterpart}的：{offer}。", "{offer}，{offer}"])
def test_a_phrase_with_the_offer_is_taken(occasion: str, phrase: str) -> None:
    persona = persona_saying(occasion, phrase)
    assert getattr(persona.phrases.in_language("zh"), occasion)[1] == phrase


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_a_phrase_without_the_offer_is_refused(occasion: str) -> None:
    with pytest.raises(ValidationError, match=r"this phrase must hold \{offer\}"):
        persona_saying(occasion, "这是我的条件。")


def test_leaving_holds_no_offer() -> None:
    taken = persona_saying("walk_away", "跟{counterpart}下回再谈。")
    assert taken.phrases.zh.walk_away[1] == "跟{counterpart}下回再谈。"
    with pytest.raises(ValidationError, match=r"must not hold \{offer\}"):
        persona_saying("walk_away", "{offer}？免谈。")


@pytest.mark.parametrize(
    "wrong", ["{price}", "{}", "{offer!r}", "{0}", "{ offer }", "{", "}", "{{offer}}"]
)
def test_a_placeholder_that_nobody_fills_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError, match="unknown placeholder"):
        persona_saying("counter", f"{wrong}: {{offer}}")
    with pytest.raises(ValidationError, match=r"unknown placeholder|must not hold"):
        persona_saying("walk_away", wrong)


@pytest.mark.parametrize("figure", ["3", "80 000", "٣", "３", "²", "①"])
def test_a_phrase_holds_no_figures(figure: str) -> None:
    for occasion, phrase in (("hold", f"{figure}: {{offer}}"), ("walk_away", figure)):
        with pytest.raises(ValidationError, match="must not hold figures"):
            persona_saying(occasion, phrase)


@pytest.mark.parametrize("phrases", [[], ["{offer}"] * 41, [""], ["{offer}" + "x" * 400], [None]])
def test_a_bank_holds_one_to_forty_phrases_of_bounded_length(phrases: list[str]) -> None:
    content = persona_content()
    content["phrases"]["en"]["hold"] = phrases
    with pytest.raises(ValidationError):
        Persona.model_validate(content)


@pytest.mark.parametrize("tactics", [[], [{"en": "x", "zh": "某"}] * 15, ["x"]])
def test_a_persona_has_one_to_fourteen_tactics(tactics: list[object]) -> None:
    with pytest.raises(ValidationError):
        make_persona(tactics=tactics)


def test_a_persona_holds_no_number_of_a_mandate() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        make_persona(reservation_value=40)
