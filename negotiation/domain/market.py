"""The market a contract lives in, and what each party privately knows about its own economics.

Every number carries its unit in its name, its bounds, and where it comes from: status ``P`` public,
``S`` seed case, ``C`` calibrated so that seed facts come out, ``A`` assumption. Sources such as
``R3`` and ``[41]`` point into the economics specification; ``assumptions`` lists them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Self, TypeAlias

from pydantic import Field, model_validator

from negotiation.domain.values import Identifier, Number, Value

__all__ = [
    "Assumption",
    "CloudProfile",
    "ContractSetting",
    "EconomicsValuation",
    "LabProfile",
    "Market",
    "Regime",
    "VendorProfile",
    "assumptions",
    "contract_setting",
]

Regime: TypeAlias = Literal["calm", "boom", "squeeze", "glut"]
Status: TypeAlias = Literal["P", "S", "C", "A"]

Template: TypeAlias = Literal["card_supply", "compute_rental"]

ROLES: dict[str, frozenset[str]] = {
    "card_supply": frozenset({"cloud", "vendor"}),
    "compute_rental": frozenset({"lab", "cloud"}),
}
"""Who stands on the two sides of each contract template."""


def figure(  # noqa: PLR0917  a table of numbers reads best in columns
    default: float | None,
    status: Status,
    source: str,
    bounds: tuple[float, float],
    meaning: str,
) -> Any:
    """Return a bounded pydantic field that knows its evidence (``Any``, as ``pydantic.Field``)."""
    evidence: dict[str, Any] = {"status": status, "source": source}
    return Field(
        default=default,
        ge=bounds[0],
        le=bounds[1],
        strict=True,
        description=meaning,
        json_schema_extra=evidence,
    )


class Market(Value):
    """What everybody faces. Month 0 of every path is the month of signing."""

    price_mode: Literal["historical", "stable", "stochastic"] = "stochastic"
    start_month_index: int = figure(0, "S", "F24", (0, 60), "signing month, 0 = 2023-03")
    regime_at_start: Regime = "boom"
    backlog_months: float = figure(12, "S", "F36, R4", (0, 60), "the vendor's order backlog")
    draws: int = figure(128, "A", "speed", (16, 20_000), "simulated futures")
    seed: int = figure(20230301, "A", "any", (0, 2**53), "seed of every random stream")

    card_price_cny_per_gpu: float = figure(
        74_000, "P", "[13]", (10_000, 500_000), "card price in the open market at signing"
    )
    fundamental_cny_per_gpu: float = figure(
        72_000, "P", "[17]", (10_000, 500_000), "fundamental card price in 2023-03"
    )
    fundamental_fall_log_per_month: float = figure(0.01, "A", "R1", (0, 0.1), "its decline")
    drift_log_per_month: float = figure(0.03, "C", "R1, 2.2", (-0.1, 0.1), "boom and squeeze")
    volatility_multiplier: float = figure(1, "A", "R1", (0, 4), "scales every monthly sigma")
    reversion_calm_per_month: float = figure(0.10, "A", "R1", (0, 1), "theta in calm")
    reversion_glut_per_month: float = figure(0.03, "A", "R1", (0, 1), "theta in glut")
    rumour_hazard_per_month: float = figure(0.06, "A", "R1", (0, 1), "chance of a rumour in boom")
    rumour_jump_log: float = figure(0.22, "P", "[16]", (0, 1), "mean price jump on a rumour")
    rumour_jump_sd_log: float = figure(0.08, "A", "4", (0, 1), "its standard deviation")
    ban_hazard_per_month: float = figure(0.05, "P", "2.8", (0, 0.5), "export ban while in boom")
    ban_jump_log: float = figure(0.29, "P", "[5][18][19]", (0, 1), "mean price jump on a ban")
    ban_jump_sd_log: float = figure(0.12, "A", "4", (0, 1), "its standard deviation")

    list_price_cny_per_gpu_month: float = figure(
        16_700, "P", "[23] x 480 h (D)", (1_000, 100_000), "cloud list price"
    )
    rent_margin_calm_fraction: float = figure(0.25, "C", "R2", (-0.9, 3), "margin over user cost")
    rent_margin_boom_fraction: float = figure(0.60, "C", "R2, V05", (-0.9, 3), "same, boom")
    rent_margin_squeeze_fraction: float = figure(0.80, "C", "R2, V06", (-0.9, 3), "same, squeeze")
    rent_margin_glut_fraction: float = figure(-0.10, "C", "R2, V07", (-0.9, 3), "same, glut")
    rent_stickiness_per_month: float = figure(0.25, "C", "R2", (0, 1), "lambda, share closed")
    capital_rate_per_year: float = figure(0.09, "P", "[41]", (0, 1), "capital cost inside rent")
    depreciation_per_year: float = figure(0.25, "A", "R2", (0, 1), "delta inside rent")

    server_cny_per_gpu: float = figure(30_000, "P", "[34]", (0, 200_000), "S, server share")
    network_cny_per_gpu: float = figure(20_000, "A", "[34]", (0, 200_000), "N, network share")
    residual_card_per_year: float = figure(0.78, "P", "[40]", (0, 1), "a_c, value kept a year")
    residual_rest_per_year: float = figure(0.75, "A", "[40]", (0, 1), "a_s, server and network")
    liquidation_card_fraction: float = figure(0.85, "P", "[40]", (0, 1), "q_c, broker sale")
    liquidation_rest_fraction: float = figure(0.50, "A", "[40]", (0, 1), "q_s, broker sale")
    used_kw_per_gpu: float = figure(0.65, "P", "[7]", (0, 5), "power drawn")
    reserved_kw_per_gpu: float = figure(0.81, "P", "[7]", (0, 5), "power reserved")
    pue_multiplier: float = figure(1.30, "P", "[38]", (1, 3), "power usage effectiveness")
    tariff_cny_per_kwh: float = figure(0.63, "P", "[37]", (0, 5), "industrial power")
    colocation_cny_per_kw_month: float = figure(500, "A", "[36]", (0, 5_000), "less power")
    operations_cny_per_gpu_month: float = figure(600, "C", "R2", (0, 5_000), "staff and storage")
    sellable_fraction: float = figure(0.92, "P", "[55]", (0.5, 1), "phi, the rest is spare")
    sga_fraction: float = figure(0.08, "A", "R3", (0, 0.5), "selling cost, of revenue")

    @property
    def scarcity_fraction(self) -> float:
        """X of R4: the backlog as a share of 12 months, at most 1."""
        return min(1.0, self.backlog_months / 12)


class CloudProfile(Value):
    """A cloud's own economics: private to it."""

    discount_rate_per_year: float = figure(0.09, "P", "[41]", (0, 1), "effective yearly rate")
    risk_aversion_fraction: float = figure(0.3, "A", "R14", (0, 1), "a in E - a (E - CVaR10)")
    lighthouse_value_cny: float = figure(
        60e6, "C", "V36", (0, 1e9), "LV, worth of a model customer, earned in months 7-18"
    )
    other_rent_list_fraction: float = figure(
        0.50, "S", "F10", (0, 2), "d_other, what enterprise customers pay"
    )
    other_occupancy_calm_fraction: float = figure(0.60, "A", "R3", (0, 1), "occ in calm and glut")
    other_occupancy_boom_fraction: float = figure(0.95, "A", "R3", (0, 1), "occ, boom and squeeze")

    need_gpus: float = figure(3_072, "A", "F33", (1, 200_000), "cards wanted from this purchase")
    contracted_rent_list_fraction: float = figure(
        0.35, "A", "F13, F78", (0, 2), "what customers signed at for the new cards"
    )
    contracted_fraction: float = figure(0.6, "A", "R3", (0, 1), "share rented at that price")
    spot_markup_fraction: float = figure(0.05, "P", "R4, [18]", (0, 2), "spot over the card price")
    spot_stock_gpus: float = figure(256, "A", "[5]", (0, 200_000), "cards to be had at spot")

    own_stock_gpus: float = figure(512, "A", "7.2", (0, 200_000), "free GPUs at signing")
    order_gpus: float = figure(10_000, "S", "F33", (0, 200_000), "cards on order at the vendor")
    order_age_months: float = figure(4, "A", "V28", (0, 36), "how long ago they were ordered")
    tranche_share_fraction: float = figure(
        0.25, "A", "R4, F87", (0, 1), "share of each arriving tranche for this customer"
    )
    card_cost_cny_per_gpu: float = figure(72_000, "P", "[17]", (0, 500_000), "vendor's price")
    spot_share_fraction: float = figure(0, "A", "R3", (0, 1), "1 - w, cards bought at spot")
    rival_stock_fraction: float = figure(0.25, "A", "R5, V28", (0, 1), "rival's means to poach")
    financing_premium_per_year: float = figure(
        0.06, "A", "[41]", (0, 1), "cash in advance is worth this above the discount rate"
    )


