"""One world of chance, and what is still open once its past is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.domain.market import Market
from negotiation.economics.discounting import Floats
from negotiation.economics.streams import Chance
from negotiation.economics.world import World, lead_months, simulate_world

MONTHS, DRAWS = 24, 32
KNOWN = st.integers(0, MONTHS)
SEEDS = st.integers(0, 2**32 - 1)
SLOW = settings(max_examples=15, deadline=None)


def known_past(seed: int, known_seed: int, known_months: int) -> Chance:
    return Chance(seed=seed, draws=DRAWS, known_seed=known_seed, known_months=known_months)


def paths(world: World) -> dict[str, Floats]:
    """Everything that happens month by month, axes (draw, month)."""
    futures = world.futures
    return {
        "regime": futures.regime.astype(np.float64),
        "banned": futures.banned.astype(np.float64),
        "card price": futures.card_price_cny_per_gpu,
        "rent": futures.rent_cny_per_gpu_month,
        "list price": futures.list_price_cny_per_gpu_month,
        "other cards": futures.other_noise_log,
        "trickle": world.trickle,
        "exits": world.exits("lab"),
    }


@pytest.mark.parametrize("regime", ["calm", "boom", "squeeze", "glut"])
@SLOW
@given(seed=SEEDS, known_seed=SEEDS, known_months=KNOWN)
def test_every_draw_has_the_known_past(
    regime: str, seed: int, known_seed: int, known_months: int
) -> None:
    market = Market.model_validate({"regime_at_start": regime})
    true = simulate_world(market, MONTHS, Chance(seed=known_seed, draws=1))
    world = simulate_world(market, MONTHS, known_past(seed, known_seed, known_months))
    past = slice(0, known_months + 1)
    happened = paths(true)
    for name, path in paths(world).items():
        assert (path[:, past] == happened[name][:, past]).all(), name


@SLOW
@given(seed=SEEDS, known_seed=SEEDS, known_months=st.integers(0, MONTHS - 1))
def test_what_comes_after_the_known_past_is_open(
    seed: int, known_seed: int, known_months: int
) -> None:
    world = simulate_world(Market(), MONTHS, known_past(seed, known_seed, known_months))
    for name in ("card price", "rent", "other cards", "trickle", "exits"):
        after = paths(world)[name][:, known_months + 1]
        assert len(np.unique(after)) == DRAWS, name


def test_with_nothing_known_the_futures_are_those_of_the_seed() -> None:
    plain = paths(simulate_world(Market(), MONTHS, Chance(seed=5, draws=DRAWS)))
    for name, path in paths(simulate_world(Market(), MONTHS, known_past(5, 9, 0))).items():
        assert (path[:, 1:] == plain[name][:, 1:]).all(), name


@SLOW
@given(seed=SEEDS, known_seed=SEEDS, known_months=st.integers(1, MONTHS))
def test_a_delivery_that_has_begun_has_shown_its_slip(
    seed: int, known_seed: int, known_months: int
) -> None:
    market = Market()
    true = simulate_world(market, MONTHS, Chance(seed=known_seed, draws=1))
    world = simulate_world(market, MONTHS, known_past(seed, known_seed, known_months))
    elapsed = known_months - lead_months(market) + market.rules.early_start_months
    if true.slip_months[0] <= elapsed:
        assert (world.slip_months == true.slip_months[0]).all()
    else:
        assert (world.slip_months > elapsed).all()
    assert (world.site_luck == true.site_luck[0]).all()


def test_a_longer_horizon_leaves_the_earlier_months_as_they_were() -> None:
    chance = Chance(seed=3, draws=DRAWS)
    short, long = (paths(simulate_world(Market(), months, chance)) for months in (12, 36))
    for name, path in short.items():
        assert (path == long[name][:, :13]).all(), name


def test_a_world_seen_later_is_the_same_world() -> None:
    world = simulate_world(Market(), MONTHS, Chance(seed=3, draws=DRAWS))
    later = paths(world.since(5))
    for name, path in paths(world).items():
        assert (later[name] == path[:, 5:]).all(), name


def test_customers_leave_on_their_own_luck() -> None:
    world = simulate_world(Market(), MONTHS, Chance(seed=3, draws=DRAWS))
    assert (world.exits("one") != world.exits("other")).any()
    assert (world.exits("one") == world.exits("one")).all()
