"""The noise of repeated runs, and how many pairs resolve a difference: from rows."""

import numpy as np
import pytest

from evals.noise import noise_of
from evals.power_hints import power_hint
from evals.statistics.power import pairs_to_resolve, smallest_effect
from tests.evals.rows import row
from tests.evals.statistics.builders import make_rng

METRIC = "own_utility"


def test_noise_is_within_cells_and_by_contestant() -> None:
    rows = [
        row("shaky", seed=1, repeat=1, utility=0.2),
        row("shaky", seed=1, repeat=2, utility=0.6),
        row("shaky", seed=2, repeat=1, utility=0.9),
        row("shaky", seed=2, repeat=2, utility=0.9),
        row("steady", seed=1, repeat=1, utility=0.5),
        row("steady", seed=1, repeat=2, utility=0.5),
    ]
    noise = noise_of(rows, METRIC)
    assert list(noise) == ["shaky", "steady"]
    shaky, steady = noise.values()
    assert (shaky.n_cells, shaky.n_repeats) == (2, 4)
    assert shaky.mean_sd == pytest.approx((0.08 / 2) ** 0.5)
    assert shaky.max_range == pytest.approx(0.4)
    assert shaky.share_identical == 0.5
    assert steady.mean_sd == 0.0
    assert noise_of(rows, "deal_rate")["shaky"].n_cells == 0


def test_without_repeats_there_is_no_noise_to_tell() -> None:
    rows = [row("one", seed=1, utility=0.2), row("one", seed=2, utility=0.8)]
    assert noise_of(rows, METRIC)["one"].mean_sd is None
    lost = [*rows, row("one", None, seed=1, repeat=2)]
    assert noise_of(lost, METRIC)["one"].n_cells == 0


def test_a_hint_counts_pairs_and_scenarios() -> None:
    gains = make_rng().normal(0.1, 0.2, size=(6, 5))
    rows = [
        row(name, scenario=f"s{place}", seed=seed, utility=0.3 + gain * (name == "new"))
        for (place, seed), gain in np.ndenumerate(gains)
        for name in ("new", "old")
    ]
    hint = power_hint(rows, METRIC, "new", "old", effect=0.05)
    assert (hint.n_pairs, hint.n_scenarios, hint.effect) == (30, 6, 0.05)
    assert hint.pairs_needed == pairs_to_resolve(list(gains.ravel()), 0.05)
    assert hint.scenarios_needed == pairs_to_resolve(list(gains.mean(axis=1)), 0.05)
    assert hint.resolvable_by_pairs == pytest.approx(smallest_effect(list(gains.ravel())))
    by_scenario = smallest_effect(list(gains.mean(axis=1)))
    assert hint.resolvable_by_scenarios == pytest.approx(by_scenario)
    seen = power_hint(rows, METRIC, "new", "old")
    assert seen.effect == pytest.approx(gains.mean())
    turned = power_hint(rows, METRIC, "old", "new")
    assert turned.pairs_needed == seen.pairs_needed


def test_a_hint_without_pairs_or_spread_says_so() -> None:
    rows = [row(name, seed=seed, utility=0.5) for name in ("new", "old") for seed in (1, 2)]
    alike = power_hint(rows, METRIC, "new", "old", effect=0.1)
    assert (alike.n_pairs, alike.pairs_needed, alike.resolvable_by_pairs) == (2, None, None)
    nobody = power_hint(rows, METRIC, "new", "else")
    assert (nobody.n_pairs, nobody.effect, nobody.scenarios_needed) == (0, None, None)
