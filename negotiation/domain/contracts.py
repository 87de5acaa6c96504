"""What the simulator needs to know of a table, and every number that its answer rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Self, TypeAlias

from pydantic import Field, model_validator

from negotiation.domain.market import Market
from negotiation.domain.profiles import CloudProfile, LabProfile, Profiles, VendorProfile
from negotiation.domain.values import Identifier, Number, Value

__all__ = ["Assumption", "ContractSetting", "EconomicsValuation", "Template", "assumptions"]
__all__ += ["contract_setting"]

Template: TypeAlias = Literal["card_supply", "compute_rental"]

ROLES: dict[str, frozenset[str]] = {
    "card_supply": frozenset({"cloud", "vendor"}),
    "compute_rental": frozenset({"lab", "cloud"}),
}
"""Who stands on the two sides of each contract template."""

BUYERS: dict[str, str] = {"card_supply": "cloud", "compute_rental": "lab"}
"""Which role pays."""


class EconomicsValuation(Value):
    """Value an outcome by simulating the contract it fills in.

    The issue ids of the agenda are clause names of the template; ``fixed`` sets clauses that are
    not negotiated, and every other clause takes the template's default.
    """

    kind: Literal["economics"] = "economics"
    template: Template
    roles: Mapping[str, Identifier]
    fixed: Mapping[str, Number | str] = Field(default_factory=dict)
    cloud: CloudProfile | None = None
    vendor: VendorProfile | None = None
    lab: LabProfile | None = None
    """What each role privately knows of its own economics; when absent, the party's own profile in
    that role, else all defaults."""

    @property
    def buyer(self) -> str:
        """The party that pays."""
        return self.roles[BUYERS[self.template]]

    @model_validator(mode="after")
    def check_roles(self) -> Self:
        """Refuse roles or profiles that the template does not have."""
        expected = ROLES[self.template]
        if set(self.roles) != expected:
            raise ValueError(f"roles must be {sorted(expected)}, not {sorted(self.roles)}")
        if len(set(self.roles.values())) != len(expected):
            raise ValueError("each role needs a party of its own")
        unused = {"cloud", "vendor", "lab"} - expected
        if stray := [role for role in sorted(unused) if getattr(self, role) is not None]:
            raise ValueError(f"{self.template} has no {stray[0]!r}: drop that profile")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSetting:
    """Everything around a contract that decides what it is worth: template, market, profiles."""

    template: Template
    parties: Mapping[str, str]
    """Role -> party."""
    fixed: Mapping[str, float | str]
    market: Market
    cloud: CloudProfile
    vendor: VendorProfile
    lab: LabProfile


def contract_setting(
    valuation: EconomicsValuation,
    market: Market,
    profiles: Mapping[str, Profiles] | None = None,
) -> ContractSetting:
    """Return the setting of a table's contracts in the market of its scenario.

    ``profiles`` has the parties' own, by party. A role's economics are those that the valuation
    gives, else those of the party that plays the role, else the defaults.
    """
    known = profiles or {}

    def own(role: str) -> Profiles:
        return known.get(valuation.roles.get(role, ""), Profiles())

    return ContractSetting(
        template=valuation.template,
        parties=valuation.roles,
        fixed=valuation.fixed,
        market=market,
        cloud=valuation.cloud or own("cloud").cloud or CloudProfile(),
        vendor=valuation.vendor or own("vendor").vendor or VendorProfile(),
        lab=valuation.lab or own("lab").lab or LabProfile(),
    )


class Assumption(NamedTuple):
    """One number behind a valuation. ``name`` reads like ``market.backlog_months``."""

    name: str
    value: float | str | None
    status: str
    source: str
    meaning: str
    is_default: bool


def assumptions(setting: ContractSetting) -> tuple[Assumption, ...]:
    """List every number that a valuation rests on, in the order of its declaration."""
    rows: list[Assumption] = []
    groups: dict[str, Value] = {"market": setting.market, "rules": setting.market.rules}
    groups |= {role: getattr(setting, role) for role in sorted(ROLES[setting.template])}
    for group, values in groups.items():
        for name, field in type(values).model_fields.items():
            if isinstance(evidence := field.json_schema_extra, dict):
                value = getattr(values, name)
                status, source = str(evidence["status"]), str(evidence["source"])
                meaning, is_default = field.description or "", value == field.default
                full_name = f"{group}.{name}"
                rows.append(Assumption(full_name, value, status, source, meaning, is_default))
    return tuple(rows)
