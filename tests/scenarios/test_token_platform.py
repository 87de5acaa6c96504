"""Tokens against rent inside one house: small money, and a date that one side hardly minds."""

import pytest

from negotiation.app.assuming import assuming
from negotiation.catalog.files import load_scenario
from tests.scenarios.studies import Study, study_of


@pytest.fixture(scope="module")
def wave() -> Study:
    return study_of("token-platform")


@pytest.fixture(scope="module")
def glut() -> Study:
    return study_of("token-platform-glut")


def mean(study: Study, party: str, **terms: str | float) -> float:
    return float(study.surplus[party][study.where(**terms)].mean())


def test_there_is_little_room_in_the_wave_and_much_in_an_empty_hall(
    wave: Study, glut: Study
) -> None:
    assert 0.1 <= wave.zone().mean() <= 0.25
    assert glut.zone().mean() > wave.zone().mean() + 0.15


def test_no_token_pays_what_outside_customers_pay(wave: Study) -> None:
    assert wave.columns["list_price_fraction"][wave.zone()].max() < 0.4


def test_without_the_credit_of_headquarters_hardly_a_deal_is_left() -> None:
    scenario = assuming(
        load_scenario("token-platform").scenario, "transfer", ["cloud.lighthouse_value_cny=0"]
    )
    assert Study(scenario).zone().mean() < 0.05


def test_a_later_date_is_worth_much_to_one_side_and_costs_the_other_little(wave: Study) -> None:
    terms = {"gpus": 384, "term_months": 12}
    now, later = ({**terms, "start_months": start} for start in (0, 6))
    gained = mean(wave, "cloud", **later) - mean(wave, "cloud", **now)
    lost = mean(wave, "lab", **now) - mean(wave, "lab", **later)
    assert gained > 5e6
    assert lost < 0.2 * gained
    assert wave.zone()[wave.where(start_months=6)].mean() > (
        2 * wave.zone()[wave.where(start_months=0)].mean()
    )


def test_in_an_empty_hall_there_is_nothing_to_wait_for(glut: Study) -> None:
    months = (0, 3, 6)
    best = [glut.joint[glut.zone() & glut.where(start_months=start)].max() for start in months]
    assert best == sorted(best, reverse=True)


def test_engineers_are_worth_more_than_they_cost(wave: Study) -> None:
    hours = (0, 100, 200)
    joint = [wave.joint[wave.where(engineering_hours_per_month=each)].mean() for each in hours]
    cloud = [mean(wave, "cloud", engineering_hours_per_month=each) for each in hours]
    assert joint == sorted(joint)
    assert cloud == sorted(cloud, reverse=True)
