"""The scenarios with a first ledger, played by their strategies; and what a seat is told first."""

from pathlib import Path

import pytest

from negotiation.agents.prompts import render_system
from negotiation.agents.state_card import render_turn
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import plan_run
from negotiation.app.programmes import programme_of
from negotiation.app.stand_ins import sessions_of
from negotiation.catalog.files import load_scenario
from negotiation.domain.chronicle import LogEvent, PhaseOpened
from negotiation.domain.values import LANGUAGES, Language
from negotiation.graph.moments import Due, Moments
from negotiation.settings import Settings
from tests.scenarios.campaign_tables import Study, Terms
from tests.scenarios.playing import played
from tests.tokens import count_tokens

NAMES = (
    "short-delivery",
    "short-delivery-easy",
    "poaching-call",
    "poaching-call-glut",
    "odd-party",
)

FIRST_PROMPT_TOKENS = 1_200
"""Before anybody has spoken."""


def deals(log: tuple[LogEvent, ...]) -> dict[str, Terms]:
    """Return what was signed, by table."""
    agreements = {table: session.agreement for table, session in sessions_of(log).items()}
    return {table: agreed for table, agreed in agreements.items() if agreed is not None}


@pytest.mark.parametrize("name", NAMES)
def test_strategies_come_to_terms_at_every_table(name: str, tmp_path: Path) -> None:
    scenario = load_scenario(name).scenario
    log = played(name, tmp_path)
    assert [event.phase for event in log if isinstance(event, PhaseOpened)]
    signed = deals(log)
    assert set(signed) == {table.id for table in scenario.tables}
    if len(signed) == 1:
        ((table, outcome),) = signed.items()
        gains = Study(scenario, table).gains(outcome)
        assert all(gain >= 0 for gain in gains.values()), gains


def test_the_caller_takes_over_dearer_in_the_boom_and_cheaper_in_the_glut(tmp_path: Path) -> None:
    rents = []
    for name in ("poaching-call", "poaching-call-glut"):
        (outcome,) = deals(played(name, tmp_path)).values()
        campaign = load_scenario(name).scenario.campaign
        assert campaign is not None
        rents.append((outcome["list_price_fraction"], campaign.ledger[0].clauses))
    (dear, old_low), (cheap, old_high) = rents
    assert isinstance(dear, float)
    assert isinstance(cheap, float)
    assert dear > 1.5 * float(old_low["list_price_fraction"])
    assert cheap < float(old_high["list_price_fraction"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_first_prompt_is_short(name: str, language: Language) -> None:
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
    programme = programme_of(plan, {})
    moments = Moments(programme)
    for event in programme.next_events([], ()):
        moments.fold(event)
    for table in loaded.scenario.tables:
        for party in table.parties:
            brief = programme.brief(table.id, party, moments.history)
            turn = render_turn(brief, moments.view(Due(table.id, party)), since_turn=0)
            n_tokens = count_tokens(render_system(brief)) + count_tokens(turn)
            assert n_tokens <= FIRST_PROMPT_TOKENS, f"{party}: {n_tokens} tokens"
