"""Whole talks of built-in strategies in our own phrases: never a leak, never a wrong figure."""

import asyncio

import pytest

from negotiation.agents.negotiator import seat_brief
from negotiation.agents.preferences import preferences_of
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.analysis.conduct.character import slips_in
from negotiation.analysis.conduct.numbers import figures_in
from negotiation.analysis.conduct.rules import find_conduct
from negotiation.analysis.houses import MandateHouse
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.app.table_cache import tables_of_process
from negotiation.app.tables import mandates_of
from negotiation.catalog.files import load_persona, load_scenario, persona_names
from negotiation.domain.chronicle import table_events
from negotiation.domain.events import Event, TableOpened
from negotiation.domain.scenarios import Scenario, StrategyName
from negotiation.domain.values import LANGUAGES, Language
from negotiation.graph.programme import TableSetUp, TablesInOrder
from negotiation.graph.turns import Turns
from negotiation.store.log import MemoryLog
from tests.graph.tables import two_sided

IN_WORDS = {"leak", "false_claim", "mismatch", "persona_dropped"}
STRATEGIES = (StrategyName.LINEAR, StrategyName.BOULWARE, StrategyName.RANDOM, StrategyName.MICRO)


def valued(name: str) -> tuple[Scenario, OutcomeTable]:
    scenario = load_scenario(name).scenario
    return scenario, tables_of_process().valued(scenario, scenario.tables[0]).outcomes


def talk(name: str, language: Language, strategy: StrategyName, persona: str) -> list[Event]:
    scenario, outcomes = valued(name)
    table, mandates = scenario.tables[0], mandates_of(scenario)
    briefs = {
        party: seat_brief(
            scenario,
            table,
            party,
            persona=load_persona(persona),
            preferences=preferences_of(outcomes, party, mandates[party].red_lines),
            language=language,
            seed=1,
        )
        for party in table.parties
    }
    set_up = TableSetUp(
        opening=TableOpened(
            table=table.id, parties=table.order, deadline_rounds=table.deadline_rounds
        ),
        space=table.space,
        house=MandateHouse(mandates, outcomes.valuation.reservation_values, outcomes.value_of),
        negotiators={party: StrategyNegotiator(brief, strategy) for party, brief in briefs.items()},
    )
    log = MemoryLog()
    turns = Turns(TablesInOrder([set_up]), log)

    async def to_the_end() -> None:
        turns.settle()
        while not turns.cursor().is_over:
            await turns.take_turn()

    asyncio.run(to_the_end())
    return list(table_events(log.read()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", two_sided())
def test_our_own_phrases_never_say_a_wrong_or_a_private_figure(
    name: str, language: Language
) -> None:
    scenario, outcomes = valued(name)
    for position, persona in enumerate(persona_names()):
        strategy = STRATEGIES[position % len(STRATEGIES)]
        events = talk(name, language, strategy, persona)
        found = find_conduct(outcomes, scenario.parties, events, language)
        assert [each for each in found if each.kind in IN_WORDS] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", persona_names())
def test_no_phrase_of_a_persona_holds_a_figure_or_falls_out_of_its_part(
    name: str, language: Language
) -> None:
    bank = load_persona(name).phrases.in_language(language)
    offers = (*bank.opening, *bank.counter, *bank.hold, *bank.final, *bank.accept)
    for phrase in (*offers, *bank.walk_away, *bank.warning):
        words = phrase.replace("{offer}", "").replace("{counterpart}", "")
        assert figures_in(words) == ()
        assert list(slips_in(words, language)) == []
