"""Scoring a campaign from its plan and its log: before the fact, after it, and what went wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.analysis.campaign_score import (
    CampaignScore,
    Foresight,
    PartyLedger,
    SignatureScore,
    verdict_of,
)
from negotiation.analysis.conduct.between_tables import find_leaks_between
from negotiation.app.campaign_risks import (
    amplification_of,
    came_of,
    curses_of,
    exposures_of,
    promises_of,
)
from negotiation.app.ledger import Entry
from negotiation.app.plan import RunPlan
from negotiation.app.stand_ins import as_opened, sessions_of
from negotiation.app.worlds import CampaignWorld
from negotiation.domain.campaigns import Campaign
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.scenarios import Scenario, Table
from negotiation.economics.execution import Execution
from negotiation.economics.hindsight import RealisedNpv, signature_worths
from negotiation.economics.situation import Situation, appraise_in
from negotiation.economics.standing import ContractStanding, standing_of
from negotiation.protocol.session import Session

__all__ = ["score_campaign"]


def score_campaign(plan: RunPlan, campaign: Campaign, log: Sequence[LogEvent]) -> CampaignScore:
    """Score a campaign as far as its log goes."""
    world = CampaignWorld(plan.scenario, campaign, plan.seed)
    entries = world.portfolio(log)
    contracts = [entry.contract for entry in entries]
    execution = world.execution(log)
    last = execution.world.months - 1
    standings = standing_of(contracts, execution.world, last).contracts
    changed = signature_worths(contracts, execution.world)
    signed = [entry for entry in entries if entry.table not in _first(campaign)]
    sessions = sessions_of(log)
    signatures = tuple(
        _signature(
            entry,
            world.before(entry, log),
            execution,
            changed=changed,
            standing=standings[entry.contract.id],
            outvoted=_outvoted(entry, sessions[entry.table]),
        )
        for entry in signed
    )
    return CampaignScore(
        months=last,
        signatures=signatures,
        parties=_ledgers(plan.scenario, world.profits(log), signatures, changed),
        promises=promises_of(entries, execution, standings),
        exposures=exposures_of(entries),
        curses=curses_of(plan.scenario, campaign, log, signatures),
        leaks=find_leaks_between(log, _opened(plan.scenario, campaign, log), plan.language),
        amplification=amplification_of(entries, execution),
        regimes=execution.regimes,
    )


def _opened(scenario: Scenario, campaign: Campaign, log: Sequence[LogEvent]) -> dict[str, Table]:
    """Return the tables that were opened, with those who sat down."""
    return {
        name: as_opened(campaign, scenario.table(name), session.parties)
        for name, session in sessions_of(log).items()
    }


def _first(campaign: Campaign) -> set[str]:
    return {contract.id for contract in campaign.ledger}


def _signature(
    entry: Entry,
    situation: Situation,
    execution: Execution,
    *,
    changed: Mapping[str, Mapping[str, RealisedNpv]],
    standing: ContractStanding,
    outvoted: tuple[str, ...],
) -> SignatureScore:
    contract = entry.contract
    before = _foresight(entry, situation)
    after = {
        party: worth.at_signing_cny
        for party, worth in changed[contract.id].items()
        if party in entry.parties or abs(worth.at_signing_cny) > 1
    }
    promised, came = came_of(execution.courses[contract.id], standing)
    return SignatureScore(
        contract=contract.id,
        table=entry.table,
        month=contract.signed_month,
        parties=entry.parties,
        before=before,
        after_cny=after,
        verdicts={
            party: verdict_of(each.surplus_cny, after.get(party, 0.0))
            for party, each in before.items()
            if party not in outvoted
        },
        outvoted=outvoted,
        delivered_fraction=float(came.sum() / promised.sum()) if promised.any() else 1.0,
        ending=standing.exit_reason,
        ending_month=standing.exit_month,
    )


def _outvoted(entry: Entry, session: Session) -> tuple[str, ...]:
    """Return the parties of a contract whom a round table bound against their vote."""
    if session.protocol != "roundtable":
        return ()
    return tuple(party for party in entry.parties if party not in session.assents)


def _foresight(entry: Entry, situation: Situation) -> dict[str, Foresight]:
    """Return what both parties could know of a contract when they signed it."""
    columns: dict[str, NDArray[Any]] = {
        name: np.array([value]) for name, value in entry.contract.clauses.items()
    }
    worth = appraise_in(situation, entry.contract.setting, columns)
    return {
        party: Foresight(
            surplus_cny=float(each.value_cny[0]) - worth.reservation_values_cny[party],
            expected_npv_cny=float(worth.gains[party].expected_npv_cny[0]),
            loss_probability_fraction=float(worth.gains[party].loss_probability_fraction[0]),
            cvar5_npv_cny=float(worth.gains[party].cvar5_npv_cny[0]),
        )
        for party, each in worth.appraisals.items()
    }


def _ledgers(
    scenario: Scenario,
    profits: Mapping[str, float],
    signatures: Sequence[SignatureScore],
    changed: Mapping[str, Mapping[str, RealisedNpv]],
) -> tuple[PartyLedger, ...]:
    """Return what the campaign brought each party, the richest first."""
    found = [
        PartyLedger(
            party=party.id,
            profit_cny=profits.get(party.id, 0.0),
            by_contract_cny={
                each.contract: changed[each.contract][party.id].at_start_cny
                for each in signatures
                if party.id in changed[each.contract] and party.id in each.parties
            },
            expected_surplus_cny=sum(
                each.before[party.id].surplus_cny
                for each in signatures
                if party.id in each.before and party.id not in each.outvoted
            ),
            n_signed=sum(party.id in each.parties for each in signatures),
        )
        for party in scenario.parties
    ]
    return tuple(sorted(found, key=lambda each: -each.profit_cny))