class VendorProfile(Value):
    """A card vendor's own economics: private to it."""

    discount_rate_per_year: float = figure(0.08, "A", "4", (0, 1), "effective yearly rate")
    risk_aversion_fraction: float = figure(0.1, "A", "R14", (0, 1), "a in E - a (E - CVaR10)")
    unit_cost_cny_per_gpu: float = figure(20_000, "P", "[46][47]", (0, 200_000), "c, cost of goods")
    allotment_gpus: float = figure(3_072, "A", "R4", (1, 200_000), "cards this talk is about")
    queue_price_cny_per_gpu: float = figure(72_000, "P", "[17]", (0, 500_000), "others pay")
    queue_resale_fraction: float | None = figure(
        None, "C", "R6", (0, 1), "chi; by backlog if unset"
    )
    buyer_yields_fraction: float | None = figure(None, "C", "R6", (0, 1), "q; by backlog if unset")
    resale_friction_fraction: float = figure(0.02, "A", "R6", (0, 1), "fric")
    precedent_multiplier: float = figure(0, "A", "R6", (0, 5), "rho, others claim the same clause")
    queue_share_fraction: float = figure(0.10, "A", "R4", (0, 1), "this buyer's part of the queue")
    history_fraction: float = figure(0, "A", "R4", (-1, 1), "relationship against the average")
    displacement_cny_per_gpu_month: float = figure(
        1_500, "A", "R6", (0, 20_000), "goodwill lost when others wait for this buyer, at X = 1"
    )
    financing_premium_per_year: float = figure(
        0.10, "A", "[22][49]", (0, 1), "cash in advance is worth this above the discount rate"
    )


