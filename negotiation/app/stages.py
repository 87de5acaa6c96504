"""Where a campaign's table stands when somebody asks what it holds."""

from dataclasses import dataclass
from typing import Literal

from negotiation.app.campaigning import CampaignProgramme
from negotiation.app.records import is_secret, read_run
from negotiation.app.worlds import CampaignWorld
from negotiation.domain.chronicle import LogEvent, TableSkipped
from negotiation.domain.events import TableOpened
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.stand_ins import stand_in_names
from negotiation.domain.values import Value
from negotiation.economics.situation import Situation
from negotiation.errors import UsageError
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events

__all__ = ["Basis", "Stage", "stage_in_run", "stage_of"]

DEFAULT_SEED = 1


class Basis(Value):
    """What the values of a campaign's table rest on."""

    kind: Literal["opening", "run", "alone"]
    """As it opens in the first phase; as it stood when it ended in a run; by itself, as at the
    market's start, since what was signed before is not known."""
    month: int | None = None
    """Of the campaign; ``None`` where it stands alone."""
    seed: int | None = None
    """Of the world that has happened by then."""
    run: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A table with those who sit at it, and where its campaign stands."""

    scenario: Scenario
    table: Table
    situation: Situation | None = None
    """``None`` where the table is valued by itself."""
    basis: Basis | None = None
    """``None`` outside campaigns."""


def stage_of(scenario: Scenario, table: Table, *, seed: int | None = None) -> Stage:
    """Return where a table stands before anything is played.

    Args:
        scenario: of the table.
        table: with real parties in the place of stand-ins.
        seed: of the world, where the file fixes none.

    Raises:
        UsageError: a seed is named and nothing hangs on it.
    """
    campaign = scenario.campaign
    if campaign is None:
        if seed is not None:
            raise UsageError(f"--seed: {scenario.name} is no campaign, its tables hang on no world")
        return Stage(scenario=scenario, table=table)
    first = next(phase for phase in campaign.phases if phase.tables)
    named = set(scenario.table(table.id).parties) & stand_in_names(scenario)
    if campaign.phase_of(table.id).month > first.month or named:
        if seed is not None:
            raise UsageError(
                f"--seed: table {table.id!r} opens after others and is valued by itself; "
                "--run RUN values it as it stood in a run"
            )
        return Stage(scenario=scenario, table=table, basis=Basis(kind="alone"))
    world = CampaignWorld(scenario, campaign, DEFAULT_SEED if seed is None else seed)
    situation = world.situation(table, ())
    basis = Basis(kind="opening", month=situation.month, seed=world.seed)
    return Stage(scenario=scenario, table=table, situation=situation, basis=basis)


def stage_in_run(folder: RunFolder, scenario: str, table: str) -> Stage:
    """Return where a table of a campaign stood when it ended in a run.

    Args:
        folder: of the run.
        scenario: name of the campaign that is asked about.
        table: its id.

    Raises:
        UsageError: the run is of another scenario or of no campaign, a person still plays in it, or
            the table did not open in it.
    """
    plan, log = read_run(folder).plan, read_events(folder.events)
    campaign = plan.scenario.campaign
    if plan.scenario.name != scenario:
        raise UsageError(f"--run: {folder.path} is a run of {plan.scenario.name}, not {scenario}")
    if campaign is None:
        raise UsageError(f"--run: {scenario} is no campaign, its tables hang on no run")
    if is_secret(plan, log):
        raise UsageError(f"--run: a person still plays in {folder.path}; ask again when it is over")
    _check_opened(log, table)
    programme = CampaignProgramme(plan, campaign, {}, tuple)
    situation = programme.situation(table, log)
    return Stage(
        scenario=plan.scenario,
        table=programme.table(table, log),
        situation=situation,
        basis=Basis(
            kind="run", month=situation.month, seed=programme.world_seed, run=str(folder.path)
        ),
    )


def _check_opened(log: tuple[LogEvent, ...], table: str) -> None:
    for event in log:
        if isinstance(event, TableOpened) and event.table == table:
            return
        if isinstance(event, TableSkipped) and event.skipped == table:
            raise UsageError(f"--run: table {table!r} stayed shut in it: {event.reason}")
    raise UsageError(f"--run: table {table!r} has not opened in it")
