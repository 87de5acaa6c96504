"""The simulator's door: what contracts are worth to each side, and what no contract is worth."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.affine import AffineNpv, appraise_affine
from negotiation.economics.card_supply import simulate_card_supply
from negotiation.economics.clauses import Columns, distinct, fill_columns
from negotiation.economics.compute_rental import simulate_compute_rental
from negotiation.economics.risk import Appraisal
from negotiation.economics.templates import TEMPLATES

__all__ = ["SIMULATOR_VERSION", "TEMPLATES", "Appraisal", "appraise", "reservation_values_cny"]

SIMULATOR_VERSION = "1"
"""Changes with every change of a score."""

PRICE_CLAUSES = {"card_supply": "price_cny_per_gpu", "compute_rental": "list_price_fraction"}


def appraise(setting: ContractSetting, clauses: Mapping[str, NDArray[Any]]) -> dict[str, Appraisal]:
    """Appraise contracts for both roles, as signed today with nothing known of the future.

    Args:
        setting: the template, the market, what the parties privately know.
        clauses: clause name -> array of axis (outcome,): float64 for numbers, str for labels.
            A missing clause comes from ``setting.fixed``, then from the template.

    Returns:
        One ``Appraisal`` a role, in the order of ``clauses``.

    Raises:
        UsageError: if a clause is unknown or a value lies outside it.
    """
    columns = fill_columns(setting, clauses)
    price = PRICE_CLAUSES[setting.template]
    combinations, position = distinct(columns, *(name for name in columns if name != price))
    return {
        role: appraise_affine(
            npv, columns[price], position, risk_aversion_fraction=risk_aversion(setting, role)
        )
        for role, npv in simulate(setting, combinations).items()
    }


def reservation_values_cny(setting: ContractSetting) -> dict[str, float]:
    """Return what each role's alternative is worth to it, risk included [CNY].

    The alternative is a contract of zero GPUs: the same code, the same draws, the same score.
    """
    nothing = appraise(setting, {"gpus": np.zeros(1)})
    return {role: float(appraisal.value_cny[0]) for role, appraisal in nothing.items()}


def simulate(setting: ContractSetting, combinations: Columns) -> dict[str, AffineNpv]:
    """Return each role's NPV, affine in the price, with axes (combination, draw)."""
    simulators = {
        "card_supply": simulate_card_supply,
        "compute_rental": simulate_compute_rental,
    }
    sides = simulators[setting.template](setting, combinations)
    return dict(zip(TEMPLATES[setting.template].roles, sides, strict=True))


def risk_aversion(setting: ContractSetting, role: str) -> float:
    """Return the role's a of R14."""
    risk_aversions = {
        "cloud": setting.cloud.risk_aversion_fraction,
        "vendor": setting.vendor.risk_aversion_fraction,
        "lab": setting.lab.risk_aversion_fraction,
    }
    return risk_aversions[role]
