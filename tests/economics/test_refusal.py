"""R6: the vendor refuses damages in scarcity, grants them in a glut."""

import numpy as np
import pytest

from negotiation.domain.market import Market
from negotiation.domain.profiles import VendorProfile
from negotiation.economics.lateness import WEEKS_PER_MONTH
from negotiation.economics.refusal import Refusal, appraise_refusal
from negotiation.economics.simulator import appraise, reservation_values_cny
from negotiation.economics.world import simulate_world
from tests.economics.builders import GLUT, SCARCITY, make_columns, make_valuation


def appraise_clause(backlog_months: float, precedent: float = 0.0) -> Refusal:
    market = Market(backlog_months=backlog_months, draws=4_096)
    slips = simulate_world(market, 1).slip_months
    owed = np.minimum(0.005 * WEEKS_PER_MONTH * slips, 0.05)
    return appraise_refusal(
        VendorProfile(precedent_multiplier=precedent),
        market,
        price_cny_per_gpu=72_000,
        premium_fraction=0.0,
        ld_share_of_price=owed,
    )


def test_refusing_pays_in_scarcity_v33() -> None:
    choice = appraise_clause(12)
    assert 10 <= choice.refuse_cny_per_gpu - choice.accept_cny_per_gpu <= 60_000


def test_refusing_loses_in_a_glut_v34() -> None:
    choice = appraise_clause(1)
    assert -60_000 <= choice.refuse_cny_per_gpu - choice.accept_cny_per_gpu <= -10


def test_a_premium_of_two_to_ten_percent_buys_the_clause_v35() -> None:
    assert 0.02 <= appraise_clause(12).indifferent_premium_fraction <= 0.10


def test_precedent_makes_the_clause_dearer() -> None:
    plain, feared = appraise_clause(12), appraise_clause(12, precedent=1)
    assert feared.indifferent_premium_fraction > plain.indifferent_premium_fraction


@pytest.mark.parametrize("price", [70_000.0, 72_000.0, 74_000.0])
def test_the_simulator_agrees_with_the_rule_in_sign(price: float) -> None:
    contract: dict[str, float | str] = {
        "price_cny_per_gpu": price,
        "gpus": 1024.0,
        "delivery_schedule": "monthly_batches",
        "ld_fraction_per_week": 0.005,
    }
    for case, grants in ((SCARCITY, False), (GLUT, True)):
        valuation = make_valuation(case)
        granted = appraise(valuation, make_columns([contract]))["vendor"].value_cny[0]
        assert (granted > reservation_values_cny(valuation)["vendor"]) is np.bool_(grants)
