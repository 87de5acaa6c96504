"""Free words read as terms: both languages, and what is better left open."""

from functools import cache

import pytest

from negotiation.analysis.conduct.drafts import ReadTerms, read_terms, sounds_accepting
from negotiation.catalog.files import load_scenario
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.values import Language


@cache
def space_of(scenario: str) -> OutcomeSpace:
    return load_scenario(scenario).scenario.tables[0].space


def read(text: str, language: Language = "en", scenario: str = "a800-supply") -> ReadTerms:
    return read_terms(text, space_of(scenario), language)


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        (
            "How about 72k a card for 512 cards, damages of 1% per week and nothing prepaid?",
            "en",
            {
                "price_cny_per_gpu": 72000,
                "gpus": 512,
                "ld_fraction_per_week": 0.01,
                "prepayment_fraction": 0,
            },
        ),
        (
            "We take 1,024 cards in monthly batches, 30% up front, first place in the queue.",
            "en",
            {
                "gpus": 1024,
                "delivery_schedule": "monthly_batches",
                "prepayment_fraction": 0.3,
                "allocation_priority": "first",
            },
        ),
        (
            "七万二一张，要512张，迟交违约金每周百分之一，前期集中交货，预付三成",
            "zh",
            {
                "price_cny_per_gpu": 72000,
                "gpus": 512,
                "delivery_schedule": "front_loaded",
                "ld_fraction_per_week": 0.01,
                "prepayment_fraction": 0.3,
            },
        ),
        (
            "要1024张，单价八万，免预付款，优先排产",
            "zh",
            {
                "price_cny_per_gpu": 80000,
                "gpus": 1024,
                "prepayment_fraction": 0,
                "allocation_priority": "preferred",
            },
        ),
    ],
)
def test_terms_of_a_supply_contract(
    text: str, language: Language, terms: dict[str, float | str]
) -> None:
    found = read(text, language)
    assert dict(found.terms) == terms
    assert not found.unclear
    assert not found.rounded


@pytest.mark.parametrize(
    ("text", "language", "share"),
    [
        ("40% of list", "en", 0.4),
        ("65% off list", "en", 0.35),
        ("给我们打三五折", "zh", 0.35),
        ("四折行不行", "zh", 0.4),
    ],
)
def test_a_share_of_list_is_a_share_however_it_is_said(
    text: str, language: Language, share: float
) -> None:
    assert dict(read(text, language, "lab-compute").terms) == {"list_price_fraction": share}


@pytest.mark.parametrize(
    ("text", "language"),
    [("24 months, please", "en"), ("for two years", "en"), ("签两年", "zh"), ("租24个月", "zh")],
)
def test_a_term_of_two_years(text: str, language: Language) -> None:
    assert dict(read(text, language, "lab-compute").terms) == {"term_months": 24}


def test_a_figure_between_two_options_takes_the_next_one_and_says_so() -> None:
    found = read("We could do 74,500 a card.")
    assert found.terms == {"price_cny_per_gpu": 74000}
    assert found.rounded == {"price_cny_per_gpu": "74,500"}


@pytest.mark.parametrize("text", ["between 70k and 74k", "70k to 74k a card", "2,000 less a card"])
def test_ranges_and_differences_are_named_and_not_guessed(text: str) -> None:
    found = read(text)
    assert found.is_empty
    assert found.unclear


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("First of all: what do you need, and by when?", "en"),
        ("You asked 90k a card.", "en"),
        ("Thank you, that is clear.", "en"),
        ("先聊聊你们的需求吧。", "zh"),
        ("您出的九万太高了。", "zh"),
    ],
)
def test_what_is_no_offer_of_the_speaker_is_no_term(text: str, language: Language) -> None:
    assert read(text, language).is_empty


def test_the_own_figure_beside_theirs_is_the_term() -> None:
    assert read("You asked 90k, I can do 80k a card.").terms == {"price_cny_per_gpu": 80000}


def test_a_figure_that_fits_two_issues_stays_open() -> None:
    space = space_of("lab-compute")
    both = read_terms("25% then", space, "en")
    assert "prepayment_fraction" not in both.terms or "list_price_fraction" not in both.terms
    assert both.unclear == ("25%",)


@pytest.mark.parametrize(
    ("text", "is_yes"),
    [
        ("Deal!", True),
        ("OK, we accept.", True),
        ("成交！", True),
        ("好，同意。", True),
        ("Deal with the delivery first.", False),
        ("Agreed, but only with dates.", False),
        ("Do you accept?", False),
        ("同意吗？", False),
        ("接受不了。", False),
        ("What is the deal?", False),
    ],
)
def test_a_yes_without_a_condition_may_be_meant_to_bind(text: str, is_yes: bool) -> None:  # noqa: FBT001
    assert sounds_accepting(text) is is_yes
