"""Several contracts decided at one table: an outcome fills all of them in.

Each contract is valued once for every combination of the issues that it hangs on, all of them on
the same futures; a party's value is the sum over its contracts. Since the worst futures of two
contracts need not be the same, the sum is a little below what the contracts are worth together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.outcomes import Column, Indices, Outcome, OutcomeSpace, option_array
from negotiation.domain.valuations import IssueClause
from negotiation.economics.clauses import fill_columns
from negotiation.economics.discounting import Floats
from negotiation.economics.own import OwnContract, OwnRisk, own_contract, risk_of
from negotiation.economics.risk import appraise_draws
from negotiation.economics.simulator import Appraisal, appraise
from negotiation.economics.world import World

__all__ = ["Bundle", "BundledTerms", "OwnBundle", "OwnPart", "PartContract"]
__all__ += ["combination_of"]


@dataclass(frozen=True, slots=True)
class BundledTerms:
    """Outcomes of a table as the clauses of one of its contracts."""

    space: OutcomeSpace
    clauses: Mapping[str, str | IssueClause]
    options: Mapping[str, Column] = field(init=False, repr=False)
    """Clause -> its value for every option of the issue that decides it, axis (option,)."""
    rows: Mapping[str, int] = field(init=False, repr=False)
    """Clause -> the place of its issue on the agenda."""

    def __post_init__(self) -> None:
        places = {issue.id: row for row, issue in enumerate(self.space.issues)}
        options, rows = {}, {}
        for clause, decided in self.clauses.items():
            issue = decided if isinstance(decided, str) else decided.issue
            rows[clause] = places[issue]
            options[clause] = (
                option_array(self.space.by_id[issue])
                if isinstance(decided, str)
                else np.asarray(decided.values)
            )
        object.__setattr__(self, "options", options)
        object.__setattr__(self, "rows", rows)

    def index_of(self, outcome: Outcome) -> int:
        """Return the flat index of an outcome of the whole table."""
        return self.space.index_of(outcome)

    def columns(self, indices: Indices) -> dict[str, Column]:
        """Return the clauses of outcomes, one array (outcome,) for every clause."""
        positions = self.space.positions(indices)
        return {
            clause: values[positions[self.rows[clause]]] for clause, values in self.options.items()
        }

    @property
    def places(self) -> tuple[int, ...]:
        """Where the contract's issues stand on the agenda."""
        return tuple(sorted(set(self.rows.values())))

    def combinations(self) -> Indices:
        """Return an outcome for every combination of the contract's issues, axis (combination,)."""
        places = list(self.places)
        shape = [self.space.shape[place] for place in places]
        positions = np.zeros((len(self.space.shape), prod(shape)), dtype=np.int64)
        if shape:
            positions[places] = np.indices(shape).reshape(len(shape), -1)
        found = np.zeros(prod(shape), dtype=np.int64)
        for n_options, row in zip(self.space.shape, positions, strict=True):
            found = found * n_options + row
        return found


def combination_of(
    space: OutcomeSpace, places: tuple[int, ...], indices: Indices
) -> NDArray[np.int64]:
    """Return which combination of some issues each outcome has, axis (outcome,).

    Combinations are numbered as ``BundledTerms.combinations`` lists them.
    """
    positions = space.positions(indices)
    row = np.zeros(len(indices), dtype=np.int64)
    for place in places:
        row = row * space.shape[place] + positions[place]
    return row


@dataclass(frozen=True, slots=True)
class PartContract:
    """One contract of a bundle."""

    terms: BundledTerms
    setting: ContractSetting
    world: World
    reservation_values: Mapping[str, float]
    """Of its two parties, by party: what no such contract is worth to them."""

    @property
    def parties(self) -> Mapping[str, str]:
        """Party -> its role."""
        return {party: role for role, party in self.setting.parties.items()}

    def appraisals(self, indices: Indices) -> dict[str, Appraisal]:
        """Return what the simulator says of the contract, by party."""
        by_role = appraise(self.setting, self.terms.columns(indices), self.world)
        return {self.setting.parties[role]: each for role, each in by_role.items()}

    def values(self, indices: Indices) -> dict[str, Floats]:
        """Return the value of the contract by party; without a card it is worth the alternative."""
        rows = combination_of(self.terms.space, self.terms.places, indices)
        _, first, combination = np.unique(rows, return_index=True, return_inverse=True)
        some = np.asarray(indices, dtype=np.int64)[first]
        is_none = self.is_none(some)
        return {
            party: np.where(is_none, self.reservation_values[party], each.value_cny)[combination]
            for party, each in self.appraisals(some).items()
        }

    def is_none(self, indices: Indices) -> NDArray[np.bool_]:
        """Return where no contract is signed: it would be one of no GPUs."""
        found: NDArray[np.bool_] = (
            fill_columns(self.setting, self.terms.columns(indices))["gpus"] == 0
        )
        return found


@dataclass(frozen=True, slots=True)
class Bundle:
    """Several contracts between pairs of the parties."""

    parties: tuple[str, ...]
    contracts: Mapping[str, PartContract]

    def values(self, indices: Indices) -> dict[str, Floats]:
        """Return the value of outcomes by party [CNY], each of shape (outcome,)."""
        rows = {party: np.zeros(len(indices)) for party in self.parties}
        for contract in self.contracts.values():
            for party, value in contract.values(indices).items():
                rows[party] += value
        return rows

    def own(self, party: str) -> "OwnBundle":
        """Return what outcomes hold for one party, out of its own contracts alone."""
        parts = []
        for contract in self.contracts.values():
            if party not in contract.parties:
                continue
            role = contract.parties[party]
            own = own_contract(contract.setting, contract.terms, role, contract.world)
            parts.append(OwnPart(own, contract.reservation_values[party]))
        return OwnBundle(tuple(parts))


@dataclass(frozen=True, slots=True)
class OwnPart:
    """One of a party's contracts, and what it is worth to it to go without."""

    own: OwnContract
    otherwise: float

    def __call__(self, outcome: Outcome) -> float:
        """Return the value of the contract in one outcome [CNY]."""
        terms = self.own.space
        columns = terms.columns(np.array([terms.index_of(outcome)], dtype=np.int64))
        is_none = fill_columns(self.own.setting, columns)["gpus"][0] == 0
        return self.otherwise if is_none else self.own(outcome)


@dataclass(frozen=True, slots=True)
class OwnBundle:
    """What any outcome holds for one party, over all its contracts; nothing if it has none."""

    parts: tuple[OwnPart, ...]

    def __call__(self, outcome: Outcome) -> float:
        """Return the value of one outcome [CNY]."""
        return float(sum(part(outcome) for part in self.parts))

    def risk(self, outcome: Outcome) -> OwnRisk:
        """Return the risk of one outcome: of all contracts together, future by future."""
        return risk_of(appraise_draws(self.draws_cny(outcome), 0.0))

    def draws_cny(self, outcome: Outcome) -> Floats:
        """Return the NPV of one outcome on every draw [CNY], axes (1, draw)."""
        draws = np.zeros((1, 1))
        for part in self.parts:
            draws = draws + part.own.draws_cny(outcome)
        return draws
