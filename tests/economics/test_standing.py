"""What may be known by a month of what really happens, and what came of it in the end."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.economics.execution import execute, realised_world
from negotiation.economics.hindsight import contract_npvs, npv_of, signature_worths
from negotiation.economics.lines import SignedContract, orders_of
from negotiation.economics.poaching import rival_stock
from negotiation.economics.portfolio import line_of, simulate_book
from negotiation.economics.standing import public_figures, standing_of
from negotiation.economics.streams import Chance
from negotiation.economics.world import World, simulate_world
from tests.economics.campaigns import LAST, MARKET, TRUTH, lease, make_truth, order, rental_in
from tests.economics.clause_values import draw_contracts

SEEDS = st.integers(0, 2**32 - 1)
SLOW = settings(max_examples=25, deadline=None)
PORTFOLIO = (
    order(0, prepayment_fraction=0.3, gpus=1_024.0),
    order(2, "second", "osprey", channel="grey"),
    lease(1, gpus=2_048.0),
    replace(lease(3, "other", "crane", "osprey"), ended_month=9),
    lease(9, "again", "crane", "osprey"),
)


def another_end(
    truth: World, portfolio: tuple[SignedContract, ...], month: int, seed: int
) -> World:
    """A world with the same past as ``truth`` up to ``month`` and another future."""
    chance = Chance(
        seed=seed,
        draws=1,
        known_seed=truth.chance.seed,
        known_months=month,
        known_mode=truth.market.price_mode,
    )
    return simulate_world(MARKET, LAST, chance, orders_of(portfolio))


def random_contracts(seed: int) -> tuple[SignedContract, ...]:
    """Contracts with any clauses, signed one after the other."""
    rng = np.random.Generator(np.random.PCG64(seed))
    found = []
    for place, template in enumerate(("card_supply", "compute_rental", "compute_rental")):
        clauses = draw_contracts(template, rng, 1)
        terms = {name: column[0].item() for name, column in clauses.items()}
        model = order(place) if template == "card_supply" else lease(place)
        found.append(replace(model, id=f"contract-{place}", clauses=terms))
    return tuple(found)


@SLOW
@given(month=st.integers(0, 24), seed=SEEDS, true_seed=st.integers(0, 50), terms=SEEDS)
def test_nothing_that_stands_hangs_on_what_comes_later(
    month: int, seed: int, true_seed: int, terms: int
) -> None:
    """The law of causality, over contracts with any clauses in any realised world."""
    truth = make_truth(true_seed)
    portfolio = tuple(
        contract
        for contract in (*PORTFOLIO, *random_contracts(terms))
        if contract.signed_month <= month
    )
    now = standing_of(portfolio, truth, month)
    otherwise = standing_of(portfolio, another_end(truth, portfolio, month, seed), month)
    assert now.figures == otherwise.figures
    assert now.happenings == otherwise.happenings
    assert now.contracts == otherwise.contracts


def test_contracts_signed_later_are_no_part_of_it() -> None:
    early = standing_of(PORTFOLIO, TRUTH, 5)
    assert set(early.contracts) == {"order", "second", "lease", "other"}
    assert early.contracts == standing_of(PORTFOLIO[:4], TRUTH, 5).contracts
    assert set(standing_of(PORTFOLIO, TRUTH, 9).contracts) == {each.id for each in PORTFOLIO}


def test_what_stands_by_month_adds_up_to_what_happened() -> None:
    result = execute(PORTFOLIO, MARKET, seed=7, mode="historical")
    for month in range(0, 40, 3):
        standing = standing_of(PORTFOLIO, result.world, month)
        assert standing.happenings == tuple(
            each
            for each in result.happenings
            if each.month <= month
            and (each.contract is None or each.contract in standing.contracts)
        )
        for name, each in standing.contracts.items():
            if each.is_in_force:
                assert each.delivered_gpus == result.courses[name].delivered_gpus[month]
                assert each.promised_gpus == result.courses[name].promised_gpus[month]
                assert each.exit_reason is None
            else:
                assert each.exit_month is not None
                assert each.exit_month <= month


def test_an_ended_contract_says_when_and_why() -> None:
    standing = standing_of(PORTFOLIO, TRUTH, 12).contracts
    if standing["other"].exit_reason == "ended by agreement":
        assert standing["other"].exit_month == 9
    assert not standing["other"].is_in_force
    assert standing_of(PORTFOLIO, TRUTH, 8).contracts["second"].is_in_force
    served = order(0, channel="spot", prepayment_fraction=1.0)
    done = standing_of([served], TRUTH, 6).contracts["order"]
    assert (done.is_in_force, done.exit_reason) == (False, "all delivered")
    assert done.delivered_gpus == done.promised_gpus == 2_048
    assert done.delivered_fraction == 1


def test_a_rental_that_has_run_its_term_is_over_unless_renewed() -> None:
    setting = rental_in(0, profile={"own_stock_gpus": 4_096.0})
    terms = {"gpus": 512.0, "list_price_fraction": 0.3, "term_months": 6.0}
    for renewal, is_over in (("none", True), ("automatic", False)):
        contract = SignedContract(
            id="lease", setting=setting, clauses={**terms, "renewal": renewal}
        )
        found = [standing_of([contract], TRUTH, month).contracts["lease"] for month in (5, 6, 8)]
        if found[0].is_in_force:
            assert [each.is_in_force for each in found[1:]] == [not is_over] * 2
            assert (found[2].exit_reason, found[2].exit_month) == (
                ("term over", 6) if is_over else (None, None)
            )


def test_a_table_that_came_to_nothing_is_no_contract_in_force() -> None:
    nothing = lease(2, gpus=0.0)
    standing = standing_of([nothing], TRUTH, 4).contracts["lease"]
    assert (standing.is_in_force, standing.delivered_gpus) == (False, 0.0)


def test_the_public_figures_tell_rumour_and_ban_in_their_month() -> None:
    figures = public_figures(TRUTH, 18)
    assert [each.month for each in figures if each.is_rumoured] == [4]
    assert [each.month for each in figures if each.is_ban_jump] == [7]
    assert [each.is_banned for each in figures] == [month >= 7 for month in range(19)]
    assert [figures[month].regime for month in (0, 8, 16)] == ["boom", "squeeze", "glut"]
    prices = TRUTH.futures.card_price_cny_per_gpu[0, :19].tolist()
    assert [each.card_price_cny_per_gpu for each in figures] == prices
    assert standing_of([], TRUTH, 18).now == figures[-1]


def test_the_world_that_happens_may_run_by_another_rule() -> None:
    believed = realised_world(MARKET, 30, 7)
    happened = realised_world(MARKET, 30, 7, mode="historical")
    assert (happened.futures.regime[0, :7] == 1).all()
    assert (believed.futures.regime != happened.futures.regime).any()
    assert (believed.trickle == happened.trickle).all()
    executed = execute(PORTFOLIO, MARKET, seed=7, mode="historical").world
    np.testing.assert_array_equal(
        executed.futures.card_price_cny_per_gpu[:, :31], happened.futures.card_price_cny_per_gpu
    )


def test_realised_values_add_up_contract_by_contract() -> None:
    result = execute(PORTFOLIO, MARKET, seed=7, mode="historical")
    for party, total in result.realised_npv_cny.items():
        parts = sum(
            by_party[party].at_start_cny
            for by_party in result.npv_by_contract_cny.values()
            if party in by_party
        )
        assert parts + result.shared_npv_cny.get(party, 0.0) == pytest.approx(total, rel=1e-9)
    signing = result.npv_by_contract_cny["again"]["osprey"]
    rate = PORTFOLIO[-1].setting.cloud.discount_rate_per_year
    assert signing.at_signing_cny == pytest.approx(signing.at_start_cny * (1 + rate) ** (9 / 12))


def test_what_a_signature_changed_is_the_same_world_without_it() -> None:
    portfolio = (*PORTFOLIO[:4], replace(PORTFOLIO[4], replaces="other"))
    worths = signature_worths(portfolio, TRUTH)
    unsigned = replace(PORTFOLIO[2], clauses={**PORTFOLIO[2].clauses, "gpus": 0.0})
    without = [unsigned if each.id == "lease" else each for each in portfolio]
    rates = {"kite": 0.15, "heron": 0.09}
    flows = [
        simulate_book([line_of(each) for each in some], TRUTH).all_flows
        for some in (portfolio, without)
    ]
    for party, rate in rates.items():
        changed = npv_of(flows[0], party, rate) - npv_of(flows[1], party, rate)
        assert worths["lease"][party].at_start_cny == pytest.approx(changed, rel=1e-9)
    # the lab's training is in what its signature changed, and in no contract's own flows
    book = simulate_book([line_of(each) for each in portfolio], TRUTH)
    own = contract_npvs(portfolio, book)["lease"]["kite"].at_start_cny
    assert own < 0
    assert worths["lease"]["kite"].at_start_cny > own
    # left away, the contract that it replaced goes on
    assert worths["again"]["crane"].at_start_cny != worths["other"]["crane"].at_start_cny


def test_a_rivals_restock_counts_from_the_signing_r5() -> None:
    """A customer signed in month 5 is tempted from month 5 + 4 of the world on."""
    rival = {"rival_restock_month": 4, "rival_stock_fraction": 0.0, "rival_restock_fraction": 1.0}
    thin: dict[str, float] = {"own_stock_gpus": 0.0, "tranche_share_fraction": 0.0, **rival}
    contract = replace(lease(5), setting=rental_in(5, profile=thin))
    stock = rival_stock(contract.setting, 12)
    assert stock.tolist() == [0.0] * 4 + [1.0] * 9
    world = simulate_world(MARKET, 60, Chance(seed=3, draws=512))
    tenancy = simulate_book([line_of(contract)], world).tenancies["lease"]
    months = np.arange(world.months - 5 + 1)
    leaving = np.array([(tenancy.exit_month == month).sum() for month in months])
    there = 512 - leaving.cumsum() + leaving
    assert leaving[1:4].sum() / there[1] < 0.1
    assert leaving[4:8].sum() / there[4] > 0.5


def test_stock_switched_off_keeps_the_customer_longer() -> None:
    """R5: without cards no rival wins, whatever the month of the world."""
    world = simulate_world(MARKET, 60, Chance(seed=3, draws=512))
    stays = []
    for means in (0.0, 1.0):
        thin = {"own_stock_gpus": 0.0, "tranche_share_fraction": 0.0}
        thin["rival_stock_fraction"] = means
        setting = rental_in(6, profile=thin)
        tenancy = simulate_book([line_of(replace(lease(6), setting=setting))], world).tenancies
        stays.append((tenancy["lease"].exit_month > 12).mean())
    assert stays[0] > 0.7
    assert stays[1] < 0.2
