"""Runs of ``the-scramble`` played in this process, and how each of them ended."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from negotiation.analysis.campaign_score import CampaignScore
from negotiation.app.campaign_scoring import score_campaign
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan, plan_run
from negotiation.app.programmes import programme_of
from negotiation.app.stand_ins import sessions_of
from negotiation.app.table_cache import tables_of_process
from negotiation.app.worlds import CampaignWorld
from negotiation.catalog.files import Loaded, load_scenario
from negotiation.domain.campaigns import Campaign
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.events import WalkedAway
from negotiation.domain.profiles import CloudProfile
from negotiation.domain.scenarios import Party, Scenario, Table
from negotiation.domain.stand_ins import candidates
from negotiation.errors import UsageError
from negotiation.graph.turns import Turns
from negotiation.settings import Settings
from negotiation.store.log import MemoryLog

__all__ = ["AS_SHIPPED", "RIVAL_WITHOUT_STOCK", "SCENARIO", "WINNER_WITH_STOCK", "Changes"]
__all__ += ["Ending", "ended", "ending_of", "play", "play_through"]

SCENARIO = "the-scramble"

Changes = Mapping[str, Mapping[str, float]]
"""Party -> figures of its own economics as a cloud."""

AS_SHIPPED: Changes = MappingProxyType({})
RIVAL_WITHOUT_STOCK: Changes = MappingProxyType(
    {"late": {"own_stock_gpus": 0}, "heron": {"rival_stock_fraction": 0.0}}
)
WINNER_WITH_STOCK: Changes = MappingProxyType({"heron": {"own_stock_gpus": 1280}})

TENDER, POACHING = "tender", "poaching"
VENDOR = "vendor"
YEAR_MONTHS = 12


class Ending(NamedTuple):
    """How a run ended. Money in CNY at month 0; months from the tender on."""

    winner: str | None
    rent_fraction: float | None
    """The winner's rent, as a share of list price."""
    dropped_out: frozenset[str]
    """Bidders that left the tender before it was awarded."""
    customer_left_month: int | None
    """When the winner's contract with the lab, or what followed it between the two, ended."""
    damages_before_glut: bool
    """The vendor signed damages for delay while there was no glut."""
    damages_in_glut: bool
    poaching_opened: bool
    profit_cny: Mapping[str, float]
    """Realised, by party, over signing nothing."""
    cpu_seconds: float = 0.0

    @property
    def richest(self) -> str:
        """The party with the largest profit."""
        return max(self.profit_cny, key=lambda party: self.profit_cny[party])

    @property
    def is_customer_gone(self) -> bool:
        """Whether the customer was gone within a year of the tender."""
        return self.customer_left_month is not None and self.customer_left_month <= YEAR_MONTHS


def ended(seed: int, changes: Changes = AS_SHIPPED) -> Ending:
    """Play and score a run with the shipped casting, and say how it ended."""
    tables_of_process.cache_clear()  # every run values its tables, whatever was played before
    started = time.process_time()
    plan, log = play(seed, changes)
    found = ending_of(plan, log)
    return found._replace(cpu_seconds=time.process_time() - started)


def play(seed: int, changes: Changes = AS_SHIPPED) -> tuple[RunPlan, tuple[LogEvent, ...]]:
    """Play a run with strategies; return its plan and its log.

    Args:
        seed: of the run and of its world.
        changes: of the clouds' economics.
    """
    loaded = load_scenario(SCENARIO)
    return play_through(replace(loaded, scenario=_with_clouds(loaded.scenario, changes)), seed)


def play_through(loaded: Loaded, seed: int) -> tuple[RunPlan, tuple[LogEvent, ...]]:
    """Play any scenario with the strategies that it names; return its plan and its log."""
    plan = plan_run(
        loaded,
        who={party.id: "strategy" for party in loaded.scenario.parties},
        personas={},
        model=None,
        seed=seed,
        language="en",
        endpoints=Endpoints(Settings({})),
    )
    log = MemoryLog()
    asyncio.run(_play(Turns(programme_of(plan, {}), log)))
    return plan, tuple(log.read())


async def _play(turns: Turns) -> None:
    turns.settle()
    while not turns.cursor().is_over:
        await turns.take_turn()


def _with_clouds(scenario: Scenario, changes: Changes) -> Scenario:
    def changed(party: Party) -> Party:
        cloud = (party.profiles.cloud or CloudProfile()).model_copy(update=changes[party.id])
        profiles = party.profiles.model_copy(update={"cloud": cloud})
        return party.model_copy(update={"profiles": profiles})

    parties = tuple(changed(each) if each.id in changes else each for each in scenario.parties)
    tables = tuple(_with_cloud(scenario, table, changes) for table in scenario.tables)
    return scenario.model_copy(update={"parties": parties, "tables": tables})


def _with_cloud(scenario: Scenario, table: Table, changes: Changes) -> Table:
    """Return a table that has a cloud's economics of its own with the same changes."""
    valuation = table.valuation
    if not isinstance(valuation, EconomicsValuation) or valuation.cloud is None:
        return table
    for party, figures in changes.items():
        if party in candidates(scenario, valuation.roles["cloud"]):
            cloud = valuation.cloud.model_copy(update=figures)
            return table.model_copy(
                update={"valuation": valuation.model_copy(update={"cloud": cloud})}
            )
    return table


def ending_of(plan: RunPlan, log: tuple[LogEvent, ...]) -> Ending:
    """Score a run that was played, and say how it ended; its time is not known."""
    campaign = plan.scenario.campaign
    if campaign is None:
        raise UsageError(f"{plan.scenario.name} is no campaign")
    score = score_campaign(plan, campaign, log)
    tender = sessions_of(log)[TENDER]
    award = tender.awards[0] if tender.awards else None
    in_glut = _damages_by_glut(plan, campaign, log)
    return Ending(
        winner=award.party if award else None,
        rent_fraction=float(award.outcome["list_price_fraction"]) if award else None,
        dropped_out=_dropped_out(log),
        customer_left_month=_left_month(score, award.party) if award else None,
        damages_before_glut=False in in_glut,
        damages_in_glut=True in in_glut,
        poaching_opened=POACHING in sessions_of(log),
        profit_cny={party.party: party.profit_cny for party in score.parties},
    )


def _dropped_out(log: tuple[LogEvent, ...]) -> frozenset[str]:
    """Return who left the tender; after the award nobody can."""
    return frozenset(
        event.party for event in log if isinstance(event, WalkedAway) and event.table == TENDER
    )


def _left_month(score: CampaignScore, winner: str) -> int | None:
    """Return when the last of the contracts between the lab and the winner of the tender ended."""
    (first,) = (each for each in score.signatures if each.table == TENDER)
    line = [each for each in score.signatures if set(each.parties) == set(first.parties)]
    if winner not in first.parties:
        raise AssertionError(f"{winner} has won a contract of {first.parties}")
    return line[-1].ending_month


def _damages_by_glut(plan: RunPlan, campaign: Campaign, log: tuple[LogEvent, ...]) -> set[bool]:
    """Return whether there was a glut, for every time that the vendor signed damages for delay."""
    contracts = CampaignWorld(plan.scenario, campaign, plan.seed).contracts(log)
    return {
        contract.setting.market.regime_at_start == "glut"
        for contract in contracts
        if contract.setting.parties.get("vendor") == VENDOR
        and float(contract.clauses.get("ld_fraction_per_week", 0)) > 0
    }
