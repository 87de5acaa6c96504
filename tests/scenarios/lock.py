"""What a shipped scenario offers its parties, worked out and written down.

``python -m tests.scenarios.lock [NAME ...]`` (or ``make locks``) works it out anew and rewrites
``locks/NAME.json``; ``test_locks`` holds that the shipped code still finds the same.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from negotiation.analysis.outcome_table import SAMPLE_SEED, OutcomeTable, bargaining_set
from negotiation.app.tables import mandates_of
from negotiation.catalog.files import load_scenario, scenario_names
from negotiation.domain.quantities import OptionValue, ValueUnit
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Value
from negotiation.economics.simulator import SIMULATOR_VERSION
from tests.scenarios.openings import Opening, Reference, Shut, openings

__all__ = ["LOCKS", "Lock", "NotLocked", "Sample", "Solution", "TableLock", "derive", "lock_of"]
__all__ += ["read_lock", "surplus_of"]

LOCKS = Path(__file__).parent / "locks"

Whole = Literal["all"]


class Sample(Value):
    """A uniform sample of outcomes, where there are too many to list."""

    n_outcomes: int
    seed: int


class Solution(Value):
    """A reference solution, and what each party has of it beyond its alternative."""

    outcome: dict[str, OptionValue]
    surplus: dict[str, float]


class TableLock(Value):
    """What the parties of a table could reach, in the unit of its valuation."""

    opened_in: Reference | None = None
    """The run in which the table stood so when it opened; ``None`` where it hangs on no run."""
    unit: ValueUnit
    n_outcomes: int
    valued: Whole | Sample
    n_signable: int
    """Valued outcomes that cross no red line of a ``hard`` mandate."""
    n_acceptable: int
    """In the ZOPA."""
    acceptable_fraction: float
    """Of the outcomes valued."""
    n_frontier: int
    reservation_values: dict[str, float]
    best_surplus: dict[str, float]
    """By party, the most that the others could accept; empty without a ZOPA."""
    solutions: dict[str, Solution]


class NotLocked(Value):
    """A table that does not open in the run of reference."""

    not_locked: str


class Lock(Value):
    """The tables of a scenario."""

    scenario: str
    simulator_version: str
    tables: dict[str, TableLock | NotLocked]


def derive(name: str) -> Lock:
    """Work the lock of a shipped scenario out."""
    scenario = load_scenario(name).scenario
    tables = {table: lock_of(scenario, found) for table, found in openings(name).items()}
    return Lock(scenario=name, simulator_version=SIMULATOR_VERSION, tables=tables)


def lock_of(scenario: Scenario, found: Opening | Shut) -> TableLock | NotLocked:
    """Work out what the parties of a table could reach when it opens."""
    if isinstance(found, Shut):
        return NotLocked(not_locked=found.reason)
    outcomes = found.outcomes
    valuation = outcomes.valuation
    mandates = mandates_of(scenario)
    reachable = bargaining_set(outcomes, [mandates[party] for party in valuation.parties])
    surplus = reachable.values - valuation.disagreement_values[:, np.newaxis]
    n_valued, n_acceptable = len(outcomes.indices), int(reachable.zopa.sum())
    best = surplus[:, reachable.zopa].max(axis=1) if n_acceptable else ()
    return TableLock(
        opened_in=found.reference,
        unit=valuation.unit,
        n_outcomes=valuation.space.size,
        valued="all" if outcomes.is_complete else Sample(n_outcomes=n_valued, seed=SAMPLE_SEED),
        n_signable=len(reachable.indices),
        n_acceptable=n_acceptable,
        acceptable_fraction=n_acceptable / n_valued,
        n_frontier=len(reachable.frontier),
        reservation_values={
            party: float(valuation.reservation_values[party]) for party in valuation.parties
        },
        best_surplus=dict(zip(valuation.parties, map(float, best), strict=bool(n_acceptable))),
        solutions={
            solution.removesuffix("_solution"): Solution(
                outcome=valuation.space.outcome_at(int(reachable.indices[place])),
                surplus=dict(zip(valuation.parties, surplus[:, place].tolist(), strict=True)),
            )
            for solution, place in reachable.solutions._asdict().items()
            if place is not None
        },
    )


def surplus_of(outcomes: OutcomeTable, outcome: dict[str, OptionValue]) -> dict[str, float]:
    """Return what each party has of an outcome beyond its alternative."""
    valuation = outcomes.valuation
    surplus = outcomes.values_of(outcome) - valuation.disagreement_values
    return dict(zip(valuation.parties, surplus.tolist(), strict=True))


def read_lock(name: str) -> Lock:
    """Read a lock as it was written."""
    return Lock.model_validate_json((LOCKS / f"{name}.json").read_text(encoding="utf-8"))


def write_lock(lock: Lock) -> None:
    """Write a lock: surpluses to the RMB or the millionth of a point, so that diffs are short."""
    content = rounded(lock.model_dump(mode="json", exclude_none=True))
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (LOCKS / f"{lock.scenario}.json").write_text(text, encoding="utf-8")


def rounded(content: Any) -> Any:
    """Round every float, large ones to whole numbers, and leave the rest as it is."""
    match content:
        case dict():
            return {key: rounded(value) for key, value in content.items()}
        case float():
            return float(round(content)) if abs(content) >= 1e4 else round(content, 6)
        case _:
            return content


def main(arguments: Sequence[str]) -> None:
    """Rewrite the locks that are named, or all of them."""
    for name in arguments or scenario_names():
        write_lock(derive(name))
        sys.stdout.write(f"{name}\n")
    if not arguments:
        for stray in set(LOCKS.glob("*.json")) - {LOCKS / f"{n}.json" for n in scenario_names()}:
            stray.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
