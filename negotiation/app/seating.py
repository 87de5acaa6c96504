"""From a plan to tables that can be played: valuations worked out, a negotiator in every seat."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from negotiation.agents.desk import desk_for
from negotiation.agents.forced import ForcedNegotiator
from negotiation.agents.guided import GuidedPersona
from negotiation.agents.llm_persona import LlmPersona, SeatStyle
from negotiation.agents.loading import load_negotiator
from negotiation.agents.negotiator import Negotiator, SeatBrief, seat_brief
from negotiation.agents.oracle import oracle_seat
from negotiation.agents.preferences import Preferences
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.app.houses import house_of
from negotiation.app.plan import RunPlan
from negotiation.app.seats import Seat
from negotiation.app.table_cache import TableCache, ValuedTable, tables_of_process
from negotiation.domain.events import TableOpened
from negotiation.domain.mandates import Mandate
from negotiation.domain.scenarios import StrategyName, Table
from negotiation.economics.situation import Situation
from negotiation.errors import UsageError
from negotiation.graph.programme import TableSetUp
from negotiation.graph.turns import approver_of
from negotiation.llm.chat import Chat
from negotiation.llm.recorded import ChatRecord

__all__ = ["Earlier", "SeatedTable", "opening_of", "seat_table"]

Earlier: TypeAlias = Callable[[], Sequence[ChatRecord]]
"""Returns what models have been asked so far."""


@dataclass(frozen=True, slots=True, eq=False)
class SeatedTable:
    """A table ready to be played and scored."""

    valued: ValuedTable
    briefs: Mapping[str, SeatBrief]
    set_up: TableSetUp

    @property
    def outcomes(self) -> OutcomeTable:
        """The valued outcomes of the table."""
        return self.valued.outcomes


def opening_of(plan: RunPlan, table: Table) -> TableOpened:
    """Return the event that opens a table; the host's weights are nobody else's business."""
    tender = table.tender
    return TableOpened(
        table=table.id,
        parties=table.order,
        deadline_rounds=table.deadline_rounds,
        talk=plan.talk,
        protocol=table.protocol,
        tender=tender.model_copy(update={"weights": None}) if tender is not None else None,
        roundtable=table.roundtable if table.protocol == "roundtable" else None,
        agreement=table.agreement,
        offers_stand_rounds=table.offers_stand_rounds,
    )


def seat_table(
    plan: RunPlan,
    table: Table,
    chats: Mapping[str, Chat],
    *,
    earlier: Earlier = tuple,
    situation: Situation | None = None,
    tables: TableCache | None = None,
) -> SeatedTable:
    """Value a table and seat its negotiators.

    Args:
        plan: the run.
        table: with the real parties in the place of stand-ins.
        chats: by model name, for the seats that models play.
        earlier: what models were asked before.
        situation: where a campaign stands; without one the table stands alone.
        tables: those that have been valued before; by default those of the process.

    Raises:
        UsageError: a guest's factory fails, or an oracle sits at a table that it cannot play.
    """
    valued = (tables or tables_of_process()).valued(plan.scenario, table, situation)
    briefs = {party: _brief(plan, table, party, valued) for party in table.parties}
    approvers = _played_approvers(plan, table)
    set_up = TableSetUp(
        opening=opening_of(plan, table),
        space=table.space,
        house=house_of(plan, table, valued.outcomes, played_approvers=frozenset(approvers)),
        negotiators={
            party: ForcedNegotiator.around(
                _oracle(brief, briefs)
                if plan.seats[party].kind == "oracle"
                else _negotiator(plan.seats[party], brief, chats, earlier),
                plan.forced_at(table.id, party),
            )
            for party, brief in briefs.items()
            if plan.seats[party].kind != "human"
        },
        approvers={
            party: _negotiator(seat, _approving(plan, briefs[party]), chats, earlier)
            for party, seat in approvers.items()
            if seat.kind != "human"
        },
        ladders=frozenset(
            party for party in table.parties if _ladder(plan.scenario.party(party).mandate, table)
        ),
    )
    return SeatedTable(valued, briefs, set_up)


def _played_approvers(plan: RunPlan, table: Table) -> dict[str, Seat]:
    """Return who signs by party, where it is more than a rule."""
    seats = {party: plan.seats.get(approver_of(party)) for party in table.parties}
    return {party: seat for party, seat in seats.items() if seat and seat.kind != "strategy"}


def _ladder(mandate: Mandate, table: Table) -> bool:
    issues = {issue.id for issue in table.agenda}
    return any(step.issue in issues for step in mandate.authority)


def _approving(plan: RunPlan, brief: SeatBrief) -> SeatBrief:
    """Return what a party's approver knows: the same, in a voice of its own."""
    persona = plan.personas.get(approver_of(brief.own.party), brief.persona)
    return replace(brief, persona=persona, desk=None)


def _brief(plan: RunPlan, table: Table, party: str, valued: ValuedTable) -> SeatBrief:
    """Return what a party's seat knows, with its desk if it has an adviser."""
    seat, own = plan.seats[party], valued.own(party)
    hosted: dict[str, Preferences] = {}
    if table.tender is not None and party == table.tender.host:
        hosted = {bidder: valued.preferences(party, bidder=bidder) for bidder in valued.lots}
    brief = seat_brief(
        plan.scenario,
        table,
        party,
        persona=plan.personas[party],
        preferences=valued.preferences(party),
        language=plan.language,
        seed=plan.seed,
        talk=plan.talk,
        lots=hosted,
    )
    risk = own.valuation.own_risk_function(party) if seat.adviser == "full" else None
    return replace(brief, desk=desk_for(seat.adviser, brief, risk, for_people=seat.kind == "human"))


def _oracle(brief: SeatBrief, briefs: Mapping[str, SeatBrief]) -> Negotiator:
    """Return the one seat that is told what another knows: a baseline, at tables of two only."""
    if brief.protocol != "alternating":
        raise UsageError(
            f"seat {brief.own.party}=oracle: it plays tables of two who haggle (alternating), "
            f"and not a {brief.protocol}"
        )
    return oracle_seat(brief, briefs[brief.counterpart.party])


def _negotiator(
    seat: Seat, brief: SeatBrief, chats: Mapping[str, Chat], earlier: Earlier
) -> Negotiator:
    name = seat.name or ""
    style = SeatStyle(
        temperature=seat.temperature,
        memory_turns=seat.memory_turns,
        is_patient=seat.is_patient,
    )
    match seat.kind:
        case "llm":
            return LlmPersona(brief, chats[name], style=style, earlier=earlier())
        case "guided":
            chat = chats[seat.model or ""]
            return GuidedPersona(brief, StrategyName(name), chat, style=style)
        case "python":
            return load_negotiator(name, brief)
        case _:
            return StrategyNegotiator(brief, StrategyName(name))
