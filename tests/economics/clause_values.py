"""Values that a clause can take, for tests that go over every clause of every template."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.clauses import fill_columns
from negotiation.economics.discounting import Floats
from negotiation.economics.simulator import values_of, world_of
from negotiation.economics.templates import TEMPLATES, ClauseSpec

USUAL = {
    "price_cny_per_gpu": (50_000.0, 120_000.0),
    "gpus": (256.0, 3_072.0),
    "list_price_fraction": (0.2, 0.9),
    "termination_weeks": (0.0, 30.0),
}
"""Where contracts are made, if a clause allows far more."""

WHOLE = ("start_months", "term_months", "termination_weeks", "index_period_months")


def draw_values(
    name: str, spec: ClauseSpec, rng: np.random.Generator, n_outcomes: int
) -> NDArray[Any]:
    """Values of one clause, axis (outcome,): half neutral, a tenth of the rest at a bound."""
    if spec.kind == "label":
        return np.array(spec.labels)[rng.integers(0, len(spec.labels), n_outcomes)]
    bounds = USUAL.get(name, spec.bounds)
    values = rng.uniform(*bounds, n_outcomes)
    if name in WHOLE:
        values = np.ceil(values)
    at_bound = np.array(bounds)[rng.integers(0, 2, n_outcomes)]
    values = np.where(rng.random(n_outcomes) < 0.1, at_bound, values)
    if spec.neutral is None:
        return values
    return np.where(rng.random(n_outcomes) < 0.5, spec.neutral, values)


def draw_contracts(
    template: str, rng: np.random.Generator, n_outcomes: int
) -> dict[str, NDArray[Any]]:
    """Contracts with many of their clauses on, one column a clause."""
    clauses = TEMPLATES[template].clauses.items()
    return {name: draw_values(name, spec, rng, n_outcomes) for name, spec in clauses}


def values_cny(setting: ContractSetting, clauses: Mapping[str, Any]) -> dict[str, Floats]:
    """The NPV of contracts to each role on every draw, axes (outcome, draw)."""
    columns = {name: np.atleast_1d(np.asarray(column)) for name, column in clauses.items()}
    values = values_of(setting, fill_columns(setting, columns), world_of(setting))
    return {role: values.draws_cny(role, slice(None)) for role in values.parties}


def is_same(first: Mapping[str, Floats], second: Mapping[str, Floats]) -> bool:
    """Whether no number differs, bit for bit."""
    return all((first[role] == second[role]).all() for role in first)
