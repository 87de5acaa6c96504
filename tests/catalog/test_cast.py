"""The cast: whole cards, short enough for a prompt, and voices that can be told apart."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, Literal, TypeAlias

import numpy as np
import pytest

from negotiation.agents.scripted import StrategyNegotiator
from negotiation.catalog.files import PERSONAS, load_persona, load_scenario, persona_names
from negotiation.catalog.files import scenario_names as shipped_scenarios
from negotiation.domain.personas import Persona, Tactic
from negotiation.domain.scenarios import StrategyName
from negotiation.domain.values import LANGUAGES, Language, Text
from tests.agents.builders import FIRST, SECOND, Talks, grid, make_brief, make_preferences
from tests.tokens import count_tokens

Side: TypeAlias = Literal["buying", "selling"]

CAST = {
    "procurement_expert",
    "founder_cto",
    "incumbent_architect",
    "challenger_architect",
    "cloud_architect",
    "late_winner",
    "nvidia_rep",
    "server_trader",
    "value_seller",
    "finance_approver",
    "gaming_customer",
}
CODES = {f"T{number}" for number in range(1, 15)}
DIALS = ("assertiveness", "patience", "candour", "verbosity")
LATIN = re.compile(r"[A-Za-z]+")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{\w+\}")
NUMBER = re.compile(r"\d")
ENGLISH_IN_CHINESE = {"PPT", "NVIDIA", "SLA", "CTO"}
SIDES: tuple[Side, ...] = ("buying", "selling")

each_card = pytest.mark.parametrize("name", persona_names())
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_scenario = pytest.mark.parametrize("scenario", shipped_scenarios())


def cards() -> list[Persona]:
    return [load_persona(name) for name in persona_names()]


def played(card: Persona, side: Side) -> list[Tactic]:
    """The tactics that a seat on one side is told."""
    return [tactic for tactic in card.tactics if tactic.when in (None, side)]


def in_words(card: Persona) -> list[Text]:
    """Everything of a card that a model reads."""
    single = (card.title, card.character, card.voice)
    return [*single, *card.goals, *card.red_lines, *card.changes_mind, *card.tactics]


def phrases(card: Persona, language: Language) -> dict[str, list[str]]:
    return card.phrases.in_language(language).model_dump()


def without_placeholders(phrase: str) -> str:
    return PLACEHOLDER.sub("", phrase)


def tokens(texts: Iterable[Text], language: Language) -> int:
    return sum(count_tokens(text.in_language(language)) for text in texts)


def test_tokens_are_counted_as_the_models_do() -> None:
    assert count_tokens("") == 0
    assert count_tokens("hello world") == 2
    assert count_tokens("谈判") < count_tokens("谈判桌上的每一句话") < 20


def test_the_whole_cast_is_there() -> None:
    assert set(persona_names()) >= CAST


@each_card
def test_a_card_has_every_field(name: str) -> None:
    card = load_persona(name)
    for said in (card.goals, card.red_lines, card.changes_mind):
        assert 2 <= len(said) <= 6
    written = (PERSONAS / f"{name}.yaml").read_text(encoding="utf-8")
    for key in ("goals", "red_lines", "changes_mind", "dials", "tactics"):
        assert f"\n{key}:\n" in written
    for dial in DIALS:
        assert f"\n  {dial}: " in written


@each_card
@pytest.mark.parametrize("side", SIDES)
def test_a_seat_on_either_side_knows_how_to_play(name: str, side: Side) -> None:
    assert len(played(load_persona(name), side)) >= 3


def test_every_tactic_of_the_story_is_played_by_somebody() -> None:
    assert {tactic.code for card in cards() for tactic in card.tactics} - {None} == CODES


@each_card
def test_a_card_names_no_tactic_twice(name: str) -> None:
    codes = Counter(tactic.code for tactic in load_persona(name).tactics if tactic.code)
    assert [code for code, times in codes.items() if times > 1] == []


@each_card
@each_language
def test_a_card_fits_into_a_prompt(name: str, language: Language) -> None:
    card = load_persona(name)
    assert tokens([card.character], language) <= 60
    assert tokens([card.voice], language) <= 40
    assert tokens(card.goals, language) <= 35
    assert tokens(card.red_lines, language) <= 35
    assert tokens(card.changes_mind, language) <= 40
    for side in SIDES:
        assert tokens(played(card, side), language) <= 120, side


@each_scenario
@each_language
def test_a_scenario_fits_into_a_prompt(scenario: str, language: Language) -> None:
    loaded = load_scenario(scenario).scenario
    # a table in the middle of a story has to tell what was signed before; the whole is held in
    # tests/agents/test_prompt_budget.py
    assert all(tokens([table.setting], language) <= 160 for table in loaded.tables)
    for party in loaded.parties:
        mandate = party.mandate
        assert tokens([party.brief], language) <= 155, party.id
        assert tokens([party.public], language) <= 35, party.id
        assert tokens([mandate.alternative.description], language) <= 30, party.id
        assert all(tokens([line.reason], language) <= 20 for line in mandate.red_lines), party.id
        facts = [fact.statement.in_language(language) for fact in mandate.private_facts]
        assert [fact for fact in facts if count_tokens(fact) > 24] == []


@each_card
def test_a_card_holds_no_figures(name: str) -> None:
    said = [text.in_language(lang) for text in in_words(load_persona(name)) for lang in LANGUAGES]
    assert [one for one in said if NUMBER.search(one)] == []


def test_no_two_of_the_cast_are_of_one_temper() -> None:
    dials = {card.name: np.array([getattr(card.dials, dial) for dial in DIALS]) for card in cards()}
    alike = [
        (one, other)
        for one, other in combinations(sorted(dials), 2)
        if np.abs(dials[one] - dials[other]).max() < 0.15
    ]
    assert alike == []
    spread = np.ptp(np.stack(list(dials.values())), axis=0)
    assert (spread >= 0.6).all()


def test_the_tempers_fit_the_characters() -> None:
    by_name = {card.name: card.dials for card in cards()}
    patience = sorted(by_name, key=lambda name: by_name[name].patience)
    candour = sorted(by_name, key=lambda name: by_name[name].candour)
    assert (patience[0], patience[-1]) == ("founder_cto", "nvidia_rep")
    assert (candour[0], candour[-1]) == ("nvidia_rep", "value_seller")
    assert by_name["server_trader"].assertiveness > by_name["value_seller"].assertiveness


@each_card
@each_language
def test_there_are_phrases_for_every_occasion(name: str, language: Language) -> None:
    lengths = {
        occasion: len(said) for occasion, said in phrases(load_persona(name), language).items()
    }
    assert 6 <= lengths["counter"] <= 12
    assert 6 <= lengths["hold"] <= 12
    assert 3 <= lengths["warning"] <= 5
    assert min(lengths[each] for each in ("opening", "final", "accept", "walk_away")) >= 4


@each_language
def test_nobody_says_what_somebody_else_says(language: Language) -> None:
    said = Counter(
        without_placeholders(phrase).casefold()
        for card in cards()
        for listed in phrases(card, language).values()
        for phrase in listed
    )
    assert [phrase for phrase, times in said.items() if times > 1] == []


def first_words(phrase: str, language: Language) -> str:
    bare = without_placeholders(phrase).casefold()
    return bare[:3] if language == "zh" else " ".join(bare.split()[:3])


@each_card
@each_language
def test_no_two_phrases_of_a_list_begin_alike(name: str, language: Language) -> None:
    for occasion, listed in phrases(load_persona(name), language).items():
        begun = Counter(first_words(phrase, language) for phrase in listed)
        assert [start for start, times in begun.items() if times > 1] == [], occasion


@each_card
@each_language
def test_a_list_speaks_of_the_other_side_now_and_then(name: str, language: Language) -> None:
    said = phrases(load_persona(name), language)
    for occasion in ("opening", "counter", "hold", "final", "accept"):
        naming = [phrase for phrase in said[occasion] if "{counterpart}" in phrase]
        assert 1 <= len(naming) <= len(said[occasion]) // 2, occasion


@each_card
def test_english_is_in_latin_letters_and_chinese_in_chinese(name: str) -> None:
    card = load_persona(name)
    english = [phrase for listed in phrases(card, "en").values() for phrase in listed]
    chinese = [phrase for listed in phrases(card, "zh").values() for phrase in listed]
    assert [phrase for phrase in english if CHINESE.search(phrase)] == []
    for phrase in chinese:
        assert CHINESE.search(phrase)
        assert set(LATIN.findall(without_placeholders(phrase))) <= ENGLISH_IN_CHINESE, phrase


@each_card
def test_a_chinese_phrase_is_punctuated_in_chinese(name: str) -> None:
    chinese = [phrase for listed in phrases(load_persona(name), "zh").values() for phrase in listed]
    assert [phrase for phrase in chinese if re.search(r"[,.:;!?\"' ]", phrase)] == []
    assert [phrase for phrase in chinese if phrase[-1] not in "。？！"] == []


@each_card
def test_an_english_phrase_is_a_sentence(name: str) -> None:
    english = [phrase for listed in phrases(load_persona(name), "en").values() for phrase in listed]
    assert [phrase for phrase in english if phrase[-1] not in ".?!"] == []
    assert [phrase for phrase in english if "  " in phrase] == []


def long_talk(card: Persona, language: Language, strategy: StrategyName) -> Talks:
    """A talk of the persona with itself, so long that every list comes round again."""
    space = grid(41)
    values = {FIRST: np.arange(40, -1, -1), SECOND: np.arange(41)}
    seats = {}
    for party, other in ((FIRST, StrategyName.HARDLINER), (SECOND, strategy)):
        preferences = make_preferences(space, values[party])
        brief = make_brief(preferences, party, persona=card, language=language, deadline_rounds=40)
        seats[party] = StrategyNegotiator(brief, other)
    return Talks(space, 40).run(seats)


def messages(talks: Talks, party: str) -> list[str]:
    return [move.message for view, move in talks.asked if view.party == party]


def built_on(message: str, listed: Sequence[str], filling: dict[str, str]) -> int | None:
    """Return which phrase of a list a message was made of."""
    for position, phrase in enumerate(listed):
        pattern = re.escape(phrase)
        for placeholder, value in filling.items():
            pattern = pattern.replace(re.escape(placeholder), value)
        if re.fullmatch(pattern, message, re.IGNORECASE):
            return position
    return None


@each_card
@each_language
def test_a_list_is_used_up_before_a_phrase_comes_again(name: str, language: Language) -> None:
    card = load_persona(name)
    talks = long_talk(card, language, StrategyName.MICRO)
    said: dict[str, Any] = {
        "hold": messages(talks, FIRST)[1:-1],
        "counter": messages(talks, SECOND),
    }
    for occasion, spoken in said.items():
        listed = phrases(card, language)[occasion]
        filling = {"{offer}": ".+", "{counterpart}": "(Buyer|Seller)"}
        found = [built_on(message, listed, filling) for message in spoken]
        order = [position for position in found if position is not None]
        assert len(order) > len(listed), occasion
        assert sorted(order[: len(listed)]) == list(range(len(listed))), occasion
        assert order[len(listed) :] == order[: -len(listed)], occasion
