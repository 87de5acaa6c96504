"""Who gets the first H20: a vendor that needs two of three votes, and may choose which."""

import pytest

from tests.scenarios.studies import Study, study_of

CLOUDS = ("heron", "incumbent", "late")


@pytest.fixture(scope="module")
def first() -> Study:
    return study_of("h20-allocation")


@pytest.fixture(scope="module")
def glut() -> Study:
    return study_of("h20-allocation-glut")


def mean(study: Study, party: str, **terms: str | float) -> float:
    return float(study.surplus[party][study.where(**terms)].mean())


def pairs(cloud: str) -> tuple[str, ...]:
    return ("vendor", *(other for other in CLOUDS if other != cloud))


def test_the_vendor_and_two_clouds_decide(first: Study) -> None:
    rule = first.table.agreement
    assert rule is not None
    assert (rule.quorum, rule.veto) == (3, ("vendor",))
    assert first.table.roundtable.proposer == "vendor"


def test_there_is_room_for_all_four_and_more_for_three(first: Study) -> None:
    carried = sum(first.zone(pairs(cloud)).mean() for cloud in CLOUDS)
    assert 0.10 <= first.zone().mean() <= 0.60
    assert carried > 3 * first.zone().mean()


def test_a_plan_can_carry_against_the_cloud_that_counts_most(first: Study) -> None:
    assert (first.zone(pairs("late")) & (first.surplus["late"] < 0)).any()


@pytest.mark.parametrize(("cloud", "split"), [("heron", "history"), ("incumbent", "speed")])
def test_the_vendor_can_give_the_least_to_either_of_the_others(
    first: Study, cloud: str, split: str
) -> None:
    assert (first.zone(pairs(cloud)) & first.where(split=split)).any()


def test_the_cloud_whose_customers_wait_bears_the_highest_price(first: Study) -> None:
    def ceiling(cloud: str) -> float:
        can = first.surplus[cloud] >= 0
        return float(first.columns["price_cny_per_gpu"][can].max())

    assert ceiling("heron") > ceiling("incumbent") > ceiling("late")


@pytest.mark.parametrize(
    ("cloud", "split"), [("heron", "waiting"), ("incumbent", "history"), ("late", "speed")]
)
def test_each_cloud_has_a_division_that_it_calls_fair(first: Study, cloud: str, split: str) -> None:
    splits = first.table.space.by_id["split"].values
    assert max(splits, key=lambda each: mean(first, cloud, split=each)) == split


def test_the_division_is_nearly_all_the_same_to_the_vendor(first: Study) -> None:
    splits = first.table.space.by_id["split"].values
    worths = [mean(first, "vendor", split=split) for split in splits]
    assert max(worths) - min(worths) < 0.05 * max(worths)


def test_early_cash_is_worth_more_to_the_vendor_than_it_costs_the_clouds(first: Study) -> None:
    gain = mean(first, "vendor", prepayment_fraction=1) - mean(
        first, "vendor", prepayment_fraction=0
    )
    costs = [
        mean(first, cloud, prepayment_fraction=0) - mean(first, cloud, prepayment_fraction=1)
        for cloud in CLOUDS
    ]
    assert min(costs) > 0
    assert gain > 2 * sum(costs)


@pytest.mark.parametrize("cloud", CLOUDS)
def test_to_be_first_is_worth_something(first: Study, cloud: str) -> None:
    assert mean(first, cloud, dates=cloud) > mean(first, cloud, dates="none") + 1e6


def test_when_nobody_queues_the_price_falls_below_what_it_began_at(
    first: Study, glut: Study
) -> None:
    def prices(study: Study) -> tuple[float, float]:
        found = study.columns["price_cny_per_gpu"][study.zone()]
        return float(found.min()), float(found.max())

    assert prices(glut)[1] < prices(first)[0]
    assert 0.10 <= glut.zone().mean() <= 0.60
