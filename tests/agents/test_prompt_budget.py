"""What a seat's conversation costs, in tokens of o200k: its beginning, and every turn of it."""

import json
from dataclasses import replace
from itertools import pairwise
from statistics import mean

import pytest

from negotiation.agents.desk import desk_for
from negotiation.agents.llm_persona import LlmPersona, SeatStyle
from negotiation.agents.negotiator import AdviserLevel, Answer, SeatBrief
from negotiation.agents.prompts import render_system
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.agents.state_card import render_turn
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import plan_run
from negotiation.app.seating import SeatedTable, seat_table
from negotiation.catalog.files import load_scenario, scenario_names
from negotiation.domain.moves import Accept, Escalate, Move, Offer, Reject
from negotiation.domain.scenarios import StrategyName
from negotiation.domain.values import LANGUAGES, Language
from negotiation.llm.chat import ChatRequest
from negotiation.llm.scripted import ScriptedChat
from negotiation.protocol.fold import opened
from negotiation.protocol.view import View, view_for
from negotiation.settings import Settings
from tests.agents.builders import Talks
from tests.tokens import count_tokens

FIRST_PROMPT_TOKENS = 1_200
"""Of the supply table, before anybody has spoken."""

GROWTH_TOKENS = 200
"""An own turn at the supply table: what the other side says, the state card and the own reply."""

DESK_TOKENS = 30
"""What the advice of the level ``value`` adds to a turn."""

LARGER_TABLE = 1.15
"""A rental has eight issues where a supply has six."""


HAGGLES = [
    name
    for name in scenario_names()
    if load_scenario(name).scenario.campaign is None
    and [table.protocol for table in load_scenario(name).scenario.tables] == ["alternating"]
]
"""Shipped scenarios of one table for two."""

FOR_TWO = ["a800-supply", "a800-supply-glut", "lab-compute"]
"""Those of them whose prompts are kept word for word, and that every persona plays in the tests."""


class Worded:
    """A seat of a model that happens to answer what a strategy would do, in the persona's words."""

    def __init__(
        self, brief: SeatBrief, strategy: StrategyName, *, memory_turns: int | None = None
    ) -> None:
        self._strategy = StrategyNegotiator(brief, strategy)
        self._next = Move(act=Offer(outcome={}))
        self.chat = ScriptedChat([self._reply] * 60)
        self._persona = LlmPersona(
            brief, self.chat, style=SeatStyle(is_patient=True, memory_turns=memory_turns)
        )

    async def propose(self, view: View) -> Answer:
        self._next = await self._strategy.propose(view)
        return await self._persona.propose(view)

    def _reply(self, _request: ChatRequest) -> str:
        act = self._next.act
        reply: dict[str, object] = {
            "private_note": "They want early cash; hold the price.",
            "act": act.kind,
            "offer": act.outcome if isinstance(act, Offer | Escalate) else None,
            "accept_offer_id": act.offer_id if isinstance(act, Accept | Reject) else None,
            "message": self._next.message,
            "claims": [],
            "estimate": {"value": 80000, "confidence": 0.4}
            if len(self.chat.calls) % 3 == 1
            else None,
        }
        return json.dumps(reply, ensure_ascii=False, separators=(",", ":"))


def seated(name: str, language: Language) -> tuple[SeatedTable, dict[str, StrategyName]]:
    loaded = load_scenario(name)
    plan = plan_run(
        loaded,
        who={party.id: "strategy" for party in loaded.scenario.parties},
        personas={},
        model=None,
        seed=1,
        language=language,
        endpoints=Endpoints(Settings({})),
    )
    table = seat_table(plan, loaded.scenario.tables[0], {})
    return table, {party.id: party.strategy for party in loaded.scenario.parties}


def play(
    name: str,
    language: Language,
    *,
    adviser: AdviserLevel = "none",
    memory_turns: int | None = None,
) -> dict[str, Worded]:
    """Play a shipped scenario to its end between two models."""
    table, strategies = seated(name, language)
    briefs = {
        party: replace(brief, desk=desk_for(adviser, brief, None))
        for party, brief in table.briefs.items()
    }
    seats = {
        party: Worded(brief, strategies[party], memory_turns=memory_turns)
        for party, brief in briefs.items()
    }
    talks_at(table).run(seats)
    return seats


def talks_at(table: SeatedTable) -> Talks:
    """A seated table before anybody has moved."""
    set_up = table.set_up
    return Talks(
        set_up.space,
        set_up.opening.deadline_rounds,
        house=set_up.house,
        log=[set_up.opening],
        ladders=set_up.ladders,
    )


def prompt_tokens(seat: Worded) -> list[int]:
    """The length of every prompt of a seat."""
    return [
        sum(count_tokens(message.content) for message in call.messages) for call in seat.chat.calls
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HAGGLES)
def test_a_first_prompt_is_short(name: str, language: Language) -> None:
    limit = FIRST_PROMPT_TOKENS * (1 if "supply" in name else LARGER_TABLE)
    table, _ = seated(name, language)
    session = opened(table.set_up.opening)
    for party, brief in table.briefs.items():
        view = view_for(session, [], party, has_ladder=party in table.set_up.ladders)
        turn = render_turn(brief, view, since_turn=0)
        n_tokens = count_tokens(render_system(brief)) + count_tokens(turn)
        assert n_tokens <= limit, f"{party}: {n_tokens} tokens"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HAGGLES)
def test_a_prompt_grows_slowly(name: str, language: Language) -> None:
    for party, seat in play(name, language).items():
        lengths = prompt_tokens(seat)
        assert len(lengths) > 4
        growth = [after - before for before, after in pairwise(lengths)]
        limit = GROWTH_TOKENS * (1 if name == "a800-supply" else LARGER_TABLE)
        assert mean(growth) <= limit, f"{party}: {mean(growth):.0f} of {growth}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_advice_costs_little(language: Language) -> None:
    for party, seat in play("a800-supply", language, adviser="value").items():
        growth = [after - before for before, after in pairwise(prompt_tokens(seat))]
        assert mean(growth) <= GROWTH_TOKENS + DESK_TOKENS, f"{party}: {mean(growth):.0f}"
        cards = [call.messages[-1].content for call in seat.chat.calls if len(call.messages) > 2]
        told = [card for card in cards if " [o" in card or " stands" in card or "有效" in card]
        assert all(("Desk: " if language == "en" else "测算：") in card for card in told)


def test_a_window_bounds_the_prompt() -> None:
    whole, windowed = play("a800-supply", "en"), play("a800-supply", "en", memory_turns=2)
    for party, seat in windowed.items():
        lengths = prompt_tokens(seat)
        assert max(lengths) < max(prompt_tokens(whole[party]))
        assert max(lengths[4:]) - min(lengths[4:]) <= GROWTH_TOKENS
        last = seat.chat.calls[-1].messages
        assert [message.role for message in last] == ["system", *["user", "assistant"] * 2, "user"]
        assert "stands: price_cny_per_gpu" in last[-1].content
