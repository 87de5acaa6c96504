"""One interface over every kind of valuation: outcomes in, value per party out.

Values of different kinds never meet: a table has one valuation, in CNY or in points.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting, EconomicsValuation, contract_setting
from negotiation.domain.market import Market
from negotiation.domain.outcomes import Indices, Outcome, OutcomeSpace
from negotiation.domain.quantities import ValueUnit
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.valuations import PointsValuation, PriceValuation
from negotiation.economics.own import OwnContract, OwnScore, RiskOf, own_contract, own_score
from negotiation.economics.points import additive_values
from negotiation.economics.price import sale_value_cny
from negotiation.economics.simulator import Appraisal, appraise, reservation_values_cny, world_of
from negotiation.economics.world import World
from negotiation.errors import UsageError

__all__ = ["TableValuation", "table_valuation"]


@dataclass(frozen=True, slots=True)
class TableValuation:
    """What the outcomes of one table are worth to its parties."""

    table: Table
    space: OutcomeSpace
    unit: ValueUnit
    reservation_values: Mapping[str, float]
    """Worth of each party's alternative, in ``unit``."""
    setting: ContractSetting | None
    """What the simulator works with; ``None`` for valuations that need none."""
    world: World | None
    """The futures that contracts are valued on, simulated once; ``None`` without a ``setting``."""

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties in the order of the value rows."""
        return self.table.parties

    @property
    def disagreement_values(self) -> NDArray[np.float64]:
        """The reservation values, shape (party,)."""
        return np.array([self.reservation_values[party] for party in self.parties])

    def values(self, indices: Indices) -> NDArray[np.float64]:
        """Return the value of outcomes, shape (party, outcome), in ``unit``."""
        match self.table.valuation:
            case PointsValuation(scores=scores):
                rows = [
                    additive_values(scores[party], self.space, indices) for party in self.parties
                ]
            case PriceValuation() as sale:
                rows = [sale_value_cny(sale, party, self.space, indices) for party in self.parties]
            case _:
                appraisals = self.appraisals(indices)
                rows = [appraisals[party].value_cny for party in self.parties]
        return np.stack(rows)

    def appraisals(self, indices: Indices) -> dict[str, Appraisal]:
        """Return what the simulator says of outcomes, by party.

        Raises:
            UsageError: the table is not valued by the simulator.
        """
        economics = self.table.valuation
        if not isinstance(economics, EconomicsValuation) or self.setting is None:
            raise UsageError(f"table {self.table.id!r} is not valued by the simulator")
        by_role = appraise(self.setting, self.space.columns(indices), self.world)
        return {economics.roles[role]: appraisal for role, appraisal in by_role.items()}

    def value_of(self, party: str, outcome: Outcome) -> float:
        """Return what one outcome is worth to one party, in ``unit``."""
        index = np.array([self.space.index_of(outcome)], dtype=np.int64)
        return float(self.values(index)[self.parties.index(party), 0])

    def own_value_function(self, party: str) -> OwnScore | OwnContract:
        """Return what ``value_of`` says for one party, free of the other side's secrets."""
        valuation = self.table.valuation
        if not isinstance(valuation, EconomicsValuation):
            return own_score(valuation, self.space, party)
        if self.setting is None or self.world is None:
            raise UsageError("a simulated value needs a setting")
        (role,) = [role for role, each in valuation.roles.items() if each == party]
        return own_contract(self.setting, self.space, role, self.world)

    def own_risk_function(self, party: str) -> RiskOf | None:
        """Return the risk of any outcome to one party alone; ``None`` where nothing is at risk."""
        own = self.own_value_function(party)
        return own.risk if isinstance(own, OwnContract) else None


def table_valuation(scenario: Scenario, table: Table) -> TableValuation:
    """Return the valuation of a table, its simulated reservation values worked out."""
    simulated: Mapping[str, float] = {}
    setting: ContractSetting | None = None
    world: World | None = None
    if isinstance(table.valuation, EconomicsValuation):
        setting = contract_setting(table.valuation, scenario.market or Market())
        world = world_of(setting)
        by_role = reservation_values_cny(setting, world)
        simulated = {table.valuation.roles[role]: value for role, value in by_role.items()}
    given = {party: scenario.party(party).mandate.reservation_value for party in table.parties}
    return TableValuation(
        table=table,
        space=table.space,
        unit="points" if table.valuation.kind == "points" else "cny",
        reservation_values={
            party: simulated[party] if value == "simulated" else value
            for party, value in given.items()
        },
        setting=setting,
        world=world,
    )