class LabProfile(Value):
    """A model lab's own economics: private to it."""

    discount_rate_per_year: float = figure(0.20, "A", "4", (0, 1), "effective yearly rate")
    risk_aversion_fraction: float = figure(0.5, "A", "R14", (0, 1), "a in E - a (E - CVaR10)")
    need_gpus: float = figure(2_048, "A", "R7", (1, 200_000), "GPUs it can use")
    work_gpu_hours: float = figure(1.72e6, "P", "[79]", (0, 1e9), "W, work to the milestone")
    milestone_value_cny: float = figure(400e6, "A", "R7", (0, 1e11), "V0, payoff at month 0")
    milestone_decay_per_month: float = figure(0.05, "A", "R7", (0, 1), "kappa")
    burn_cny_per_month: float = figure(25e6, "A", "R7, [76]", (0, 1e9), "b, until the milestone")
    compute_value_cny_per_gpu_hour: float = figure(
        14.6, "C", "7.1, 1.25 x rent", (0, 1_000), "w0, worth of a useful hour past the milestone"
    )
    compute_value_decay_per_month: float = figure(0.02, "A", "R7", (0, 1), "decay of w0")
    alternative_rent_multiplier: float = figure(1, "A", "R2", (0, 5), "rent elsewhere over market")
    alternative_delay_months: float = figure(2, "A", "F44", (0, 24), "until rent elsewhere starts")
    alternative_stock_gpus: float = figure(768, "A", "F45", (0, 200_000), "to be had elsewhere")
    alternative_growth_gpus_per_month: float = figure(32, "A", "F50", (0, 20_000), "its growth")


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
    """What each role privately knows of its own economics; all defaults when absent."""

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
    fixed: Mapping[str, float | str]
    market: Market
    cloud: CloudProfile
    vendor: VendorProfile
    lab: LabProfile


def contract_setting(valuation: EconomicsValuation, market: Market) -> ContractSetting:
    """Return the setting of a table's contracts in the market of its scenario."""
    return ContractSetting(
        template=valuation.template,
        fixed=valuation.fixed,
        market=market,
        cloud=valuation.cloud or CloudProfile(),
        vendor=valuation.vendor or VendorProfile(),
        lab=valuation.lab or LabProfile(),
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
    for group in ("market", *sorted(ROLES[setting.template])):
        values: Value = getattr(setting, group)
        for name, field in type(values).model_fields.items():
            if isinstance(evidence := field.json_schema_extra, dict):
                value = getattr(values, name)
                status, source = str(evidence["status"]), str(evidence["source"])
                meaning, is_default = field.description or "", value == field.default
                full_name = f"{group}.{name}"
                rows.append(Assumption(full_name, value, status, source, meaning, is_default))
    return tuple(rows)
