"""What the validity bench plays: chance changes what is drawn, and nothing else."""

from evals.bench.validity import LADDER
from evals.bench.validity_runs import games_of, playing

DRAWING, STEADY = "strategy:random", "strategy:boulware"
BLIND = LADDER[-1]


def test_another_chance_is_another_draw_in_the_same_scenario() -> None:
    games = games_of((DRAWING, STEADY, BLIND), ("strategy:conceder",), n_scenarios=3)
    assert [game.cases[0].scenario for game in games] == ["mixed/1", "mixed/2", "mixed/3"]
    with playing(1) as players:
        once, same, other = (
            players.rows([game._replace(chance=chance) for game in games]) for chance in (5, 5, 6)
        )
    assert once == same
    for name, is_same in ((STEADY, True), (DRAWING, False), (BLIND, False)):
        first, second = (
            [row for rows in played for row in rows if row.contestant == name]
            for played in (once, other)
        )
        assert [row.cell for row in first] == [row.cell for row in second]
        assert ([row.figures for row in first] == [row.figures for row in second]) is is_same


def test_the_blind_sign_what_is_worse_than_nothing() -> None:
    games = games_of((BLIND,), ("strategy:boulware",), n_scenarios=4)
    with playing(1) as players:
        rows = [row for each in players.rows(games) for row in each]
    assert all(row.figures["deal_rate"] == 1.0 for row in rows)
    assert min(row.figures["own_utility"] for row in rows) < 0
