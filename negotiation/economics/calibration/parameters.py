"""The numbers that the experiments rest on, and the same numbers somewhat off."""

from dataclasses import dataclass, field
from typing import TypeVar, get_args

import numpy as np

from negotiation.domain.market import Market
from negotiation.domain.profiles import CloudProfile, LabProfile, VendorProfile
from negotiation.domain.values import Value
from negotiation.economics.streams import make_stream

__all__ = ["SET_UP", "Parameters", "varied"]

SET_UP = frozenset({"draws", "seed", "start_month_index", "horizon_months"})
"""Figures that say how an experiment is run, not how the world is: never varied."""

AnyValue = TypeVar("AnyValue", bound=Value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Market (with its rules) and profiles; an experiment's set-up changes what it is about."""

    market: Market = field(default_factory=Market)
    cloud: CloudProfile = field(default_factory=CloudProfile)
    vendor: VendorProfile = field(default_factory=VendorProfile)
    lab: LabProfile = field(default_factory=LabProfile)


def varied(parameters: Parameters, *, seed: int, number: int, spread_fraction: float) -> Parameters:
    """Return ``parameters`` with every figure off by up to ``spread_fraction``, evenly spread.

    Each figure keeps to its bounds, whole numbers stay whole. ``number``, counted from 1, says
    which of the parameter sets of ``seed`` it is.
    """
    # "jitter" spreads customers' luck under the checksums of their names; small numbers are free
    stream = make_stream(seed, "parameters", number)
    rules = shaken(parameters.market.rules, stream, spread_fraction)
    market = shaken(parameters.market, stream, spread_fraction)
    return Parameters(
        market=market.model_copy(update={"rules": rules}),
        cloud=shaken(parameters.cloud, stream, spread_fraction),
        vendor=shaken(parameters.vendor, stream, spread_fraction),
        lab=shaken(parameters.lab, stream, spread_fraction),
    )


def shaken(values: AnyValue, stream: np.random.Generator, spread_fraction: float) -> AnyValue:
    """Return ``values`` with each of its own figures multiplied by 1 +- ``spread_fraction``."""
    changed: dict[str, float] = {}
    for name, figure in type(values).model_fields.items():
        value = getattr(values, name)
        if not isinstance(figure.json_schema_extra, dict) or name in SET_UP:
            continue
        multiplier = stream.uniform(1 - spread_fraction, 1 + spread_fraction)
        if value is None:
            continue
        low = next(each.ge for each in figure.metadata if hasattr(each, "ge"))
        high = next(each.le for each in figure.metadata if hasattr(each, "le"))
        off = float(np.clip(value * multiplier, low, high))
        changed[name] = round(off) if is_whole(figure.annotation) else off
    kept = {name: getattr(values, name) for name in type(values).model_fields}
    return type(values).model_validate({**kept, **changed})


def is_whole(annotation: object) -> bool:
    """Say whether a figure counts in whole numbers; a default says nothing, ``1`` may be a float.

    >>> is_whole(float), is_whole(int), is_whole(int | None)
    (False, True, True)
    """
    return int in {annotation, *get_args(annotation)}
