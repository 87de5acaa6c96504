from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.oracle import oracle_npv, paths_of
from negotiation.domain.contracts import ContractSetting
from negotiation.economics.clauses import fill_columns
from negotiation.economics.futures import REGIMES
from negotiation.economics.simulator import horizon_months, values_of, world_of
from negotiation.economics.streams import Chance, make_stream
from negotiation.economics.templates import TEMPLATES, ClauseSpec
from negotiation.economics.world import World, simulate_world
from negotiation.errors import UsageError
from tests.economics.builders import GLUT, LAB, SCARCITY, make_valuation

Contract = dict[str, float | str]
Changes = Mapping[str, Mapping[str, Any]]
Drawing = Callable[[str, int], list[Contract]]

SUPPLY_MARKETS: dict[str, Changes] = {
    "boom": {"cloud": {"spot_stock_gpus": 600}, "vendor": {"history_fraction": 0.5}},
    "glut": {
        "market": {"regime_at_start": "glut", "backlog_months": 0.25},
        "vendor": {"resale_friction_fraction": 0.05},
        "cloud": {"spot_stock_gpus": 4_096, "belief_trend_fraction": 0.9},
    },
    "squeeze": {
        "market": {"regime_at_start": "squeeze", "card_price_cny_per_gpu": 170_000},
        "cloud": {"belief_trend_fraction": 1.0, "belief_foresight_fraction": 0.5},
        "vendor": {"revenue_share_fraction": 0.15, "queue_price_cny_per_gpu": 120_000},
    },
    "historical": {
        "market": {"price_mode": "historical", "start_month_index": 2, "backlog_months": 9},
        "cloud": {"belief_foresight_fraction": 1.0, "lighthouse_value_cny": 400e6},
        "vendor": {"queue_resale_fraction": 0.6, "buyer_yields_fraction": 0.3},
    },
    "after the ban": {
        "market": {"price_mode": "historical", "start_month_index": 9, "horizon_months": 20},
        "cloud": {"need_gpus": 3_000, "belief_trend_fraction": 0.0},
        "vendor": {"precedent_multiplier": 0, "revenue_share_fraction": 0.25},
    },
    "stable": {
        "market": {"price_mode": "stable", "backlog_months": 4, "horizon_months": 12},
        "cloud": {"signing_days": 40, "downstream_ld_cap_fraction": 0.5},
    },
}

RENTAL_MARKETS: dict[str, Changes] = {
    "boom": {"cloud": {"rival_restock_month": 5, "order_back_to_back_fraction": 0.4}},
    "glut": {
        "market": {"regime_at_start": "glut", "backlog_months": 0.25},
        "cloud": {"spot_share_fraction": 0.3, "rival_list_fraction": 0.3},
        "lab": {"cash_cny": 3e8, "compute_value_cny_per_gpu_hour": 6},
    },
    "squeeze": {
        "market": {"regime_at_start": "squeeze", "card_price_cny_per_gpu": 170_000},
        "cloud": {"own_stock_gpus": 100, "spot_cover_gpus": 700, "spot_cover_month": 3},
        "lab": {"alternative_rent_multiplier": 1.3, "signing_days": 40},
    },
    "historical": {
        "market": {"price_mode": "historical", "backlog_months": 12, "horizon_months": 48},
        "cloud": {"rival_stock_fraction": 1.0, "order_back_to_back_fraction": 1.0},
        "lab": {"work_gpu_hours": 8e6, "alternative_delay_months": 0.5},
    },
    "after the ban": {
        "market": {"price_mode": "historical", "start_month_index": 9, "horizon_months": 24},
        "cloud": {"order_age_months": 1, "order_gpus": 4_000},
        "lab": {"work_gpu_hours": 0},
    },
    "stable": {
        "market": {"price_mode": "stable", "backlog_months": 3, "horizon_months": 15},
        "cloud": {"rival_restock_month": 0, "rival_restock_fraction": 0.1},
        "lab": {"need_gpus": 4_096, "alternative_growth_gpus_per_month": 0},
    },
}

