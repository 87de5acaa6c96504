"""Guided seats, desks, tempers and approvers at larger tables."""

import asyncio
import re
from dataclasses import replace

import pytest

from negotiation.agents.desk import desk_for
from negotiation.agents.guided import GuidedPersona
from negotiation.agents.negotiator import Negotiator
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.agents.temper import SeatTemper
from negotiation.agents.voice import Worded
from negotiation.catalog.files import load_persona, persona_names
from negotiation.domain.events import EscalationAsked, MoveRefused, NoteTaken, OfferMade, Passed
from negotiation.domain.moves import Accept, Reject
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import StrategyName
from negotiation.domain.values import LANGUAGES, Language
from negotiation.llm.chat import ChatRequest
from negotiation.llm.scripted import ScriptedChat
from negotiation.protocol.session import StandingOffer
from negotiation.protocol.view import View
from tests.agents.builders import Talks
from tests.agents.large_tables import BIDDERS, HOST, LADDER, Tender

TERMS = re.compile(r"TERMS=(.*)")


def echo(request: ChatRequest) -> str:
    """Word any move: its terms where it has any, else plain words."""
    found = TERMS.search(request.messages[-1].content)
    return f"So be it: {found[1]}." if found else "We have said what there is to say."


def seats_of(tender: Tender, **others: Negotiator) -> dict[str, Negotiator]:
    scripted = {
        party: StrategyNegotiator(tender.brief(party), StrategyName.LINEAR)
        for party in (*BIDDERS, HOST)
    }
    return {**scripted, **others}


def test_a_guided_bidder_passes_asks_and_bids_in_the_words_of_its_model() -> None:
    tender = Tender(rounds=40, ladders={"pine": LADDER}, has_presentation=True)
    chat = ScriptedChat([echo] * 200)
    guided = GuidedPersona(tender.brief("pine"), StrategyName.BOULWARE, chat)
    talks = tender.talks().run(seats_of(tender, pine=guided))
    own = [e for e in talks.log if getattr(e, "party", "") == "pine"]
    assert {e.kind for e in own} >= {"talked", "offer_made", "escalation_asked", "walked_away"}
    notes = [e for e in own if isinstance(e, NoteTaken)]
    assert sum(e.worded_by == "model" for e in notes) >= len(notes) - 2
    assert not [e for e in own if isinstance(e, MoveRefused)]
    for event in own:
        if isinstance(event, OfferMade | EscalationAsked | Passed):
            assert event.message
    asked = [call.messages[-1].content for call in chat.calls]
    assert any("your own house must sign first" in each for each in asked)
    assert not any("0.2" in each for each in asked if "must sign" in each)


def test_silence_is_not_worded() -> None:
    tender = Tender()
    chat = ScriptedChat([echo] * 60)
    host = GuidedPersona(tender.brief(HOST), StrategyName.LINEAR, chat)
    talks = tender.talks().run(seats_of(tender, **{HOST: host}))
    passes = [e for e in talks.log if isinstance(e, Passed) and e.party == HOST]
    assert {e.message for e in passes} == {""}


def replayed(talks: Talks, party: str) -> list[View]:
    return [view for view, _ in talks.asked if view.party == party]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_desk_says_what_bids_are_worth(language: Language) -> None:
    tender = Tender(award="choice", language=language)
    talks = tender.play()
    for party in ("heron", HOST):
        brief = tender.brief(party)
        for for_people in (False, True):
            desk = desk_for("full", brief, None, for_people=for_people)
            assert desk is not None
            told = [desk.advise(view) for view in replayed(talks, party)]
            assert told[-1]
            assert [desk.advise(view) for view in replayed(talks, party)] == told
    desk = desk_for("value", tender.brief(HOST), None)
    assert desk is not None
    last = replayed(talks, HOST)[-1]
    best = max(last.rival_offers, key=lambda bid: -float(bid.outcome["price"]))
    assert best.offer_id in desk.advise(last)


def test_nobody_loses_patience_at_a_tender() -> None:
    tender = Tender(rounds=40)
    talks = tender.play()
    for party in (*BIDDERS, HOST):
        temper = SeatTemper(tender.brief(party), is_patient=False)
        assert {temper.mood(view) for view in replayed(talks, party)} == {"calm"}


@pytest.mark.parametrize(("price", "kind"), [(0.35, Accept), (0.25, Reject)])
def test_a_strategy_signs_for_its_party_what_is_worth_its_alternative(
    price: float, kind: type
) -> None:
    tender = Tender(ladders={"pine": LADDER})
    view = tender.talks().view()
    outcome: dict[str, OptionValue] = {"price": price, "ramp": "slow"}
    request = StandingOffer(offer_id="request", party="pine", turn=2, outcome=outcome)
    asked = replace(view, party="pine.approver", offers=(request,), legal_acts=("accept", "reject"))
    negotiator = StrategyNegotiator(tender.brief("pine"), StrategyName.HARDLINER)
    assert isinstance(asyncio.run(negotiator.propose(asked)).act, kind)
    assert isinstance(negotiator.decide(asked), Worded)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", persona_names())
def test_a_persona_has_words_of_its_own_for_everything_at_a_tender(
    name: str, language: Language
) -> None:
    bank = load_persona(name).phrases.in_language(language)
    for occasion in (
        "bid", "last_call", "pitch", "press", "wait", "frozen", "escalate", "drop_out", "assent",
        "dissent",
    ):  # fmt: skip
        assert len(getattr(bank, occasion)) >= 2, occasion
