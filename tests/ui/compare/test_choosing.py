"""Which run another one is set beside at first."""

from dataclasses import replace

from negotiation.domain.values import Text
from ui.views.compare.choosing import comparable, likely_pair, partner_of
from ui.views.replay.summaries import RunSummary

BASE = RunSummary(
    name="old", label="old", changed_ns=1, scenario="supply", title=Text(en="Supply", zh="供货")
)
NEW = replace(BASE, name="new", label="new", changed_ns=5)
LAB = replace(BASE, name="lab", label="lab", scenario="lab", changed_ns=6)
BRANCH = replace(BASE, name="branch", label="branch", forked_from="/elsewhere/runs/old/")
BROKEN = RunSummary(name="broken", label="broken", changed_ns=9)
RUNS = (BROKEN, LAB, NEW, BRANCH, BASE)


def test_only_runs_of_the_same_scenario_can_be_set_beside_each_other() -> None:
    assert comparable(NEW, RUNS) == (BRANCH, BASE)
    assert comparable(LAB, RUNS) == ()


def test_a_branch_stands_beside_the_run_that_it_came_from() -> None:
    assert partner_of(BRANCH, RUNS) == BASE
    assert partner_of(BASE, RUNS) == BRANCH
    assert partner_of(NEW, RUNS) == BRANCH
    assert partner_of(replace(BRANCH, forked_from="runs/gone"), RUNS) == NEW
    assert partner_of(LAB, RUNS) is None


def test_at_first_it_is_what_a_branch_changed() -> None:
    assert likely_pair(RUNS) == (BASE, BRANCH)
    assert likely_pair((LAB, NEW, BASE)) == (NEW, BASE)
    assert likely_pair((LAB, NEW)) is None
    assert likely_pair(()) is None
