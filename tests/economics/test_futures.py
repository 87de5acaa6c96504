"""Card prices and rents against the bands of the specification (section 6.1)."""

import numpy as np

from negotiation.domain.market import Market
from negotiation.economics.futures import simulate_futures
from negotiation.economics.streams import make_stream
from negotiation.economics.world import simulate_world

HISTORY = Market(price_mode="historical", draws=4_096)


def test_historical_card_prices_hit_v01_to_v04() -> None:
    median = np.median(simulate_futures(HISTORY, 12).card_price_cny_per_gpu, axis=0) / 1e3
    assert 76 <= median[3] <= 86
    assert 95 <= median[4] <= 115
    assert 155 <= median[11] <= 185
    assert 1.9 <= median[11] / median[3] <= 2.35


def test_market_rent_hits_v05_to_v07() -> None:
    rent = np.median(simulate_futures(HISTORY, 30).rent_cny_per_gpu_month, axis=0)
    peak = int(rent.argmax())
    assert 0.45 <= rent[0] / HISTORY.list_price_cny_per_gpu_month <= 0.62
    assert 1.3 <= rent[11] / rent[0] <= 2
    assert 0.3 <= 1 - rent[peak + 10] / rent[peak] <= 0.6


def test_a_calm_start_does_not_drift_v50() -> None:
    market = Market(regime_at_start="calm", draws=4_096)
    price = simulate_futures(market, 12).card_price_cny_per_gpu
    assert 0.9 <= price[:, 12].mean() / price[0, 0] <= 1.2


def test_a_price_that_doubles_in_eight_months_is_rare_v24() -> None:
    price = simulate_futures(Market(draws=8_192), 8).card_price_cny_per_gpu
    doubled = (price.max(axis=1) >= 2.1 * price[:, 0]).mean()
    assert 0.005 <= doubled <= 0.12


def test_the_stable_mode_has_no_ban_and_no_drift() -> None:
    futures = simulate_futures(Market(price_mode="stable", draws=4_096), 36)
    price = futures.card_price_cny_per_gpu
    assert not futures.banned.any()
    assert 0.97 <= price[:, 36].mean() / price[0, 0] <= 1.03


def test_the_ban_falls_in_october_2023() -> None:
    banned = simulate_futures(HISTORY, 12).banned
    assert not banned[:, :7].any()
    assert banned[:, 7:].all()


def test_purposes_draw_from_different_streams() -> None:
    first = make_stream(1, "prices").random(8)
    assert (first == make_stream(1, "prices").random(8)).all()
    assert (first != make_stream(1, "fills").random(8)).all()


def test_deliveries_do_not_notice_the_card_price() -> None:
    dear = simulate_world(Market(card_price_cny_per_gpu=150_000), 24)
    plain = simulate_world(Market(), 24)
    assert (dear.futures.banned == plain.futures.banned).all()
    assert (dear.trickle == plain.trickle).all()
    assert (dear.slip_months == plain.slip_months).all()
