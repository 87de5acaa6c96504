"""What really happened: a signed portfolio carried out in one realised world.

The same ledgers that value a contract before the fact are run on a single draw of the world's own
seed, so the result after the fact differs from the appraisal by luck and by nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from negotiation.domain.market import Market
from negotiation.economics.authority import Refused, review
from negotiation.economics.courses import ContractCourse, course_of
from negotiation.economics.discounting import Floats, discount_factors
from negotiation.economics.flows import Flows
from negotiation.economics.futures import REGIMES
from negotiation.economics.happenings import Happening, happenings_of
from negotiation.economics.ledgers import parties_of
from negotiation.economics.portfolio import SignedContract, line_of, simulate_book
from negotiation.economics.streams import Chance
from negotiation.economics.world import World, simulate_world

__all__ = ["ContractCourse", "Execution", "execute", "realised_world"]

MONTHS_AFTER = 48
"""Until when a portfolio is carried out after the last signature, as far as terms may reach."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Execution:
    """A portfolio after the fact. Money in CNY by month, axis (month,)."""

    world: World
    regimes: tuple[str, ...]
    cashflow_cny: Mapping[str, Mapping[str, Floats]]
    """By party and account; what a party pays is negative."""
    worth_cny: Mapping[str, Mapping[str, Floats]]
    realised_npv_cny: Mapping[str, float]
    """By party, at the world's month 0, worth included."""
    courses: Mapping[str, ContractCourse]
    happenings: tuple[Happening, ...]
    refused: tuple[Refused, ...]
    """Contracts that nobody had the authority to sign: they are logged and not carried out."""


def realised_world(market: Market, months: int, seed: int) -> World:
    """Return the one world of ``seed``; valuations may condition on its past through ``Chance``."""
    return simulate_world(market, months, Chance(seed=seed, draws=1))


def execute(
    portfolio: Sequence[SignedContract],
    market: Market,
    *,
    seed: int,
    approvals: Mapping[str, str] | None = None,
    months_after: int = MONTHS_AFTER,
) -> Execution:
    """Carry out ``portfolio`` in the realised world of ``seed``.

    Args:
        portfolio: the contracts, each signed in its month of the world.
        market: the market at the world's month 0.
        seed: of what really happens; not that of any valuation.
        approvals: contract id -> who signed it. A rental that is cheaper than the sales desk may
            sign needs one (R12); by default everything is approved.
        months_after: until when money counts after the last signature.

    Returns:
        Cash by party, account and month, the course of every contract, and what happened.
    """
    refused = () if approvals is None else review(portfolio, approvals)
    turned_down = {each.contract for each in refused}
    signed = [contract for contract in portfolio if contract.id not in turned_down]
    latest = max((contract.signed_month for contract in signed), default=0)
    world = realised_world(market, latest + months_after, seed)
    book = simulate_book([line_of(contract) for contract in signed], world)
    people = parties_of([contract.setting for contract in signed])
    return Execution(
        world=world,
        regimes=tuple(REGIMES[regime] for regime in world.futures.regime[0]),
        cashflow_cny={party: accounts(book.all_flows, party, is_cash=True) for party in people},
        worth_cny={party: accounts(book.all_flows, party, is_cash=False) for party in people},
        realised_npv_cny={
            party: npv_of(book.all_flows, party, rate) for party, (rate, _) in people.items()
        },
        courses={contract.id: course_of(contract, book) for contract in signed},
        happenings=happenings_of(signed, book),
        refused=refused,
    )


def accounts(flows: Flows, party: str, *, is_cash: bool) -> dict[str, Floats]:
    """Return what a party gets on every account, axis (month,)."""
    found: dict[str, Floats] = {}
    for flow in flows:
        sign = float(flow.payee == party) - float(flow.payer == party)
        if sign and flow.is_cash == is_cash:
            moved = sign * flow.amount[0, 0]
            found[flow.account] = found.get(flow.account, np.zeros(moved.shape)) + moved
    return {account: moved for account, moved in found.items() if moved.any()}


def npv_of(flows: Flows, party: str, rate_per_year: float) -> float:
    """Return the realised present value at month 0, worth included [CNY]."""
    total = 0.0
    for flow in flows:
        sign = float(flow.payee == party) - float(flow.payer == party)
        if sign:
            factors = discount_factors(rate_per_year, flow.amount.shape[-1] - 1)
            total += sign * float(flow.amount[0, 0] @ factors)
    return total
