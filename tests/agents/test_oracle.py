"""The baseline that knows both mandates: what it gets, and what it never does."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from statistics import fmean

import numpy as np
import pytest

from evals.families import mixed
from evals.generated import fixed_sum_scores, points_scenario
from negotiation.agents.negotiator import Negotiator
from negotiation.agents.oracle import oracle_seat
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan, plan_run
from negotiation.app.seating import SeatedTable, seat_table
from negotiation.app.seats import Seat
from negotiation.catalog.files import load_persona, load_scenario
from negotiation.domain.chronicle import table_events
from negotiation.domain.events import AgreementReached, Event, OfferMade
from negotiation.domain.scenarios import Scenario, StrategyName
from negotiation.errors import UsageError
from negotiation.graph.programme import TablesInOrder
from negotiation.graph.turns import Turns
from negotiation.settings import Settings
from negotiation.store.log import MemoryLog

POOL = (
    "boulware", "linear", "conceder", "tit_for_tat", "micro_fast", "firm", "random", "hardliner",
    "naive", "undercut",
)  # fmt: skip
OTHERS = (*POOL, "micro", "agreeable")
GAMES: dict[str, Callable[[], Scenario]] = {
    "mixed-1": lambda: mixed(1).scenario,
    "mixed-2": lambda: mixed(2).scenario,
    "mixed-3": lambda: mixed(3).scenario,
    "token-platform": lambda: load_scenario("token-platform").scenario,
}


def seat(who: str) -> Seat:
    return Seat(kind="oracle" if who == "oracle" else "human", persona="procurement_expert")


def valued(scenario: Scenario, *, opens: int = 0, rounds: int | None = None) -> SeatedTable:
    """Value a table of two; nobody in particular sits at it."""
    (table,) = scenario.tables
    changed = table.model_copy(
        update={
            "opens": table.parties[opens],
            "deadline_rounds": rounds or table.deadline_rounds,
        }
    )
    plan = RunPlan(
        scenario=scenario,
        personas=dict.fromkeys(table.parties, load_persona("procurement_expert")),
        seats={party: seat("human") for party in table.parties},
        seed=1,
        language="en",
    )
    return seat_table(plan, changed, {})


@cache
def game(name: str, opens: int, rounds: int = 12) -> SeatedTable:
    return valued(GAMES[name](), opens=opens, rounds=rounds)


def talk(table: SeatedTable, *who: str) -> tuple[Event, ...]:
    """Play to the end, by the names of strategies or ``oracle``, in the order of the briefs."""
    briefs, log = dict(table.briefs), MemoryLog()
    negotiators: dict[str, Negotiator] = {
        party: oracle_seat(brief, briefs[brief.counterpart.party])
        if each == "oracle"
        else StrategyNegotiator(brief, StrategyName(each))
        for (party, brief), each in zip(briefs.items(), who, strict=True)
    }
    turns = Turns(TablesInOrder([replace(table.set_up, negotiators=negotiators)]), log)

    async def to_the_end() -> None:
        turns.settle()
        while not turns.cursor().is_over:
            await turns.take_turn()

    asyncio.run(to_the_end())
    return tuple(table_events(log.read()))


def share(table: SeatedTable, events: tuple[Event, ...], party: str) -> float | None:
    """What a party got above its alternative, as a share of what it could get at most."""
    agreed = next((e for e in events if isinstance(e, AgreementReached)), None)
    if agreed is None:
        return None
    own = table.briefs[party].preferences
    other = table.briefs[table.briefs[party].counterpart.party].preferences
    most = float(
        own.values[np.isin(own.candidates, other.candidates)].max(initial=own.reservation_value)
    )
    gained = own.value_of(agreed.outcome) - own.reservation_value
    return gained / (most - own.reservation_value) if most > own.reservation_value else None


def results(name: str, who: str, opponents: tuple[str, ...] = POOL) -> Iterator[float | None]:
    for opens in (0, 1):
        table = game(name, opens)
        for other in opponents:
            for pair, role in (((who, other), 0), ((other, who), 1)):
                yield share(table, talk(table, *pair), list(table.briefs)[role])


@pytest.mark.parametrize("name", GAMES)
def test_it_gets_more_from_the_pool_than_any_strategy_does(name: str) -> None:
    got = [each or 0.0 for each in results(name, "oracle")]
    assert min(got) >= 0
    assert fmean(got) > fmean(each or 0.0 for each in results(name, "boulware"))


def test_over_some_games_nothing_else_comes_near() -> None:
    def mean(who: str) -> float:
        games = ("mixed-1", "mixed-2")
        return fmean(each or 0.0 for name in games for each in results(name, who))

    assert mean("oracle") > 1.1 * max(mean(other) for other in OTHERS)


@pytest.mark.parametrize("name", GAMES)
def test_whoever_can_agree_in_the_end_agrees_at_its_limit(name: str) -> None:
    coming = ("boulware", "linear", "conceder", "tit_for_tat", "micro_fast", "naive", "undercut")
    got = [each for each in results(name, "oracle", coming) if each is not None]
    assert len(got) == 4 * len(coming)
    assert min(got) > 0.4
    assert fmean(got) > 0.9


@pytest.mark.parametrize("opens", [0, 1])
@pytest.mark.parametrize("rounds", [2, 3, 5])
@pytest.mark.parametrize("other", POOL)
def test_short_talks_do_not_cost_it_more_than_its_alternative(
    other: str, rounds: int, opens: int
) -> None:
    for pair, role in ((("oracle", other), 0), ((other, "oracle"), 1)):
        table = game("mixed-1", opens, rounds)
        got = share(table, talk(table, *pair), list(table.briefs)[role])
        assert got is None or got >= 0


def stubborn(other: str, opens: int) -> tuple[SeatedTable, tuple[Event, ...]]:
    """A pie of which ``other`` asks for more than half, but leaves something."""
    scores = fixed_sum_scores(n_issues=2, n_options=9)
    at_stake = sum(max(points) for points in scores["buyer"])
    scenario = points_scenario(scores, {"buyer": 0.1 * at_stake, "seller": 0.0}, deadline_rounds=8)
    table = valued(scenario, opens=opens)
    return table, talk(table, "oracle", other)


@pytest.mark.parametrize("opens", [0, 1])
def test_it_takes_what_one_who_never_moves_leaves_it_before_that_one_is_gone(opens: int) -> None:
    table, events = stubborn("firm", opens)
    agreed = [event for event in events if isinstance(event, AgreementReached)]
    assert agreed
    preferences = table.briefs["buyer"].preferences
    asked = next(e for e in events if isinstance(e, OfferMade) and e.party == "seller")
    worth = preferences.value_of(agreed[0].outcome)
    assert worth >= preferences.value_of(asked.outcome) > preferences.reservation_value


@pytest.mark.parametrize("opens", [0, 1])
def test_from_one_who_asks_for_everything_it_walks_away_with_nothing(opens: int) -> None:
    _, events = stubborn("hardliner", opens)
    assert events[-1].kind == "deadline_passed"


def test_two_oracles_come_to_an_end() -> None:
    ended = talk(game("mixed-1", 0), "oracle", "oracle")[-1]
    assert ended.kind in {"agreement_reached", "deadline_passed"}


@pytest.mark.parametrize("other", OTHERS)
def test_without_room_for_agreement_it_signs_nothing_bad(other: str) -> None:
    scores = fixed_sum_scores(n_issues=2, n_options=5)
    at_stake = sum(max(points) for points in scores["buyer"])
    limits = dict.fromkeys(scores, 0.7 * at_stake)
    scenario = points_scenario(scores, limits, deadline_rounds=4)
    table = valued(scenario)
    agreed = [e for e in talk(table, "oracle", other) if isinstance(e, AgreementReached)]
    mine = table.briefs["buyer"].preferences
    assert all(mine.is_acceptable(each.outcome) for each in agreed)
    assert not agreed or other == StrategyName.AGREEABLE


def planned(scenario: str, **who: str) -> RunPlan:
    return plan_run(
        load_scenario(scenario),
        who=who,
        personas={},
        model=None,
        seed=1,
        language="en",
        endpoints=Endpoints(Settings({})),
    )


def test_it_is_seated_by_its_name() -> None:
    plan = planned("token-platform", cloud="oracle")
    assert str(plan.seats["cloud"]) == "oracle"
    assert seat_table(plan, plan.scenario.tables[0], {}).set_up.negotiators.keys() == {
        "lab",
        "cloud",
    }


@pytest.mark.parametrize(
    ("scenario", "party", "kind"),
    [("price-war", "lab", "tender"), ("two-customers", None, "roundtable")],
)
def test_at_a_larger_table_it_is_refused(scenario: str, party: str | None, kind: str) -> None:
    loaded = load_scenario(scenario).scenario
    party = party or loaded.tables[0].parties[0]
    with pytest.raises(UsageError, match=f"tables of two who haggle.*is a {kind}"):
        planned(scenario, **{party: "oracle"})
    plan = planned(scenario, **{each.id: "strategy" for each in loaded.parties})
    forced = plan.model_copy(update={"seats": {**plan.seats, party: seat("oracle")}})
    with pytest.raises(UsageError, match=f"and not a {kind}"):
        seat_table(forced, forced.scenario.tables[0], {})


def test_nobody_who_signs_for_a_party_is_one() -> None:
    with pytest.raises(UsageError, match="no step of the authority ladder"):
        planned("token-platform", **{"lab.approver": "oracle"})
