"""What a campaign's contracts put at risk: promises, damages, the winner's prize, the orders."""

from collections.abc import Mapping, Sequence

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
from negotiation.economics.courses import ContractCourse
from negotiation.economics.discounting import Floats
from negotiation.economics.execution import Execution
from negotiation.economics.lateness import has_damages
from negotiation.economics.lines import SignedContract, line_of, passed_on_fraction
from negotiation.economics.shipments import DIRECT
from negotiation.economics.standing import ContractStanding, standing_of

__all__ = ["amplification_of", "came_of", "curses_of", "exposures_of", "promises_of"]

TOLERANCE = 0.1
"""Shortage that is borne, share of the promise (R5)."""


def promises_of(
    entries: Sequence[Entry], execution: Execution, standings: Mapping[str, ContractStanding]
) -> tuple[Promise, ...]:
    """Return what every rental promised, against what its seller had when it signed.

    Args:
        entries: the ledger, in the order of signing.
        execution: of all of it.
        standings: by contract, at the end; after its own end a contract promises nothing.
    """
    return tuple(
        _promise(entry, _covered(entries, place, execution), execution, standings)
        for place, entry in enumerate(entries)
        if not _is_supply(entry) and _gpus(entry.contract) > 0
    )


def came_of(course: ContractCourse, standing: ContractStanding) -> tuple[Floats, Floats]:
    """Return what a contract promised and what came of it, axis (month,), up to its end."""
    last = None if standing.exit_reason == "all delivered" else standing.exit_month
    until = None if last is None else last + 1
    promised = course.promised_gpus[:until]
    return promised, np.minimum(course.delivered_gpus[:until], promised)


def _promise(
    entry: Entry,
    covered: float,
    execution: Execution,
    standings: Mapping[str, ContractStanding],
) -> Promise:
    contract = entry.contract
    promised, came = came_of(execution.courses[contract.id], standings[contract.id])
    missing = (promised - came) / np.maximum(promised, 1e-9)
    short = missing > TOLERANCE
    return Promise(
        contract=contract.id,
        seller=_seller(entry),
        promised_gpus=_gpus(contract),
        covered_gpus=covered,
        worst_shortfall_fraction=float(missing.max(initial=0.0)),
        months_short=int(short.sum()),
        is_over_promised=covered < _gpus(contract) and bool(short.any()),
    )


def _covered(entries: Sequence[Entry], place: int, execution: Execution) -> float:
    """Return what a seller had or had ordered for a rental in the month in which it signed it.

    What it owed are the rentals that it signed before and that had not ended by then.
    """
    contract, n_owed = entries[place].contract, 0.0
    cloud, month = contract.setting.cloud, contract.signed_month
    has = cloud.own_stock_gpus + cloud.spot_cover_gpus
    has += cloud.order_gpus * cloud.tranche_share_fraction
    known = standing_of([each.contract for each in entries], execution.world, month).contracts
    for index, other in enumerate(entries):
        standing = known.get(other.contract.id)
        if standing is None or _seller(other) != _seller(entries[place]):
            continue
        if _is_supply(other):
            is_whole = standing.exit_reason in {None, "all delivered"}
            has += _gpus(other.contract) if is_whole else standing.delivered_gpus
        elif index < place and standing.is_in_force:
            n_owed += _gpus(other.contract)
    return max(0.0, has - n_owed)


def exposures_of(entries: Sequence[Entry]) -> tuple[Exposure, ...]:
    """Return the damages that sellers may owe for lateness and what they can hand on."""
    found = []
    for entry in entries:
        contract = entry.contract
        columns = line_of(contract).columns
        if _is_supply(entry) or not has_damages(columns)[0] or not _gpus(contract):
            continue
        upstream = [
            line_of(other.contract)
            for other in entries
            if _is_supply(other) and _seller(other) == _seller(entry)
        ]
        month = contract.signed_month
        share = contract.setting.cloud.order_back_to_back_fraction
        if upstream:
            share = float(passed_on_fraction(upstream, month, month).max())
        most = _most_owed_cny(contract, columns)
        found.append(
            Exposure(
                contract=contract.id,
                seller=_seller(entry),
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
    cap = min(columns["ld_cap_fraction"][0], columns["liability_cap_fraction"][0])
    return float(value * cap)


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
                is_cursed=realised < 0 <= signature.before[winner].surplus_cny,
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
    """Return how orders grew on their way up the chain (F29).

    Lots that change hands on the spot or by the grey channel are no orders: they exist already.
    """
    firsts = [entry for entry in entries if _is_first_of_its_line(entry)]
    rented = sum(_gpus(entry.contract) for entry in firsts if not _is_supply(entry))
    ordered = sum(_gpus(entry.contract) for entry in firsts if _is_order(entry))
    orders = [entry for entry in entries if _is_order(entry)]
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


def _is_order(entry: Entry) -> bool:
    return _is_supply(entry) and line_of(entry.contract).columns["channel"][0] == DIRECT


def _is_first_of_its_line(entry: Entry) -> bool:
    """Whether a contract is a need of its own, and does not take the place of an earlier one."""
    return len(entry.lineage) == 1


def _is_supply(entry: Entry) -> bool:
    return entry.contract.setting.template == "card_supply"


def _seller(entry: Entry) -> str:
    """Return the cloud of a contract, which sells what it rents out."""
    return entry.contract.setting.parties["cloud"]


def _gpus(contract: SignedContract) -> float:
    return float(line_of(contract).columns["gpus"][0])