PREFERRED: dict[str, tuple[float, ...]] = {
    "gpus": (0, 1, 300, 1_024, 1_024, 2_000, 3_000, 12_000),
    "list_price_fraction": (0, 0.15, 0.2, 0.35, 0.45, 0.6, 0.8, 1.5),
    "price_cny_per_gpu": (1_000, 40_000, 60_000, 72_000, 80_000, 95_000, 130_000, 200_000),
    "prepayment_fraction": (0.2, 0.6, 1, 1),
    "take_or_pay_fraction": (0, 0.3, 0.7),
    "term_months": (1, 6, 12, 24, 36, 60),
    "renewal_list_price_fraction": (0, 0.2, 0.5, 1.2),
    "start_months": (1, 3, 8),
    "buyer_cancellation_fee_fraction": (0, 0.05, 0.2, 0.5),
    "seller_cancellation_fee_fraction": (0, 0.05, 0.2, 0.5),
    "ld_fraction_per_week": (0.001, 0.005, 0.02, 0.05),
    "liability_cap_fraction": (0.05, 0.2, 0.6),
    "termination_weeks": (1, 8, 20),
    "repair_hours": (1, 20, 60, 300),
    "index_beta": (0.5, 1, 1),
    "index_floor": (0.8, 0.95, 1),
    "index_cap": (1, 1.05, 1.3),
}
"""Values at which something happens; others lie anywhere within their bounds."""


def draw_clause(rng: np.random.Generator, name: str, spec: ClauseSpec) -> float | str:
    if spec.kind == "label":
        return str(rng.choice(spec.labels)) if rng.random() < 0.6 else str(spec.default)
    if name not in {"gpus", "list_price_fraction", "price_cny_per_gpu"} and rng.random() < 0.5:
        return float(spec.default)
    if name in PREFERRED and rng.random() < 0.8:
        return float(rng.choice(PREFERRED[name]))
    return float(rng.uniform(*spec.bounds))


def draw_contracts(template: str, seed: int, count: int = 300) -> list[Contract]:
    rng = make_stream(seed, "jitter")
    specs = TEMPLATES[template].clauses
    return [
        {name: draw_clause(rng, name, spec) for name, spec in specs.items()} for _ in range(count)
    ]


def draw_neighbours(template: str, seed: int) -> list[Contract]:
    """Contracts that share most of their clauses, so that most of their parts are shared too."""
    rng = make_stream(seed, "jitter", 1)
    specs = TEMPLATES[template].clauses
    base: Contract = {name: spec.default for name, spec in specs.items()}
    richer = {**base, "prepayment_fraction": 0.3, "ld_fraction_per_week": 0.01, "term_months": 12}
    richer = {name: value for name, value in richer.items() if name in specs}
    return [
        {**start, name: draw_clause(rng, name, spec)}
        for start in (base, richer)
        for name, spec in specs.items()
        for _ in range(3)
    ]


def make_setting(base: Changes, changes: Changes, seed: int) -> ContractSetting:
    market = {**changes.get("market", {}), "draws": 16, "seed": seed}
    return make_valuation(base, **{**changes, "market": market})


def fast_npvs(
    setting: ContractSetting, contracts: list[Contract], world: World
) -> dict[str, NDArray[np.float64]]:
    table = {name: np.array([contract[name] for contract in contracts]) for name in contracts[0]}
    values = values_of(setting, fill_columns(setting, table), world)
    return {role: values.draws_cny(role, slice(None)) for role in values.parties}


def differences(
    setting: ContractSetting, contracts: list[Contract], world: World
) -> list[tuple[str, float, float, Contract]]:
    fast = fast_npvs(setting, contracts, world)
    found = []
    for row, contract in enumerate(contracts):
        draw = row % world.chance.draws
        for role, slow_cny in oracle_npv(setting, contract, world, draw).items():
            fast_cny = float(fast[role][row, draw])
            if not np.isclose(fast_cny, slow_cny, rtol=1e-9, atol=1e-3):
                found.append((role, fast_cny, slow_cny, contract))
    return found


