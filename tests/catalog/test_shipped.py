"""What we ship: whole in both languages, and true to their own numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from negotiation.catalog.files import (
    PERSONAS,
    SCENARIOS,
    load_file,
    load_persona,
    load_scenario,
    persona_names,
    scenario_names,
)
from negotiation.domain.campaigns import CARDS_COUNT_MONTHS
from negotiation.domain.market import Market
from negotiation.domain.references import Location
from negotiation.domain.stand_ins import stand_in_names
from negotiation.domain.values import LANGUAGES, Language
from tests.catalog.figures import contracts_of, figures_by_fact

FILES = [*sorted(SCENARIOS.glob("*.yaml")), *sorted(PERSONAS.glob("*.yaml"))]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDERS = re.compile(r"\{[a-z]+\}")


def shipped_name(path: Path) -> str:
    return path.stem


each_file = pytest.mark.parametrize("path", FILES, ids=shipped_name)
each_scenario = pytest.mark.parametrize("name", scenario_names())
each_persona = pytest.mark.parametrize("name", persona_names())


def texts(value: Any, here: Location = ()) -> Iterator[tuple[Location, Mapping[str, str]]]:
    """Yield every pair of texts of a file; what is only a placeholder is no text."""
    if isinstance(value, dict):
        if value.keys() == set(LANGUAGES) and isinstance(value["en"], str):
            if any(PLACEHOLDERS.sub("", said) for said in value.values()):
                yield here, value
            return
        for key, inner in value.items():
            yield from texts(inner, (*here, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(inner, (*here, index))


def content(path: Path) -> Any:
    return load_file(path)[1].model_dump(mode="json", exclude_none=True)


def said(persona: str, language: Language) -> list[str]:
    bank = load_persona(persona).phrases.in_language(language)
    return [phrase for phrases in bank.model_dump().values() for phrase in phrases]


def test_the_first_three_of_each_are_there() -> None:
    assert {"a800-supply", "a800-supply-glut", "lab-compute"} <= set(scenario_names())
    assert {"procurement_expert", "cloud_architect", "nvidia_rep"} <= set(persona_names())


@each_file
def test_a_file_is_named_as_it_names_itself(path: Path) -> None:
    kind, value = load_file(path)
    assert value.name == path.stem
    assert kind == ("persona" if path.parent == PERSONAS else "scenario")


@each_file
def test_both_languages_say_something_and_each_its_own(path: Path) -> None:
    pairs = list(texts(content(path)))
    assert len(pairs) > 5
    blank = [at for at, text in pairs if not all(said.strip() for said in text.values())]
    same = [at for at, text in pairs if text["en"] == text["zh"]]
    assert (blank, same) == ([], [])


@each_file
def test_chinese_is_chinese_and_english_is_not(path: Path) -> None:
    pairs = list(texts(content(path)))
    no_chinese = [at for at, text in pairs if not CHINESE.search(text["zh"])]
    no_english = [at for at, text in pairs if CHINESE.search(text["en"])]
    assert (no_chinese, no_english) == ([], [])


@each_file
def test_no_text_was_left_to_be_written(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|TBD|lorem)\b", written, re.IGNORECASE)


@each_file
def test_a_chinese_text_holds_no_space_from_a_folded_line(path: Path) -> None:
    folded = [at for at, text in texts(content(path)) if re.search(r"[\u4e00-\u9fff] ", text["zh"])]
    assert folded == []


@each_persona
def test_a_persona_has_words_enough_for_a_long_talk(name: str) -> None:
    persona = load_persona(name)
    for language in LANGUAGES:
        phrases = persona.phrases.in_language(language)
        assert min(len(phrases.counter), len(phrases.hold)) >= 6
        assert min(len(phrases.opening), len(phrases.final), len(phrases.accept)) >= 4
        assert len(phrases.walk_away) >= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_says_the_same_twice(language: Language) -> None:
    counted = Counter(phrase for name in persona_names() for phrase in said(name, language))
    assert [phrase for phrase, times in counted.items() if times > 1] == []


@each_persona
def test_a_persona_speaks_both_languages_in_its_phrases(name: str) -> None:
    assert all(CHINESE.search(phrase) for phrase in said(name, "zh"))
    assert not any(CHINESE.search(phrase) for phrase in said(name, "en"))


@each_persona
def test_a_persona_is_in_the_readme(name: str) -> None:
    readme = (PERSONAS / "README.md").read_text(encoding="utf-8")
    assert f"[`{name}`]({name}.yaml)" in readme


def test_the_readme_names_no_persona_that_is_not_there() -> None:
    readme = (PERSONAS / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\((\w+)\.yaml\)", readme)) == set(persona_names())


@each_scenario
def test_a_scenario_can_be_played_by_personas_that_we_ship(name: str) -> None:
    loaded = load_scenario(name)
    assert set(loaded.personas) <= set(persona_names())


@each_scenario
def test_every_option_can_be_shown_and_said_without_another_being_meant(name: str) -> None:
    for table in load_scenario(name).scenario.tables:
        for issue in table.agenda:
            for language in LANGUAGES:
                for write in (issue.show, issue.speak):
                    written = [write(value, language) for value in issue.values]
                    assert len(set(written)) == len(written)
                    assert not any("{" in one for one in written)


@each_scenario
def test_the_facts_are_told_with_their_figures(name: str) -> None:
    for party in load_scenario(name).scenario.parties:
        for fact in party.mandate.private_facts:
            for language in LANGUAGES:
                assert "{" not in fact.in_language(language)


@each_scenario
def test_everybody_has_a_secret_and_no_fact_is_told_twice(name: str) -> None:
    for party in load_scenario(name).scenario.parties:
        facts = [fact.id for fact in party.mandate.private_facts]
        assert facts
        assert len(set(facts)) == len(facts)


NOT_IN_A_PROFILE = {
    "breakeven_rent": "what the simulator works out",
    "slip": "what the simulator works out",
    "late_orders": "what the simulator works out",
    "runway": "colour: the lab's cash is not modelled",
    "big_customer": "colour: the platform is modelled by what an hour earns",
}


@each_scenario
def test_what_a_party_knows_is_what_the_valuation_takes(name: str) -> None:
    scenario = load_scenario(name).scenario
    for party in scenario.parties:
        taken = figures_by_fact(scenario, party.id)
        for fact in party.mandate.private_facts:
            assert (fact.id not in taken) is (fact.id in NOT_IN_A_PROFILE), fact.id
            if fact.id in taken:
                # Shares by backlog and rents in money are told as a person would round them.
                tolerance = 0.02 if fact.unit == "fraction" else 0
                near = [pytest.approx(value, rel=0.005, abs=tolerance) for value in taken[fact.id]]
                assert fact.value in near, fact.id


def test_the_list_price_that_the_table_hears_is_the_one_of_the_market() -> None:
    for name in ("lab-compute", "price-war", "two-customers"):
        scenario = load_scenario(name).scenario
        price = f"{(scenario.market or Market()).list_price_cny_per_gpu_month:,.0f}"
        assert all(price in scenario.tables[0].setting.in_language(each) for each in LANGUAGES)


@each_scenario
def test_late_signatures_are_judged_over_as_long_as_they_were_foreseen(name: str) -> None:
    scenario = load_scenario(name).scenario
    if scenario.campaign is not None and scenario.market is not None:
        ahead = scenario.market.horizon_months + CARDS_COUNT_MONTHS
        assert scenario.campaign.months_after >= ahead


@each_scenario
def test_a_party_is_on_a_side_of_a_contract_or_hosts(name: str) -> None:
    scenario = load_scenario(name).scenario
    known = {party.id for party in scenario.parties}
    for table in scenario.tables:
        sides = {party for each in contracts_of(table) for party in each.roles.values()}
        assert sides <= known | stand_in_names(scenario)
        assert table.valuation.kind == "points" or sides >= set(table.parties)
