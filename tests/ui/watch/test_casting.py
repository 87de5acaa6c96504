"""From the choices of a form to who sits where."""

from pathlib import Path
from typing import Any

import pytest

from negotiation.app.endpoints import Endpoints
from negotiation.app.seats import parse_wish
from negotiation.catalog.files import Loaded, load_scenario
from negotiation.domain.scenarios import Scenario, StrategyName
from negotiation.errors import UsageError
from negotiation.settings import Settings
from tests.builders import make_scenario, mandate_content, party_content
from ui.texts import CATALOGUE
from ui.views.watch.casting import SeatChoice, SeatView, minds_for, seats_of, who_of
from ui.views.watch.wishes import Limits, Wish, planned

STEP = {"issue": "price", "at_least": 0.9, "signer": {"en": "The chief", "zh": "老板"}}


def with_signer() -> Scenario:
    mandate = mandate_content(authority=[{**STEP, "approval": "seat"}])
    return make_scenario(parties=[party_content("buyer", mandate=mandate), party_content("seller")])


def seat(scenario: Scenario, name: str) -> SeatView:
    return next(each for each in seats_of(scenario, "en") if each.id == name)


def test_the_seats_are_the_parties_and_who_signs_for_them() -> None:
    seats = seats_of(with_signer(), "zh")
    assert [each.id for each in seats] == ["buyer", "seller", "buyer.approver"]
    assert seats[2].party == seats[0].party == "甲公司"
    assert [each.is_approver for each in seats] == [False, False, True]
    assert seats[2].persona == "finance_approver"


def test_who_may_sit_where() -> None:
    scenario = with_signer()
    free, alone = ("strategy", "guided", "llm", "oracle"), ("strategy", "oracle")
    assert minds_for(scenario, seat(scenario, "buyer"), has_model=True) == free
    assert minds_for(scenario, seat(scenario, "buyer"), has_model=False) == alone
    approver = seat(scenario, "buyer.approver")
    assert minds_for(scenario, approver, has_model=True) == ("odds", "llm")
    assert minds_for(scenario, approver, has_model=False) == ("odds",)


@pytest.mark.parametrize("name", ["h20-allocation", "price-war", "the-scramble"])
def test_an_oracle_sits_only_where_two_haggle(name: str) -> None:
    scenario = load_scenario(name).scenario
    for each in seats_of(scenario, "en"):
        assert "oracle" not in minds_for(scenario, each, has_model=True)


@pytest.mark.parametrize(
    ("choice", "word"),
    [
        (SeatChoice(mind="strategy"), "strategy"),
        (SeatChoice(mind="strategy", strategy="micro_fast"), "strategy:micro_fast"),
        (SeatChoice(mind="guided"), "guided"),
        (SeatChoice(mind="guided", strategy="linear"), "guided:linear"),
        (SeatChoice(mind="guided", model="qwen:7b"), "guided::qwen:7b"),
        (SeatChoice(mind="guided", temperature=0.2, memory_turns=3), "guided,temperature=0.2"),
        (SeatChoice(mind="llm"), "llm,adviser=value"),
        (SeatChoice(mind="llm", model="qwen:7b", adviser="full"), "llm:qwen:7b,adviser=full"),
        (
            SeatChoice(mind="llm", temperature=0.0, memory_turns=4, is_patient=True),
            "llm,adviser=value,temperature=0,patience=off,memory=4",
        ),
        (SeatChoice(mind="oracle"), "oracle"),
    ],
)
def test_a_choice_is_a_word_of_the_command_line(choice: SeatChoice, word: str) -> None:
    assert who_of({"buyer": choice}) == {"buyer": word}
    wish = parse_wish("buyer", word)
    assert wish.kind == choice.mind
    assert wish.model == (choice.model if choice.mind == "guided" else None)
    expected: dict[str, Any] = {}
    if choice.mind == "llm":
        expected["adviser"] = choice.adviser
        expected |= {"memory_turns": choice.memory_turns} if choice.memory_turns else {}
    if choice.temperature is not None:
        expected["temperature"] = choice.temperature
    expected |= {"is_patient": True} if choice.is_patient else {}
    assert wish.options == expected


def test_an_approver_has_no_adviser_and_the_odds_need_no_word() -> None:
    choices = {"buyer.approver": SeatChoice(mind="llm"), "seller.approver": SeatChoice(mind="odds")}
    assert who_of(choices) == {"buyer.approver": "llm"}


@pytest.mark.parametrize("name", StrategyName)
def test_every_strategy_has_its_words(name: str) -> None:
    assert CATALOGUE[f"watch_strategy_{name}"].en.startswith(name)


def wish(**changes: Any) -> Wish:
    content: dict[str, Any] = {
        "scenario": "tiny",
        "choices": {"buyer": SeatChoice(mind="strategy"), "seller": SeatChoice(mind="oracle")},
        "personas": {},
        "seed": 7,
        "language": "zh",
    }
    return Wish(**(content | changes))


def plan(asked: Wish, scenario: Scenario | None = None) -> Any:
    found = scenario or make_scenario()
    personas = load_scenario("a800-supply").personas | load_scenario("lab-compute").personas
    card = next(iter(personas.values()))
    cards = {party.persona: card for party in found.parties}
    return planned(
        asked,
        Loaded(path=Path("tiny.yaml"), scenario=found, personas=cards),
        persona_source=lambda name: name,
        endpoints=Endpoints(Settings({})),
    )


def test_a_wish_becomes_a_plan() -> None:
    made = plan(wish(personas={"buyer": "founder_cto"}, talk="offers"))
    assert {name: str(each) for name, each in made.seats.items()} == {
        "buyer": "strategy:linear",
        "seller": "oracle",
    }
    assert made.personas["buyer"].name == "founder_cto"
    assert (made.seed, made.language, made.talk) == (7, "zh", "offers")


def test_an_approver_is_seated_when_a_mind_is_chosen() -> None:
    seats = {
        "buyer": SeatChoice(mind="strategy"),
        "seller": SeatChoice(mind="strategy"),
        "buyer.approver": SeatChoice(mind="odds"),
    }
    assert set(plan(wish(choices=seats), with_signer()).seats) == {"buyer", "seller"}
    seats["buyer.approver"] = SeatChoice(mind="llm")
    with pytest.raises(UsageError, match="no model is set up"):
        plan(wish(choices=seats), with_signer())


def test_limits_become_a_budget() -> None:
    assert Limits(max_calls=3, max_cost=0.5).budget.max_calls == 3
    assert wish().limits.budget.max_tokens is None
    with pytest.raises(UsageError, match="from 0"):
        _ = Limits(max_cost=-1.0).budget
