"""Where we stand among negotiators of NegMAS, in small."""

import warnings

import pytest

from evals.bench.sparring.negmas_seat import negmas_part
from evals.bench.sparring.standing import NEGMAS_POOL, measure_sparring

with warnings.catch_warnings():
    # NegMAS and what it imports may use deprecated names; that is not ours to repair.
    warnings.simplefilter("ignore")
    pytest.importorskip("negmas", reason="needs the dependency group sparring (NegMAS)")
    pytest.importorskip("statsmodels", reason="needs the extra evals")

pytestmark = pytest.mark.sparring


def test_everybody_in_the_pool_is_there() -> None:
    assert all(negmas_part(name) for name in NEGMAS_POOL)


def test_a_small_bench_measures_every_claim() -> None:
    claims = measure_sparring(
        n_games=1,
        strategies=("boulware", "micro"),
        pool=("BoulwareTBNegotiator", "MiCRONegotiator"),
        workers=1,
    )
    assert [claim.name for claim in claims] == [
        "sparring.median",
        "sparring.micro",
        "sparring.boulware",
    ]
    assert all(claim.measured > 0 for claim in claims)
    assert "share_of_oracle" in claims[0].details
