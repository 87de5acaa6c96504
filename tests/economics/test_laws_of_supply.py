"""Laws of delivery and of prices: E15 to E17 and E19 of the specification."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.market import Market
from negotiation.economics.availability import available_gpus
from negotiation.economics.buyer_fleet import simulate_buyer_fleet
from negotiation.economics.card_supply import ship
from negotiation.economics.clauses import fill_columns
from negotiation.economics.deliveries import installed_gpus
from negotiation.economics.discounting import Floats
from negotiation.economics.futures import simulate_futures
from negotiation.economics.simulator import world_of
from negotiation.economics.strands import path_columns
from tests.economics.builders import LAB, SCARCITY, make_columns, make_valuation
from tests.economics.clause_values import draw_contracts

LAW = settings(max_examples=15, deadline=None)
AFTER_THE_BAN = {"price_mode": "historical", "start_month_index": 9, "draws": 512}
DAY_LIMIT_GPUS, DAYS_PER_MONTH = 80, 30


def delivered(setting: ContractSetting, terms: dict[str, Any]) -> Floats:
    """The delivered share of an order, axes (draw, month)."""
    columns = path_columns(setting, fill_columns(setting, make_columns([terms])))
    gpus = ship(setting, columns, world_of(setting), ()).delivered_gpus[0]
    share: Floats = gpus / terms["gpus"]
    return share


@pytest.mark.parametrize("gpus", [256.0, 1_024.0, 10_000.0])
def test_spot_paid_in_full_is_there_within_a_month_e15(gpus: float) -> None:
    terms = {"gpus": gpus, "channel": "spot", "prepayment_fraction": 1.0}
    for market in (AFTER_THE_BAN, {"draws": 512}):
        share = delivered(make_valuation(SCARCITY, market=market), terms)
        assert (share[:, 1] == 1).all()


@pytest.mark.parametrize("gpus", [256.0, 1_024.0, 10_000.0])
def test_an_unpaid_direct_order_after_the_ban_hardly_arrives_e15(gpus: float) -> None:
    share = delivered(make_valuation(SCARCITY, market=AFTER_THE_BAN), {"gpus": gpus})
    assert share[:, 8].mean() < 0.06


def test_the_grey_channel_brings_a_third_in_four_months_after_the_ban_e16() -> None:
    terms = {"gpus": 1_024.0, "channel": "grey"}
    share = delivered(make_valuation(SCARCITY, market=AFTER_THE_BAN), terms)
    assert 0.25 <= share[:, 4].mean() <= 0.45


@given(
    arrivals=st.lists(st.integers(0, 20_000), min_size=1, max_size=40), limit=st.integers(1, 5_000)
)
def test_installing_keeps_to_the_limit_and_loses_nothing_e17(
    arrivals: list[int], limit: int
) -> None:
    there = np.cumsum(arrivals).astype(np.float64)
    placed = installed_gpus(there, float(limit))
    added = np.diff(placed, prepend=0.0)
    assert (added <= limit).all()
    assert (added >= 0).all()
    assert (placed <= there).all()
    assert (added[placed < there] == limit).all()


@LAW
@given(seed=st.integers(0, 2**32 - 1), need=st.floats(256, 20_000))
def test_a_buying_cloud_installs_at_most_80_gpus_a_day_e17(seed: int, need: float) -> None:
    setting = make_valuation(
        SCARCITY, market={"draws": 16}, cloud={"need_gpus": need, "spot_stock_gpus": 20_000}
    )
    rows = draw_contracts("card_supply", np.random.Generator(np.random.PCG64(seed)), 6)
    rows["gpus"] = rows["gpus"] * 5
    columns = path_columns(setting, fill_columns(setting, rows))
    world = world_of(setting)
    fleet = simulate_buyer_fleet(setting, columns, world, ship(setting, columns, world, ()))
    added = np.diff(fleet.installed_gpus + fleet.substitute_gpus, axis=-1, prepend=0.0)
    assert added.max() <= DAY_LIMIT_GPUS * DAYS_PER_MONTH * (1 + 1e-9)


@LAW
@given(
    order=st.floats(0, 50_000),
    share=st.floats(0, 1),
    cover=st.floats(0, 20_000),
    month=st.integers(0, 24),
)
def test_a_letting_cloud_installs_at_most_80_gpus_a_day_e17(
    order: float, share: float, cover: float, month: int
) -> None:
    cloud = {
        "order_gpus": order,
        "tranche_share_fraction": share,
        "spot_cover_gpus": cover,
        "spot_cover_month": month,
    }
    setting = make_valuation(LAB, market={"draws": 16, "backlog_months": 1}, cloud=cloud)
    columns = fill_columns(setting, {"gpus": np.array([20_000.0])})
    available = available_gpus(setting, path_columns(setting, columns), world_of(setting))
    added = np.diff(available, axis=-1, prepend=available[..., :1])
    assert added.max() <= DAY_LIMIT_GPUS * DAYS_PER_MONTH * (1 + 1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("price_mode", "low", "high"), [("stable", 0.97, 1.03), ("stochastic", 0.9, 1.3)]
)
def test_a_calm_price_hardly_drifts_in_three_years_e19(
    price_mode: str, low: float, high: float, seed: int
) -> None:
    market = Market.model_validate(
        {"price_mode": price_mode, "regime_at_start": "calm", "draws": 8_192, "seed": seed}
    )
    price = simulate_futures(market, 36).card_price_cny_per_gpu
    assert low <= price[:, 36].mean() / price[0, 0] <= high
