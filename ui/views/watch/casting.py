"""Who sits where, as a form asks it: a seat's choice, and the command line's word for it.

Pure: no Streamlit, no file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, get_args

from negotiation.agents.negotiator import AdviserLevel
from negotiation.app.casting import APPROVER_PERSONA, approvers_of
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language

__all__ = ["ADVISERS", "Everybody", "Mind", "SeatChoice", "SeatView"]
__all__ += ["is_model", "minds_for", "seats_of", "who_of"]

Mind: TypeAlias = Literal["strategy", "guided", "llm", "oracle", "odds"]
"""Who thinks for a seat. ``odds`` are those of the mandate, by which a house signs."""

Everybody: TypeAlias = Literal["strategy", "guided", "llm", "each"]
"""One choice for all seats, or a choice for each."""

ADVISERS: tuple[AdviserLevel, ...] = get_args(AdviserLevel)


class SeatView(NamedTuple):
    """A seat that can be cast."""

    id: str
    """A party, or ``PARTY.approver``."""
    party: str
    """The name of the party."""
    role: str
    is_approver: bool
    persona: str
    """The scenario's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatChoice:
    """What was chosen for one seat. What does not go with its mind is left out of account."""

    mind: Mind
    strategy: str | None = None
    """``None`` is the scenario's own."""
    model: str | None = None
    """``None`` is the default one."""
    adviser: AdviserLevel = "value"
    temperature: float | None = None
    """``None`` is the model's own."""
    memory_turns: int | None = None
    """``None`` is all."""
    is_patient: bool = False


def seats_of(scenario: Scenario, language: Language) -> tuple[SeatView, ...]:
    """Return the seats of a scenario: the parties' first, then who may sign for them."""
    parties = {
        party.id: SeatView(
            party.id,
            party.name.in_language(language),
            party.role.in_language(language),
            is_approver=False,
            persona=party.persona,
        )
        for party in scenario.parties
    }
    approvers = (
        parties[seat.partition(".")[0]]._replace(
            id=seat, is_approver=True, persona=APPROVER_PERSONA
        )
        for seat in approvers_of(scenario)
    )
    return (*parties.values(), *approvers)


def minds_for(scenario: Scenario, seat: SeatView, *, has_model: bool) -> tuple[Mind, ...]:
    """Return who may think for a seat; the first is the default.

    An oracle plays where all tables of its party are talks of two who haggle; where a campaign
    says later who sits at a table, nobody knows that yet.
    """
    if seat.is_approver:
        return ("odds", "llm") if has_model else ("odds",)
    campaign = scenario.campaign
    of_two = (campaign is None or not campaign.stand_ins) and all(
        table.protocol == "alternating" for table in scenario.tables if seat.id in table.parties
    )
    minds: tuple[Mind, ...] = ("strategy", "guided", "llm") if has_model else ("strategy",)
    return (*minds, "oracle") if of_two else minds


def is_model(choice: SeatChoice) -> bool:
    """Whether a seat asks a model."""
    return choice.mind in {"guided", "llm"}


def who_of(choices: Mapping[str, SeatChoice]) -> dict[str, str]:
    """Return the command line's words for the seats, ``who`` of ``plan_run``."""
    return {
        seat: _wish(choice, is_approver="." in seat)
        for seat, choice in choices.items()
        if choice.mind != "odds"
    }


def _wish(choice: SeatChoice, *, is_approver: bool) -> str:
    """Return one seat's word.

    >>> _wish(SeatChoice(mind="guided", strategy="linear", is_patient=True), is_approver=False)
    'guided:linear,patience=off'
    """
    match choice.mind:
        case "strategy":
            return ":".join(["strategy", *([choice.strategy] if choice.strategy else [])])
        case "guided":
            head = f"guided:{choice.strategy or ''}:{choice.model or ''}".rstrip(":")
            return ",".join([head, *_style(choice)])
        case "llm":
            head = f"llm:{choice.model or ''}".rstrip(":")
            adviser = [] if is_approver else [f"adviser={choice.adviser}"]
            memory = [f"memory={choice.memory_turns}"] if choice.memory_turns is not None else []
            return ",".join([head, *adviser, *_style(choice), *memory])
        case "oracle" | "odds":
            return choice.mind


def _style(choice: SeatChoice) -> list[str]:
    """Return the options of every seat that asks a model."""
    heat = [f"temperature={choice.temperature:g}"] if choice.temperature is not None else []
    return [*heat, *(["patience=off"] if choice.is_patient else [])]
