"""How a deal desk words its figures, in both languages, for models and for people, and how long."""

from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion

from negotiation.agents.advice import Advice
from negotiation.agents.adviser import Adviser
from negotiation.agents.adviser_card import render_advice
from negotiation.agents.desk import WordedAdviser, desk_for
from negotiation.agents.negotiator import AdviserLevel, Answer, SeatBrief
from negotiation.agents.preferences import Preferences
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.catalog.files import load_scenario
from negotiation.domain.mandates import RedLine
from negotiation.domain.outcomes import Outcome
from negotiation.domain.scenarios import StrategyName
from negotiation.domain.values import LANGUAGES, Language
from negotiation.economics.own import OwnRisk, RiskOf
from negotiation.protocol.view import View
from tests.agents.builders import grid, make_brief, make_preferences, paper_preferences
from tests.agents.desk import offered
from tests.agents.test_prompt_budget import HAGGLES, seated, talks_at
from tests.builders import text
from tests.tokens import count_tokens

VALUE_TOKENS, FULL_TOKENS = 60, 115

SUPPLY = load_scenario("a800-supply").scenario.tables[0].space
LINE = RedLine.model_validate(
    {"issue": "prepayment_fraction", "at_most": 0.6, "reason": text("Cash.", "现金。")}
)
BUYER = paper_preferences(SUPPLY, rising=False, reservation_value=55e6, red_lines=[LINE])
"""Made up, so that no scoring change touches a snapshot: every step down is worth some millions."""


def risk(outcome: Outcome) -> OwnRisk:
    value = BUYER.value_of(outcome)
    return OwnRisk(value, max(0.0, (80e6 - value) / 160e6), value - 60e6)


def terms(*positions: int) -> Outcome:
    return {
        issue.id: issue.values[position]
        for issue, position in zip(SUPPLY.issues, positions, strict=True)
    }


ASKED = terms(2, 1, 0, 0, 0, 0)
CASES = {
    "opening": offered(),
    "below no deal": offered(ASKED, terms(12, 3, 1, 1, 2, 1)),
    "above no deal": offered(terms(9, 3, 1, 1, 2, 1), ASKED, terms(3, 3, 1, 1, 1, 1)),
    "across a red line": offered(ASKED, terms(4, 1, 0, 0, 3, 0)),
    "nothing near": offered(terms(14, 3, 2, 3, 3, 2)),
    "turned down": offered(ASKED, terms(6, 3, 1, 1, 2, 1), None, None),
    "only the own offer": offered(ASKED, None),
}


def advice(view: View, level: AdviserLevel = "full", risk_of: RiskOf | None = risk) -> Advice:
    return Adviser(BUYER, level, risk_of).advise(view)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", ["value", "full"])
def test_what_a_model_is_told(
    level: AdviserLevel, language: Language, snapshot: SnapshotAssertion
) -> None:
    told = {
        name: render_advice(advice(view, level), SUPPLY, language, "cny")
        for name, view in CASES.items()
    }
    assert told == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_person_is_told(language: Language, snapshot: SnapshotAssertion) -> None:
    told = {
        name: render_advice(advice(view), SUPPLY, language, "cny", for_people=True)
        for name, view in CASES.items()
    }
    assert told == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_points_are_told_as_they_are(language: Language, snapshot: SnapshotAssertion) -> None:
    space = grid(4, 3)
    values = [30 - 8.5 * a - 3 * b for a in range(4) for b in range(3)]
    preferences = make_preferences(space, values, reservation_value=12)
    view = offered({"a": 3, "b": 2}, {"a": 0, "b": 0}, {"a": 2, "b": 1})
    told = Adviser(preferences, "full", None).advise(view)
    assert render_advice(told, space, language, "points") == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_without_acceptable_terms_is_told_as_such(
    language: Language, snapshot: SnapshotAssertion
) -> None:
    space = grid(3)
    hopeless = make_preferences(space, [1, 2, 0], reservation_value=3)
    told = [
        render_advice(Adviser(hopeless, "full", None).advise(view), space, language, "points")
        for view in (offered(), offered({"a": 0}))
    ]
    assert told == snapshot


def test_a_gain_of_one_point_is_one_point() -> None:
    preferences = make_preferences(grid(3), [0, 1, 2])
    told = render_advice(
        Adviser(preferences, "value", None).advise(offered({"a": 1})), grid(3), "en", "points"
    )
    assert told == "Desk: o1: 1 point to you, 1 above no deal, 50% of your best."


def test_a_small_loss_is_no_negative_nothing() -> None:
    preferences = make_preferences(grid(3), [-20_000, 2, 90e6], unit="cny")
    told = render_advice(
        Adviser(preferences, "value", None).advise(offered({"a": 0})), grid(3), "en", "cny"
    )
    assert "-0" not in told


def test_a_desk_speaks_the_language_of_its_seat() -> None:
    view = offered({"a": 1})
    preferences = make_preferences(grid(3), [0, 1, 2])
    for language, opening in (("en", "Desk: o1: "), ("zh", "测算：o1值")):
        desk = desk_for("value", make_brief(preferences, language=language), None)
        assert isinstance(desk, WordedAdviser)
        assert desk.advise(view).startswith(opening)
    assert desk_for("none", make_brief(preferences), None) is None


class Overheard:
    """A strategy with a desk beside it, which notes down what that says."""

    def __init__(self, brief: SeatBrief, strategy: StrategyName, risk_of: RiskOf | None) -> None:
        self._strategy = StrategyNegotiator(brief, strategy)
        levels: tuple[AdviserLevel, ...] = ("value", "full")
        self._desks = {level: desk_for(level, brief, risk_of) for level in levels}
        self.said: list[tuple[AdviserLevel, str]] = []

    async def propose(self, view: View) -> Answer:
        for level, desk in self._desks.items():
            assert desk is not None
            self.said.append((level, desk.advise(view)))
        return await self._strategy.propose(view)


def overheard(name: str, language: Language) -> Iterator[tuple[AdviserLevel, str]]:
    """Yield what the desks of both seats say while a shipped scenario is played."""
    table, strategies = seated(name, language)
    valuation = table.outcomes.valuation
    seats = {
        party: Overheard(brief, strategies[party], valuation.own_risk_function(party))
        for party, brief in table.briefs.items()
    }
    talks_at(table).run(seats)
    for seat in seats.values():
        yield from seat.said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in HAGGLES if not name.endswith("-glut")])
def test_advice_is_short(name: str, language: Language) -> None:
    said = list(overheard(name, language))
    assert len(said) > 10
    for level, told in said:
        limit = FULL_TOKENS if level == "full" else VALUE_TOKENS
        assert count_tokens(told) <= limit, told


def test_a_person_is_told_every_clause() -> None:
    told = render_advice(advice(CASES["above no deal"]), SUPPLY, "en", "cny", for_people=True)
    for issue in SUPPLY.issues:
        assert f"- {issue.title.en} " in told


def make_far(space_sizes: tuple[int, ...]) -> Preferences:
    """A single acceptable outcome, far from any other."""
    space = grid(*space_sizes)
    values = [0.0] * space.size
    values[-1] = 5.0
    return make_preferences(space, values, reservation_value=1)


def test_a_model_is_not_told_terms_that_change_everything() -> None:
    preferences = make_far((3, 3, 3))
    told = render_advice(
        Adviser(preferences, "full", None).advise(offered({"a": 0, "b": 0, "c": 0})),
        preferences.space,
        "en",
        "points",
    )
    assert told == (
        "Desk: o1: 0 points to you, 1 below no deal. Small changes cannot save it: "
        "the nearest terms you could sign change 3 clauses."
    )
