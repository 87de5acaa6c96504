"""What contracts are worth in the middle of a campaign, against the book that carries them out."""

from dataclasses import replace

import numpy as np
import pytest

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.discounting import discount_factors
from negotiation.economics.flows import fold, sliced
from negotiation.economics.joint import appraise_jointly, joint_world
from negotiation.economics.ledgers import parties_of
from negotiation.economics.portfolio import SignedContract, line_of, simulate_book
from negotiation.economics.simulator import appraise, reservation_values_cny
from negotiation.economics.situation import Situation, appraise_in, ended_by, known_world, market_in
from negotiation.errors import UsageError
from tests.economics.campaigns import (
    BACKLOG,
    MARKET,
    TRUTH,
    lease,
    make_situation,
    order,
    rental_in,
    supply_in,
)

PORTFOLIO = (
    order(0, back_to_back_fraction=0.5, gpus=3_072.0),
    order(2, "second", "osprey", gpus=3_072.0),
    lease(1),
    lease(3, "other", "crane", "osprey"),
)
TERMS: dict[str, dict[str, float | str]] = {
    "card_supply": {"price_cny_per_gpu": 90e3, "gpus": 3_072.0, "allocation_priority": "first"},
    "compute_rental": {"list_price_fraction": 0.4, "gpus": 1_024.0, "ld_fraction_per_week": 0.005},
}


def by_the_book(
    situation: Situation, setting: ContractSetting, terms: dict[str, float | str]
) -> dict[str, float]:
    """The expected NPV from now on of everybody, by entering everything in one book."""
    signed = SignedContract(
        id="table",
        setting=replace(setting, market=situation.market),
        clauses=terms,
        signed_month=situation.month,
    )
    before = ended_by(situation.portfolio, situation.replaces, situation.month)
    lines = [line_of(contract) for contract in (*before, signed)]
    book = simulate_book(lines, situation.world)
    people = parties_of([line.setting for line in lines])
    last = situation.world.months - situation.month
    factors = {party: discount_factors(rate, last) for party, (rate, _) in people.items()}
    shape = (1, situation.world.chance.draws)
    npvs = fold(sliced(book.all_flows, situation.month), factors, shape)
    return {party: float(npv.base_cny.mean()) for party, npv in npvs.items()}


@pytest.mark.parametrize(
    ("table", "replaces"),
    [
        (supply_in(6, "merlin"), None),
        (supply_in(6), None),
        (supply_in(6), "order"),
        (rental_in(6, "kite", "merlin"), None),
        (rental_in(6), "lease"),
        (rental_in(6, "kite", "osprey"), "lease"),
        (rental_in(6, "crane", "heron"), None),
    ],
)
def test_the_table_and_the_book_agree(table: ContractSetting, replaces: str | None) -> None:
    """Before and after the fact differ by luck and by nothing else."""
    situation = make_situation(6, *PORTFOLIO, replaces=replaces)
    terms = TERMS[table.template]
    everybody = parties_of([table, *(contract.setting for contract in PORTFOLIO)])
    found = appraise_in(
        situation,
        table,
        {name: np.array([value]) for name, value in terms.items()},
        parties=list(everybody),
    )
    expected = by_the_book(situation, table, terms)
    for party in everybody:
        got = float(found.appraisals[party].expected_npv_cny[0])
        assert got == pytest.approx(expected[party], rel=1e-9, abs=10), party


def test_only_those_at_the_table_are_valued_unless_others_are_asked_for() -> None:
    situation = make_situation(6, lease(5, gpus=2_048.0), order(2, "second", "osprey"))
    clauses = {"gpus": np.array([0.0, 2_048.0])}
    two = appraise_in(situation, supply_in(6), clauses)
    assert set(two.appraisals) == set(two.reservation_values_cny) == {"heron", "maker"}
    more = appraise_in(situation, supply_in(6), clauses, parties=["heron", "kite", "osprey"])
    assert set(more.appraisals) == {"heron", "kite", "osprey"}
    np.testing.assert_array_equal(
        more.appraisals["heron"].value_cny, two.appraisals["heron"].value_cny
    )
    assert more.appraisals["kite"].value_cny[0] != more.appraisals["kite"].value_cny[1]


@pytest.mark.parametrize("table", [supply_in(0), rental_in(0)])
def test_at_the_start_a_table_is_worth_what_it_is_worth_alone(table: ContractSetting) -> None:
    situation = make_situation(0)
    setting = replace(table, market=situation.market)
    clauses = {"gpus": np.array([512.0, 2_048.0])}
    joint = appraise_in(situation, table, clauses)
    alone = appraise(setting, clauses, situation.world)
    for role, value in reservation_values_cny(setting, situation.world).items():
        party = setting.parties[role]
        assert joint.reservation_values_cny[party] == pytest.approx(value, rel=1e-9)
        np.testing.assert_allclose(
            joint.appraisals[party].value_cny, alone[role].value_cny, rtol=1e-9
        )


