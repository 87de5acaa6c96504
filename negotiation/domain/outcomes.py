"""Outcomes: one option for every issue, and the space of all of them.

An outcome is a mapping from issue id to value where people and models meet it, and a flat index
where arrays do. The index is mixed radix in the order of the agenda, the last issue fastest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.issues import Issue
from negotiation.domain.quantities import OptionValue

__all__ = ["Column", "Indices", "Outcome", "OutcomeSpace"]

Outcome: TypeAlias = Mapping[str, OptionValue]
"""One value for every issue, by issue id."""

Indices: TypeAlias = NDArray[np.int64]
"""Flat indices of outcomes, shape (outcome,)."""

Column: TypeAlias = NDArray[np.float64] | NDArray[np.str_]
"""The values of one issue over outcomes, shape (outcome,)."""


@dataclass(frozen=True, slots=True)
class OutcomeSpace:
    """Every outcome of an agenda, addressable by index without being listed."""

    issues: tuple[Issue, ...]
    by_id: Mapping[str, Issue] = field(init=False, compare=False)
    shape: tuple[int, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {issue.id: issue for issue in self.issues})
        object.__setattr__(self, "shape", tuple(len(issue.choices) for issue in self.issues))

    @property
    def size(self) -> int:
        """How many outcomes there are."""
        return prod(self.shape)

    def problems(self, outcome: Outcome) -> tuple[str, ...]:
        """Say what keeps ``outcome`` from being one of this space; empty when it is one."""
        missing = [issue.id for issue in self.issues if issue.id not in outcome]
        unknown = [key for key in outcome if key not in self.by_id]
        found = [f"missing issue {key!r}" for key in missing]
        found += [f"unknown issue {key!r}" for key in unknown]
        found += [
            f"{issue.id}: {outcome[issue.id]!r} is not an option; {_options(issue)}"
            for issue in self.issues
            if issue.id in outcome and not _is_option(issue, outcome[issue.id])
        ]
        return tuple(found)

    def index_of(self, outcome: Outcome) -> int:
        """Return the flat index of an outcome of this space."""
        index = 0
        for issue, n_options in zip(self.issues, self.shape, strict=True):
            index = index * n_options + issue.positions[outcome[issue.id]]
        return index

    def outcome_at(self, index: int) -> dict[str, OptionValue]:
        """Return the outcome at a flat index."""
        outcome: dict[str, OptionValue] = {}
        for issue, n_options in zip(reversed(self.issues), reversed(self.shape), strict=True):
            index, position = divmod(index, n_options)
            outcome[issue.id] = issue.values[position]
        return {issue.id: outcome[issue.id] for issue in self.issues}

    def canonical(self, outcome: Outcome) -> dict[str, OptionValue]:
        """Return the same outcome in the order of the agenda, with the options' own values."""
        return self.outcome_at(self.index_of(outcome))

    def positions(self, indices: Indices) -> NDArray[np.int64]:
        """Return the option positions of outcomes, shape (issue, outcome)."""
        found = np.empty((len(self.issues), len(indices)), dtype=np.int64)
        rest = np.asarray(indices, dtype=np.int64)
        for row in range(len(self.issues) - 1, -1, -1):
            rest, found[row] = np.divmod(rest, self.shape[row])
        return found

    def columns(self, indices: Indices) -> dict[str, Column]:
        """Return the values of outcomes, one array (outcome,) for every issue."""
        rows = self.positions(indices)
        return {
            issue.id: option_array(issue)[row] for issue, row in zip(self.issues, rows, strict=True)
        }


def option_array(issue: Issue) -> Column:
    """Return the option values of an issue, shape (option,): float64, or text for labels."""
    if issue.is_numeric:
        return np.asarray(issue.values, dtype=np.float64)
    return np.asarray(issue.values, dtype=np.str_)


def _is_option(issue: Issue, value: object) -> bool:
    """Whether a value of whatever type is an option: ``True`` is not, though it equals 1."""
    is_value = isinstance(value, int | float | str) and not isinstance(value, bool)
    return is_value and value in issue.positions


def _options(issue: Issue) -> str:
    """Name the options of an issue, shortened when there are many."""
    values = [repr(value) for value in issue.values]
    if len(values) > 12:  # noqa: PLR2004 - what fits a line
        values = [*values[:6], "...", *values[-3:]]
    return f"options are {', '.join(values)}"
