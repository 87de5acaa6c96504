"""The parts of a rental against hand-made results."""

import numpy as np
import pytest

from negotiation.domain.rules import Rules
from negotiation.economics.availability import Compute
from negotiation.economics.clauses import fill_columns
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import fold
from negotiation.economics.futures import Futures
from negotiation.economics.lab_use import lab_flows
from negotiation.economics.lateness import owed_fractions
from negotiation.economics.poaching import exit_hazards
from negotiation.economics.pricing import index_multiplier
from negotiation.economics.reliability import goodput_fraction, simulate_service
from negotiation.economics.simulator import world_of
from negotiation.economics.training import reach_milestone
from negotiation.economics.world import simulate_world
from tests.economics.builders import LAB, make_columns, make_valuation

HOURS = np.array([0.0, 100.0, 100.0, 100.0, 100.0])
ALONE = {"alternative_stock_gpus": 0, "alternative_growth_gpus_per_month": 0}


def compute_worth_cny(**lab: float) -> Floats:
    """What the lab makes of ``HOURS``, at no discount and without GPUs from elsewhere."""
    valuation = make_valuation(
        LAB,
        lab={**ALONE, "discount_rate_per_year": 0, "funding_calm_fraction": 1, **lab},
        market={"price_mode": "stable", "draws": 16},
    )
    world = simulate_world(valuation.market, len(HOURS) - 1)
    nothing = np.zeros((1, 16, len(HOURS)))
    flows = lab_flows(valuation, world, Compute(nothing + HOURS, nothing, nothing))
    return fold(flows, {"lab": np.ones(len(HOURS))}, (1, 16))["lab"].base_cny


def test_a_milestone_is_reached_within_the_month() -> None:
    milestone = reach_milestone(HOURS, 250.0)
    assert milestone.months == 2.5
    assert milestone.spare_hours.tolist() == [0.0, 0.0, 0.0, 50.0, 100.0]


def test_a_milestone_out_of_reach_never_pays_and_burns_on() -> None:
    assert compute_worth_cny(work_gpu_hours=1e6, burn_cny_per_month=7) == pytest.approx(-28.0)


def test_compute_is_worth_the_payoff_less_burn_plus_the_flow() -> None:
    worth = compute_worth_cny(
        work_gpu_hours=250,
        burn_cny_per_month=10,
        milestone_value_cny=1_000,
        milestone_decay_per_month=0.1,
        compute_value_cny_per_gpu_hour=2,
        compute_value_decay_per_month=0,
    )
    assert worth == pytest.approx(1_000 * np.exp(-0.25) - 10 * 2.5 + 2 * 150)


def test_a_payoff_decays_twice_as_fast_once_the_cash_runs_out() -> None:
    worth = compute_worth_cny(
        work_gpu_hours=250,
        burn_cny_per_month=0,
        milestone_value_cny=1_000,
        milestone_decay_per_month=0.1,
        compute_value_cny_per_gpu_hour=0,
        cash_cny=0,
    )
    assert worth == pytest.approx(1_000 * np.exp(-0.5))


def test_goodput_of_a_thousand_cards_is_in_band_v40() -> None:
    goodput = goodput_fraction(np.array(5e-4), np.array(1_000.0), 0.5, 40 / 3600)
    assert 0.95 <= goodput <= 0.985


def test_a_better_service_level_gives_more_useful_hours() -> None:
    valuation = make_valuation(LAB, market={"draws": 64})
    levels = make_columns([{"sla": level} for level in ("standard", "enhanced", "goodput")])
    service = simulate_service(world_of(valuation), fill_columns(valuation, levels))
    assert (np.diff(service.useful_hours_per_gpu_month, axis=0) > 0).all()
    assert (service.credit_fraction[0] == 0).all()
    assert (service.credit_fraction[1] > 0).all()


def test_a_shortage_drives_customers_out_only_if_a_rival_has_stock_e06() -> None:
    short, ones = np.full(13, 0.5), np.ones(13)
    scarce, plenty = exit_hazards(Rules(), short, 0.1 * ones), exit_hazards(Rules(), short, ones)
    assert (plenty > scarce).all()
    assert exit_hazards(Rules(), np.zeros(13), ones) == pytest.approx(0.01)


def test_damages_stop_at_their_cap() -> None:
    late = np.full((1, 1, 13), 0.5)
    clauses = make_columns([{"ld_fraction_per_week": 0.01, "ld_cap_fraction": 0.05}])
    columns = fill_columns(make_valuation(LAB), clauses)
    paid = owed_fractions(late, columns)
    assert paid.sum() == pytest.approx(0.05)
    assert (paid >= 0).all()


def test_the_index_is_clipped_and_no_pass_through_is_no_index() -> None:
    price = np.array([[100.0, 10.0, 900.0]])
    futures = Futures(
        regime=np.zeros((1, 3), dtype=np.int64),
        banned=np.zeros((1, 3), dtype=bool),
        rumoured=np.zeros((1, 3), dtype=bool),
        card_price_cny_per_gpu=price,
        rent_cny_per_gpu_month=np.ones((1, 3)),
        list_price_cny_per_gpu_month=np.ones((1, 3)),
        other_noise_log=np.zeros((1, 3)),
    )
    rows = make_columns([{"index_beta": beta} for beta in (0.0, 1.0)])
    indexed = index_multiplier(futures, fill_columns(make_valuation(LAB), rows))
    assert indexed[0].tolist() == [[1.0, 1.0, 1.0]]
    assert indexed[1].tolist() == [[1.0, 0.5, 2.0]]
