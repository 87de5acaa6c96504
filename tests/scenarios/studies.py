"""The outcomes of a shipped table, and what each is worth to every party over its alternative."""

from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from negotiation.catalog.files import load_scenario
from negotiation.domain.outcomes import Column
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Scenario, Table
from negotiation.economics.valuation import table_valuation

__all__ = ["Study", "study_of"]

Mask = NDArray[np.bool_]


class Study:
    """Every outcome of a scenario's first table; values in CNY."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.table: Table = scenario.tables[0]
        valuation = table_valuation(scenario, self.table)
        indices = np.arange(valuation.space.size, dtype=np.int64)
        surplus = valuation.values(indices) - valuation.disagreement_values[:, None]
        self.parties = valuation.parties
        self.columns: dict[str, Column] = valuation.space.columns(indices)
        self.surplus = dict(zip(self.parties, surplus, strict=True))
        """Party -> worth over its alternative, axis (outcome,)."""

    def where(self, **terms: OptionValue) -> Mask:
        """Return where the outcomes have these terms."""
        mask = np.ones(len(next(iter(self.columns.values()))), dtype=bool)
        for issue, value in terms.items():
            mask &= self.columns[issue] == value
        return mask

    def worth(self, party: str, **terms: OptionValue) -> float:
        """Return what one outcome is worth to a party over its alternative."""
        (row,) = np.flatnonzero(self.where(**terms))
        return float(self.surplus[party][row])

    def allowed(self) -> Mask:
        """Return where everybody's red lines are kept to."""
        mask = np.ones(len(self.surplus[self.parties[0]]), dtype=bool)
        for party in self.parties:
            for line in self.scenario.party(party).mandate.red_lines:
                options = self.table.space.by_id[line.issue].values
                fits = [option for option in options if line.allows(option)]
                mask &= np.isin(self.columns[line.issue], fits)
        return mask

    def zone(self, parties: Iterable[str] | None = None) -> Mask:
        """Return where nobody of these (of all, if left out) is below the alternative."""
        named = self.parties if parties is None else tuple(parties)
        worths = np.stack([self.surplus[party] for party in named])
        return (worths >= 0).all(axis=0) & self.allowed()

    @property
    def joint(self) -> NDArray[np.float64]:
        """The sum of the surpluses."""
        total: NDArray[np.float64] = sum(self.surplus.values(), np.zeros(1))
        return total


@cache
def study_of(name: str) -> Study:
    """Return the study of a shipped scenario."""
    return Study(load_scenario(name).scenario)
