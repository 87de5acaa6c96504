"""Contracts ended by agreement: nothing more is delivered, served or owed, and no money is lost."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.economics.execution import execute
from negotiation.economics.flows import OUTSIDE, Flow, Flows
from negotiation.economics.portfolio import Book, SignedContract, line_of, simulate_book
from negotiation.economics.streams import Chance
from negotiation.economics.timing import NEVER
from negotiation.economics.world import World, simulate_world
from tests.economics.campaigns import MARKET, lease, order, rental_in, supply_in
from tests.economics.clause_values import draw_contracts

WORLD = simulate_world(MARKET, 60, Chance(seed=3, draws=24))
LAW = settings(max_examples=12, deadline=None)
SEEDS = st.integers(0, 2**32 - 1)


def book_of(*portfolio: SignedContract, world: World = WORLD) -> Book:
    return simulate_book([line_of(contract) for contract in portfolio], world)


def amounts(flows: Sequence[Flow], account: str) -> np.ndarray:
    return np.asarray(sum(flow.amount for flow in flows if flow.account == account))


def same(one: Flows, other: Flows) -> bool:
    return [(flow.account, flow.payer, flow.payee) for flow in one] == [
        (flow.account, flow.payer, flow.payee) for flow in other
    ] and all(np.array_equal(a.amount, b.amount) for a, b in zip(one, other, strict=True))


def random_order(seed: int, ended_month: int | None = None) -> SignedContract:
    clauses = draw_contracts("card_supply", np.random.Generator(np.random.PCG64(seed)), 1)
    terms = {name: column[0].item() for name, column in clauses.items()}
    setting = supply_in(2)
    return SignedContract(
        id="order", setting=setting, clauses=terms, signed_month=2, ended_month=ended_month
    )


def random_lease(seed: int, ended_month: int | None = None) -> SignedContract:
    clauses = draw_contracts("compute_rental", np.random.Generator(np.random.PCG64(seed)), 1)
    terms = {name: column[0].item() for name, column in clauses.items()}
    setting = rental_in(3)
    return SignedContract(
        id="lease", setting=setting, clauses=terms, signed_month=3, ended_month=ended_month
    )


@LAW
@given(seed=SEEDS, month=st.integers(3, 40))
def test_what_the_parties_gain_is_what_comes_in_from_outside_e02(seed: int, month: int) -> None:
    """The law of money holds for any clauses and any month of ending, replaced or not."""
    portfolio = (
        random_order(seed, ended_month=month),
        replace(order(month, "again"), replaces="order"),
        random_lease(seed, ended_month=month),
        replace(lease(month, "next", cloud="osprey"), replaces="lease"),
    )
    parties = {"heron", "maker", "kite", "osprey"}
    gained, outside, turnover = np.zeros(1), np.zeros(1), np.zeros(1)
    for flow in book_of(*portfolio).all_flows:
        assert flow.payer != flow.payee
        assert {flow.payer, flow.payee} <= parties | {"vendor"} | set(OUTSIDE)
        if flow.is_cash:
            turnover = turnover + np.abs(flow.amount)
            for end, sign in ((flow.payee, 1), (flow.payer, -1)):
                if end in OUTSIDE:
                    outside = outside - sign * flow.amount
                else:
                    gained = gained + sign * flow.amount
    assert (np.abs(gained - outside) <= 1e-6 * np.maximum(turnover, 1)).all()


@LAW
@given(seed=SEEDS)
def test_without_an_ending_or_with_one_too_late_nothing_changes(seed: int) -> None:
    portfolio = (random_order(seed), random_lease(seed), order(1, "other", "osprey"))
    plain = book_of(*portfolio)
    never = book_of(*(replace(each, ended_month=WORLD.months + 5) for each in portfolio))
    for name in plain.flows:
        assert same(plain.flows[name], never.flows[name]), name
    for party in plain.shared:
        assert same(plain.shared[party], never.shared[party]), party


@LAW
@given(seed=SEEDS, draw=st.integers(0, 2**16))
def test_ending_a_contract_after_its_natural_end_changes_nothing_bit_for_bit(
    seed: int, draw: int
) -> None:
    world = simulate_world(MARKET, 60, Chance(seed=draw, draws=1))
    portfolio = (random_order(seed), random_lease(seed), order(4, "other", "osprey"))
    plain = book_of(*portfolio, world=world)
    delivered = plain.fleets["order"].shipments.delivered_gpus[0, 0]
    whole = delivered >= portfolio[0].clauses["gpus"]
    stopped = int(plain.fleets["order"].shipments.ending.month[0, 0])
    gone = int(whole.argmax()) if whole.any() else NEVER
    supply_end = 2 + min(gone, stopped)
    served = np.flatnonzero(plain.tenancies["lease"].is_served[0, 0])
    rental_end = 3 + (int(served.max()) if len(served) else 0)
    ended = (
        replace(portfolio[0], ended_month=supply_end),
        replace(portfolio[1], ended_month=rental_end),
        portfolio[2],
    )
    moot = book_of(*ended, world=world)
    if portfolio[0].clauses["option_gpus_fraction"] == 0:
        for name in ("order", "other"):
            assert same(plain.flows[name], moot.flows[name]), name
    if rental_end < world.months:
        assert same(plain.flows["lease"], moot.flows["lease"])


def test_after_an_ending_by_agreement_nothing_is_delivered_or_owed() -> None:
    contract = order(ld_fraction_per_week=0.005, prepayment_fraction=0.6, deposit_fraction=0.1)
    plain = book_of(contract)
    ended = book_of(replace(contract, ended_month=8))
    one, other = (book.fleets["order"].shipments for book in (plain, ended))
    assert (other.delivered_gpus[..., :9] == one.delivered_gpus[..., :9]).all()
    assert (other.delivered_gpus[..., 9:] == other.delivered_gpus[..., 8:9]).all()
    assert (other.lateness.owed_fraction[..., 9:] == 0).all()
    assert (other.lateness.owed_fraction[..., :9] == one.lateness.owed_fraction[..., :9]).all()
    assert (one.lateness.owed_fraction[..., 9:] > 0).any()
    assert ended.fleets["order"].cover_gpus.max() == 0
    assert (amounts(ended.flows["order"], "cancellation") == 0).all()
    assert amounts(ended.flows["order"], "deposit").sum(axis=-1) == pytest.approx(0, abs=1e-6)


def test_a_prepayment_not_drawn_down_comes_back_in_the_month_of_the_ending() -> None:
    contract = order(prepayment_fraction=0.6)
    book = book_of(replace(contract, ended_month=5))
    refund = -amounts(book.flows["order"], "refund")
    missing = 2_048 - book.fleets["order"].shipments.delivered_gpus[..., 5]
    interest = 1.08 ** (5 / 12)
    np.testing.assert_allclose(refund[..., 5], 0.6 * missing * 78e3 * interest, rtol=1e-9)
    assert (np.delete(refund, 5, axis=-1) == 0).all()
    advance = lease(prepayment_fraction=0.5)
    rental = book_of(replace(advance, ended_month=4)).flows["lease"]
    paid, back = amounts(rental, "prepayment"), -amounts(rental, "prepayment used")
    np.testing.assert_allclose(paid.sum(axis=-1), back.sum(axis=-1), rtol=1e-9)
    assert (back[..., 5:] == 0).all()


def test_the_cards_that_an_ending_frees_go_to_the_queue_from_then_on() -> None:
    plain, ended = book_of(order()), book_of(replace(order(), ended_month=7))
    one, other = (amounts(book.flows["order"], "sold elsewhere") for book in (plain, ended))
    # where all of it would have come none of it was the queue's before
    came = plain.fleets["order"].shipments.delivered_gpus[..., -1] >= 2_048 - 1e-6
    freed = came & (ended.fleets["order"].shipments.delivered_gpus[..., -1] < 2_047)
    assert freed.any()
    np.testing.assert_allclose(one[freed][:, :8], other[freed][:, :8], atol=1e-6)
    assert (other[freed][:, 8:].sum(axis=-1) > one[freed][:, 8:].sum(axis=-1)).all()


def test_an_order_that_replaces_another_keeps_its_turn() -> None:
    ended = replace(order(), ended_month=6)
    again = replace(order(6, "again"), replaces="order")
    kept = book_of(ended, again).fleets["again"].shipments.delivered_gpus
    anew = book_of(again).fleets["again"].shipments.delivered_gpus
    assert kept[..., 3].mean() > anew[..., 3].mean()
    assert (kept >= anew - 1e-9).all()


def test_others_get_more_once_a_rival_has_left_the_queue_and_no_sooner() -> None:
    rival = order(1, "rival", "osprey", allocation_priority="first", prepayment_fraction=1.0)
    whole = book_of(order(), rival).fleets["order"].shipments.delivered_gpus
    freed = book_of(order(), replace(rival, ended_month=9)).fleets["order"].shipments
    assert (freed.delivered_gpus[..., :10] == whole[..., :10]).all()
    assert freed.delivered_gpus[..., 14].mean() > whole[..., 14].mean()


def test_who_signs_later_takes_nothing_from_what_came_before() -> None:
    late = order(6, "late", "osprey", allocation_priority="first", prepayment_fraction=1.0)
    alone = book_of(order()).fleets["order"].shipments.delivered_gpus
    beside = book_of(order(), late).fleets["order"].shipments.delivered_gpus
    assert (beside[..., :7] == alone[..., :7]).all()
    assert (beside[..., 12:] < alone[..., 12:]).any()


def test_a_customer_that_signs_anew_with_its_cloud_neither_moves_nor_counts_as_lost() -> None:
    first = lease(0)
    again = replace(lease(9, "again"), replaces="lease")
    book = book_of(replace(first, ended_month=9), again)
    tenancy = book.tenancies["lease"]
    ended = tenancy.by_consent[0]
    assert ended.any()
    assert tenancy.stays[0][ended].all()
    assert not tenancy.is_gap[0][ended].any()
    assert not tenancy.was_short[0][ended].any()
    assert (tenancy.served_gpus[0][ended, 10:] == 0).all()
    assert (book.compute["kite"].moving_fraction[0][ended, 10] == 0).all()
    assert (amounts(book.flows["lease"], "parting")[0][ended] == 0).all()
    alone = book_of(first)
    lost = amounts(book.flows["lease"], "model customer")
    assert (lost[0][ended] >= 0).all()
    # together both contracts earn the name of the customer once
    both = lost + amounts(book.flows["again"], "model customer")
    most = first.setting.cloud.lighthouse_value_cny
    assert (both[0][ended].sum(axis=-1) <= most * (1 + 1e-9)).all()
    np.testing.assert_array_equal(
        amounts(alone.flows["lease"], "rent")[..., :10],
        amounts(book.flows["lease"], "rent")[..., :10],
    )


def test_cards_bought_for_a_customer_serve_it_again_when_it_signs_anew() -> None:
    first, again = lease(0, gpus=2_048.0), lease(9, "again", gpus=2_048.0)
    book = book_of(replace(first, ended_month=9), replace(again, replaces="lease"))
    ended = book.tenancies["lease"].by_consent[0]
    before = book.tenancies["lease"].served_gpus[0][ended, 9]
    after = book.tenancies["again"].served_gpus[0][ended, 1]
    assert (after >= before - 1e-6).all()
    bought = amounts(book.flows["again"], "cards, servers and network")[0][ended]
    alone = amounts(book_of(again).flows["again"], "cards, servers and network")[0][ended]
    assert bought.sum() < alone.sum() + 1


def test_a_customer_that_goes_over_to_another_cloud_moves_as_usual() -> None:
    first = lease(0, anti_poach_fee_months=2.0)
    over = lease(6, "over", cloud="osprey")
    book = book_of(replace(first, ended_month=6), replace(over, replaces="lease"))
    tenancy = book.tenancies["lease"]
    ended = tenancy.by_consent[0]
    assert tenancy.goes_over[0][ended].all()
    assert tenancy.is_gap[0][ended, 7].all()
    assert (book.compute["kite"].moving_fraction[0][ended, 7] > 0).all()
    fee = amounts(book.flows["lease"], "parting")[0][ended]
    list_price = first.setting.market.list_price_cny_per_gpu_month
    np.testing.assert_allclose(fee[:, 6], 2 * 0.3 * list_price * 1_024)
    alone = book_of(replace(first, ended_month=6)).flows["lease"]
    assert (amounts(alone, "parting")[0][ended] == 0).all()


def test_damages_pass_to_a_vendor_only_while_its_contract_holds() -> None:
    supply = order(back_to_back_fraction=1.0, channel="grey")
    customer = lease(ld_fraction_per_week=0.002, gpus=4_096.0)
    whole = amounts(book_of(supply, customer).flows["lease"], "damages back to back")
    cut = book_of(replace(supply, ended_month=4), customer).flows["lease"]
    some = amounts(cut, "damages back to back")
    assert whole[..., 5:].sum() > 0
    assert (some[..., 5:] == 0).all()


def test_a_contract_ended_before_it_began_gives_its_advance_back() -> None:
    contract = lease(start_months=6.0, prepayment_fraction=0.5)
    book = book_of(replace(contract, ended_month=2))
    rental = book.flows["lease"]
    assert book.tenancies["lease"].by_consent.all()
    assert (amounts(rental, "rent") == 0).all()
    back = -amounts(rental, "prepayment used")
    assert (back[..., 2] > 0).all()


def test_the_log_of_the_world_says_that_a_contract_was_ended_by_agreement() -> None:
    portfolio = (replace(order(), ended_month=5), replace(lease(), ended_month=3))
    kinds = {
        each.contract: each.kind
        for each in execute(portfolio, MARKET, seed=4).happenings
        if each.kind == "ended by agreement"
    }
    assert set(kinds) == {"order", "lease"}