def test_it_is_what_appraise_jointly_says_where_nothing_is_replaced() -> None:
    setting = replace(rental_in(0, "kite", "merlin"), market=PORTFOLIO[0].setting.market)
    world = joint_world(setting)
    situation = Situation(
        month=0, portfolio=(order(0),), world=world, market=setting.market, replaces=None
    )
    clauses = {"list_price_fraction": np.array([0.2, 0.5])}
    one = appraise_in(situation, setting, clauses)
    other = appraise_jointly(setting, clauses, [order(0)], world=world)
    for party in ("kite", "merlin"):
        np.testing.assert_array_equal(
            one.appraisals[party].value_cny, other.appraisals[party].value_cny
        )


def test_if_nothing_is_signed_the_replaced_contract_goes_on() -> None:
    clauses = {"list_price_fraction": np.array([0.3])}
    free = appraise_in(make_situation(6, *PORTFOLIO), rental_in(6), clauses)
    bound = appraise_in(make_situation(6, *PORTFOLIO, replaces="lease"), rental_in(6), clauses)
    for party in ("kite", "heron"):
        assert bound.reservation_values_cny[party] == free.reservation_values_cny[party]
        assert bound.appraisals[party].value_cny[0] != free.appraisals[party].value_cny[0]


def test_the_same_terms_again_leave_both_about_where_they_were() -> None:
    """A contract replaced by itself in its first months: no move, no loss, the name counts once."""
    situation = make_situation(2, lease(1), replaces="lease")
    terms = {name: np.array([value]) for name, value in lease().clauses.items()}
    joint = appraise_in(situation, rental_in(2), terms)
    for party in ("kite", "heron"):
        gain = joint.appraisals[party].value_cny[0] - joint.reservation_values_cny[party]
        assert abs(gain) < 40e6


def test_what_has_ended_stays_ended_and_nobody_need_be_there() -> None:
    ended = replace(lease(1), ended_month=4)
    assert ended_by([ended], "lease", 6) == (ended,)
    assert [each.ended_month for each in ended_by([lease(1)], None, 6)] == [None]
    parts = [replace(order(), id=f"tender.{name}") for name in ("one", "two")]
    assert [each.ended_month for each in ended_by([*parts, order()], "tender", 6)] == [6, 6, None]
    gone = make_situation(6, ended, replaces="lease")
    plain = make_situation(6, ended)
    clauses = {"list_price_fraction": np.array([0.3])}
    one, other = (appraise_in(each, rental_in(6), clauses) for each in (gone, plain))
    assert one.appraisals["kite"].value_cny == other.appraisals["kite"].value_cny
    missing = appraise_in(make_situation(6, replaces="nobody"), rental_in(6), clauses)
    assert set(missing.appraisals) == {"kite", "heron"}


def test_an_unknown_clause_is_refused() -> None:
    with pytest.raises(UsageError, match="colour"):
        appraise_in(make_situation(3), rental_in(3), {"colour": np.array([1.0])})


def test_two_seeds_of_what_is_open_have_one_past() -> None:
    one, other = (
        known_world(MARKET, TRUTH, PORTFOLIO, month=6, seed=seed).futures.card_price_cny_per_gpu
        for seed in (1, 2)
    )
    assert (one[:, :7] == other[:, :7]).all()
    assert (one[:, :7] == TRUTH.futures.card_price_cny_per_gpu[:, :7]).all()
    assert (one[:, 7] != other[:, 7]).all()


def test_the_market_as_it_stands() -> None:
    before, after = (market_in(MARKET, TRUTH, month, BACKLOG) for month in (3, 16))
    assert (before.regime_at_start, after.regime_at_start) == ("boom", "glut")
    assert (before.backlog_months, after.backlog_months) == (12, 1)
    assert after.start_month_index == MARKET.start_month_index + 16
    assert after.price_mode == MARKET.price_mode == "stochastic"
    shown = TRUTH.futures.card_price_cny_per_gpu[0, 16]
    assert after.card_price_cny_per_gpu == shown
    assert market_in(MARKET, TRUTH, 0).scarcity_fraction == MARKET.scarcity_fraction


def test_what_a_lab_has_trained_already_counts() -> None:
    """Its one training run goes on from contract to contract: the model is nearer, not farther."""
    trained = make_situation(8, lease(0, gpus=2_048.0))
    fresh = make_situation(8)
    clauses = {"list_price_fraction": np.array([0.4]), "gpus": np.array([2_048.0])}
    paid = [
        appraise_in(each, rental_in(8, cloud="osprey"), clauses, parties=["kite"])
        for each in (trained, fresh)
    ]
    book = simulate_book([line_of(contract) for contract in trained.portfolio], trained.world)
    done = book.compute["kite"].hours[0][:, :9].sum(axis=-1)
    assert (done > 0).all()
    assert paid[0].reservation_values_cny["kite"] != paid[1].reservation_values_cny["kite"]
