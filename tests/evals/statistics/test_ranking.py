"""Bradley-Terry against closed forms, and what the games do not say."""

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.statistics.ranking import PRIOR_WINS, Game, Strength, bradley_terry
from negotiation.errors import UsageError
from tests.evals.statistics.builders import make_rng

scores = st.sampled_from((0.0, 0.5, 1.0))
against_ann = st.lists(st.tuples(st.sampled_from(("bob", "cid")), scores), min_size=1, max_size=12)


def games_of(first: str, second: str, *, wins: int, losses: int, ties: int = 0) -> list[Game]:
    """Make games in a scenario each."""
    won = [1.0] * wins + [0.0] * losses + [0.5] * ties
    return [Game(first, second, score, f"s{i}") for i, score in enumerate(won)]


def ranked(games: list[Game], n_resamples: int = 50) -> dict[str, Strength]:
    return {each.name: each for each in bradley_terry(games, make_rng(), n_resamples)}


@pytest.mark.parametrize(("wins", "losses", "ties"), [(7, 3, 0), (3, 1, 6), (10, 0, 0), (2, 2, 0)])
def test_two_names_are_as_far_apart_as_the_log_of_their_odds(
    wins: int, losses: int, ties: int
) -> None:
    found = ranked(games_of("ann", "bob", wins=wins, losses=losses, ties=ties))
    won, lost = wins + ties / 2 + PRIOR_WINS, losses + ties / 2 + PRIOR_WINS
    assert found["ann"].strength - found["bob"].strength == pytest.approx(log(won / lost))
    assert found["ann"].strength + found["bob"].strength == pytest.approx(0)
    assert found["ann"].n_games == found["bob"].n_games == wins + losses + ties


def test_names_that_met_only_through_a_third_are_compared_through_it() -> None:
    # On a chain every link has its own closed form.
    games = games_of("ann", "bob", wins=8, losses=2) + games_of("bob", "cid", wins=6, losses=4)
    found = ranked(games)
    link_ab, link_bc = log(8.1 / 2.1), log(6.1 / 4.1)
    assert found["ann"].strength - found["cid"].strength == pytest.approx(link_ab + link_bc)
    assert [found[name].rank for name in ("ann", "bob", "cid")] == [1, 2, 3]


def test_the_fit_is_where_wins_are_as_many_as_expected() -> None:
    rng = make_rng()
    names = ("ann", "bob", "cid", "dot")
    games = []
    for i in range(200):
        first, second = (names[k] for k in rng.choice(4, size=2, replace=False))
        games.append(Game(first, second, float(rng.choice((0.0, 0.5, 1.0))), f"s{i % 20}"))
    found = ranked(games)
    for name in names:
        won, expected = 0.0, 0.0
        for other in names:
            if other == name:
                continue
            met = [game for game in games if {game.first, game.second} == {name, other}]
            won += PRIOR_WINS
            won += sum(game.score if game.first == name else 1 - game.score for game in met)
            odds = np.exp(found[other].strength - found[name].strength)
            expected += (len(met) + 2 * PRIOR_WINS) / (1 + odds)
        assert won == pytest.approx(expected, abs=1e-5)


def test_best_first_and_equals_share_a_rank() -> None:
    games = [
        *games_of("ann", "bob", wins=5, losses=5),
        *games_of("ann", "cid", wins=9, losses=1),
        *games_of("bob", "cid", wins=9, losses=1),
    ]
    table = bradley_terry(games, make_rng(), 50)
    assert [(each.name, each.rank) for each in table] == [("ann", 1), ("bob", 1), ("cid", 3)]
    assert table[0].strength == pytest.approx(table[1].strength)
    assert sum(each.strength for each in table) == pytest.approx(0)


def test_a_ring_where_each_beats_the_next_is_a_tie() -> None:
    names = ("ann", "bob", "cid", "dot", "eve")
    ring = zip(names, (*names[1:], names[0]), strict=True)
    games = [Game(first, second, 1.0, first) for first, second in ring]
    assert [each.rank for each in bradley_terry(games, make_rng(), 10)] == [1] * 5


def test_who_never_lost_is_finite_and_first() -> None:
    found = ranked(
        games_of("ann", "bob", wins=10, losses=0) + games_of("bob", "cid", wins=5, losses=5)
    )
    assert (found["ann"].rank, found["ann"].rank_low, found["ann"].rank_high) == (1, 1, 1)
    assert found["ann"].strength - found["bob"].strength == pytest.approx(log(10.1 / 0.1))


def test_the_interval_is_about_that_of_the_binomial() -> None:
    # The difference of log odds after 60 of 100 has the standard error 1 / sqrt(100 * 0.6 * 0.4);
    # each of the two strengths is half the difference.
    table = ranked(games_of("ann", "bob", wins=60, losses=40), n_resamples=1_000)
    half = 1.96 / np.sqrt(100 * 0.6 * 0.4) / 2
    assert table["ann"].high - table["ann"].strength == pytest.approx(half, rel=0.2)
    assert table["ann"].strength - table["ann"].low == pytest.approx(half, rel=0.2)
    assert table["ann"].low == pytest.approx(-table["bob"].high)


def test_games_of_one_scenario_do_not_narrow_as_games_of_many_do() -> None:
    def width(n_clusters: int) -> float:
        """Widen over games whose scenario decides them."""
        games = [
            Game("ann", "bob", float(i % n_clusters % 3 > 0), f"s{i % n_clusters}")
            for i in range(120)
        ]
        ann = ranked(games, n_resamples=400)["ann"]
        return ann.high - ann.low

    assert width(12) > 2 * width(120)


def test_with_one_scenario_its_games_are_resampled() -> None:
    games = [game._replace(cluster="only") for game in games_of("a", "b", wins=12, losses=8)]
    found = ranked(games)["a"]
    assert found.low < found.strength < found.high
    assert (found.rank_low, found.rank_high) == (1, 2)


@given(games=against_ann)
def test_ranges_hold_what_they_are_about_and_seats_do_not_matter(
    games: list[tuple[str, float]],
) -> None:
    played = [Game("ann", name, score, f"s{i % 4}") for i, (name, score) in enumerate(games)]
    turned = [Game(name, "ann", 1 - score, at) for _, name, score, at in played]
    table = bradley_terry(played, make_rng(), 2)
    assert table == bradley_terry(turned, make_rng(), 2)
    for each in table:
        assert each.low <= each.strength <= each.high
        assert 1 <= each.rank_low <= each.rank <= each.rank_high <= len(table)


def test_names_that_no_game_joins_are_refused_by_group() -> None:
    games = games_of("ann", "bob", wins=1, losses=1) + games_of("cid", "dot", wins=1, losses=1)
    with pytest.raises(UsageError, match="ann, bob; cid, dot"):
        bradley_terry(games, make_rng())


def test_what_is_no_game_is_refused() -> None:
    with pytest.raises(UsageError, match="'ann' plays itself in 's'"):
        bradley_terry([Game("ann", "ann", 1.0, "s")], make_rng())
    with pytest.raises(UsageError, match=r"not 2\.0: 'ann' against 'bob' in 's'"):
        bradley_terry([Game("ann", "bob", 2.0, "s")], make_rng())


def test_without_games_nobody_is_ranked() -> None:
    assert bradley_terry([], make_rng()) == ()
