"""Every strategy at every protocol, in every talk mode: no refused move, and always an end."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.agents.scripted import StrategyNegotiator
from negotiation.analysis.conduct.numbers import figures_in
from negotiation.analysis.houses import MandateHouse
from negotiation.domain.events import MoveRefused, OfferMade, TableOpened, TurnForfeited
from negotiation.domain.moves import TalkMode
from negotiation.domain.protocols import RoundtableRules
from negotiation.domain.scenarios import AgreementRule, StrategyName
from tests.agents.builders import FIRST, SECOND, Talks, grid, make_brief, make_preferences
from tests.agents.large_tables import BIDDERS, HOST, LADDER, Tender, ladder_step, round_table
from tests.builders import make_mandate

NAMES = st.sampled_from(list(StrategyName))
TALK: st.SearchStrategy[TalkMode] = st.sampled_from(("full", "offers", "none"))
APPROVALS = st.sampled_from([0.0, 0.5, 1.0, "never", "seat", "rule"])
SEEDS = st.integers(0, 50)


def is_clean(talks: Talks) -> bool:
    """Whether the talks came to their end and nobody was told off or lost a turn."""
    bad = [e for e in talks.log if isinstance(e, MoveRefused | TurnForfeited)]
    return talks.is_over and talks.ending is not None and not bad


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_strategies_bring_any_tender_to_its_end(data: st.DataObject) -> None:
    approval, delay = data.draw(APPROVALS), data.draw(st.integers(0, 4))
    ladder = [
        ladder_step(data.draw(st.sampled_from([0.2, 0.4, 0.6])), delay=delay, approval=approval)
    ]
    tender = Tender(
        rounds=data.draw(st.integers(2, 12)),
        talk=data.draw(TALK),
        bidding=data.draw(st.sampled_from(["open", "sealed", "batched"])),
        award=data.draw(st.sampled_from(["price", "choice"])),
        direction=data.draw(st.sampled_from(["falling", "rising"])),
        min_step=data.draw(st.sampled_from([0, 0.01, 0.05])),
        last_call_rounds=data.draw(st.integers(1, 3)),
        has_presentation=data.draw(st.booleans()),
        ladders={data.draw(st.sampled_from([*BIDDERS, HOST])): ladder, "pine": LADDER},
        seed=data.draw(SEEDS),
    )
    names = {party: data.draw(NAMES) for party in BIDDERS}
    talks = tender.play(host=data.draw(NAMES), **names)
    assert is_clean(talks)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_strategies_bring_any_round_table_to_its_end(data: st.DataObject) -> None:
    n_parties = data.draw(st.integers(3, 5))
    space = grid(4, 3, 3)
    rng = np.random.Generator(np.random.PCG64(data.draw(SEEDS)))
    rows = rng.random((n_parties, space.size)) * 100
    least = np.quantile(rows, data.draw(st.sampled_from([0.2, 0.6, 1.0])), axis=1)
    step = {
        **ladder_step(0, approval=data.draw(APPROVALS), delay=data.draw(st.integers(0, 3))),
        "issue": "a",
        "at_least": 2,
        "at_most": None,
    }
    mandates = {f"p{n}": make_mandate(authority=[step]) for n in range(n_parties)}
    house = MandateHouse(mandates, dict.fromkeys(mandates, 0.0), lambda _party, _outcome: 1.0)
    talks = round_table(
        space,
        rows,
        least,
        [data.draw(NAMES) for _ in range(n_parties)],
        rounds=data.draw(st.integers(1, 8)),
        talk=data.draw(TALK),
        rule=data.draw(st.sampled_from([None, AgreementRule(quorum=2, veto=("p1",))])),
        rules=RoundtableRules(proposer=data.draw(st.sampled_from(["rotating", "p0"]))),
        seed=data.draw(SEEDS),
        mandates=mandates,
        house=house,
    )
    assert is_clean(talks)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_two_strategies_with_ladders_bring_a_haggle_to_its_end(data: st.DataObject) -> None:
    space = grid(5, 4)
    up = np.arange(space.size, dtype=np.float64)
    rows = {FIRST: up, SECOND: up[::-1]}
    mandates = {
        FIRST: make_mandate(authority=[two_step(data, at_least=None)]),
        SECOND: make_mandate(authority=[two_step(data, at_most=None)]),
    }
    house = MandateHouse(mandates, dict.fromkeys(mandates, 0.0), lambda _party, _outcome: 1.0)
    rounds, talk = data.draw(st.integers(1, 8)), data.draw(TALK)
    seats = {
        party: StrategyNegotiator(
            make_brief(
                make_preferences(space, row, reservation_value=data.draw(st.sampled_from([0, 12]))),
                party,
                mandate=mandates[party],
                deadline_rounds=rounds,
                talk=talk,
            ),
            data.draw(NAMES),
        )
        for party, row in rows.items()
    }
    opening = TableOpened(table="table", parties=(FIRST, SECOND), deadline_rounds=rounds, talk=talk)
    talks = Talks(space, rounds, house=house, log=[opening], ladders=frozenset(mandates))
    assert is_clean(talks.run(seats))


def two_step(data: st.DataObject, **without: None) -> dict[str, object]:
    step = ladder_step(2, delay=data.draw(st.integers(0, 3)), approval=data.draw(APPROVALS))
    return {**step, "issue": "a", "at_most": 2, "at_least": 2, **without}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_figure_that_is_said_at_a_tender_is_one_of_the_bid(language: str) -> None:
    talks = Tender(
        rounds=30, has_presentation=True, ladders={"heron": LADDER}, language=language
    ).play(heron=StrategyName.CONCEDER)
    for event in talks.log:
        message = str(getattr(event, "message", ""))
        if isinstance(event, OfferMade):
            assert figures_in(message)
        elif message:
            assert not re.search(r"\d", message)
