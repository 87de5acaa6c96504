"""What a campaign's contracts put at risk: promises, damages, the winner's prize, the orders."""

from collections.abc import Sequence

import numpy as np

from negotiation.analysis.campaign_score import (
    Amplification,
    Curse,
    Exposure,
    Promise,
    SignatureScore,
)
from negotiation.app.ledger import Entry
from negotiation.app.stand_ins import as_opened, sessions_of
from negotiation.domain.campaigns import Campaign
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import OfferMade
from negotiation.domain.scenarios import Scenario, Table
from negotiation.economics.clauses import Columns
from negotiation.economics.execution import Execution
from negotiation.economics.lines import SignedContract, line_of, passed_on_fraction

__all__ = ["amplification_of", "curses_of", "exposures_of", "promises_of"]

TOLERANCE = 0.1
"""Shortage that is borne, share of the promise (R5)."""


def promises_of(entries: Sequence[Entry], execution: Execution) -> tuple[Promise, ...]:
    """Return what every rental promised, against what its seller had when it signed."""
    return tuple(
        _promise(entry, entries, execution)
        for entry in entries
        if entry.contract.setting.template == "compute_rental" and _gpus(entry.contract) > 0
    )


def _promise(entry: Entry, entries: Sequence[Entry], execution: Execution) -> Promise:
    contract, seller = entry.contract, entry.contract.setting.parties["cloud"]
    course = execution.courses[contract.id]
    missing = np.maximum(course.promised_gpus - course.delivered_gpus, 0)
    short = missing > TOLERANCE * np.maximum(course.promised_gpus, 1e-9)
    worst = float((missing / np.maximum(course.promised_gpus, 1e-9)).max(initial=0.0))
    promised, covered = _gpus(contract), _covered(entry, entries, seller)
    return Promise(
        contract=contract.id,
        seller=seller,
        promised_gpus=promised,
        covered_gpus=covered,
        worst_shortfall_fraction=worst,
        months_short=int(short.sum()),
        is_over_promised=covered < promised and bool(short.any()),
    )


def _covered(entry: Entry, entries: Sequence[Entry], seller: str) -> float:
    """Return what a seller had or had ordered for a promise when it made it."""
    month, cloud = entry.contract.signed_month, entry.contract.setting.cloud
    owed = ordered = 0.0
    for other in entries:
        contract = other.contract
        is_earlier = contract.signed_month <= month and other is not entry
        ended = contract.ended_month is not None and contract.ended_month <= month
        if not is_earlier or ended or contract.setting.parties["cloud"] != seller:
            continue
        if contract.setting.template == "card_supply":
            ordered += _gpus(contract)
        else:
            owed += _gpus(contract)
    return max(0.0, cloud.own_stock_gpus + ordered - owed)


def exposures_of(entries: Sequence[Entry]) -> tuple[Exposure, ...]:
    """Return the damages that sellers may owe for lateness and what they can hand on."""
    found = []
    for entry in entries:
        contract = entry.contract
        columns = line_of(contract).columns
        if contract.setting.template != "compute_rental" or not columns["ld_fraction_per_week"][0]:
            continue
        seller = contract.setting.parties["cloud"]
        upstream = [
            line_of(other.contract)
            for other in entries
            if other.contract.setting.template == "card_supply"
            and other.contract.setting.parties["cloud"] == seller
        ]
        month = contract.signed_month
        share = float(passed_on_fraction(upstream, month, month).max()) if upstream else 0.0
        most = _most_owed_cny(contract, columns)
        found.append(
            Exposure(
                contract=contract.id,
                seller=seller,
                most_owed_cny=most,
                passed_on_fraction=share,
                unhedged_cny=most * (1 - share),
            )
        )
    return tuple(found)


def _most_owed_cny(contract: SignedContract, columns: Columns) -> float:
    """Return the cap on damages of a rental [CNY]."""
    market = contract.setting.market
    value = (
        columns["list_price_fraction"][0]
        * market.list_price_cny_per_gpu_month
        * columns["gpus"][0]
        * columns["term_months"][0]
    )
    return float(value * columns["ld_cap_fraction"][0])


def curses_of(
    scenario: Scenario,
    campaign: Campaign,
    log: Sequence[LogEvent],
    signatures: Sequence[SignatureScore],
) -> tuple[Curse, ...]:
    """Return what the winners of the tenders have won."""
    sessions = sessions_of(log)
    found = []
    for signature in signatures:
        session = sessions[signature.table]
        table = as_opened(campaign, scenario.table(signature.table), session.parties)
        won = next((each for each in session.awards if each.party in signature.parties), None)
        if table.tender is None or won is None:
            continue
        winner, issue = won.party, table.tender.price_issue
        runner_up = _runner_up(log, table, winner)
        realised = signature.after_cny.get(winner, 0.0)
        found.append(
            Curse(
                table=table.id,
                winner=winner,
                price=float(won.outcome[issue]),
                runner_up=runner_up and runner_up[0],
                runner_up_price=runner_up and runner_up[1],
                expected_surplus_cny=signature.before[winner].surplus_cny,
                realised_cny=realised,
                is_cursed=realised < 0,
            )
        )
    return tuple(found)


def _runner_up(log: Sequence[LogEvent], table: Table, winner: str) -> tuple[str, float] | None:
    """Return who else bid best, and what."""
    if table.tender is None:
        return None
    issue = table.tender.price_issue
    prices = {
        event.party: float(event.outcome[issue])
        for event in log
        if isinstance(event, OfferMade) and event.table == table.id and event.party != winner
    }
    if not prices:
        return None
    pick = min if table.tender.direction == "falling" else max
    best = pick(prices, key=lambda party: prices[party])
    return best, prices[best]


def amplification_of(entries: Sequence[Entry], execution: Execution) -> Amplification:
    """Return how orders grew on their way up the chain (F29)."""
    rented = sum(
        _gpus(entry.contract)
        for entry in entries
        if entry.contract.setting.template == "compute_rental" and _is_first_of_its_line(entry)
    )
    orders = [each for each in entries if each.contract.setting.template == "card_supply"]
    ordered = sum(_gpus(entry.contract) for entry in orders)
    delivered = sum(
        float(execution.courses[entry.contract.id].delivered_gpus.max(initial=0.0))
        for entry in orders
    )
    return Amplification(
        rented_gpus=rented,
        ordered_gpus=ordered,
        delivered_gpus=delivered,
        ratio=ordered / rented if rented else None,
    )


def _is_first_of_its_line(entry: Entry) -> bool:
    """Whether a rental is a need of its own, and does not take the place of an earlier one."""
    return len(entry.lineage) == 1


def _gpus(contract: SignedContract) -> float:
    return float(line_of(contract).columns["gpus"][0])
