"""A split award is several contracts, one beside the other."""

import pytest

from negotiation.app.split_awards import gains_of_split
from negotiation.app.tables import valued_table
from negotiation.catalog.files import load_scenario
from negotiation.domain.events import Award
from negotiation.domain.quantities import OptionValue
from negotiation.domain.tenders import WINNER

BID: dict[str, OptionValue] = {"list_price_fraction": 0.4, "ramp": "immediate"}


def award(party: str, share: float) -> Award:
    return Award(party=party, offer_id="o1", outcome=dict(BID), share_fraction=share)


def test_the_whole_lot_is_worth_what_the_table_says() -> None:
    scenario = load_scenario("price-war").scenario
    table = scenario.tables[0]
    gains = gains_of_split(scenario, table, [award("incumbent", 1.0)], None)
    valued = valued_table(scenario, table)
    for party in ("lab", "incumbent"):
        worth = valued.value_of(party, {WINNER: "incumbent", **BID})
        alone = valued.valuation.reservation_values[party]
        # the market beyond a rental's horizon counts beside other contracts, and moves both alike
        assert gains[party] == pytest.approx(worth - alone, rel=0.15)


def test_every_winner_gains_and_the_host_from_all_of_them() -> None:
    scenario = load_scenario("price-war").scenario
    table = scenario.tables[0]
    one = gains_of_split(scenario, table, [award("incumbent", 0.6)], None)
    both = gains_of_split(
        scenario, table, [award("incumbent", 0.6), award("challenger", 0.4)], None
    )
    assert both["incumbent"] == one["incumbent"]
    assert both["challenger"] > 0
    assert both["lab"] > one["lab"]
    assert set(both) == {"lab", "incumbent", "challenger"}
