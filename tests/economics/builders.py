"""Valid valuations and tables of contracts; a test changes what it is about."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting, EconomicsValuation, contract_setting
from negotiation.domain.market import Market

SUPPLY_TABLE: Mapping[str, Sequence[float | str]] = {
    "price_cny_per_gpu": [68_000.0 + 2_000 * step for step in range(15)],
    "gpus": [512.0, 1024.0, 2048.0, 3072.0],
    "delivery_schedule": ["best_efforts", "monthly_batches", "front_loaded"],
    "ld_fraction_per_week": [0.0, 0.0025, 0.005, 0.01],
    "prepayment_fraction": [0.0, 0.3, 0.6, 1.0],
    "allocation_priority": ["standard", "preferred", "first"],
}

RENTAL_TABLE: Mapping[str, Sequence[float | str]] = {
    "list_price_fraction": [0.20 + 0.025 * step for step in range(21)],
    "gpus": [512.0, 1024.0, 2048.0],
    "ramp": ["immediate", "three_months", "six_months"],
    "term_months": [12.0, 24.0, 36.0],
    "sla": ["standard", "enhanced", "goodput"],
    "ld_fraction_per_week": [0.0, 0.005, 0.01],
    "prepayment_fraction": [0.0, 0.25, 0.5],
    "index_beta": [0.0, 0.5, 1.0],
}

SCARCITY: dict[str, dict[str, Any]] = {
    "market": {
        "regime_at_start": "boom",
        "start_month_index": 3,
        "card_price_cny_per_gpu": 81_000,
        "backlog_months": 12,
    },
    "cloud": {
        "need_gpus": 2_048,
        "contracted_rent_list_fraction": 0.26,
        "contracted_fraction": 0.7,
        "lighthouse_value_cny": 60e6,
    },
    "vendor": {
        "precedent_multiplier": 2,
        "financing_premium_per_year": 0.06,
        "displacement_cny_per_gpu_month": 1_000,
    },
}

GLUT: dict[str, dict[str, Any]] = {
    "market": {
        "regime_at_start": "glut",
        "start_month_index": 16,
        "card_price_cny_per_gpu": 80_000,
        "backlog_months": 0.25,
    },
    "cloud": {
        "need_gpus": 2_048,
        "contracted_rent_list_fraction": 0.40,
        "contracted_fraction": 0.7,
        "lighthouse_value_cny": 30e6,
        "spot_stock_gpus": 4_096,
    },
    "vendor": {},
}

LAB: dict[str, dict[str, Any]] = {
    "market": {
        "regime_at_start": "boom",
        "start_month_index": 1,
        "card_price_cny_per_gpu": 76_000,
        "backlog_months": 9,
    },
    "cloud": {
        "own_stock_gpus": 768,
        "other_occupancy_boom_fraction": 0.72,
        "lighthouse_value_cny": 40e6,
        "financing_premium_per_year": 0.10,
    },
    "lab": {
        "discount_rate_per_year": 0.15,
        "alternative_stock_gpus": 1_280,
        "alternative_growth_gpus_per_month": 48,
        "compute_value_cny_per_gpu_hour": 12.5,
    },
}


def make_valuation(
    base: Mapping[str, Mapping[str, Any]], **changes: Mapping[str, Any]
) -> ContractSetting:
    """Return the setting of ``base``, its profiles updated by ``changes``."""
    is_rental = "lab" in base
    buyer, seller = ("lab", "cloud") if is_rental else ("cloud", "vendor")
    groups = {name: {**values, **changes.get(name, {})} for name, values in base.items()}
    market = Market.model_validate(groups.pop("market"))
    valuation = EconomicsValuation.model_validate(
        {
            "template": "compute_rental" if is_rental else "card_supply",
            "roles": {buyer: "buyer-party", seller: "seller-party"},
            "fixed": changes.get("fixed", {}),
            **groups,
        }
    )
    return contract_setting(valuation, market)


def make_table(issues: Mapping[str, Sequence[float | str]]) -> dict[str, NDArray[Any]]:
    """Return every combination of the options, one column an issue."""
    grids = np.meshgrid(*(np.arange(len(options)) for options in issues.values()), indexing="ij")
    return {
        name: np.array(options)[grid.ravel()]
        for (name, options), grid in zip(issues.items(), grids, strict=True)
    }


def make_columns(contracts: Sequence[Mapping[str, float | str]]) -> dict[str, NDArray[Any]]:
    """Return contracts with the same keys as columns."""
    return {name: np.array([contract[name] for contract in contracts]) for name in contracts[0]}
