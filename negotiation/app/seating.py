"""From a plan to tables that can be played: valuations worked out, a negotiator in every seat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from negotiation.agents.desk import desk_for
from negotiation.agents.guided import GuidedPersona
from negotiation.agents.llm_persona import LlmPersona, SeatStyle
from negotiation.agents.loading import load_negotiator
from negotiation.agents.negotiator import Negotiator, SeatBrief, seat_brief
from negotiation.agents.preferences import preferences_of
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.analysis.breaches import MandateGuard
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.app.plan import RunPlan
from negotiation.app.seats import Seat
from negotiation.app.tables import mandates_of, valued_table
from negotiation.domain.events import TableOpened
from negotiation.domain.scenarios import StrategyName, Table
from negotiation.graph.turns import TableSetUp
from negotiation.llm.chat import Chat
from negotiation.llm.recorded import ChatRecord

__all__ = ["SeatedTable", "seat_tables"]


@dataclass(frozen=True, slots=True, eq=False)
class SeatedTable:
    """A table ready to be played and scored."""

    outcomes: OutcomeTable
    briefs: Mapping[str, SeatBrief]
    set_up: TableSetUp


def seat_tables(
    plan: RunPlan, chats: Mapping[str, Chat], *, earlier: Sequence[ChatRecord] = ()
) -> tuple[SeatedTable, ...]:
    """Value every table of a plan and seat its negotiators.

    Args:
        plan: the run.
        chats: by model name, for the seats that models play.
        earlier: what models were asked before the run was stopped.
    """
    return tuple(_seated(plan, table, chats, earlier) for table in plan.scenario.tables)


def _seated(
    plan: RunPlan, table: Table, chats: Mapping[str, Chat], earlier: Sequence[ChatRecord]
) -> SeatedTable:
    outcomes = valued_table(plan.scenario, table)
    mandates = mandates_of(plan.scenario)
    briefs = {party: _brief(plan, table, party, outcomes) for party in table.parties}
    guard = MandateGuard(mandates, outcomes.valuation.reservation_values, outcomes.value_of)
    set_up = TableSetUp(
        opening=TableOpened(
            table=table.id,
            parties=table.order,
            deadline_rounds=table.deadline_rounds,
            talk=plan.talk,
        ),
        space=table.space,
        guard=guard,
        negotiators={
            party: _negotiator(plan.seats[party], brief, chats, earlier)
            for party, brief in briefs.items()
            if plan.seats[party].kind != "human"
        },
    )
    return SeatedTable(outcomes, briefs, set_up)


def _brief(plan: RunPlan, table: Table, party: str, outcomes: OutcomeTable) -> SeatBrief:
    """Return what a party's seat knows, with its desk if it has an adviser."""
    seat, red_lines = plan.seats[party], plan.scenario.party(party).mandate.red_lines
    brief = seat_brief(
        plan.scenario,
        table,
        party,
        persona=plan.personas[party],
        preferences=preferences_of(outcomes, party, red_lines),
        language=plan.language,
        seed=plan.seed,
        talk=plan.talk,
    )
    risk = outcomes.valuation.own_risk_function(party) if seat.adviser == "full" else None
    return replace(brief, desk=desk_for(seat.adviser, brief, risk, for_people=seat.kind == "human"))


def _negotiator(
    seat: Seat, brief: SeatBrief, chats: Mapping[str, Chat], earlier: Sequence[ChatRecord]
) -> Negotiator:
    name = seat.name or ""
    style = SeatStyle(
        temperature=seat.temperature,
        memory_turns=seat.memory_turns,
        is_patient=seat.is_patient,
    )
    match seat.kind:
        case "llm":
            return LlmPersona(brief, chats[name], style=style, earlier=earlier)
        case "guided":
            chat = chats[seat.model or ""]
            return GuidedPersona(brief, StrategyName(name), chat, style=style)
        case "python":
            return load_negotiator(name, brief)
        case _:
            return StrategyNegotiator(brief, StrategyName(name))
