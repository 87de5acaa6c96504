"""One agreement in many worlds: what it comes to after the fact, for each party.

A scorecard carries an agreement out in the one world of its run's seed. Over thousands of worlds
this says how much of such a result is luck. Each world is simulated by itself, so they can be
shared out: ``mapped`` is ``map_here``, or ``map_on_ray`` of ``evals.executing.ray_values``.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

import numpy as np

from negotiation.app.contract_worths import filled_contracts
from negotiation.app.realising import realise
from negotiation.app.tables import choose_table
from negotiation.domain.contracts import ContractSetting
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Value
from negotiation.economics.valuation import table_valuation
from negotiation.errors import UsageError

__all__ = ["Mapped", "Realisations", "map_here", "realised_in"]

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

Contracts = Mapping[str, tuple[ContractSetting, Mapping[str, OptionValue]]]


class Mapped(Protocol):
    """``list(map(function, items))``, wherever it is computed."""

    def __call__(
        self, function: Callable[[ItemT], ResultT], items: Sequence[ItemT], /
    ) -> list[ResultT]:
        """Return what the function makes of every item, in their order."""
        ...


class Realisations(Value):
    """What an agreement came to for one party, over worlds. NPV at the day of signing [CNY]."""

    n_worlds: int
    mean_npv_cny: float
    p05_npv_cny: float
    """In one world of twenty it is this or worse."""
    median_npv_cny: float
    p95_npv_cny: float
    loss_fraction: float
    """Share of the worlds in which it is below 0."""


def map_here(function: Callable[[ItemT], ResultT], items: Sequence[ItemT], /) -> list[ResultT]:
    """Return what the function makes of every item, in this process."""
    return [function(item) for item in items]


def realised_in(
    scenario: Scenario,
    outcome: Outcome,
    worlds: Sequence[int],
    *,
    table: str | None = None,
    mapped: Mapped = map_here,
) -> dict[str, Realisations]:
    """Carry an outcome of a table out in many worlds.

    Args:
        scenario: the table's; no campaign, whose contracts hang on each other.
        outcome: an option for every issue.
        worlds: seeds of what really happens, one at least.
        table: its name, where the scenario has several.
        mapped: computes the worlds.

    Returns:
        By party, the same numbers wherever they are computed.

    Raises:
        UsageError: there is no such table, nothing of it is simulated, or no world is given.
    """
    if not len(worlds):
        raise UsageError("worlds: at least one is needed")
    valuation = table_valuation(scenario, choose_table(scenario, table))
    filled = filled_contracts(valuation, outcome)
    if not filled:
        raise UsageError(f"{scenario.name}: nothing of this outcome is simulated")
    contracts = {name: (each.setting, each.clauses) for name, each in filled.items()}
    npvs_cny = mapped(partial(_npvs_in, contracts), worlds)
    return {
        party: _summary([npv_cny[party] for npv_cny in npvs_cny]) for party in valuation.parties
    }


def _npvs_in(contracts: Contracts, world: int) -> dict[str, float]:
    return realise(contracts, world).npv_cny


def _summary(npvs_cny: Sequence[float]) -> Realisations:
    numbers = np.asarray(npvs_cny, dtype=np.float64)
    low, middle, high = map(float, np.quantile(numbers, (0.05, 0.5, 0.95)))
    return Realisations(
        n_worlds=len(numbers),
        mean_npv_cny=float(numbers.mean()),
        p05_npv_cny=low,
        median_npv_cny=middle,
        p95_npv_cny=high,
        loss_fraction=float((numbers < 0).mean()),
    )
