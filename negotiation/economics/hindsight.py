"""Worth after the fact, contract by contract: what each brought, and what its signature changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from negotiation.economics.discounting import discount_factors
from negotiation.economics.flows import Flow, Flows
from negotiation.economics.ledgers import parties_of
from negotiation.economics.lines import SignedContract, line_of
from negotiation.economics.portfolio import Book, simulate_book
from negotiation.economics.world import World

__all__ = ["RealisedNpv", "contract_npvs", "npv_of", "realised_totals", "signature_worths"]


class RealisedNpv(NamedTuple):
    """A realised present value, worth that is not cash included [CNY]."""

    at_start_cny: float
    """Discounted to the world's month 0."""
    at_signing_cny: float
    """Discounted to the month of the contract's signing, as it was valued then."""


def npv_of(flows: Iterable[Flow], party: str, rate_per_year: float) -> float:
    """Return the realised present value at month 0, worth included [CNY]."""
    total = 0.0
    for flow in flows:
        sign = float(flow.payee == party) - float(flow.payer == party)
        if sign:
            factors = discount_factors(rate_per_year, flow.amount.shape[-1] - 1)
            total += sign * float(flow.amount[0, 0] @ factors)
    return total


def contract_npvs(
    portfolio: Sequence[SignedContract], book: Book
) -> dict[str, dict[str, RealisedNpv]]:
    """Return what each contract brought each party whom its flows name, by contract and party.

    What belongs to no single contract is in none of them: a lab's training on all its compute, the
    rent that a cloud's own stock would have earned.
    """
    people = parties_of([contract.setting for contract in portfolio])
    return {
        contract.id: realised(
            {party: npv_of(book.flows[contract.id], party, rate)
             for party, (rate, _) in people.items()
             if is_named(book.flows[contract.id], party)},
            people,
            contract.signed_month,
        )
        for contract in portfolio
    }  # fmt: skip


def signature_worths(
    portfolio: Sequence[SignedContract], world: World
) -> dict[str, dict[str, RealisedNpv]]:
    """Return what each signature changed for every party, by contract and party.

    In the same world the contract is left away: what it replaced goes on in its place, and as long
    as it would have, the others stay as they were, and its table came to nothing (a contract of
    zero GPUs). So a lab's training counts for the contract that made it possible. What several
    contracts of one table replaced goes on only without them all.

    Args:
        portfolio: everything that was signed.
        world: the realised one (one draw).
    """
    people = parties_of([contract.setting for contract in portfolio])
    rates = {party: rate for party, (rate, _) in people.items()}
    actual = totals(portfolio, world, rates)
    found = {}
    for contract in portfolio:
        without = totals(without_signature(portfolio, contract), world, rates)
        changed = {party: actual[party] - without[party] for party in actual}
        found[contract.id] = realised(changed, people, contract.signed_month)
    return found


def without_signature(
    portfolio: Sequence[SignedContract], contract: SignedContract
) -> list[SignedContract]:
    """Return a portfolio as it would be if one contract had not been signed."""
    kept = []
    is_shared = any(
        other.replaces == contract.replaces and other.signed_month == contract.signed_month
        for other in portfolio
        if other.id != contract.id
    )
    for each in portfolio:
        if each.id == contract.id:
            kept.append(replace(each, clauses={**each.clauses, "gpus": 0.0}))
        elif not is_shared and is_replaced(each, contract):
            kept.append(replace(each, ended_month=contract.ended_month))
        else:
            kept.append(each)
    return kept


def is_replaced(earlier: SignedContract, contract: SignedContract) -> bool:
    """Say whether ``contract`` ended an earlier one when it was signed."""
    is_named = contract.replaces in {earlier.id, earlier.id.partition(".")[0]}
    return is_named and earlier.ended_month == contract.signed_month


def totals(
    portfolio: Sequence[SignedContract], world: World, rates: Mapping[str, float]
) -> dict[str, float]:
    """Return every party's realised present value [CNY] at month 0."""
    flows = simulate_book([line_of(contract) for contract in portfolio], world).all_flows
    return {party: npv_of(flows, party, rate) for party, rate in rates.items()}


def realised(
    npvs_cny: Mapping[str, float], people: Mapping[str, tuple[float, float]], month: int
) -> dict[str, RealisedNpv]:
    """Return present values at month 0 also as of ``month``."""
    return {
        party: RealisedNpv(npv, npv * (1 + people[party][0]) ** (month / 12))
        for party, npv in npvs_cny.items()
    }


def is_named(flows: Flows, party: str) -> bool:
    """Say whether any of the flows concerns a party."""
    return any(party in {flow.payer, flow.payee} for flow in flows)


def realised_totals(portfolio: Sequence[SignedContract], world: World) -> dict[str, float]:
    """Return every party's realised present value [CNY] at month 0 of a realised world."""
    people = parties_of([contract.setting for contract in portfolio])
    return totals(portfolio, world, {party: rate for party, (rate, _) in people.items()})
