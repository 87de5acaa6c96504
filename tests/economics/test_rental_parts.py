"""The parts of a rental against hand-made results."""

import numpy as np
import pytest

from negotiation.domain.market import Market
from negotiation.domain.profiles import CloudProfile, LabProfile
from negotiation.economics.compute_rental import index_multiplier
from negotiation.economics.damages import ld_fractions
from negotiation.economics.futures import simulate_futures
from negotiation.economics.reliability import failure_rates, goodput_fraction, simulate_service
from negotiation.economics.tenancy import exit_hazards, simulate_tenancy
from negotiation.economics.training import compute_worth_cny, reach_milestone

HOURS = np.array([0.0, 100.0, 100.0, 100.0, 100.0])


def test_a_milestone_is_reached_within_the_month() -> None:
    milestone = reach_milestone(HOURS, 250.0)
    assert milestone.months == 2.5
    assert milestone.spare_hours.tolist() == [0.0, 0.0, 0.0, 50.0, 100.0]


def test_a_milestone_out_of_reach_never_pays_and_burns_on() -> None:
    lab = LabProfile(work_gpu_hours=1e6, discount_rate_per_year=0, burn_cny_per_month=7)
    assert compute_worth_cny(lab, HOURS) == pytest.approx(-28.0)


def test_compute_is_worth_the_payoff_less_burn_plus_the_flow() -> None:
    lab = LabProfile(
        work_gpu_hours=250,
        discount_rate_per_year=0,
        burn_cny_per_month=10,
        milestone_value_cny=1_000,
        milestone_decay_per_month=0.1,
        compute_value_cny_per_gpu_hour=2,
        compute_value_decay_per_month=0,
    )
    expected = 1_000 * np.exp(-0.25) - 10 * 2.5 + 2 * 150
    assert compute_worth_cny(lab, HOURS) == pytest.approx(expected)


def test_goodput_of_a_thousand_cards_is_in_band_v40() -> None:
    goodput = goodput_fraction(np.array(5e-4), np.array(1_000.0), 0.5, 40 / 3600)
    assert 0.95 <= goodput <= 0.985


def test_a_better_service_level_gives_more_useful_hours() -> None:
    rates = failure_rates(Market(draws=64), 36)
    service = simulate_service(rates, np.full(3, 1024.0), np.array([0.0, 1.0, 2.0]))
    assert (np.diff(service.useful_hours_per_gpu_month, axis=0) > 0).all()
    assert (service.credit_fraction[0] == 0).all()
    assert (service.credit_fraction[1] > 0).all()


def test_a_shortage_drives_customers_out_only_if_a_rival_has_stock_e06() -> None:
    short = np.full(13, 0.5)
    scarce, plenty = exit_hazards(short, 0.1), exit_hazards(short, 1.0)
    assert (plenty[1:] > scarce[1:]).all()
    assert exit_hazards(np.zeros(13), 1.0)[1:] == pytest.approx(0.01)


def test_more_rival_stock_never_lengthens_a_tenancy_e06() -> None:
    market = Market()
    futures = simulate_futures(market, 36)
    columns = {name: np.array([value]) for name, value in
               {"gpus": 2048.0, "term_months": 36.0, "ramp": 0.0}.items()}  # fmt: skip
    lengths = [
        simulate_tenancy(market, CloudProfile(rival_stock_fraction=stock), columns, futures)
        .is_served.sum(axis=-1)
        .ravel()
        for stock in (0.0, 0.25, 1.0)
    ]
    assert (lengths[1] <= lengths[0]).all()
    assert (lengths[2] <= lengths[1]).all()


def test_damages_stop_at_their_cap() -> None:
    late = np.full((1, 1, 13), 0.5)
    paid = ld_fractions(late, np.array([0.01]), np.array([0.05]))
    assert paid.sum() == pytest.approx(0.05)
    assert (paid >= 0).all()


def test_the_index_is_clipped_and_no_pass_through_is_no_index() -> None:
    price = np.array([[100.0, 10.0, 900.0]])
    indexed = index_multiplier(price, np.array([0.0, 1.0]))
    assert indexed[0].tolist() == [[1.0, 1.0, 1.0]]
    assert indexed[1].tolist() == [[1.0, 0.5, 2.0]]
