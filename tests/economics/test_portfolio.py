"""Signed contracts side by side: what is signed at one table binds at the next."""

from dataclasses import replace

import numpy as np
import pytest

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.joint import JointWorth, appraise_jointly, joint_world
from negotiation.economics.portfolio import SignedContract, line_of, simulate_book
from negotiation.economics.simulator import appraise, reservation_values_cny
from negotiation.economics.streams import Chance
from negotiation.economics.world import simulate_world
from tests.economics.builders import LAB, SCARCITY, make_valuation

DRAWS = {"draws": 64}
RENT = {"list_price_fraction": np.array([0.2, 0.4]), "gpus": np.full(2, 2_048.0)}


def rental(lab: str = "kite") -> ContractSetting:
    setting = make_valuation(LAB, market=DRAWS)
    return replace(setting, parties={"lab": lab, "cloud": "heron"})


def supply(cloud: str = "heron") -> ContractSetting:
    setting = make_valuation(SCARCITY, market=DRAWS)
    market, own = rental().market, rental().cloud
    return replace(setting, parties={"cloud": cloud, "vendor": "maker"}, market=market, cloud=own)


def signed_supply(gpus: float = 2_048.0, **clauses: float | str) -> SignedContract:
    return SignedContract(
        id="supply", setting=supply(), clauses={"price_cny_per_gpu": 75e3, "gpus": gpus, **clauses}
    )


def signed_rental(lab: str = "kite", **clauses: float | str) -> SignedContract:
    return SignedContract(
        id=f"rental-{lab}",
        setting=rental(lab),
        clauses={"list_price_fraction": 0.4, "gpus": 2_048.0, **clauses},
    )


def surplus(joint: JointWorth, party: str) -> list[float]:
    values = joint.appraisals[party].value_cny - joint.reservation_values_cny[party]
    return [float(value) for value in values]


@pytest.mark.parametrize("kind", ["supply", "rental"])
def test_an_empty_portfolio_changes_nothing(kind: str) -> None:
    setting = rental() if kind == "rental" else supply()
    clauses = RENT if kind == "rental" else {"gpus": np.array([512.0, 2_048.0])}
    world = joint_world(setting)
    alone = appraise(setting, clauses, world)
    joint = appraise_jointly(setting, clauses, [], world=world)
    for role, value in reservation_values_cny(setting, world).items():
        party = setting.parties[role]
        np.testing.assert_allclose(
            joint.appraisals[party].value_cny, alone[role].value_cny, rtol=1e-9
        )
        assert joint.reservation_values_cny[party] == pytest.approx(value, rel=1e-9)


def test_a_promise_downstream_is_worth_what_supply_delivers() -> None:
    without = appraise_jointly(rental(), RENT, [])
    beside = appraise_jointly(rental(), RENT, [signed_supply(allocation_priority="first")])
    assert (np.array(surplus(beside, "kite")) > np.array(surplus(without, "kite"))).all()
    more = simulate_book(
        [line_of(signed_supply()), line_of(signed_rental())], joint_world(rental())
    )
    less = simulate_book([line_of(signed_rental())], joint_world(rental()))
    served = [book.tenancies["rental-kite"].served_gpus.sum() for book in (more, less)]
    assert served[0] > served[1]


def test_cards_are_worth_what_waiting_customers_pay() -> None:
    clauses = {"price_cny_per_gpu": np.array([80e3]), "gpus": np.array([1_024.0])}
    (with_customer,) = surplus(appraise_jointly(supply(), clauses, [signed_rental()]), "heron")
    cheap = signed_rental(list_price_fraction=0.2)
    (with_bargain,) = surplus(appraise_jointly(supply(), clauses, [cheap]), "heron")
    assert with_customer > with_bargain


def test_third_parties_are_valued_too() -> None:
    clauses = {"gpus": np.array([512.0, 3_072.0])}
    joint = appraise_jointly(supply(), clauses, [signed_rental()])
    assert set(joint.appraisals) == {"heron", "maker", "kite"}
    lab = joint.appraisals["kite"].expected_npv_cny
    assert lab[0] != lab[1]


def test_damages_pass_through_to_the_vendor_one_for_one() -> None:
    world = joint_world(rental())
    books = [
        simulate_book(
            [
                line_of(signed_supply(back_to_back_fraction=share, channel="grey")),
                line_of(signed_rental(ld_fraction_per_week=0.005)),
            ],
            world,
        )
        for share in (0.5, 1.0)
    ]

    def moved(book_place: int, account: str) -> float:
        flows = books[book_place].flows["rental-kite"]
        return float(sum(flow.amount.sum() for flow in flows if flow.account == account))

    assert moved(0, "damages") == pytest.approx(moved(1, "damages"), rel=1e-12)
    assert moved(0, "damages") > 0
    assert moved(0, "damages back to back") == pytest.approx(0.5 * moved(0, "damages"), rel=1e-9)
    assert moved(1, "damages back to back") == pytest.approx(moved(1, "damages"), rel=1e-9)


