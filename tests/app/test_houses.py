"""The house of a run's table: what it signs for a bidder, and for a host that names no bidder."""

from pathlib import Path

import pytest

from negotiation.analysis.houses import MandateHouse
from negotiation.app.houses import house_of
from negotiation.app.plan import RunPlan
from negotiation.app.seats import Seat
from negotiation.app.tables import valued_table
from negotiation.catalog.files import load_persona
from negotiation.protocol.session import Escalation
from tests.app.scenarios import load
from tests.builders import Content, mandate_content, party_content, scenario_content, table_content
from tests.protocol.larger import step, terms

PARTIES = ("heron", "otter", "lab")
WORTH = {
    "heron": {"heron": [9, 8, 7, 6, 5], "lab": [5, 6, 7, 8, 9]},
    "otter": {"otter": [9, 8, 7, 6, 5], "lab": [0, 1, 2, 3, 4]},
}


def content(**rules: object) -> Content:
    """A tender whose host has the same terms from one bidder at a worth of five more."""
    ladder = [step(approval="seat"), step("weeks", at_least=12, approval="seat")]
    mandate = mandate_content(reservation_value=6, authority=ladder)
    weeks = {"weeks": [0, 0, 0]}
    lots = {
        bidder: {
            "kind": "points",
            "scores": {party: {"price": price, **weeks} for party, price in worth.items()},
        }
        for bidder, worth in WORTH.items()
    }
    tender = {"host": "lab", "bidding": "batched", "price_issue": "price", **rules}
    table = table_content(
        parties=list(PARTIES),
        opens="heron",
        protocol="tender",
        tender=tender,
        valuation={"kind": "per_bidder", "bidders": lots},
    )
    parties = [party_content(name, mandate=mandate) for name in PARTIES]
    return scenario_content(name="lots", parties=parties, tables=[table])


def house(folder: Path, **rules: object) -> MandateHouse:
    scenario = load(folder, content(**rules)).scenario
    plan = RunPlan(
        scenario=scenario,
        personas={name: load_persona("procurement_expert") for name in PARTIES},
        seats={name: Seat(kind="human", persona="procurement_expert") for name in PARTIES},
        seed=1,
        language="en",
    )
    (table,) = scenario.tables
    outcomes = valued_table(scenario, table)
    return house_of(plan, table, outcomes, played_approvers=frozenset())


@pytest.mark.parametrize(("price", "is_signed"), [(0.6, True), (0.9, True), (1.0, False)])
def test_for_a_bidder_what_it_would_win_is_weighed(
    tmp_path: Path, price: float, *, is_signed: bool
) -> None:
    asked = Escalation(outcome=terms(price), steps=(0,), due_round=2)
    assert bool(house(tmp_path).answer("servers", "heron", asked)) == is_signed


def test_for_a_host_the_bidder_that_is_worth_least_is_weighed(tmp_path: Path) -> None:
    asked = Escalation(outcome=terms(1.0, weeks=12), steps=(1,), due_round=2)
    assert house(tmp_path, award="choice").answer("servers", "lab", asked) == ()


def test_where_the_host_has_other_weights_only_the_house_knows_them(tmp_path: Path) -> None:
    weights = {"price": 1, "trust": {"weight": 1, "scores": {"heron": 1, "otter": 0}}}
    found = house(tmp_path, award="weights", weights=weights).weights("servers")
    assert found is not None
    assert found.trust is not None
    assert house(tmp_path).weights("servers") is None
