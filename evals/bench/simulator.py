"""``simulator``: tables of rental contracts, one contract with attribution, the calibration."""

from collections.abc import Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from evals.bench.claims import Claim, Claims, cpu_seconds, least_cpu_seconds
from evals.bench.memory import peak_gib
from evals.oracle import oracle_npv
from negotiation.catalog.files import load_scenario
from negotiation.domain.contracts import ContractSetting, EconomicsValuation, contract_setting
from negotiation.domain.market import Market
from negotiation.economics.attribution import attribute
from negotiation.economics.calibration.experiments import measure
from negotiation.economics.simulator import appraise, world_of

__all__ = ["measure_simulator"]

LIMIT_SPEED_UP = 1 / 200
LIMIT_GIB = 4.0
LIMIT_TABLE_SECONDS = 15.0
LIMIT_ATTRIBUTION_SECONDS = 0.25
LIMIT_CALIBRATION_SECONDS = 60.0

SCENARIO = "lab-compute"
PRICES = tuple(round(0.20 + 0.01 * step, 2) for step in range(46))
OPTIONS: Mapping[str, Sequence[float | str]] = MappingProxyType(
    {
        "gpus": (512.0, 1024.0, 2048.0),
        "ramp": ("immediate", "three_months", "six_months"),
        "term_months": (12.0, 24.0, 36.0),
        "sla": ("standard", "enhanced", "goodput"),
        "ld_fraction_per_week": (0.0, 0.005, 0.01),
        "prepayment_fraction": (0.0, 0.25, 0.5),
        "index_beta": (0.0, 0.5, 1.0),
    }
)
CONTRACT: Mapping[str, float | str] = MappingProxyType(
    {
        "list_price_fraction": 0.45,
        **{name: options[1] for name, options in OPTIONS.items()},
    }
)


class Measured(NamedTuple):
    """CPU seconds, and the memory taken by the table."""

    table_s: float
    oracle_table_s: float
    memory_gib: float
    contract_s: float
    calibration_s: float


def measure_simulator(
    *,
    n_prices: int = len(PRICES),
    draws: int = 1_000,
    n_oracle_draws: int = 20,
    calibration_draws: int = 20_000,
    repeats: int = 2,
) -> Claims:
    """Measure the simulator of ``lab-compute`` and the calibration.

    Args:
        n_prices: prices of the table; every price goes with 2,187 combinations of seven issues.
        draws: futures of the table and of the attribution.
        n_oracle_draws: futures on which the slow reference values one contract; it takes the same
            time on each.
        calibration_draws: paths of ``haggle calibrate``.
        repeats: of every measurement but the calibration; the least time counts.
    """
    setting = rental_setting(draws)
    world = world_of(setting)
    table = outcome_columns(n_prices)
    n_outcomes = len(table["gpus"])
    table_s = least_cpu_seconds(lambda: appraise(setting, table, world), repeats=repeats)
    memory_gib = peak_gib()

    def by_hand() -> None:
        for draw in range(n_oracle_draws):
            oracle_npv(setting, CONTRACT, world, draw)

    oracle_s = least_cpu_seconds(by_hand, repeats=repeats) / n_oracle_draws * draws
    contract_s = least_cpu_seconds(lambda: attribute(setting, CONTRACT, world), repeats=repeats)
    calibration_s = cpu_seconds(lambda: measure(calibration_draws, seed=setting.market.seed))
    return claims(
        f"{n_outcomes:,} rentals of eight issues on {draws:,} futures",
        Measured(table_s, oracle_s * n_outcomes, memory_gib, contract_s, calibration_s),
    )


def claims(size: str, found: Measured) -> Claims:
    """Return what was claimed and found for a table of ``size``."""
    return (
        Claim(
            name="simulator.table",
            claim=f"an outcome of {size}, against the slow reference",
            unit="ratio",
            limit=LIMIT_SPEED_UP,
            measured=found.table_s / found.oracle_table_s,
            details={"times_faster": found.oracle_table_s / found.table_s},
        ),
        Claim(
            name="simulator.seconds",
            claim=f"all {size}, both parties",
            unit="CPU s",
            limit=LIMIT_TABLE_SECONDS,
            measured=found.table_s,
        ),
        Claim(
            name="simulator.memory",
            claim=f"peak memory of the process with {size}",
            unit="GiB",
            limit=LIMIT_GIB,
            measured=found.memory_gib,
        ),
        Claim(
            name="simulator.attribution",
            claim="one of these rentals with every clause attributed",
            unit="CPU s",
            limit=LIMIT_ATTRIBUTION_SECONDS,
            measured=found.contract_s,
        ),
        Claim(
            name="simulator.calibration",
            claim="all experiments of `haggle calibrate`",
            unit="CPU s",
            limit=LIMIT_CALIBRATION_SECONDS,
            measured=found.calibration_s,
        ),
    )


def rental_setting(draws: int) -> ContractSetting:
    """Return the table of the shipped scenario with as many futures."""
    scenario = load_scenario(SCENARIO).scenario
    (table,) = scenario.tables
    valuation = table.valuation
    if not isinstance(valuation, EconomicsValuation):
        raise TypeError(f"{SCENARIO} is not valued by the simulator")
    market = (scenario.market or Market()).model_copy(update={"draws": draws})
    return contract_setting(valuation, market)


def outcome_columns(n_prices: int) -> dict[str, NDArray[Any]]:
    """Return every combination of the first prices and all options, one column an issue."""
    rows = list(product(PRICES[:n_prices], *OPTIONS.values()))
    names = ("list_price_fraction", *OPTIONS)
    return {
        name: np.array(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)
    }
