"""Campaigns: dated phases of a market that moves, in which what is signed at one table binds.

Month 0 is the market's start. The world that really happens is drawn from the run's seed and never
shown: parties see its past as news, and value contracts on futures that are still open.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from negotiation.domain.contracts import ROLES, Template
from negotiation.domain.market import Regime
from negotiation.domain.profiles import Profiles
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Identifier, Number, ShortText, Text, Value, WholeNumber

__all__ = [
    "CARDS_COUNT_MONTHS",
    "Announcement",
    "Campaign",
    "Condition",
    "ContractInForce",
    "DeliveredBelow",
    "InForce",
]
__all__ += ["IsBanned", "IsSigned", "LoserOf", "Phase", "RegimeIs", "SignerOf", "StandIn"]

MAX_MONTH = 48

CARDS_COUNT_MONTHS = 12
"""So much longer than rentals do cards count in what parties foresee."""


class IsSigned(Value):
    """Something was signed at a table; with ``by``, by that party among others."""

    kind: Literal["signed"] = "signed"
    table: Identifier
    by: Identifier | None = None
    holds: bool = True
    """``false`` asks for the opposite, here and in the other conditions."""


class InForce(Value):
    """A contract signed at a table (or in the first ledger) has not ended by now."""

    kind: Literal["in_force"] = "in_force"
    table: Identifier
    holds: bool = True


class DeliveredBelow(Value):
    """A contract has brought less than this share of what it promised by now, or by its end."""

    kind: Literal["delivered_below"] = "delivered_below"
    table: Identifier
    fraction: Number = Field(ge=0, le=1)
    holds: bool = True


class RegimeIs(Value):
    """The market is in one of these regimes."""

    kind: Literal["regime"] = "regime"
    regimes: Annotated[tuple[Regime, ...], Field(min_length=1)]
    holds: bool = True


class IsBanned(Value):
    """An export ban has struck."""

    kind: Literal["banned"] = "banned"
    holds: bool = True


Condition: TypeAlias = Annotated[
    IsSigned | InForce | DeliveredBelow | RegimeIs | IsBanned, Field(discriminator="kind")
]


class SignerOf(Value):
    """Stands for whoever signed at a table beside ``other``: the winner of a tender."""

    kind: Literal["signer_of"] = "signer_of"
    table: Identifier
    other: Identifier


class LoserOf(Value):
    """Stands for the first bidder of a tender, in the table's order, that won nothing."""

    kind: Literal["loser_of"] = "loser_of"
    table: Identifier


StandIn: TypeAlias = Annotated[SignerOf | LoserOf, Field(discriminator="kind")]


class ContractInForce(Value):
    """A contract that was signed before the campaign's first table opens.

    Conditions and ``replaces`` name it by its id, as they name what a table brought by its table.
    """

    id: Identifier
    title: ShortText
    template: Template
    roles: dict[Identifier, Identifier]
    clauses: dict[Identifier, OptionValue]
    signed_month: WholeNumber = Field(ge=0, le=MAX_MONTH)
    profiles: Profiles = Profiles()
    """Of this contract, where they differ from the parties' own."""

    @model_validator(mode="after")
    def _check(self) -> "ContractInForce":
        if set(self.roles) != ROLES[self.template]:
            raise ValueError(f"roles must be {sorted(ROLES[self.template])}")
        return self


class Announcement(Value):
    """Public news that does not depend on chance, such as when a new card was promised."""

    month: WholeNumber = Field(ge=0, le=MAX_MONTH)
    text: Text


class Phase(Value):
    """A dated stage. Its tables whose conditions hold open together."""

    id: Identifier
    title: ShortText
    month: WholeNumber = Field(ge=0, le=MAX_MONTH)
    tables: tuple[Identifier, ...] = ()


class Campaign(Value):
    """How a scenario moves through time."""

    world: Literal["historical", "stochastic", "stable"]
    """By which rule the world that really happens runs. What parties expect is the market's own
    ``price_mode``: nobody foresees the calendar."""
    world_seed: WholeNumber | None = Field(default=None, ge=0)
    """Of the world that really happens; the run's seed if unset. A file whose past must be the same
    for everybody names one."""
    months_after: WholeNumber = Field(default=48, ge=1, le=60)
    """Until when the contracts are carried out after the last phase. What is less than values look
    ahead (the market's horizon and a year for cards) would judge late signatures too early."""
    backlog_months: dict[Regime, Number] = Field(default_factory=dict)
    """The vendor's backlog by regime, where it is not the market's."""
    ledger: tuple[ContractInForce, ...] = ()
    stand_ins: dict[Identifier, StandIn] = Field(default_factory=dict)
    """Names that tables may use for parties who are settled by what happened."""
    announcements: tuple[Announcement, ...] = ()
    phases: Annotated[tuple[Phase, ...], Field(min_length=1, max_length=12)]

    @model_validator(mode="after")
    def _check(self) -> "Campaign":
        months = [phase.month for phase in self.phases]
        if months != sorted(months):
            raise ValueError("phases must stand in the order of their months")
        named = [table for phase in self.phases for table in phase.tables]
        if len(set(named)) != len(named):
            raise ValueError("a table opens in one phase only")
        if any(contract.signed_month > months[0] for contract in self.ledger):
            raise ValueError("contracts of the ledger are signed before the first phase")
        return self

    def phase_of(self, table: str) -> Phase:
        """Return the phase that opens a table. Raises ``KeyError`` when none does."""
        for phase in self.phases:
            if table in phase.tables:
                return phase
        raise KeyError(table)
