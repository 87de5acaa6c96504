"""What strategies say: exactly the figures of the offer, in every shipped persona and scenario."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import pytest

from negotiation.agents.scripted import StrategyNegotiator
from negotiation.agents.speech import Speech, changed_terms, held_terms, spoken_terms
from negotiation.catalog.files import load_persona, load_scenario, persona_names
from negotiation.domain.issues import Issue
from negotiation.domain.moves import Accept, Act, Move, Offer, WalkAway
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.personas import Phrases
from negotiation.domain.quantities import Unit
from negotiation.domain.scenarios import Scenario, StrategyName
from negotiation.domain.values import LANGUAGES, Language
from negotiation.protocol.view import View
from tests.agents.builders import (
    Talks,
    grid,
    make_brief,
    make_preferences,
    paper_preferences,
    scenario_brief,
)
from tests.agents.test_prompt_budget import FOR_TWO
from tests.builders import make_persona, phrases_content

PRODUCTS = re.compile(r"[A-Z]+\d+")
NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(%|万)?")
SCALE = {"": Decimal(1), "%": Decimal("0.01"), "万": Decimal(10_000)}


def numbers(said: str) -> list[Decimal]:
    """Every number of a text, per cent as fractions; names of products are no numbers."""
    return [
        Decimal(digits.replace(",", "")) * SCALE[sign]
        for digits, sign in NUMBER.findall(PRODUCTS.sub("", said))
    ]


def own_numbers(issue: Issue, outcome: Outcome, language: Language) -> list[Decimal]:
    """What may be counted in the words for one term: its value, unless its words are its own."""
    value = outcome[issue.id]
    choice = issue.choices[issue.positions[value]]
    own = choice.say or choice.title
    if own is not None:
        return numbers(own.in_language(language))
    return [Decimal(str(value))] if issue.is_numeric else []


def test_the_extractor_reads_what_people_write() -> None:
    assert numbers("A800 at 72,000 RMB, 1,024 cards, 0.5% per week, 12.5万元 (H20)") == [
        Decimal(72_000),
        Decimal(1_024),
        Decimal("0.005"),
        Decimal(125_000),
    ]


class Spoken(NamedTuple):
    occasion: str
    terms: str
    stated: tuple[Issue, ...]
    outcome: Outcome


@dataclass(frozen=True)
class Expected:
    """Works out from a seat's acts alone what it should have said."""

    space: OutcomeSpace
    bank: Phrases
    language: Language

    def of(self, asked: Sequence[tuple[Any, Move]], party: str) -> Iterator[tuple[str, Spoken]]:
        before: Outcome | None = None
        for view, move in asked:
            if view.party == party:
                yield move.message, self._spoken(view, move.act, before)
                before = move.act.outcome if isinstance(move.act, Offer) else before

    def _spoken(self, view: View, act: Act, before: Outcome | None) -> Spoken:
        if isinstance(act, WalkAway):
            return Spoken("walk_away", "", (), {})
        if isinstance(act, Accept):
            return self._in_full("accept", view.offers[0].outcome)
        assert isinstance(act, Offer)
        if before is None:
            return self._in_full("opening", act.outcome)
        if view.is_last_turn:
            return self._in_full("final", act.outcome)
        if before == act.outcome:
            terms = held_terms(self.space, act.outcome, self.language)
            return Spoken("hold", terms, self.space.issues[:1], act.outcome)
        changed = tuple(i for i in self.space.issues if act.outcome[i.id] != before[i.id])
        terms = changed_terms(self.space, act.outcome, before, self.language)
        return Spoken("counter", terms, changed, act.outcome)

    def _in_full(self, occasion: str, outcome: Outcome) -> Spoken:
        terms = spoken_terms(self.space, outcome, self.language)
        return Spoken(occasion, terms, self.space.issues, outcome)


PAIRS = [
    (StrategyName.LINEAR, StrategyName.BOULWARE, 12),
    (StrategyName.TIT_FOR_TAT, StrategyName.RANDOM, 60),
    (StrategyName.HARDLINER, StrategyName.MICRO, 40),
    (StrategyName.FIRM, StrategyName.HARDLINER, 5),
]


@cache
def _scenario(name: str) -> Scenario:
    return load_scenario(name).scenario