@pytest.mark.parametrize("draw_some", [draw_contracts, draw_neighbours])
@pytest.mark.parametrize("name", SUPPLY_MARKETS)
def test_purchases_are_worth_what_the_slow_reference_says(name: str, draw_some: Drawing) -> None:
    seed = list(SUPPLY_MARKETS).index(name) + 1
    base = GLUT if name == "glut" else SCARCITY
    setting = make_setting(base, SUPPLY_MARKETS[name], seed)
    assert differences(setting, draw_some("card_supply", seed), world_of(setting)) == []


@pytest.mark.parametrize("draw_some", [draw_contracts, draw_neighbours])
@pytest.mark.parametrize("name", RENTAL_MARKETS)
def test_rentals_are_worth_what_the_slow_reference_says(name: str, draw_some: Drawing) -> None:
    seed = list(RENTAL_MARKETS).index(name) + 1
    setting = make_setting(LAB, RENTAL_MARKETS[name], seed)
    assert differences(setting, draw_some("compute_rental", seed), world_of(setting)) == []


@pytest.mark.parametrize("name", SUPPLY_MARKETS)
def test_the_market_is_remade_from_raw_chance(name: str) -> None:
    setting = make_setting(SCARCITY, SUPPLY_MARKETS[name], 3)
    world = world_of(setting)
    futures = world.futures
    for draw, path in enumerate(paths_of(setting.market, world.chance, world.months)):
        assert path.regime == tuple(REGIMES[regime] for regime in futures.regime[draw])
        assert path.is_banned == tuple(futures.banned[draw].tolist())
        for slow, fast in (
            (path.card_price_cny, futures.card_price_cny_per_gpu),
            (path.rent_cny, futures.rent_cny_per_gpu_month),
            (path.list_price_cny, futures.list_price_cny_per_gpu_month),
        ):
            np.testing.assert_allclose(slow, fast[draw], rtol=1e-11)
        np.testing.assert_allclose(path.other_log, futures.other_noise_log[draw], atol=1e-11)


@pytest.mark.parametrize(("template", "base"), [("card_supply", SCARCITY), ("compute_rental", LAB)])
def test_every_clause_can_change_what_a_contract_is_worth(template: str, base: Changes) -> None:
    contracts = draw_contracts(template, 1, 2_000)
    changes: Changes = {
        "market": {"regime_at_start": "squeeze"},
        "cloud": {"own_stock_gpus": 100},
    }
    setting = make_setting(base, changes, 1)
    world = world_of(setting)
    for name, spec in TEMPLATES[template].clauses.items():
        for word in spec.labels:
            assert any(contract[name] == word for contract in contracts), (name, word)
        moved = (
            oracle_npv(setting, one, world, row % 16)
            != oracle_npv(setting, {**one, name: other[name]}, world, row % 16)
            for row, (one, other) in enumerate(pairwise(contracts))
            if one[name] != other[name]
        )
        assert any(moved), name


@pytest.mark.parametrize(("template", "base"), [("card_supply", SCARCITY), ("compute_rental", LAB)])
def test_a_future_whose_beginning_is_known_is_valued_alike(template: str, base: Changes) -> None:
    setting = make_setting(base, {}, 1)
    chance = Chance(seed=2, draws=16, known_seed=7, known_months=5)
    world = simulate_world(setting.market, horizon_months(setting), chance)
    assert differences(setting, draw_contracts(template, 2, 50), world) == []


def test_the_slow_reference_refuses_what_it_does_not_know() -> None:
    setting = make_setting(LAB, {}, 1)
    world = world_of(setting)
    with pytest.raises(UsageError, match="no clause 'colour'"):
        oracle_npv(setting, {"colour": 1.0}, world, 0)
    with pytest.raises(UsageError, match="begin at signing"):
        oracle_npv(setting, {}, world.since(2), 0)
