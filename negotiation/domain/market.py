"""The market that contracts live in.

Every number carries its unit in its name, its bounds, and where it comes from (``evidence``);
``contracts.assumptions`` lists them all.
"""

from typing import Literal, TypeAlias

from pydantic import Field

from negotiation.domain.evidence import figure
from negotiation.domain.rules import Rules
from negotiation.domain.values import Value

__all__ = ["MAX_HORIZON_MONTHS", "Market", "Regime"]

Regime: TypeAlias = Literal["calm", "boom", "squeeze", "glut"]

MAX_HORIZON_MONTHS = 60
"""The longest term of a rental (section 7.3)."""


class Market(Value):
    """What everybody faces. Month 0 of every path is the month of signing."""

    price_mode: Literal["historical", "stable", "stochastic"] = "stochastic"
    start_month_index: int = figure(0, "S", "F24", (0, 60), "signing month, 0 = 2023-03")
    regime_at_start: Regime = "boom"
    backlog_months: float = figure(12, "S", "F36, R4", (0, 60), "the vendor's order backlog")
    draws: int = figure(128, "A", "speed", (16, 20_000), "simulated futures")
    seed: int = figure(20230301, "A", "any", (0, 2**53), "seed of every random stream")
    horizon_months: int = figure(
        36, "P", "[29][66]", (1, MAX_HORIZON_MONTHS), "until when rentals count; cards a year more"
    )
    rules: Rules = Field(default_factory=Rules)

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
