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
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import Flows
from negotiation.economics.happenings import Happening, happenings_of
from negotiation.economics.hindsight import RealisedNpv, contract_npvs, npv_of
from negotiation.economics.ledgers import parties_of
from negotiation.economics.portfolio import SignedContract, line_of, simulate_book
from negotiation.economics.regimes import REGIMES
from negotiation.economics.streams import Chance, PriceMode
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
    npv_by_contract_cny: Mapping[str, Mapping[str, RealisedNpv]]
    """By contract and party whom its flows name: see ``hindsight.contract_npvs``."""
    shared_npv_cny: Mapping[str, float]
    """By party, at the world's month 0: what belongs to no single contract."""
    refused: tuple[Refused, ...]
    """Contracts that nobody had the authority to sign: they are logged and not carried out."""


def realised_world(
    market: Market, months: int, seed: int, *, mode: PriceMode | None = None
) -> World:
    """Return the one world of ``seed``; valuations may condition on its past through ``Chance``.

    Args:
        market: as it stands in the world's month 0.
        months: the last month.
        seed: of what really happens.
        mode: by which rule the world runs, where that is not the one that everybody believes in.
    """
    runs = market if mode is None else market.model_copy(update={"price_mode": mode})
    return simulate_world(runs, months, Chance(seed=seed, draws=1))


def execute(
    portfolio: Sequence[SignedContract],
    market: Market,
    *,
    seed: int,
    approvals: Mapping[str, str] | None = None,
    months_after: int = MONTHS_AFTER,
    mode: PriceMode | None = None,
) -> Execution:
    """Carry out ``portfolio`` in the realised world of ``seed``.

    Args:
        portfolio: the contracts, each signed in its month of the world and in the market of its own
            setting; one that is ended by agreement says when.
        market: the market at the world's month 0.
        seed: of what really happens; not that of any valuation.
        approvals: contract id -> who signed it. A rental that is cheaper than the sales desk may
            sign needs one (R12); by default everything is approved.
        months_after: until when money counts after the last signature.
        mode: by which rule the world runs; the market's own unless given.

    Returns:
        Cash by party, account and month, the course of every contract, and what happened.
    """
    refused = () if approvals is None else review(portfolio, approvals)
    turned_down = {each.contract for each in refused}
    signed = [contract for contract in portfolio if contract.id not in turned_down]
    latest = max((contract.signed_month for contract in signed), default=0)
    world = realised_world(market, latest + months_after, seed, mode=mode)
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
        npv_by_contract_cny=contract_npvs(signed, book),
        shared_npv_cny={
            party: npv_of(flows, party, people[party][0]) for party, flows in book.shared.items()
        },
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
