"""What stands behind every kind of valuation: values of outcomes by party, and each party's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.outcomes import Indices, Outcome, OutcomeSpace
from negotiation.domain.quantities import ValueUnit
from negotiation.domain.scenarios import Table
from negotiation.domain.valuations import PointsValuation, PriceValuation
from negotiation.economics.discounting import Floats
from negotiation.economics.own import (
    OwnAtRisk,
    OwnContract,
    OwnScore,
    OwnValue,
    RiskOf,
    own_contract,
    own_score,
)
from negotiation.economics.points import additive_values
from negotiation.economics.price import sale_value_cny
from negotiation.economics.simulator import Appraisal, appraise
from negotiation.economics.situated import ListedContract
from negotiation.economics.world import World
from negotiation.errors import UsageError

__all__ = ["Contract", "Scores", "TableValuation", "ValueSource"]


class ValueSource(Protocol):
    """A kind of valuation at work."""

    def values(self, indices: Indices) -> Mapping[str, Floats]:
        """Return the value of outcomes by party, each of shape (outcome,)."""

    def own(self, party: str) -> OwnValue:
        """Return the values of one party, free of the others' secrets.

        Where something is at risk the answer is an ``OwnAtRisk``.
        """


@dataclass(frozen=True, slots=True)
class TableValuation:
    """What the outcomes of one table are worth to its parties."""

    table: Table
    space: OutcomeSpace
    """The outcomes that are valued; at a tender the deals of every bidder (``deal_space``)."""
    unit: ValueUnit
    reservation_values: Mapping[str, float]
    """Worth of each party's alternative, in ``unit``."""
    source: ValueSource

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties in the order of the value rows."""
        return self.table.parties

    @property
    def setting(self) -> ContractSetting | None:
        """What the simulator works with; ``None`` unless it values one contract."""
        return self.source.setting if isinstance(self.source, Contract | ListedContract) else None

    @property
    def world(self) -> World | None:
        """The futures that a contract is valued on; ``None`` for others, and in a situation."""
        return self.source.world if isinstance(self.source, Contract) else None

    @property
    def disagreement_values(self) -> NDArray[np.float64]:
        """The reservation values, shape (party,)."""
        return np.array([self.reservation_values[party] for party in self.parties])

    def values(self, indices: Indices) -> NDArray[np.float64]:
        """Return the value of outcomes, shape (party, outcome), in ``unit``."""
        rows = self.source.values(indices)
        return np.stack([rows[party] for party in self.parties])

    def appraisals(self, indices: Indices) -> Mapping[str, Appraisal]:
        """Return what the simulator says of outcomes, by party.

        Raises:
            UsageError: the simulator does not value one contract here.
        """
        if not isinstance(self.source, Contract):
            raise UsageError(f"table {self.table.id!r} is not valued by the simulator")
        return self.source.appraisals(indices)

    def value_of(self, party: str, outcome: Outcome) -> float:
        """Return what one outcome is worth to one party, in ``unit``."""
        index = np.array([self.space.index_of(outcome)], dtype=np.int64)
        return float(self.values(index)[self.parties.index(party), 0])

    def own_value_function(self, party: str) -> OwnValue:
        """Return what ``value_of`` says for one party, free of the other sides' secrets."""
        return self.source.own(party)

    def own_risk_function(self, party: str) -> RiskOf | None:
        """Return the risk of any outcome to one party alone; ``None`` where nothing is at risk."""
        own = self.source.own(party)
        return own.risk if isinstance(own, OwnAtRisk) else None


@dataclass(frozen=True, slots=True)
class Scores:
    """Points or a price: a sum over the agenda."""

    parties: tuple[str, ...]
    space: OutcomeSpace
    valuation: PointsValuation | PriceValuation

    def values(self, indices: Indices) -> dict[str, Floats]:
        """Return the value of outcomes by party."""
        match self.valuation:
            case PointsValuation(scores=scores):
                return {
                    party: additive_values(scores[party], self.space, indices)
                    for party in self.parties
                }
            case PriceValuation() as sale:
                return {
                    party: sale_value_cny(sale, party, self.space, indices)
                    for party in self.parties
                }

    def own(self, party: str) -> OwnScore:
        """Return one party's values; nothing of the others' stays in it."""
        return own_score(self.valuation, self.space, party)


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract that the agenda fills in, valued by the simulator."""

    space: OutcomeSpace
    setting: ContractSetting
    world: World
    """The futures that contracts are valued on, simulated once."""

    def values(self, indices: Indices) -> dict[str, Floats]:
        """Return the value of outcomes by party [CNY]."""
        return {party: each.value_cny for party, each in self.appraisals(indices).items()}

    def appraisals(self, indices: Indices) -> dict[str, Appraisal]:
        """Return what the simulator says of outcomes, by party."""
        by_role = appraise(self.setting, self.space.columns(indices), self.world)
        return {self.setting.parties[role]: each for role, each in by_role.items()}

    def own(self, party: str) -> OwnContract:
        """Return what contracts hold for one party."""
        (role,) = [role for role, each in self.setting.parties.items() if each == party]
        return own_contract(self.setting, self.space, role, self.world)
