"""Bare cards against help: what a bundle adds, and what in it does the same work twice."""

import pytest

from negotiation.domain.quantities import OptionValue
from tests.scenarios.studies import Study, study_of

BARE: dict[str, OptionValue] = {
    "support": "none",
    "engineering_hours_per_month": 0,
    "checkpoint_storage": "standard",
    "sla": "standard",
}
BUNDLE: dict[str, OptionValue] = {
    "support": "none",
    "engineering_hours_per_month": 400,
    "checkpoint_storage": "fast",
    "sla": "goodput",
}


@pytest.fixture(scope="module")
def boom() -> Study:
    return study_of("value-selling")


@pytest.fixture(scope="module")
def glut() -> Study:
    return study_of("value-selling-glut")


def test_there_is_room_and_more_of_it_after_the_wave(boom: Study, glut: Study) -> None:
    assert 0.15 <= boom.zone().mean() <= 0.35
    assert glut.zone().mean() > boom.zone().mean() + 0.1


def test_help_makes_the_room(boom: Study, glut: Study) -> None:
    for study in (boom, glut):
        zone = study.zone()
        assert zone[study.where(**BUNDLE)].mean() > 1.5 * zone[study.where(**BARE)].mean()
        best_bare = study.joint[study.where(**BARE)].max()
        assert study.joint[study.where(**BUNDLE)].max() > best_bare + 5e6


@pytest.mark.parametrize("issue", ["engineering_hours_per_month", "checkpoint_storage", "sla"])
def test_each_part_of_it_costs_the_cloud_less_than_it_is_worth(boom: Study, issue: str) -> None:
    more, less = boom.where(**{issue: BUNDLE[issue]}), boom.where(**{issue: BARE[issue]})
    assert boom.joint[more].mean() > boom.joint[less].mean()
    assert boom.surplus["cloud"][more].mean() < boom.surplus["cloud"][less].mean()


def test_support_beside_the_cluster_guarantee_does_the_same_work_twice(boom: Study) -> None:
    watched: dict[str, OptionValue] = {"sla": "goodput", "gpus": 384, "checkpoint_storage": "fast"}
    for sla, pays in (("goodput", False), ("standard", True)):
        terms = {**watched, "sla": sla}
        with_it = float(boom.joint[boom.where(**terms, support="dedicated")].mean())
        without = float(boom.joint[boom.where(**terms, support="none")].mean())
        assert (with_it > without) is pays


def test_cards_that_have_to_be_bought_are_worth_it_to_nobody(boom: Study) -> None:
    best = {n: boom.joint[boom.where(gpus=n)].max() for n in (256, 384, 512)}
    assert max(best, key=best.__getitem__) == 384


def test_the_rent_that_both_can_sign_halves_after_the_wave(boom: Study, glut: Study) -> None:
    middle = [study.columns["list_price_fraction"][study.zone()].mean() for study in (boom, glut)]
    assert middle[1] < 0.7 * middle[0]
