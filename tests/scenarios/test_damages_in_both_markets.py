"""What the README says of damages for delay: dear to the vendor in scarcity, cheap in a glut."""

from typing import NamedTuple

import numpy as np
import pytest

from negotiation.app.table_cache import tables_of_process
from negotiation.catalog.files import load_scenario


class Cost(NamedTuple):
    """What the mildest clause does to the deals that pay the vendor without one."""

    n_gains: int
    n_losses: int
    median_cny: float


def cost_of_damages(name: str) -> Cost:
    scenario = load_scenario(name).scenario
    table = scenario.tables[0]
    outcomes = tables_of_process().valued(scenario, table).outcomes
    vendor = table.parties.index("vendor")
    shape = [len(issue.values) for issue in table.space.issues]
    gains = outcomes.values[vendor].reshape(shape)
    gains = gains - outcomes.valuation.disagreement_values[vendor]
    clause = [issue.id for issue in table.space.issues].index("ld_fraction_per_week")
    without, mildest = np.take(gains, 0, clause), np.take(gains, 1, clause)
    pays = without > 0
    lost = pays & (mildest < 0)
    return Cost(int(pays.sum()), int(lost.sum()), float(np.median((without - mildest)[pays])))


@pytest.mark.parametrize(
    ("name", "n_gains", "n_losses", "median_cny"),
    [("a800-supply", 1_791, 1_475, 20.4e6), ("a800-supply-glut", 2_124, 3, 0.26e6)],
)
def test_damages_are_dear_in_scarcity_and_cheap_in_a_glut(
    name: str, n_gains: int, n_losses: int, median_cny: float
) -> None:
    found = cost_of_damages(name)
    assert found[:2] == (n_gains, n_losses)
    assert found.median_cny == pytest.approx(median_cny, rel=0.05)