def test_an_open_contract_passes_on_what_signed_customers_are_owed_e12() -> None:
    """The clause on the table moves the damages of a signed rental from cloud to vendor."""
    rates = {"discount_rate_per_year": 0.1}
    market = {**DRAWS, "price_mode": "stable"}
    customer = replace(
        signed_rental(ld_fraction_per_week=0.005),
        setting=replace(
            make_valuation(LAB, market=market, cloud={"own_stock_gpus": 0.0, **rates}),
            parties={"lab": "kite", "cloud": "heron"},
        ),
    )
    table = make_valuation(
        SCARCITY,
        market={**market, "backlog_months": 0.0},
        cloud={**rates, "downstream_ld_fraction_per_week": 0.0},
        vendor=rates,
    )
    table = replace(table, parties={"cloud": "heron", "vendor": "maker"})
    clauses = {"gpus": np.full(3, 2_048.0), "back_to_back_fraction": np.array([0.0, 0.5, 1.0])}
    joint = appraise_jointly(table, clauses, [customer])
    cloud, vendor = (joint.appraisals[party].expected_npv_cny for party in ("heron", "maker"))
    assert cloud[2] - cloud[0] > 1e6
    np.testing.assert_allclose(np.diff(cloud), -np.diff(vendor), rtol=1e-6)
    np.testing.assert_allclose(np.diff(cloud)[0], np.diff(cloud)[1], rtol=1e-6)


def test_an_open_contract_competes_with_a_signed_one() -> None:
    rival = replace(signed_supply(), id="rival", setting=supply("osprey"))
    clauses = {
        "gpus": np.array([0.0, 2_048.0, 2_048.0]),
        "allocation_priority": np.array(["first", "standard", "first"]),
    }
    joint = appraise_jointly(supply(), clauses, [rival])
    osprey = joint.appraisals["osprey"].expected_npv_cny
    assert joint.reservation_values_cny["osprey"] == joint.appraisals["osprey"].value_cny[0]
    assert osprey[0] >= osprey[1] > osprey[2]


def test_who_signed_first_is_served_first() -> None:
    world = joint_world(rental())
    first = line_of(signed_rental("kite"))
    second = line_of(signed_rental("crane"))
    book = simulate_book([first, second], world)
    alone = simulate_book([first], world)
    served = book.tenancies["rental-kite"].served_gpus
    assert (served == alone.tenancies["rental-kite"].served_gpus).all()
    together = served + book.tenancies["rental-crane"].served_gpus
    assert together[..., 1].max() <= rental().cloud.own_stock_gpus


def test_buyers_of_one_vendor_compete_for_its_cards() -> None:
    world = joint_world(supply())
    favoured = replace(
        signed_supply(allocation_priority="first", prepayment_fraction=1.0),
        id="rival",
        setting=supply("osprey"),
    )
    alone = simulate_book([line_of(signed_supply())], world).fleets["supply"]
    beside = simulate_book([line_of(signed_supply()), line_of(favoured)], world).fleets["supply"]
    slower = beside.shipments.delivered_gpus - alone.shipments.delivered_gpus
    assert (slower <= 0).all()
    assert slower.min() < 0


def test_two_contracts_make_one_training_run() -> None:
    """A lab with two clouds trains sooner, and its first model pays once."""
    world = joint_world(rental())
    other = replace(
        signed_rental(),
        id="second",
        setting=replace(rental(), parties={"lab": "kite", "cloud": "osprey"}),
    )
    one = simulate_book([line_of(signed_rental())], world)
    two = simulate_book([line_of(signed_rental()), line_of(other)], world)
    models = [
        sum(
            flow.amount.sum(axis=-1)
            for flow in book.shared["kite"]
            if flow.account == "first model"
        )
        for book in (one, two)
    ]
    most = rental().lab.milestone_value_cny
    assert (models[1] >= models[0]).all()
    assert (np.asarray(models[1]) <= most * 1.02).all()


def test_money_that_moved_before_the_table_is_sunk() -> None:
    clauses = {"gpus": np.array([1_024.0])}
    later = appraise_jointly(supply(), clauses, [signed_supply()], month=6)
    now = appraise_jointly(supply(), clauses, [signed_supply()], month=0)
    # the cards of the first contract are paid by month 6 and still earn
    assert later.reservation_values_cny["heron"] > now.reservation_values_cny["heron"]


def test_what_has_happened_conditions_what_is_to_come() -> None:
    market = supply().market
    known = Chance(seed=1, draws=64, known_seed=99, known_months=6)
    world = simulate_world(market, 60, known)
    truth = simulate_world(market, 60, Chance(seed=99, draws=1))
    book = simulate_book([line_of(signed_supply())], world)
    real = simulate_book([line_of(signed_supply())], truth)
    seen = book.fleets["supply"].shipments.delivered_gpus[0]
    fact = real.fleets["supply"].shipments.delivered_gpus[0, 0]
    assert (seen[:, :7] == fact[:7]).all()
    assert np.ptp(seen[:, 12]) > 0
