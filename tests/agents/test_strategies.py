"""What every built-in strategy keeps to, and what each is known for."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.preferences import Candidate, Near, Preferences
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.agents.strategies import STRATEGIES, Bid, Choice, Propose, Situation, Take
from negotiation.analysis.houses import MandateHouse
from negotiation.domain.events import AgreementReached, Ending, OfferMade
from negotiation.domain.mandates import RedLine
from negotiation.domain.moves import Accept, Move, Offer, WalkAway
from negotiation.domain.outcomes import Outcome
from negotiation.domain.scenarios import StrategyName
from tests.agents.builders import (
    FIRST,
    SECOND,
    Talks,
    grid,
    make_brief,
    make_preferences,
    talk_between,
)
from tests.builders import make_mandate, text

NAMES = list(StrategyName)
SPACE = grid(4, 3, 2)
LADDER = grid(101)
"""One issue of 101 steps: the first party wants 0, the second 100."""
LOW = make_preferences(LADDER, np.arange(100, -1, -1))
HIGH = make_preferences(LADDER, np.arange(101))


def line(**bounds: float) -> RedLine:
    return RedLine.model_validate({"issue": "a", "reason": text("No."), **bounds})


@dataclass(frozen=True)
class Game:
    first: Preferences
    second: Preferences
    rounds: int
    seed: int


@st.composite
def games(draw: st.DrawFn) -> Game:
    """Any table of whole values, additive or not, with ties and often without common ground."""
    additive = draw(st.booleans())
    rows = []
    for _ in range(2):
        if additive:
            points = [draw(st.lists(st.integers(0, 20), min_size=n, max_size=n)) for n in (4, 3, 2)]
            row = np.add.outer(np.add.outer(points[0], points[1]), points[2]).ravel()
        else:
            row = np.array(draw(st.lists(st.integers(-20, 40), min_size=24, max_size=24)))
        lines = draw(st.sampled_from([(), (line(at_most=2),), (line(at_least=1, at_most=1),)]))
        reservation = float(draw(st.integers(-5, 45)))
        rows.append(make_preferences(SPACE, row, reservation_value=reservation, red_lines=lines))
    return Game(rows[0], rows[1], draw(st.integers(1, 8)), draw(st.integers(0, 3)))


def signable(preferences: Preferences, outcome: Outcome) -> bool:
    worth = preferences.value_of(outcome)
    return worth >= preferences.reservation_value and preferences.is_allowed(outcome)


def own_values(talks: Talks, party: str, preferences: Preferences) -> list[float]:
    return [preferences.value_of(made.outcome) for made in talks.offers_of(party)]


def test_every_name_has_its_strategy() -> None:
    assert set(STRATEGIES) == set(StrategyName)


@pytest.mark.parametrize("name", NAMES)
@given(game=games(), partner=st.sampled_from(NAMES), opens=st.booleans())
@settings(max_examples=40)
def test_contract(name: StrategyName, game: Game, partner: StrategyName, opens: bool) -> None:  # noqa: FBT001
    pair = (name, partner) if opens else (partner, name)
    talks = talk_between(
        (pair[0], game.first), (pair[1], game.second), rounds=game.rounds, seed=game.seed
    )
    party = FIRST if opens else SECOND
    preferences = game.first if opens else game.second
    assert talks.ending is not None
    assert {event.kind for event in talks.log} <= {
        "table_opened",
        "offer_made",
        "agreement_reached",
        "walked_away",
        "deadline_passed",
    }
    for event in talks.log:
        may_be_bad = name is StrategyName.AGREEABLE and isinstance(event, AgreementReached)
        if isinstance(event, OfferMade | AgreementReached) and event.party == party:
            assert may_be_bad or signable(preferences, event.outcome)
    brief = make_brief(preferences, party, deadline_rounds=game.rounds, seed=game.seed)
    asyncio.run(_check_reproducible(talks, brief, name))


async def _check_reproducible(talks: Talks, brief: SeatBrief, name: StrategyName) -> None:
    """The same view gives the same move: asked twice, and by a seat rebuilt in mid-talk."""
    again = StrategyNegotiator(brief, name)
    for view, answer in talks.asked:
        if view.party == brief.own.party:
            assert await again.propose(view) == answer
            assert await again.propose(view) == answer
            assert await StrategyNegotiator(brief, name).propose(view) == answer


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rounds", [1, 5])
def test_walks_away_when_nothing_is_acceptable(name: StrategyName, rounds: int) -> None:
    hopeless = make_preferences(SPACE, np.zeros(24), reservation_value=1.0)
    talks = talk_between((name, hopeless), (StrategyName.NAIVE, hopeless), rounds=rounds)
    assert talks.ending is Ending.WALK_AWAY
    assert len(talks.asked) == 1


@pytest.mark.parametrize("name", NAMES)
def test_plays_a_table_with_one_outcome(name: StrategyName) -> None:
    only = make_preferences(grid(1), [5.0])
    for rounds in (1, 2, 4):
        talks = talk_between((name, only), (StrategyName.NAIVE, only), rounds=rounds)
        assert talks.agreement == {"a": 0}


@pytest.mark.parametrize("first", NAMES)
def test_every_pair_comes_to_an_end(first: StrategyName) -> None:
    for second in NAMES:
        for rounds in (1, 2, 12):
            talks = talk_between((first, LOW), (second, HIGH), rounds=rounds)
            assert talks.ending is not None
            assert len(talks.asked) <= 2 * rounds


@pytest.mark.parametrize("name", NAMES)
def test_makes_an_offer_when_there_is_but_one_round(name: StrategyName) -> None:
    talks = talk_between((name, LOW), (StrategyName.NAIVE, HIGH), rounds=1)
    assert [event.kind for event in talks.log[:2]] == ["table_opened", "offer_made"]


def test_boulware_concedes_later_than_linear_later_than_conceder() -> None:
    boulware, linear, conceder = (
        own_values(talk_between((name, LOW), (StrategyName.HARDLINER, HIGH), rounds=11), FIRST, LOW)
        for name in (StrategyName.BOULWARE, StrategyName.LINEAR, StrategyName.CONCEDER)
    )
    assert boulware[0] == linear[0] == conceder[0] == 100
    assert linear == pytest.approx([100 - 10 * step for step in range(10)], abs=1)
    for late, even, early in zip(boulware[1:], linear[1:], conceder[1:], strict=False):
        assert late > even > early


@pytest.mark.parametrize(
    "name", [StrategyName.BOULWARE, StrategyName.LINEAR, StrategyName.CONCEDER]
)
def test_time_based_tactics_take_anything_acceptable_in_the_end(name: StrategyName) -> None:
    talks = talk_between((name, LOW), (StrategyName.HARDLINER, HIGH), rounds=6)
    assert talks.agreement == {"a": 100}
    assert len(talks.asked) == 11


def test_the_hardliner_repeats_its_best_and_accepts_nothing() -> None:
    generous = make_preferences(LADDER, np.ones(101))
    talks = talk_between(
        (StrategyName.HARDLINER, LOW), (StrategyName.HARDLINER, generous), rounds=4
    )
    assert talks.ending is Ending.DEADLINE
    assert own_values(talks, FIRST, LOW) == [100] * 4


def test_the_naive_takes_the_first_acceptable_offer() -> None:
    picky = make_preferences(LADDER, np.arange(101), reservation_value=35)
    talks = talk_between((StrategyName.LINEAR, LOW), (StrategyName.NAIVE, picky), rounds=11)
    assert talks.agreement == {"a": 40}
    offered = [made.outcome["a"] for made in talks.offers_of(FIRST)]
    assert offered == [0, 10, 20, 30, 40]


def test_firm_repeats_one_offer_and_leaves_in_the_last_round() -> None:
    talks = talk_between((StrategyName.FIRM, LOW), (StrategyName.HARDLINER, HIGH), rounds=5)
    assert own_values(talks, FIRST, LOW) == [60] * 4
    assert talks.ending is Ending.WALK_AWAY
    assert len(talks.asked) == 9


def test_firm_takes_what_it_asks_for_even_in_the_last_round() -> None:
    talks = talk_between((StrategyName.LINEAR, LOW), (StrategyName.FIRM, HIGH), rounds=11)
    assert talks.agreement == {"a": 60}


@given(
    values=st.lists(st.integers(0, 30), min_size=48, max_size=48),
    partner=st.sampled_from([StrategyName.RANDOM, StrategyName.MICRO, StrategyName.LINEAR]),
)
def test_micro_gives_a_new_outcome_only_for_as_many(
    values: list[int], partner: StrategyName
) -> None:
    first = make_preferences(SPACE, values[:24])
    second = make_preferences(SPACE, values[24:])
    talks = talk_between((StrategyName.MICRO, first), (partner, second), rounds=20)
    own: list[int] = []
    theirs: set[int] = set()
    for event in talks.log:
        if not isinstance(event, OfferMade):
            continue
        index = SPACE.index_of(event.outcome)
        if event.party == SECOND:
            theirs.add(index)
        elif index not in own:
            assert len(own) <= len(theirs)
            own.append(index)
    worths = [first.value_of(SPACE.outcome_at(index)) for index in own]
    assert worths == sorted(worths, reverse=True)


def test_micro_stands_still_while_the_counterpart_does() -> None:
    talks = talk_between((StrategyName.MICRO, LOW), (StrategyName.HARDLINER, HIGH), rounds=10)
    assert set(own_values(talks, FIRST, LOW)) == {100, 99}


def _opposed() -> tuple[Preferences, Preferences]:
    """720 outcomes over five issues that weigh differently for the two sides."""
    space = grid(5, 4, 3, 4, 3)
    positions = space.positions(np.arange(space.size)) / (np.array(space.shape)[:, None] - 1)
    first = (np.array([0.4, 0.1, 0.2, 0.1, 0.2])[:, None] * (1 - positions)).sum(axis=0)
    second = (np.array([0.2, 0.3, 0.1, 0.3, 0.1])[:, None] * positions).sum(axis=0)
    return (
        make_preferences(space, first, reservation_value=0.35),
        make_preferences(space, second, reservation_value=0.25),
    )


def test_micro_fast_agrees_at_human_length_where_micro_does_not() -> None:
    first, second = _opposed()
    slow = talk_between((StrategyName.MICRO, first), (StrategyName.MICRO, second), rounds=12)
    fast = talk_between(
        (StrategyName.MICRO_FAST, first), (StrategyName.MICRO_FAST, second), rounds=12
    )
    assert slow.ending is Ending.DEADLINE
    assert fast.ending is Ending.AGREEMENT


def _whole_ladder(talks: Talks, preferences: Preferences, rounds: int) -> Iterator[int]:
    """The outcomes that ``micro_fast`` should make of a talk, all its rungs gone through."""
    n_rungs = max(rounds, 2)
    near = tuple((LADDER_SPACE.index_of(e.outcome), 1.0) for e in talks.offers_of(SECOND)[:1])
    levels = [(n_rungs - 1 - place) / (n_rungs - 1) for place in range(n_rungs)]
    yield preferences.offer_at(preferences.level(1.0)).index
    for fraction in levels[1:]:
        yield preferences.offer_at(preferences.level(fraction), near=near).index


LADDER_SPACE = grid(5, 4, 3)


@given(
    values=st.lists(st.integers(0, 60), min_size=120, max_size=120),
    rounds=st.integers(1, 30),
    partner=st.sampled_from([StrategyName.RANDOM, StrategyName.MICRO, StrategyName.HARDLINER]),
)
@settings(max_examples=60)
def test_micro_fast_climbs_its_ladder_rung_by_rung(
    values: list[int], rounds: int, partner: StrategyName
) -> None:
    first = make_preferences(LADDER_SPACE, values[:60], reservation_value=min(5, *values[:60]))
    second = make_preferences(LADDER_SPACE, values[60:])
    talks = talk_between((StrategyName.MICRO_FAST, first), (partner, second), rounds=rounds)
    own = dict.fromkeys(LADDER_SPACE.index_of(made.outcome) for made in talks.offers_of(FIRST))
    rungs = list(dict.fromkeys(_whole_ladder(talks, first, rounds)))
    assert list(own) == rungs[: len(own)]


class Counting(Preferences):
    """Counts its searches."""

    searched = count()

    def offer_at(self, level: float, *, near: Near = ()) -> Candidate:
        next(self.searched)
        return super().offer_at(level, near=near)


def test_micro_fast_searches_for_every_rung_once() -> None:
    stubborn = [
        Counting(
            **{
                each.name: getattr(
                    make_preferences(LADDER, values, reservation_value=60), each.name
                )
                for each in fields(Preferences)
                if each.init
            }
        )
        for values in (np.arange(100, -1, -1), np.arange(101))
    ]
    first, second = ((StrategyName.MICRO_FAST, preferences) for preferences in stubborn)
    talks = talk_between(first, second, rounds=100)
    assert len(talks.asked) == 200
    assert 50 < next(Counting.searched) <= 2 * 101


@pytest.mark.parametrize(
    ("round_number", "worth", "choice"),
    [
        (2, 94.0, Take("o1")),
        (2, 93.0, Propose(6)),  # above the level of 90, below the next own offer
        (11, 0.0, Take("o1")),  # there is no next own offer
    ],
)
def test_an_offer_is_taken_for_the_next_own_one(
    round_number: int, worth: float, choice: Choice
) -> None:
    seen = Situation(
        round=round_number,
        deadline_rounds=11,
        own=(Bid("o0", 0, 100.0),),
        theirs=(Bid("o2", 6, 94.0),),
        standing=Bid("o1", 100 - int(worth), worth),
    )
    rng = np.random.Generator(np.random.PCG64(1))
    assert STRATEGIES[StrategyName.LINEAR].policy(seen, LOW, rng) == choice


def test_tit_for_tat_gives_back_what_it_got() -> None:
    talks = talk_between((StrategyName.TIT_FOR_TAT, LOW), (StrategyName.LINEAR, HIGH), rounds=21)
    own = own_values(talks, FIRST, LOW)
    got = own_values(talks, SECOND, LOW)
    for turn in range(1, len(own)):
        assert own[0] - own[turn] == pytest.approx(got[turn - 1] - got[0])
    assert own[-1] < own[0]


def test_tit_for_tat_gives_nothing_for_nothing() -> None:
    talks = talk_between((StrategyName.TIT_FOR_TAT, LOW), (StrategyName.HARDLINER, HIGH), rounds=8)
    assert set(own_values(talks, FIRST, LOW)) == {100}


def test_random_draws_differ_by_turn_and_by_seed() -> None:
    offers = [
        tuple(
            own_values(
                talk_between(
                    (StrategyName.RANDOM, LOW), (StrategyName.HARDLINER, HIGH), rounds=8, seed=seed
                ),
                FIRST,
                LOW,
            )
        )
        for seed in (1, 2)
    ]
    assert offers[0] != offers[1]
    assert len(set(offers[0])) > 1


def test_what_a_strategy_says_goes_with_its_act() -> None:
    brief = make_brief(LOW, deadline_rounds=3)
    talks = Talks(LADDER, 3)
    seat = StrategyNegotiator(brief, StrategyName.LINEAR)
    move = asyncio.run(seat.propose(talks.view()))
    assert move == Move(act=Offer(outcome={"a": 0}), message="My terms: A 0.")


def test_an_offer_across_the_own_red_line_is_not_taken() -> None:
    limited = make_preferences(LADDER, np.arange(101), red_lines=[line(at_most=50)])
    talks = talk_between((StrategyName.HARDLINER, HIGH), (StrategyName.NAIVE, limited), rounds=3)
    assert talks.ending is Ending.DEADLINE
    answers = [answer for view, answer in talks.asked if view.party == SECOND]
    assert not any(isinstance(answer.act, Accept | WalkAway) for answer in answers)


def test_the_agreeable_asks_for_its_best_and_accepts_whatever_stands() -> None:
    opening = talk_between((StrategyName.AGREEABLE, LOW), (StrategyName.HARDLINER, HIGH), rounds=5)
    assert own_values(opening, FIRST, LOW) == [100]
    assert opening.agreement == {"a": 100}
    picky = make_preferences(LADDER, np.arange(100, -1, -1), reservation_value=30)
    worse = talk_between((StrategyName.HARDLINER, HIGH), (StrategyName.AGREEABLE, picky), rounds=5)
    assert worse.agreement == {"a": 100}
    assert len(worse.asked) == 2


def test_where_the_referee_forbids_it_the_agreeable_accepts_only_what_it_may() -> None:
    picky = make_preferences(LADDER, np.arange(100, -1, -1), reservation_value=30)
    mandate = make_mandate(enforcement="hard", reservation_value=30)
    house = MandateHouse(
        {FIRST: make_mandate(reservation_value=0), SECOND: mandate},
        {FIRST: 0.0, SECOND: 30.0},
        lambda party, outcome: (HIGH if party == FIRST else picky).value_of(outcome),
    )
    seats = {
        FIRST: StrategyNegotiator(make_brief(HIGH, FIRST, deadline_rounds=11), StrategyName.LINEAR),
        SECOND: StrategyNegotiator(
            make_brief(picky, SECOND, deadline_rounds=11, mandate=mandate), StrategyName.AGREEABLE
        ),
    }
    talks = Talks(LADDER, 11, house=house).run(seats)
    assert talks.agreement == {"a": 70}
    assert "move_refused" not in {event.kind for event in talks.log}
