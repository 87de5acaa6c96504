"""How the tables of a shipped scenario stand when they open.

A table of a campaign stands by itself only in its first phase. What a later one holds hangs on a
run: here on one of reference, played by the strategies that the scenario names.
"""

from collections.abc import Sequence
from typing import NamedTuple

from evals.bench.scramble_runs import play_through
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.app.plan import RunPlan
from negotiation.app.stand_ins import as_opened
from negotiation.app.table_cache import tables_of_process
from negotiation.app.worlds import CampaignWorld
from negotiation.catalog.files import load_scenario
from negotiation.domain.campaigns import Campaign
from negotiation.domain.chronicle import LogEvent, TableSkipped
from negotiation.domain.events import TableOpened
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.stand_ins import stand_in_names
from negotiation.domain.values import Value
from negotiation.economics.situation import Situation

__all__ = ["Opening", "Reference", "Shut", "openings"]

REFERENCE_SEED = 1


class Reference(Value):
    """The run in which a table opened, and who sat down; the casting is that of the scenario."""

    seed: int
    month: int
    parties: tuple[str, ...]


class Opening(NamedTuple):
    """A table's outcomes as they are worth when it opens."""

    outcomes: OutcomeTable
    reference: Reference | None
    """``None`` where no run is needed."""


class Shut(NamedTuple):
    """Why a table did not open in the run of reference."""

    reason: str


def openings(name: str) -> dict[str, Opening | Shut]:
    """Return how every table of a shipped scenario stands when it opens, by the product's door."""
    loaded = load_scenario(name)
    scenario = loaded.scenario
    campaign = scenario.campaign
    if campaign is None:
        return {table.id: Opening(_outcomes(scenario, table), None) for table in scenario.tables}
    world = CampaignWorld(scenario, campaign, 0)
    found: dict[str, Opening | Shut] = {}
    later = [table for table in scenario.tables if not _stands_by_itself(scenario, world, table)]
    if later:
        plan, log = play_through(loaded, REFERENCE_SEED)
        found = {table.id: _in_run(plan, campaign, table, log) for table in later}
    for table in scenario.tables:
        if table not in later:
            outcomes = _outcomes(scenario, table, world.situation(table, ()))
            found[table.id] = Opening(outcomes, None)
    return {table.id: found[table.id] for table in scenario.tables}


def _outcomes(scenario: Scenario, table: Table, situation: Situation | None = None) -> OutcomeTable:
    return tables_of_process().valued(scenario, table, situation).outcomes


def _stands_by_itself(scenario: Scenario, world: CampaignWorld, table: Table) -> bool:
    """Whether a table of a campaign opens in the file's own world before anything is signed."""
    campaign = scenario.campaign
    assert campaign is not None
    phase = campaign.phase_of(table.id)
    return (
        not stand_in_names(scenario) & set(table.parties)
        and not any(each.month < phase.month and each.tables for each in campaign.phases)
        and (phase.month == 0 or campaign.world_seed is not None)
        and all(world.holds(each, phase.month, (), {}) for each in table.when)
    )


def _in_run(
    plan: RunPlan, campaign: Campaign, table: Table, log: Sequence[LogEvent]
) -> Opening | Shut:
    for place, event in enumerate(log):
        if isinstance(event, TableSkipped) and event.skipped == table.id:
            return Shut(f"in the run with seed {plan.seed} it does not open: {event.reason}")
        if isinstance(event, TableOpened) and event.table == table.id:
            real = as_opened(campaign, table, event.parties)
            world = CampaignWorld(plan.scenario, campaign, plan.seed)
            situation = world.situation(real, log[:place])
            reference = Reference(seed=plan.seed, month=situation.month, parties=real.parties)
            return Opening(_outcomes(plan.scenario, real, situation), reference)
    raise AssertionError(f"{table.id} neither opens nor stays shut")
