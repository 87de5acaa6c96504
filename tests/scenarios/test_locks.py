"""What every shipped scenario offers its parties is still what was written down."""

import pytest

from negotiation.catalog.files import load_scenario, scenario_names
from negotiation.economics.simulator import SIMULATOR_VERSION
from tests.scenarios.lock import (
    LOCKS,
    NotLocked,
    TableLock,
    lock_of,
    read_lock,
    surplus_of,
)
from tests.scenarios.openings import Opening, openings

NAMES = scenario_names()

TOLERANCE = 1e-6
"""Of values: another processor rounds the last bits differently."""

FEW = 0.005
"""Of a count: outcomes on an edge may fall on either side of it there."""


def close(value: float) -> object:
    return pytest.approx(value, rel=TOLERANCE, abs=1.0 if abs(value) >= 1 else TOLERANCE)


def compare(found: TableLock, locked: TableLock) -> None:
    for name in ("opened_in", "unit", "n_outcomes", "valued", "n_signable"):
        assert getattr(found, name) == getattr(locked, name), name
    for name in ("n_acceptable", "n_frontier"):
        expected = getattr(locked, name)
        assert getattr(found, name) == pytest.approx(expected, rel=FEW, abs=2 if expected else 0)
    assert found.acceptable_fraction == pytest.approx(locked.acceptable_fraction, rel=FEW, abs=1e-6)
    for name in ("reservation_values", "best_surplus"):
        expected = {party: close(value) for party, value in getattr(locked, name).items()}
        assert getattr(found, name) == expected, name
    assert found.solutions.keys() == locked.solutions.keys()
    for name, solution in found.solutions.items():
        surplus = locked.solutions[name].surplus
        assert solution.surplus == {party: close(value) for party, value in surplus.items()}, name


def test_every_shipped_scenario_has_its_lock_and_no_other() -> None:
    assert {path.stem for path in LOCKS.glob("*.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_code_finds_what_was_locked(name: str) -> None:
    scenario, lock = load_scenario(name).scenario, read_lock(name)
    assert lock.simulator_version == SIMULATOR_VERSION
    assert list(lock.tables) == [table.id for table in scenario.tables]
    for table, found in openings(name).items():
        locked, anew = lock.tables[table], lock_of(scenario, found)
        if isinstance(locked, NotLocked) or isinstance(anew, NotLocked):
            assert anew == locked
            continue
        compare(anew, locked)
        assert isinstance(found, Opening)
        for solution in locked.solutions.values():
            expected = {party: close(value) for party, value in solution.surplus.items()}
            assert surplus_of(found.outcomes, solution.outcome) == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_says_what_is_left_out_and_why(name: str) -> None:
    for table in read_lock(name).tables.values():
        if isinstance(table, NotLocked):
            assert table.not_locked
        else:
            assert set(table.reservation_values) >= set(table.best_surplus)
            assert 0 <= table.acceptable_fraction <= 1
