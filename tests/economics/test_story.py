"""The case in numbers: who can agree on what, in scarcity, in a glut, and for a lab."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.simulator import appraise, reservation_values_cny
from negotiation.economics.templates import TEMPLATES
from tests.economics.builders import (
    GLUT,
    LAB,
    RENTAL_TABLE,
    SCARCITY,
    SUPPLY_TABLE,
    make_table,
    make_valuation,
)

Mask = NDArray[np.bool_]


class Study:
    """Surpluses over a whole table, its zone of agreement and its efficient outcomes."""

    def __init__(self, valuation: ContractSetting, table: dict[str, NDArray[Any]]) -> None:
        reservation = reservation_values_cny(valuation)
        appraisals = appraise(valuation, table)
        template = TEMPLATES[valuation.template]
        self.table = table
        self.buyer = appraisals[template.buyer].value_cny - reservation[template.buyer]
        self.seller = appraisals[template.seller].value_cny - reservation[template.seller]
        self.zopa: Mask = (self.buyer >= 0) & (self.seller >= 0)

    @property
    def efficient(self) -> Mask:
        """Outcomes inside the zone that no other outcome dominates."""
        order = np.lexsort((-self.seller, -self.buyer))
        best = np.maximum.accumulate(self.seller[order])
        before = np.concatenate([[-np.inf], best[:-1]])
        mask = np.zeros(len(order), dtype=bool)
        mask[order] = self.seller[order] > before
        return mask & self.zopa


@pytest.fixture(scope="module")
def scarcity() -> Study:
    return Study(make_valuation(SCARCITY), make_table(SUPPLY_TABLE))


@pytest.fixture(scope="module")
def glut() -> Study:
    return Study(make_valuation(GLUT), make_table(SUPPLY_TABLE))


@pytest.fixture(scope="module")
def tender() -> Study:
    return Study(make_valuation(LAB), make_table(RENTAL_TABLE))


def test_every_shipped_case_has_a_zone_that_is_neither_empty_nor_trivial(
    scarcity: Study, glut: Study, tender: Study
) -> None:
    for study in (scarcity, glut, tender):
        assert 0.10 <= study.zopa.mean() <= 0.60


def test_in_scarcity_no_efficient_deal_has_damages(scarcity: Study) -> None:
    assert (scarcity.table["ld_fraction_per_week"][scarcity.efficient] == 0).all()


def test_in_a_glut_damages_are_acceptable_and_efficient(glut: Study) -> None:
    with_damages = glut.table["ld_fraction_per_week"] > 0
    assert (glut.zopa & with_damages).any()
    assert 0.2 <= with_damages[glut.efficient].mean() <= 0.95


def test_the_best_package_beats_the_best_price_only_deal(scarcity: Study) -> None:
    joint = scarcity.buyer + scarcity.seller
    plain = scarcity.zopa.copy()
    for name, option in {
        "delivery_schedule": "best_efforts",
        "ld_fraction_per_week": 0.0,
        "prepayment_fraction": 0.0,
        "allocation_priority": "standard",
    }.items():
        plain &= scarcity.table[name] == option
    assert joint[scarcity.zopa].max() > 1.2 * joint[plain].max()


def test_prepayment_is_worth_more_to_the_vendor_than_it_costs_the_cloud(scarcity: Study) -> None:
    assert (scarcity.table["prepayment_fraction"][scarcity.efficient] > 0).mean() > 0.5


@pytest.mark.parametrize(("lighthouse_cny", "low", "high"), [(0.0, 0.28, 0.38), (60e6, 0.1, 0.28)])
def test_the_clouds_floor_by_lighthouse_value(
    lighthouse_cny: float, low: float, high: float
) -> None:
    valuation = make_valuation(LAB, cloud={"lighthouse_value_cny": lighthouse_cny})
    table = make_table({"list_price_fraction": np.linspace(0, 1, 201).tolist(), "gpus": [1024.0]})
    study = Study(valuation, table)
    assert low <= table["list_price_fraction"][study.seller >= 0].min() <= high


@pytest.mark.parametrize("term_months", [24.0, 36.0])
def test_the_labs_ceiling_is_its_market_rent_and_a_little_more(term_months: float) -> None:
    table = make_table(
        {
            "list_price_fraction": np.linspace(0, 1, 201).tolist(),
            "gpus": [1024.0],
            "term_months": [term_months],
        }
    )
    study = Study(make_valuation(LAB), table)
    assert 0.45 <= table["list_price_fraction"][study.buyer >= 0].max() <= 0.66
