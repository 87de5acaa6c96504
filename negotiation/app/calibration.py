"""Whether the simulator still does what public figures and the seed case say, as one report."""

import math
from collections.abc import Callable, Mapping

from pydantic import ValidationError

from negotiation.domain.market import Market
from negotiation.domain.values import Value
from negotiation.economics.calibration import BANDS, Parameters, inside_fractions, measure
from negotiation.economics.simulator import SIMULATOR_VERSION
from negotiation.errors import UsageError

__all__ = ["DRAWS", "PARAMETER_SETS", "SEED", "SET_DRAWS", "CalibrationReport", "ExperimentRow"]
__all__ += ["Sensitivity", "calibration_report"]

DRAWS = 20_000
"""Paths of an experiment (section 5 of the specification)."""

SEED = Market().seed
PARAMETER_SETS, SET_DRAWS = 40, 1_000
SPREAD_FRACTION = 0.20
"""How far a parameter set moves each figure, at most."""


class ExperimentRow(Value):
    """One experiment: what it says, what came out, and the band that it must land in."""

    id: str
    assertion: str
    facts: str
    value: float | None
    """In the unit that the assertion names; ``None`` where these paths give none."""
    low: float
    high: float
    ok: bool
    inside_fraction: float | None
    """Of the parameter sets, how many stay in the band; ``None`` without a sensitivity run."""


class Sensitivity(Value):
    """How experiments were run again on parameters that are off."""

    parameter_sets: int = PARAMETER_SETS
    draws: int = SET_DRAWS
    spread_fraction: float = SPREAD_FRACTION


class CalibrationReport(Value):
    """All the experiments of one seed. ``ok``: every one of them is in its band."""

    simulator_version: str = SIMULATOR_VERSION
    list_price_cny_per_gpu_month: float
    draws: int
    seed: int
    ok: bool
    experiments: tuple[ExperimentRow, ...]
    sensitivity: Sensitivity | None


def calibration_report(
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    sensitivity: Sensitivity | None = None,
    parameters: Parameters | None = None,
    progress: Callable[[int], None] | None = None,
) -> CalibrationReport:
    """Run every experiment, and run them again on each parameter set if ``sensitivity`` says so.

    ``progress`` is told how many parameter sets are done.

    Raises:
        UsageError: paths, seed or parameter sets are out of bounds.
    """
    parameters = parameters or Parameters()
    check(draws=draws, seed=seed)
    if sensitivity is not None:
        check(draws=sensitivity.draws, seed=seed)
        if sensitivity.parameter_sets < 1:
            raise UsageError(f"parameter sets must be at least 1, not {sensitivity.parameter_sets}")
    values = measure(draws, seed, parameters)
    inside: dict[str, float] = {}
    if sensitivity is not None:
        inside = inside_fractions(
            sensitivity.draws,
            seed,
            n_sets=sensitivity.parameter_sets,
            spread_fraction=sensitivity.spread_fraction,
            parameters=parameters,
            progress=progress,
        )
    experiments = rows(values, inside)
    return CalibrationReport(
        list_price_cny_per_gpu_month=parameters.market.list_price_cny_per_gpu_month,
        draws=draws,
        seed=seed,
        ok=all(row.ok for row in experiments),
        experiments=experiments,
        sensitivity=sensitivity,
    )


def rows(values: Mapping[str, float], inside: Mapping[str, float]) -> tuple[ExperimentRow, ...]:
    """Set every value against its band."""
    return tuple(
        ExperimentRow(
            id=band.id,
            assertion=band.assertion,
            facts=band.facts,
            value=values[band.id] if math.isfinite(values[band.id]) else None,
            low=band.low,
            high=band.high,
            ok=band.holds(values[band.id]),
            inside_fraction=inside.get(band.id),
        )
        for band in BANDS
    )


def check(*, draws: int, seed: int) -> None:
    """Refuse paths and seeds that no market may have."""
    try:
        Market(draws=draws, seed=seed)
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise UsageError(f"{where} {first['input']}: {first['msg']}") from exc
