"""Whether words say what an outcome holds: all of it, and nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.agents.speech import changed_terms, spoken_terms
from negotiation.analysis.conduct.terms import contradictions, states_all
from negotiation.catalog.files import load_persona, load_scenario, persona_names, scenario_names
from negotiation.domain.personas import Phrases
from negotiation.domain.values import LANGUAGES, Language
from tests.analysis.conduct.labelled_cases import BASE, scenario

SUPPLY = scenario("a800-supply").tables[0].space
RENTAL = scenario("lab-compute").tables[0].space
SPACES = {name: load_scenario(name).scenario.tables[0].space for name in scenario_names()}
OFFER = BASE["a800-supply"]
RENT = BASE["lab-compute"]


def wrong(text: str, language: Language = "en") -> tuple[str, ...]:
    return contradictions(text, OFFER, SUPPLY, language)


def missing(text: str, language: Language = "en") -> tuple[str, ...]:
    return states_all(text, OFFER, SUPPLY, language)


SAID: dict[Language, str] = {
    "en": "78k a card for a thousand and twenty-four, monthly batches, no damages for delays, "
    "30% up front, and a standard place in the queue.",
    "zh": "七万八一张，一千零二十四张，按月分批，不设违约金，预付三成，普通顺位排产。",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_words_for_the_same_terms(language: Language) -> None:
    assert wrong(SAID[language], language) == ()
    assert missing(SAID[language], language) == ()


@pytest.mark.parametrize(
    ("language", "right", "said", "issue"),
    [
        ("en", "78k", "77k", "price_cny_per_gpu"),
        ("en", "a thousand and twenty-four", "a thousand", "gpus"),
        ("en", "30%", "sixty per cent", "prepayment_fraction"),
        ("en", "monthly batches", "delivery on best efforts", "delivery_schedule"),
        ("en", "no damages for delays", "late-delivery damages of 1%", "ld_fraction_per_week"),
        ("zh", "七万八", "七万六", "price_cny_per_gpu"),
        ("zh", "一千零二十四张", "一千张", "gpus"),
        ("zh", "三成", "六成", "prepayment_fraction"),
        ("zh", "按月分批", "前期集中交货", "delivery_schedule"),
        ("zh", "不设违约金", "迟交违约金每周1%", "ld_fraction_per_week"),
    ],
)
def test_a_changed_term_is_missing_and_contradicts(
    language: Language, right: str, said: str, issue: str
) -> None:
    text = SAID[language].replace(right, said)
    assert missing(text, language) == (issue,)
    assert len(wrong(text, language)) == 1


def test_an_invented_figure_contradicts_though_all_is_said() -> None:
    assert wrong(SAID["en"] + " And 24 weeks of support.") == ("24 weeks",)


def test_figures_that_swap_places_are_seen() -> None:
    offer = {**OFFER, "ld_fraction_per_week": 0.005}
    text = "late-delivery damages of 30%, 0.5% prepaid"
    assert len(contradictions(text, offer, SUPPLY, "en")) == 2


def test_one_figure_states_one_issue() -> None:
    offer = {**RENT, "prepayment_fraction": 0.5}
    issues = {issue: offer[issue] for issue in ("list_price_fraction", "prepayment_fraction")}
    assert states_all("50% prepaid", issues, RENTAL, "en") == ("list_price_fraction",)
    assert states_all("50% of list and 50% prepaid", issues, RENTAL, "en") == ()


def test_only_what_is_asked_for_must_be_said() -> None:
    text = "76,000 RMB a card, the rest as before."
    assert states_all(text, {"price_cny_per_gpu": 76_000}, SUPPLY, "en") == ()


def test_the_larger_batches_first_are_no_first_place() -> None:
    offer = {**OFFER, "allocation_priority": "first"}
    text = "delivery with the larger batches first"
    assert states_all(text, {"allocation_priority": "first"}, SUPPLY, "en")
    assert contradictions(text, {**offer, "delivery_schedule": "front_loaded"}, SUPPLY, "en") == ()


@given(data=st.data(), name=st.sampled_from(sorted(SPACES)), language=st.sampled_from(LANGUAGES))
def test_what_our_own_phrases_say_is_all_there_and_nothing_else(
    data: st.DataObject, name: str, language: Language
) -> None:
    space = SPACES[name]
    first, second = (space.outcome_at(data.draw(st.integers(0, space.size - 1))) for _ in range(2))
    changed = {issue: value for issue, value in first.items() if second[issue] != value}
    phrase = data.draw(st.sampled_from(_phrases(language)))
    said = phrase.replace("{counterpart}", "Heron Cloud")
    whole = said.replace("{offer}", spoken_terms(space, first, language))
    part = said.replace("{offer}", changed_terms(space, first, second, language))
    assert contradictions(whole, first, space, language) == ()
    assert states_all(whole, first, space, language) == ()
    assert contradictions(part, first, space, language) == ()
    assert states_all(part, changed, space, language) == ()


def test_the_terms_of_another_offer_hardly_ever_pass() -> None:
    rng = np.random.Generator(np.random.PCG64(4))
    n_passed = 0
    for _ in range(300):
        said, meant = (
            SUPPLY.outcome_at(int(index)) for index in rng.choice(SUPPLY.size, 2, replace=False)
        )
        text = spoken_terms(SUPPLY, said, "en")
        n_passed += not states_all(text, meant, SUPPLY, "en")
    assert n_passed == 0


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_text_can_be_compared(text: str, language: Language) -> None:
    assert isinstance(wrong(text, language), tuple)
    assert set(missing(text, language)) <= set(OFFER)


def _phrases(language: Language) -> list[str]:
    banks: list[Phrases] = [
        load_persona(name).phrases.in_language(language) for name in persona_names()
    ]
    return [
        phrase
        for bank in banks
        for phrase in (*bank.opening, *bank.counter, *bank.hold, *bank.final, *bank.accept)
    ]
