"""Clause columns: checked once at the door, then simulated once for each distinct combination."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.clause_specs import ClauseSpec
from negotiation.economics.discounting import Floats
from negotiation.economics.templates import TEMPLATES
from negotiation.errors import UsageError

__all__ = ["Columns", "check_clause", "distinct", "fill_columns", "is_on", "rows"]

MOST_KEYS = 2**31

Columns = Mapping[str, Floats]
"""Clause name -> axis (outcome,); a label is the position of the word in its clause."""


def fill_columns(
    setting: ContractSetting, clauses: Mapping[str, NDArray[Any] | float | str]
) -> dict[str, Floats]:
    """Complete ``clauses`` with the fixed ones and the defaults, as numbers of axis (outcome,).

    Nothing returned can be written to.

    Raises:
        UsageError: if a clause is unknown, out of bounds or of another length than the rest.
    """
    specs = TEMPLATES[setting.template].clauses
    lengths = {len(column) if isinstance(column, np.ndarray) else 1 for column in clauses.values()}
    lengths = lengths or {1}
    if len(lengths) > 1:
        raise UsageError(f"clause columns differ in length: {sorted(lengths)}")
    (n_outcomes,) = lengths
    for name in (*clauses, *setting.fixed):
        if name not in specs:
            known = ", ".join(specs)
            raise UsageError(f"{setting.template} has no clause {name!r}; it has {known}")
    columns: dict[str, Floats] = {}
    for name, spec in specs.items():
        given = clauses.get(name, setting.fixed.get(name, spec.default))
        if isinstance(given, np.ndarray):
            column = check_clause(name, spec, given)
        else:
            column = _checked_once(setting.template, name, given)
        column.setflags(write=False)
        columns[name] = np.broadcast_to(column, n_outcomes) if len(column) < n_outcomes else column
    return columns


@lru_cache(maxsize=4_096)
def _checked_once(template: str, name: str, value: float | str) -> Floats:
    """Return the one number of a clause. Of some fifty most stand as they do everywhere."""
    return check_clause(name, TEMPLATES[template].clauses[name], np.array([value]))


def check_clause(name: str, spec: ClauseSpec, column: NDArray[Any]) -> Floats:
    """Return ``column`` as numbers; a label becomes its position.

    Raises:
        UsageError: if a value is outside the clause.
    """
    if spec.kind == "label":
        words = np.asarray(spec.labels)
        is_word = column[:, None] == words
        if not is_word.any(axis=1).all():
            raise UsageError(f"{name} must be one of {', '.join(spec.labels)}")
        positions: Floats = is_word.argmax(axis=1).astype(np.float64)
        return positions
    try:
        numbers: Floats = column.astype(np.float64)
    except ValueError:
        raise UsageError(f"{name} must be a number, not {column[0]!r}") from None
    low, high = spec.bounds
    if not ((numbers >= low) & (numbers <= high)).all():
        raise UsageError(f"{name} must lie within {low:g} and {high:g} {spec.unit}")
    return numbers


def distinct(columns: Columns, names: Iterable[str]) -> tuple[dict[str, Floats], NDArray[np.intp]]:
    """Return the distinct combinations of ``names`` and each outcome's position among them."""
    names = tuple(names)
    key = np.zeros(len(columns[names[0]]), dtype=np.int64)
    n_keys = 1
    for name in names:
        column = columns[name]
        if len(column) and (column == column[0]).all():
            continue
        found, codes = np.unique(column, return_inverse=True)
        key = key * len(found) + codes
        n_keys *= len(found)
        if n_keys > MOST_KEYS:
            # many columns of many values would overflow; number afresh what really occurs
            seen, key = np.unique(key, return_inverse=True)
            n_keys = len(seen)
    _, first, position = np.unique(key, return_index=True, return_inverse=True)
    return {name: columns[name][first] for name in names}, position


def rows(columns: Columns, where: slice | NDArray[np.intp]) -> dict[str, Floats]:
    """Return some of the combinations."""
    return {name: column[where] for name, column in columns.items()}


def is_on(column: Floats) -> NDArray[np.bool_]:
    """Return where a switch is on, or a label is not the first of its words."""
    on: NDArray[np.bool_] = column > 0
    return on
