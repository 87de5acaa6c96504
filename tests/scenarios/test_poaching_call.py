"""`poaching-call`: a rival with stock calls a customer whose cloud is short of cards (F44-F50)."""

import pytest

from negotiation.catalog.files import load_scenario
from tests.scenarios.campaign_tables import (
    Study,
    Terms,
    cards_in_use,
    fact,
    gain_of,
    own_figures,
    situation_of,
    with_cloud,
)

TABLE = "call"
NAMES = ("poaching-call", "poaching-call-glut")

READY: Terms = {
    "list_price_fraction": 0.45,
    "gpus": 1024,
    "ramp": "immediate",
    "term_months": 24,
    "sla": "goodput",
    "exclusivity": "off",
    "anti_poach_fee_months": 0,
}
"""Cards next month, at more than twice the rent of the old contract."""

CHEAPER: Terms = {**READY, "list_price_fraction": 0.325, "sla": "standard"}
"""In the glut, at a rent below the old one."""


@pytest.fixture(scope="module")
def boom() -> Study:
    return Study("poaching-call", TABLE)


@pytest.fixture(scope="module")
def glut() -> Study:
    return Study("poaching-call-glut", TABLE)


def test_the_customer_is_short_in_the_boom_and_served_in_the_glut() -> None:
    in_use = [
        cards_in_use(situation_of(load_scenario(name).scenario, TABLE), "first-deal")
        for name in NAMES
    ]
    assert in_use == [pytest.approx(318, abs=1), 1_024]


def test_a_rival_with_stock_wins_the_customer_although_it_is_dearer(boom: Study) -> None:
    old = boom.situation.portfolio[0].clauses["list_price_fraction"]
    assert isinstance(old, float)
    dearer = boom.column("list_price_fraction") > 2 * old
    assert boom.zopa[dearer].sum() > 0.5 * boom.zopa.sum()
    gains = boom.gains(READY)
    assert gains["lab"] > 30e6
    assert gains["late"] > 30e6


def test_without_the_rivals_stock_nothing_is_worth_signing(boom: Study) -> None:
    """The flip: the same call by a cloud that has no cards either (F45, F81)."""
    empty = Study(with_cloud(boom.scenario, "late", own_stock_gpus=0.0), TABLE)
    assert boom.zopa.any()
    assert not empty.zopa.any()
    assert (empty.surplus["lab"] < -20e6).all()


def test_an_order_like_everybodys_is_no_stock(boom: Study) -> None:
    waiting = {"own_stock_gpus": 0.0, "order_gpus": 10_000.0, "tranche_share_fraction": 0.12}
    assert not Study(with_cloud(boom.scenario, "late", **waiting), TABLE).zopa.any()


def test_a_customer_whose_cards_had_come_would_stay(boom: Study) -> None:
    """Giving the winner of the tender its cards flips it as well."""
    served = Study(with_cloud(boom.scenario, "heron", own_stock_gpus=2_048.0), TABLE)
    assert not served.zopa.any()


def test_cards_at_once_and_service_are_what_the_lab_pays_for(boom: Study) -> None:
    assert boom.share(boom.where(ramp="immediate"), boom.efficient) > 0.9
    later, plain = {**READY, "ramp": "three_months"}, {**READY, "sla": "standard"}
    ready = boom.gains(READY)
    assert ready["lab"] - boom.gains(later)["lab"] > 15e6
    assert ready["late"] - boom.gains(later)["late"] < 5e6
    assert ready["lab"] - boom.gains(plain)["lab"] > 1.5 * (
        boom.gains(plain)["late"] - ready["late"]
    )


def test_a_long_term_is_the_rivals_and_a_short_one_the_labs(boom: Study) -> None:
    short, long = boom.gains({**READY, "term_months": 12}), boom.gains({**READY, "term_months": 36})
    assert short["lab"] > long["lab"] + 20e6
    assert long["late"] > short["late"] + 20e6


def test_ties_cost_the_lab_and_serve_the_rival(boom: Study) -> None:
    dear = {**READY, "list_price_fraction": 0.55}
    free = boom.gains(dear)
    for tie in ({"exclusivity": "on"}, {"anti_poach_fee_months": 3}):
        bound = boom.gains({**dear, **tie})
        assert bound["lab"] < free["lab"]
        assert bound["late"] > free["late"]


def test_the_fee_of_the_old_contract_is_paid_once_by_the_lab(boom: Study) -> None:
    """Three months' rent of 2,048 cards at 20 % of list, to the cloud that loses the customer."""
    fee = 3 * 2_048 * 0.2 * 16_700
    campaign = boom.scenario.campaign
    assert campaign is not None
    (old,) = campaign.ledger
    free = old.model_copy(update={"clauses": {**old.clauses, "anti_poach_fee_months": 2}})
    ledger = {"campaign": campaign.model_copy(update={"ledger": (free,)})}
    cheaper = boom.scenario.model_copy(update=ledger)
    # a fee below three months also binds less (R5), which moves what staying is worth
    for party, sign in (("lab", -1), ("heron", 1)):
        moved = gain_of(boom.scenario, TABLE, party, READY) - gain_of(cheaper, TABLE, party, READY)
        assert sign * moved == pytest.approx(fee / 3, abs=0.5 * fee)
    assert "20 million" in boom.table.setting.en
    assert fee == pytest.approx(20e6, rel=0.05)


def test_who_loses_the_customer_sits_at_no_table_and_pays(boom: Study, glut: Study) -> None:
    for study, terms in ((boom, READY), (glut, CHEAPER)):
        assert "heron" not in study.table.parties
        assert gain_of(study.scenario, TABLE, "heron", terms) < -20e6


def test_after_the_wave_only_a_lower_rent_moves_the_customer(glut: Study) -> None:
    old = glut.situation.portfolio[0].clauses["list_price_fraction"]
    assert isinstance(old, float)
    assert glut.zopa.any()
    assert (glut.column("list_price_fraction")[glut.zopa] < old).all()
    empty = with_cloud(glut.scenario, "late", own_stock_gpus=0.0)
    assert not Study(empty, TABLE).zopa.any()


@pytest.mark.parametrize("name", NAMES)
def test_there_is_a_deal_but_not_any(name: str) -> None:
    study = Study(name, TABLE)
    assert 0.05 <= study.zopa.mean() <= 0.45
    assert study.efficient.sum() >= 10


@pytest.mark.parametrize("name", NAMES)
def test_what_the_parties_are_told_is_what_the_simulator_takes(name: str) -> None:
    scenario = load_scenario(name).scenario
    taken = own_figures(scenario, TABLE)
    for party, role in (("lab", "lab"), ("late", "cloud")):
        for each in scenario.party(party).mandate.private_facts:
            assert fact(scenario, party, each.id) == pytest.approx(taken[role][each.id])
