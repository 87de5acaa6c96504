"""Whether the events of a log can have happened in the scenario that it says it is of.

A log is read by people and programs that trust it: every option has a name to print and a value to
score. One that was edited, or lies beside another run's plan, is refused at its first wrong event.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from negotiation.domain.campaigns import Campaign
from negotiation.domain.chronicle import (
    CampaignClosed,
    CampaignEvent,
    ContractMoved,
    LogEvent,
    PhaseOpened,
    TableSkipped,
)
from negotiation.domain.events import (
    AgreementReached,
    EscalationAsked,
    Event,
    OfferMade,
    ProposalCarried,
    TableOpened,
)
from negotiation.domain.moves import TalkMode
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.stand_ins import with_parties
from negotiation.errors import LogCorrupted, RuleError
from negotiation.protocol.fold import evolve, replay
from negotiation.protocol.session import Session

__all__ = ["check_events"]


def check_events(
    events: Iterable[LogEvent], scenario: Scenario, path: Path, *, talk: TalkMode = "full"
) -> None:
    """Check the whole log of a run that was read from ``path``, played with this much talk.

    Raises:
        LogCorrupted: an event does not fit the scenario or does not follow those before it; the
            message names the file and the event's number, which is its line.
    """
    tables = {table.id: table for table in scenario.tables}
    sessions: dict[str, Session] = {}
    stand_ins = scenario.campaign.stand_ins if scenario.campaign else {}
    before_it: LogEvent | None = None
    begun: list[str] = []
    for number, event in enumerate(events, 1):
        if problem := _untimely(event, before_it, scenario, begun):
            raise LogCorrupted(f"{path}:{number}: {problem}")
        before_it = event
        if isinstance(event, PhaseOpened):
            begun.append(event.phase)
        if isinstance(event, CampaignEvent):
            continue
        if event.table not in tables:
            raise LogCorrupted(f"{path}:{number}: no such table {event.table!r} in {scenario.name}")
        try:
            before = sessions.get(event.table)
            sessions[event.table] = replay([event]) if before is None else evolve(before, event)
        except RuleError as exc:
            raise LogCorrupted(f"{path}:{number}: {exc}") from exc
        if problem := _problem(
            event, tables[event.table], sessions[event.table], talk=talk, stand_ins=stand_ins
        ):
            raise LogCorrupted(f"{path}:{number}: {problem}")


def _untimely(
    event: LogEvent, before_it: LogEvent | None, scenario: Scenario, begun: Sequence[str]
) -> str | None:
    """Say what in an event does not belong to the phase that has begun last."""
    campaign = scenario.campaign
    if campaign is None:
        return f"{scenario.name} is no campaign" if isinstance(event, CampaignEvent) else None
    if isinstance(before_it, CampaignClosed):
        return "the campaign was over"
    if isinstance(event, PhaseOpened):
        return _phase_problem(event, campaign, begun)
    if not begun:
        return f"{event.kind} before the first phase"
    phase = campaign.phases[len(begun) - 1]
    name = getattr(event, "skipped", getattr(event, "table", None))
    if isinstance(event, TableOpened | TableSkipped) and name not in phase.tables:
        return f"phase {phase.id!r} has no table {name!r}"
    if getattr(event, "phase", phase.id) != phase.id:
        return f"{event.kind} of phase {getattr(event, 'phase', None)!r} in {phase.id!r}"
    if isinstance(event, ContractMoved) and event.month > phase.month:
        return f"phase {phase.id!r} tells of month {event.month}, which is yet to come"
    if isinstance(event, CampaignClosed) and len(begun) < len(campaign.phases):
        return f"the campaign is over after phase {phase.id!r}, which is not its last"
    return None


def _phase_problem(event: PhaseOpened, campaign: Campaign, begun: Sequence[str]) -> str | None:
    """Say what in the opening of a phase is not as the campaign has it."""
    if len(begun) == len(campaign.phases):
        return f"phase {event.phase!r} opens after the last one"
    due = campaign.phases[len(begun)]
    if (event.phase, event.month) == (due.id, due.month):
        return None
    return f"phase {event.phase!r} opens in month {event.month}, due is {due.id!r} in {due.month}"


def _problem(
    event: Event, table: Table, session: Session, *, talk: TalkMode, stand_ins: Collection[str]
) -> str | None:
    """Say what in an event does not fit its table."""
    if isinstance(event, TableOpened):
        return _opening_problem(event, table, talk=talk, stand_ins=stand_ins)
    party = getattr(event, "party", None)
    if party is not None and party not in session.parties:
        return f"no such party {party!r} at table {table.id!r}"
    if isinstance(event, OfferMade | AgreementReached | EscalationAsked | ProposalCarried):
        problems = table.space.problems(event.outcome)
        turn = f"turn {event.turn}: " if not isinstance(event, ProposalCarried) else ""
        return f"{turn}{problems[0]}" if problems else None
    return None


def _opening_problem(
    event: TableOpened, table: Table, *, talk: TalkMode, stand_ins: Collection[str]
) -> str | None:
    """Say what in an opening is not as the scenario has it; anybody may sit for a stand-in."""
    names = dict(zip(table.order, event.parties, strict=False))
    real = {name: names[name] for name in stand_ins if name in names}
    is_twice = len(set(event.parties)) < len(event.parties)
    seated = table if is_twice else with_parties(table, real)
    if event.parties != seated.order:
        return f"opened by {', '.join(event.parties)}, the scenario seats others"
    if event.deadline_rounds != table.deadline_rounds:
        return (
            f"opened for {event.deadline_rounds} rounds, the scenario has {table.deadline_rounds}"
        )
    if event.talk != talk:
        return f"opened for {event.talk!r} talk, the run has {talk!r}"
    tender = seated.tender and seated.tender.model_copy(update={"weights": None})
    rules: dict[str, object] = {
        "protocol": table.protocol,
        "tender": tender,
        "roundtable": seated.roundtable if table.protocol == "roundtable" else None,
        "agreement": seated.agreement,
        "offers_stand_rounds": table.offers_stand_rounds,
    }
    wrong = [name for name, rule in rules.items() if getattr(event, name) != rule]
    return f"opened with another {wrong[0]!r} than the scenario has" if wrong else None
