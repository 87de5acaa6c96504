"""The bench that spars with NegMAS, as far as it needs no NegMAS."""

import json
from importlib.util import find_spec

import pytest

from evals.bench.sparring.games import ORACLE
from evals.bench.sparring.standing import shares_of_game, standings
from negotiation.cli.main import main


@pytest.mark.skipif(find_spec("negmas") is not None, reason="NegMAS is installed here")
def test_without_negmas_it_is_skipped_with_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "sparring", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["claims"] == []
    assert "sparring: skipped: NegMAS is not installed" in told.err


def test_shares_are_counted_in_both_roles_and_ranked() -> None:
    contestants = (ORACLE, "boulware", "hardliner")
    games = [
        shares_of_game(seed, contestants=contestants, pool=("linear", "naive")) for seed in (0, 1)
    ]
    assert all({len(shares) for shares in game.values()} == {4} for game in games)
    ranked = standings(games, ours={ORACLE})
    assert [each.name for each in ranked] == [ORACLE, "boulware", "hardliner"]
    assert [each.is_ours for each in ranked] == [True, False, False]
    assert ranked[-1].share.value == 0
    assert {each.share.n for each in ranked} == {8}
    assert {each.share.n_clusters for each in ranked} == {2}
