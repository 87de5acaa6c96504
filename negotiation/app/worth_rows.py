"""The rows of a report on what an outcome is worth."""

from negotiation.analysis.breaches import Breach
from negotiation.domain.values import Value

__all__ = ["AssumptionRow", "CashPaths", "ClauseRow", "PartyWorth", "ProspectsRow"]


class CashPaths(Value):
    """Cumulative cash after each month, from month 0: what 5, 50, 95 % of futures are below."""

    low_cny: tuple[float, ...]
    median_cny: tuple[float, ...]
    high_cny: tuple[float, ...]


class PartyWorth(Value):
    """What one outcome is worth to one party. What is ``None`` only the simulator can tell."""

    value: float
    reservation_value: float
    surplus: float
    surplus_share: float | None
    """Of the joint surplus; ``None`` unless every side gains."""
    expected_npv_cny: float | None = None
    sd_npv_cny: float | None = None
    loss_probability: float | None = None
    cvar5_npv_cny: float | None = None
    cvar10_npv_cny: float | None = None
    """Means of the worst twentieth and tenth of the futures."""
    cash: CashPaths | None = None
    breaches: tuple[Breach, ...]


class ClauseRow(Value):
    """A clause and what it adds to each party's value, against a contract without it."""

    clause: str
    value: float | str
    instead_of: float | str
    worth_cny: dict[str, float]


class ProspectsRow(Value):
    """What to expect of the contract: shares of futures, medians in months where it happens."""

    delivered_fraction: float
    model_fraction: float | None
    model_months: float | None
    departure_fraction: float | None
    departure_months: float | None
    book_margin_cny_per_gpu_month: float | None
    replacement_margin_cny_per_gpu_month: float | None
    replacement_margin_in_a_year_cny_per_gpu_month: float | None
    carriers_per_gpu: float | None
    """GPUs let to others at their usual rent that make up for one under the contract."""


class AssumptionRow(Value):
    """One number that the simulator rests on. Status: P public, S case, C calibrated, A assumed."""

    name: str
    value: float | str | None
    status: str
    source: str
    meaning: str
    is_default: bool
