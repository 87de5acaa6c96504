"""How the allocations end between strategies."""

from pathlib import Path

import pytest

from tests.scenarios.playing import carried, played
from tests.scenarios.studies import study_of


@pytest.mark.parametrize("name", ["two-customers", "two-customers-glut"])
def test_all_three_sign_a_plan_that_pays_each(name: str, tmp_path: Path) -> None:
    study = study_of(name)
    plan = carried(played(name, tmp_path)).outcome
    assert all(study.worth(party, **plan) >= 0 for party in study.parties)
    assert study.allowed()[study.where(**plan)].all()


@pytest.mark.parametrize("name", ["h20-allocation", "h20-allocation-glut"])
def test_the_vendor_and_two_clouds_sign_and_it_pays_them(name: str, tmp_path: Path) -> None:
    study = study_of(name)
    proposal = carried(played(name, tmp_path))
    assert "vendor" in proposal.assents
    assert len(proposal.assents) >= 3
    assert all(study.worth(party, **proposal.outcome) >= 0 for party in proposal.assents)
