"""A rent anew after the ban, cards through a dealer, and the same rent when the wave is gone."""

import pytest

from negotiation.catalog.files import load_scenario
from tests.scenarios.studies import Study, study_of


@pytest.fixture(scope="module")
def squeeze() -> Study:
    return study_of("after-the-ban")


@pytest.fixture(scope="module")
def grey() -> Study:
    scenario = load_scenario("after-the-ban").scenario
    return Study(scenario.model_copy(update={"tables": (scenario.table("grey"),)}))


@pytest.fixture(scope="module")
def glut() -> Study:
    return study_of("after-the-ban-glut")


def mean(study: Study, party: str, **terms: str | float) -> float:
    return float(study.surplus[party][study.where(**terms)].mean())


def test_there_is_room_at_every_table_and_more_when_the_wave_is_gone(
    squeeze: Study, grey: Study, glut: Study
) -> None:
    assert 0.25 <= squeeze.zone().mean() <= 0.45
    assert 0.3 <= grey.zone().mean() <= 0.6
    assert glut.zone().mean() > squeeze.zone().mean() + 0.15


def test_a_long_term_is_insurance_for_the_cloud_and_a_burden_for_the_lab(squeeze: Study) -> None:
    terms = (12, 24, 36)
    lab = [mean(squeeze, "lab", term_months=term) for term in terms]
    cloud = [mean(squeeze, "cloud", term_months=term) for term in terms]
    assert lab == sorted(lab, reverse=True)
    assert cloud == sorted(cloud)


def test_at_the_bottom_both_can_gain_by_a_long_term(glut: Study) -> None:
    best = {term: glut.joint[glut.where(term_months=term)].max() for term in (12, 24, 36)}
    assert max(best, key=best.__getitem__) == 36


def test_an_index_on_rents_brings_the_lab_the_fall_that_it_expects(squeeze: Study) -> None:
    for party, sign in (("lab", 1), ("cloud", -1)):
        rents = mean(squeeze, party, index_beta=1, index_input="rent")
        cards = mean(squeeze, party, index_beta=1, index_input="card_price")
        assert sign * (rents - cards) > 1e6


def test_when_rents_have_fallen_it_is_the_cloud_that_wants_the_index(glut: Study) -> None:
    gained = mean(glut, "cloud", index_beta=1, index_input="rent") - mean(
        glut, "cloud", index_beta=0
    )
    assert gained > 1e6


def test_who_bears_the_ban_matters_while_it_holds_cards_up(squeeze: Study, glut: Study) -> None:
    for study, matters in ((squeeze, True), (glut, False)):
        moved = mean(study, "cloud", ban_risk="buyer") - mean(study, "cloud", ban_risk="seller")
        assert moved >= 0
        assert (moved > 2e6) is matters


def test_the_lab_names_the_rent_when_the_wave_is_gone(squeeze: Study, glut: Study) -> None:
    middle = [
        study.columns["list_price_fraction"][study.zone()].mean() for study in (squeeze, glut)
    ]
    assert middle[1] < 0.6 * middle[0]


def test_the_cloud_pays_for_a_dealer_who_may_not_walk_away(grey: Study) -> None:
    fees = (0.05, 0.15, 0.3)
    cloud = [mean(grey, "cloud", seller_cancellation_fee_fraction=fee) for fee in fees]
    assert cloud == sorted(cloud)


def test_money_in_advance_is_worth_more_to_the_dealer_than_it_costs_the_cloud(grey: Study) -> None:
    gained = mean(grey, "vendor", prepayment_fraction=1) - mean(
        grey, "vendor", prepayment_fraction=0
    )
    lost = mean(grey, "cloud", prepayment_fraction=0) - mean(grey, "cloud", prepayment_fraction=1)
    assert 0 < lost < gained
