"""Strategies at a round table: they come to deals where there are many, and vote as they must."""

import numpy as np
import pytest
from numpy.typing import NDArray

from negotiation.agents.likings import Likings, shown_by
from negotiation.analysis.houses import MandateHouse
from negotiation.domain.events import (
    EscalationAsked,
    MoveRefused,
    OfferMade,
    ProposalCarried,
    VoteCast,
)
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.protocols import RoundtableRules
from negotiation.domain.scenarios import AgreementRule, StrategyName
from negotiation.protocol.fold import replay
from negotiation.protocol.view import view_for
from tests.agents.builders import grid
from tests.agents.large_tables import ladder_step, round_table
from tests.builders import make_mandate

S = StrategyName
MIXED = (S.BOULWARE, S.LINEAR, S.CONCEDER, S.TIT_FOR_TAT, S.MICRO_FAST, S.NAIVE, S.UNDERCUT)
FIVE_OF_SIX = AgreementRule(quorum=5, veto=("p0", "p1"))
SPACE = grid(3, 3, 4, 3, 5)


def six_parties(seed: int) -> tuple[OutcomeSpace, NDArray[np.float64], NDArray[np.float64]]:
    """A game of five issues in which a tenth of all outcomes would satisfy the rule."""
    rng = np.random.Generator(np.random.PCG64(seed))
    positions = SPACE.positions(np.arange(SPACE.size))
    rows = np.zeros((6, SPACE.size))
    for party in range(6):
        for weight, n_options, place in zip(
            rng.dirichlet(np.ones(5)), SPACE.shape, positions, strict=True
        ):
            points = np.sort(rng.random(n_options))
            rows[party] += 100 * weight * (points if rng.random() < 0.5 else points[::-1])[place]
    least = np.zeros(6)
    for quantile in np.linspace(0.9, 0.1, 33):
        least = np.quantile(rows, quantile, axis=1)
        fits = rows >= least[:, np.newaxis]
        if (fits[0] & fits[1] & (fits.sum(axis=0) >= 5)).mean() >= 0.1:
            break
    return SPACE, rows, least


def mixed(seed: int) -> list[StrategyName]:
    return [MIXED[(seed * 5 + place * 3) % len(MIXED)] for place in range(6)]


@pytest.mark.parametrize("proposer", ["rotating", "p0"])
def test_six_mixed_strategies_agree_by_five_of_six_in_most_seeds(proposer: str) -> None:
    rules, n_agreed, n_seeds = RoundtableRules(proposer=proposer), 0, 16
    for seed in range(n_seeds):
        space, rows, least = six_parties(seed)
        talks = round_table(
            space, rows, least, mixed(seed), rule=FIVE_OF_SIX, rules=rules, seed=seed
        )
        last = talks.log[-1]
        if isinstance(last, ProposalCarried):
            n_agreed += 1
            index = space.index_of(last.outcome)
            pleased = {f"p{place}" for place in np.flatnonzero(rows[:, index] >= least)}
            assert set(last.assents) <= pleased
            assert {"p0", "p1"} <= set(last.assents)
            assert len(last.assents) >= 5
    assert n_agreed >= 0.6 * n_seeds


def test_three_who_all_want_the_same_agree_at_once() -> None:
    space = grid(4, 4)
    row = np.arange(16, dtype=np.float64)
    talks = round_table(space, np.tile(row, (3, 1)), np.zeros(3), [S.HARDLINER] * 3)
    assert isinstance(talks.log[-1], ProposalCarried)
    assert replay(talks.log).round == 1


def test_in_the_final_vote_anything_above_the_alternative_is_a_yes() -> None:
    space = grid(11)
    up, down = np.arange(11.0), 10 - np.arange(11.0)
    talks = round_table(
        space, np.array([up, down, down]), np.array([2.0, 2.0, 2.0]), [S.HARDLINER] * 3, rounds=3
    )
    final = [e for e in talks.log if isinstance(e, VoteCast) and e.turn > 6]
    assert [e.assents for e in final] == [False, True]  # the party of the other end, not its friend


def test_who_is_against_says_what_it_would_rather_have() -> None:
    space, rows, least = six_parties(3)
    talks = round_table(space, rows, least, mixed(3), rule=FIVE_OF_SIX)
    offers = [e for e in talks.log if isinstance(e, OfferMade)]
    wishes = [e for e in offers if (e.turn - 1) % 6]
    assert wishes
    for wish in wishes:
        place = int(wish.party.removeprefix("p"))
        assert rows[place, space.index_of(wish.outcome)] >= least[place]


def test_a_party_asks_its_house_before_it_is_for_what_lies_beyond_its_ladder() -> None:
    space = grid(11)
    rows = np.array([np.arange(11.0), 10 - np.arange(11.0)])[[0, 0, 1]]
    step = {**ladder_step(0), "issue": "a", "at_least": 4, "at_most": None}
    mandates = {f"p{n}": make_mandate(authority=[step] if n == 2 else []) for n in range(3)}
    house = MandateHouse(mandates, dict.fromkeys(mandates, 0.0), lambda _party, _outcome: 1.0)
    talks = round_table(space, rows, np.zeros(3), [S.LINEAR] * 3, mandates=mandates, house=house)
    (asked,) = [e for e in talks.log if isinstance(e, EscalationAsked)]
    assert asked.party == "p2"
    assert not [e for e in talks.log if isinstance(e, MoveRefused)]
    assert isinstance(talks.log[-1], ProposalCarried)
    assert talks.agreement is not None
    assert float(talks.agreement["a"]) >= 4


def test_what_somebody_puts_forward_is_thought_to_be_to_its_liking() -> None:
    space, rows, least = six_parties(5)
    talks = round_table(space, rows, least, [S.BOULWARE] * 6, rule=FIVE_OF_SIX)
    view = view_for(replay(talks.log), talks.log, "p0")
    shown = shown_by(view, space)
    likings = Likings(space, {"p1": shown["p1"]})
    pleased = likings.pleased(np.arange(space.size), None)
    best = np.argsort(-rows[1])[: space.size // 10]
    assert pleased[best].mean() > pleased.mean() + 0.1
    assert ((pleased >= 0) & (pleased <= 1)).all()
