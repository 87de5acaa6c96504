"""Prices above a rival's, valued on the futures that they change only."""

import numpy as np
import pytest

from negotiation.economics.clauses import fill_columns
from negotiation.economics.compute_rental import tenancy_of
from negotiation.economics.simulator import values_of, world_of
from negotiation.economics.strands import path_columns, plan_of
from tests.economics.builders import LAB, make_table, make_valuation

PRICES = [0.3, 0.5, 0.52, 0.6, 0.9, 1.4]


@pytest.mark.parametrize("rival", [0.0, 0.5, 1.0])
def test_every_price_is_worth_what_it_is_worth_alone(rival: float) -> None:
    setting = make_valuation(
        LAB, market={"draws": 96}, cloud={"rival_list_fraction": rival, "own_stock_gpus": 300.0}
    )
    table = make_table(
        {
            "list_price_fraction": PRICES,
            "gpus": [512.0, 2_048.0],
            "term_months": [12.0, 36.0],
            "sla": ["standard", "goodput"],
            "ld_fraction_per_week": [0.0, 0.01],
            "prepayment_fraction": [0.0, 0.5],
            "take_or_pay_fraction": [0.5, 1.0],
        }
    )
    world, columns = world_of(setting), fill_columns(setting, table)
    shared = values_of(setting, columns, world)
    plain = plan_of(setting.template)._replace(is_variant=None)
    alone = values_of(setting, columns, world, plan=plain)
    for role in shared.parties:
        np.testing.assert_allclose(
            shared.draws_cny(role, slice(None)),
            alone.draws_cny(role, slice(None)),
            rtol=1e-12,
            atol=1e-4,
        )


def test_a_dearer_contract_loses_its_customer_sooner_on_some_futures_only() -> None:
    setting = make_valuation(LAB, market={"draws": 256})
    table = make_table({"list_price_fraction": [0.5, 0.9], "gpus": [1_024.0]})
    columns = path_columns(setting, fill_columns(setting, table))
    fair, dear = tenancy_of(setting, columns, world_of(setting)).exit_month
    assert (dear <= fair).all()
    assert 0.05 < (dear < fair).mean() < 0.5
