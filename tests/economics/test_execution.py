"""A portfolio after the fact: cash month by month, courses, happenings, authority."""

import numpy as np
import pytest

from negotiation.economics.authority import (
    LADDER,
    approval_probability_fraction,
    damages_approval_fraction,
    signer_of,
)
from negotiation.economics.discounting import discount_factors
from negotiation.economics.execution import MONTHS_AFTER, execute
from negotiation.economics.flows import OUTSIDE, fold
from negotiation.economics.portfolio import line_of, simulate_book
from negotiation.economics.streams import Chance
from negotiation.economics.world import simulate_world
from tests.economics.test_portfolio import signed_rental, signed_supply

MARKET = signed_supply().setting.market
PORTFOLIO = (
    signed_supply(back_to_back_fraction=0.5),
    signed_rental(ld_fraction_per_week=0.005, prepayment_fraction=0.25),
)


def test_the_same_world_gives_the_same_result_and_another_world_another() -> None:
    one, same, other = (execute(PORTFOLIO, MARKET, seed=seed) for seed in (4, 4, 5))
    assert one.realised_npv_cny == same.realised_npv_cny
    assert one.happenings == same.happenings
    assert one.realised_npv_cny != other.realised_npv_cny


def test_cash_is_conserved_between_the_parties_and_the_outside() -> None:
    result = execute(PORTFOLIO, MARKET, seed=4)
    book = simulate_book([line_of(contract) for contract in PORTFOLIO], result.world)
    parties = sum(
        sum(account for account in accounts.values()) for accounts in result.cashflow_cny.values()
    )
    outside = np.zeros(result.world.months + 1)
    for flow in book.all_flows:
        if flow.is_cash:
            outside += flow.amount[0, 0] * (
                float(flow.payer in OUTSIDE) - float(flow.payee in OUTSIDE)
            )
    np.testing.assert_allclose(parties, outside, rtol=1e-6, atol=1e-3)


def test_the_course_of_a_contract_never_beats_its_order() -> None:
    courses = execute(PORTFOLIO, MARKET, seed=4).courses
    cards, cluster = courses["supply"], courses["rental-kite"]
    assert (np.diff(cards.delivered_gpus) >= 0).all()
    assert cards.delivered_gpus[-1] <= 2_048
    assert (cluster.delivered_gpus <= cluster.promised_gpus + 1e-9).all()
    in_use = cluster.delivered_gpus > 0
    assert ((cluster.stopped_fraction[in_use] > 0) & (cluster.stopped_fraction[in_use] < 0.3)).all()


def test_realised_value_averages_to_the_appraisal() -> None:
    """Before and after the fact differ by luck only."""
    n_worlds = 60
    realised = np.array(
        [execute(PORTFOLIO, MARKET, seed=seed).realised_npv_cny["kite"] for seed in range(n_worlds)]
    )
    many = Chance(seed=11, draws=1_024)
    world = simulate_world(MARKET, MONTHS_AFTER, many)
    book = simulate_book([line_of(contract) for contract in PORTFOLIO], world)
    factors = {"kite": discount_factors(signed_rental().setting.lab.discount_rate_per_year, 48)}
    expected = fold(book.all_flows, factors, (1, many.draws))["kite"].base_cny
    luck = realised.std() / np.sqrt(n_worlds)
    assert abs(realised.mean() - expected.mean()) < 4 * luck


def test_happenings_come_in_order_and_within_the_world() -> None:
    kinds = set()
    for seed in range(30):
        result = execute(PORTFOLIO, MARKET, seed=seed)
        months = [each.month for each in result.happenings]
        assert months == sorted(months)
        assert all(0 <= month <= result.world.months for month in months)
        kinds |= {each.kind for each in result.happenings}
    assert {"ban", "first delivery", "waits for cards", "lapsed"} <= kinds
    assert kinds & {"customer left", "customer left short of cards"}


def test_bids_below_the_authority_are_rejected_and_logged_e18() -> None:
    cheap = signed_rental(list_price_fraction=0.2)
    for signer, is_refused in (
        ("sales", True),
        ("business-line head", True),
        (LADDER[-1][0], False),
    ):
        result = execute([cheap], MARKET, seed=4, approvals={cheap.id: signer})
        assert (cheap.id in {each.contract for each in result.refused}) is is_refused
        assert (cheap.id in result.courses) is not is_refused
    (logged,) = execute([cheap], MARKET, seed=4, approvals={}).refused
    assert (logged.signed_by, logged.needed) == ("sales", "chief executive")


@pytest.mark.parametrize(
    ("share", "title"),
    [(0.7, "sales"), (0.6, "sales"), (0.5, "sales director"), (0.45, "business-line head"),
     (0.3, "cloud finance and vice-president"), (0.29, "chief executive")],
)  # fmt: skip
def test_the_ladder_of_discounts(share: float, title: str) -> None:
    assert signer_of(share).title == title


def test_the_chief_executive_agrees_the_more_the_more_the_customer_is_worth() -> None:
    assert approval_probability_fraction(0.5, 0) == 1
    chances = [approval_probability_fraction(0.2, value) for value in (0, 60e6, 200e6)]
    assert chances == pytest.approx([0.2, 0.56, 0.9])
    assert damages_approval_fraction(1.0) == 0.02
    assert damages_approval_fraction(0.5) == 1.0
