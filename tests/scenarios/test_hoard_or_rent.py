"""A trader who may wait, and a cloud that is short: what waiting is worth, before and after."""

import numpy as np
import pytest

from tests.scenarios.studies import Study, study_of

MARKET_PRICE = {"hoard-or-rent": 118_000, "hoard-or-rent-glut": 90_000}


@pytest.fixture(scope="module")
def boom() -> Study:
    return study_of("hoard-or-rent")


@pytest.fixture(scope="module")
def glut() -> Study:
    return study_of("hoard-or-rent-glut")


def mean(study: Study, party: str, **terms: str | float) -> float:
    return float(study.surplus[party][study.where(**terms)].mean())


def test_there_is_room_and_more_of_it_after_the_wave(boom: Study, glut: Study) -> None:
    assert 0.2 <= boom.zone().mean() <= 0.4
    assert glut.zone().mean() > boom.zone().mean() + 0.1


def test_nobody_who_may_wait_sells_at_the_price_of_the_day(boom: Study) -> None:
    prices = boom.columns["price_cny_per_gpu"][boom.zone()]
    assert prices.min() > MARKET_PRICE["hoard-or-rent"]


def test_after_the_wave_waiting_is_worth_less_than_the_price_of_the_day(glut: Study) -> None:
    price = np.asarray(glut.columns["price_cny_per_gpu"], dtype=np.float64)
    below = (price < MARKET_PRICE["hoard-or-rent-glut"]) & glut.zone()
    assert below.any()
    assert (glut.surplus["vendor"][below] > 1e7).any()


def test_both_are_better_off_when_the_cards_come_at_once(boom: Study) -> None:
    terms = {"gpus": 1024, "index_beta": 0, "quote_validity_days": 7, "option_gpus_fraction": 0}
    for price in (135_000, 145_000, 155_000):
        for party in boom.parties:
            at_once = boom.worth(party, price_cny_per_gpu=price, prepayment_fraction=1, **terms)
            bit_by_bit = boom.worth(
                party, price_cny_per_gpu=price, prepayment_fraction=0.6, **terms
            )
            assert at_once > bit_by_bit


@pytest.mark.parametrize(
    ("issue", "values"),
    [("index_beta", (0, 0.5, 1)), ("quote_validity_days", (30, 7, 3, 1))],
)
def test_who_has_the_rise_in_between_is_a_quarrel_while_prices_rise(
    boom: Study, issue: str, values: tuple[float, ...]
) -> None:
    vendor = [mean(boom, "vendor", prepayment_fraction=0.3, **{issue: value}) for value in values]
    cloud = [mean(boom, "cloud", prepayment_fraction=0.3, **{issue: value}) for value in values]
    assert vendor == sorted(vendor)
    assert cloud == sorted(cloud, reverse=True)


def test_a_long_quote_is_dear_while_prices_rise_and_cheap_when_they_fall(
    boom: Study, glut: Study
) -> None:
    for study, is_dear in ((boom, True), (glut, False)):
        short = mean(study, "cloud", quote_validity_days=1)
        long = mean(study, "cloud", quote_validity_days=30)
        assert (long - short > 2e6) is is_dear
    assert mean(glut, "vendor", quote_validity_days=30) >= mean(
        glut, "vendor", quote_validity_days=1
    )


def test_each_side_can_win_most_of_it(boom: Study) -> None:
    zone = boom.zone()
    for party in boom.parties:
        assert (boom.surplus[party][zone] / np.maximum(boom.joint[zone], 1)).max() > 0.9
