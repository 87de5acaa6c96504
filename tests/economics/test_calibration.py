"""The experiments of the specification, on the code that scores contracts."""

import math

import numpy as np
import pytest

from negotiation.domain.market import Market
from negotiation.economics.calibration import (
    BANDS,
    EXPERIMENTS,
    Band,
    Bench,
    Parameters,
    inside_fractions,
    measure,
    varied,
)
from negotiation.economics.calibration.bench import HISTORY, STABLE, window
from negotiation.economics.calibration.customers import FULL, THIN, leaves_within, tenancy
from negotiation.economics.calibration.deals import Deal, deal_setting, npv_cny_per_gpu
from negotiation.economics.calibration.parameters import SET_UP
from negotiation.economics.discounting import discount_factors
from negotiation.economics.hardware import (
    opex_cny_per_gpu_month,
    rest_cny_per_gpu,
    used_cny_per_gpu,
)
from negotiation.economics.simulator import reservation_values_cny
from negotiation.economics.world import simulate_world

DRAWS, SEED = 4_096, Market().seed


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    return measure(DRAWS, SEED)


def test_there_are_fifty_two_bands_in_order_and_each_has_an_experiment() -> None:
    assert [band.id for band in BANDS] == [f"V{number:02}" for number in range(1, 53)]
    assert list(EXPERIMENTS) == [band.id for band in BANDS]
    assert all(band.low < band.high and band.assertion and band.facts for band in BANDS)


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.id)
def test_every_experiment_lands_in_its_band(band: Band, measured: dict[str, float]) -> None:
    value = measured[band.id]
    assert band.low <= value <= band.high, f"{band.assertion}: {value:.4g}"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_seeds_say_the_same(seed: int) -> None:
    values = measure(DRAWS, seed)
    assert {band.id for band in BANDS if not band.holds(values[band.id])} == set()


def test_what_has_no_value_is_in_no_band() -> None:
    band = BANDS[0]
    assert band.holds(band.low)
    assert band.holds(band.high)
    assert not band.holds(band.high + 1)
    assert not band.holds(math.nan)


def test_the_same_seed_gives_the_same_values(measured: dict[str, float]) -> None:
    few = measure(64, 7)
    assert measure(64, 7) == few
    assert measure(64, 8) != few
    assert few != measured


@pytest.mark.parametrize(
    "deal",
    [
        Deal(STABLE),
        Deal(HISTORY, buy_month=11),
        Deal(HISTORY, buy_month=11, is_direct=True),
        Deal(HISTORY, buy_month=9, sign_month=3),
    ],
    ids=["stable", "spot", "direct", "signed later"],
)
def test_the_cloud_pnl_is_that_of_rule_r3(deal: Deal) -> None:
    bench = Bench(64, SEED)
    free, full = npv_cny_per_gpu(bench, deal)
    market, cloud = bench.market(deal.scene), bench.parameters.cloud
    world = window(bench.world(deal.scene), deal.sign_month, deal.last_month)
    prices = world.futures.card_price_cny_per_gpu
    wait, last = deal.wait_months, world.months
    v = discount_factors(cloud.discount_rate_per_year, last)
    fundamental = market.fundamental_cny_per_gpu * math.exp(-0.01 * deal.buy_month)
    paid = fundamental if deal.is_direct else prices[:, wait]
    expected = -v[wait] * (paid + rest_cny_per_gpu(market))
    expected = expected - v[wait + 1 :].sum() * opex_cny_per_gpu_month(market)
    expected = expected + v[last] * used_cny_per_gpu(market, prices[:, -1], np.array(36.0))
    np.testing.assert_allclose(free, expected, rtol=1e-9)
    kept = market.list_price_cny_per_gpu_month * market.sellable_fraction
    rent = v[wait + 1 :].sum() * kept * (1 - market.sga_fraction)
    np.testing.assert_allclose(full - free, np.full(64, rent), rtol=1e-9)


def test_a_cloud_that_buys_for_one_customer_has_no_other_business() -> None:
    bench = Bench(64, SEED)
    setting = deal_setting(bench, Deal(STABLE))
    assert reservation_values_cny(setting, bench.world(STABLE))["cloud"] == 0


def test_a_renewal_is_what_earns_the_cheap_first_year_back(measured: dict[str, float]) -> None:
    assert measured["V14"] < 0 < measured["V15"]


def test_stock_keeps_the_customer_that_price_had_won() -> None:
    bench = Bench(1_024, SEED)
    gone = [leaves_within(tenancy(bench, cloud, 0.2), 6) for cloud in (THIN, FULL)]
    assert gone[0] > 5 * gone[1]


def test_a_window_shows_what_a_shorter_world_would_have_been() -> None:
    bench = Bench(64, SEED)
    seen = window(bench.world(HISTORY), 0, 24)
    short = simulate_world(bench.market(HISTORY), 24)
    assert seen.months == short.months
    assert (seen.trickle == short.trickle).all()
    assert (seen.futures.rent_cny_per_gpu_month == short.futures.rent_cny_per_gpu_month).all()
    assert (seen.exits("lab") == short.exits("lab")).all()


def test_a_varied_set_moves_every_figure_within_its_bounds() -> None:
    base = Parameters()
    off = varied(base, seed=SEED, number=1, spread_fraction=0.2)
    for before, after in (
        (base.market, off.market),
        (base.market.rules, off.market.rules),
        (base.cloud, off.cloud),
        (base.vendor, off.vendor),
        (base.lab, off.lab),
    ):
        for name, field in type(before).model_fields.items():
            old, new = getattr(before, name), getattr(after, name)
            if not isinstance(field.json_schema_extra, dict) or name in SET_UP or old is None:
                assert new == old or name == "rules"
                continue
            is_whole = field.annotation is int
            assert isinstance(new, int if is_whole else float)
            half = 0.5 if is_whole else 1e-9 * abs(old)
            assert abs(new - old) <= 0.2 * abs(old) + half
            assert new != old or old == 0 or is_whole or new == 1
        assert type(after).model_validate(after.model_dump()) == after


def test_each_number_is_a_set_of_its_own_and_comes_again() -> None:
    def drawn(number: int, seed: int = SEED) -> Parameters:
        return varied(Parameters(), seed=seed, number=number, spread_fraction=0.2)

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    assert drawn(1) != drawn(1, seed=5)


def test_sets_that_are_not_off_hold_where_the_base_holds() -> None:
    values = measure(64, SEED)
    told: list[int] = []
    shares = inside_fractions(64, SEED, n_sets=2, spread_fraction=0.0, progress=told.append)
    assert shares == {band.id: float(band.holds(values[band.id])) for band in BANDS}
    assert told == [1, 2]


def test_parameters_that_are_off_leave_some_bands() -> None:
    shares = inside_fractions(64, SEED, n_sets=4, spread_fraction=0.2)
    assert set(shares) == set(EXPERIMENTS)
    assert all(0 <= share <= 1 for share in shares.values())
    assert min(shares.values()) < 1
    assert shares["V38"] == 1  # a public log: none of our parameters is in it