@cache
def _paper(name: str, *, rising: bool) -> Any:
    space = _scenario(name).tables[0].space
    return paper_preferences(space, rising=rising)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("persona", persona_names())
@pytest.mark.parametrize("name", [name for name in FOR_TWO if not name.endswith("-glut")])
def test_whole_talks_say_exactly_the_figures_of_their_offers(
    name: str, persona: str, language: Language
) -> None:
    scenario = _scenario(name)
    (table,) = scenario.tables
    card = load_persona(persona)
    expected = Expected(table.space, card.phrases.in_language(language), language)
    heard: set[str] = set()
    for first, second, rounds in PAIRS:
        briefs = {
            party: scenario_brief(
                scenario,
                party,
                persona=card,
                language=language,
                preferences=_paper(name, rising=rising),
            )
            for party, rising in zip(table.order, (True, False), strict=True)
        }
        seats = {
            party: StrategyNegotiator(briefs[party], strategy)
            for party, strategy in zip(table.order, (first, second), strict=True)
        }
        talks = Talks(table.space, rounds, table.order).run(seats)
        for party in table.order:
            counterpart = briefs[party].counterpart.name
            heard |= _check(talks, party, expected, counterpart)
    assert heard == {"opening", "counter", "hold", "final", "accept", "walk_away"}


def _check(talks: Talks, party: str, expected: Expected, counterpart: str) -> set[str]:
    used: dict[str, list[int]] = {}
    for message, spoken in expected.of(talks.asked, party):
        assert not re.search(r"[{}]", message)
        assert numbers(message.replace(counterpart, "")) == [
            number
            for issue in spoken.stated
            for number in own_numbers(issue, spoken.outcome, expected.language)
        ]
        for issue in spoken.stated:
            clause = issue.speak(spoken.outcome[issue.id], expected.language)
            assert clause.casefold() in message.casefold()
        filled = [
            phrase.replace("{counterpart}", counterpart).replace("{offer}", spoken.terms)
            for phrase in getattr(expected.bank, spoken.occasion)
        ]
        (position,) = [n for n, text in enumerate(filled) if text.casefold() == message.casefold()]
        used.setdefault(spoken.occasion, []).append(position)
    for occasion, positions in used.items():
        n_phrases = len(getattr(expected.bank, occasion))
        for start in range(0, len(positions), n_phrases):
            chunk = positions[start : start + n_phrases]
            assert len(set(chunk)) == len(chunk), (occasion, positions)
    return set(used)


def test_unchanged_terms_are_not_repeated() -> None:
    space = grid(3, 3, 3)
    before, after = {"a": 0, "b": 1, "c": 2}, {"a": 0, "b": 2, "c": 2}
    assert changed_terms(space, after, before, "en") == "B 2, the rest as before"
    assert changed_terms(space, after, before, "zh") == "B 2，其余不变"
    everything = {"a": 1, "b": 0, "c": 0}
    assert changed_terms(space, everything, before, "en") == "A 1, B 0 and C 0"


@pytest.mark.parametrize("name", ["{offer}", "{counterpart}", "{0.mandate}", "%(x)s", "100%"])
def test_a_name_full_of_braces_is_only_a_name(name: str) -> None:
    bank = phrases_content("To {counterpart}: {offer}.", "Farewell, {counterpart}.")
    persona = make_persona(phrases={"en": bank, "zh": bank})
    brief = make_brief(make_preferences(grid(2), [1, 2]), persona=persona)
    side = type(brief.counterpart)("seller", name, "Other", "Known.")
    speech = Speech(make_brief(brief.preferences, persona=persona, counterparts=(side,)))
    assert speech.opening({"a": 1}) == f"To {name}: A 1."
    assert speech.walk_away() == f"Farewell, {name}."


def test_a_bare_placeholder_in_the_words_of_an_option_is_left_alone() -> None:
    issue = Issue.model_validate(
        {
            "id": "a",
            "title": {"en": "A", "zh": "A"},
            "unit": Unit.LABEL,
            "options": [{"value": "x", "say": {"en": "{counterpart} pays", "zh": "{offer}"}}],
        }
    )
    space = OutcomeSpace((issue,))
    speech = Speech(make_brief(make_preferences(space, [1])))
    assert speech.opening({"a": "x"}) == "My terms: {counterpart} pays."
