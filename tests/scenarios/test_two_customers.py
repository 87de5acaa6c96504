"""One batch of cards, a lab and a games studio: what pulls them apart and what holds them."""

import numpy as np
import pytest

from tests.scenarios.studies import Study, study_of


@pytest.fixture(scope="module")
def short() -> Study:
    return study_of("two-customers")


@pytest.fixture(scope="module")
def glut() -> Study:
    return study_of("two-customers-glut")


def mean(study: Study, party: str, **terms: str | float) -> float:
    return float(study.surplus[party][study.where(**terms)].mean())


def ceiling(study: Study, party: str, issue: str) -> float:
    """Return the highest rent that a party can live with in some outcome."""
    return float(study.columns[issue][study.surplus[party] >= 0].max())


def test_there_is_room_for_all_three_and_not_everywhere(short: Study, glut: Study) -> None:
    for study in (short, glut):
        assert 0.10 <= study.zone().mean() <= 0.60


def test_the_cards_are_what_the_customers_quarrel_over(short: Study) -> None:
    splits = ["lab_1024", "lab_896", "lab_768", "lab_640"]
    lab = [mean(short, "lab", split=split) for split in splits]
    game = [mean(short, "game", split=split) for split in splits]
    assert lab == sorted(lab, reverse=True)
    assert game == sorted(game)


def test_each_customer_wants_to_be_first(short: Study) -> None:
    assert mean(short, "lab", first="lab") > mean(short, "lab", first="game") + 1e7
    assert mean(short, "game", first="game") > mean(short, "game", first="lab") + 1e7


def test_no_way_to_share_is_simply_best(short: Study) -> None:
    zone = short.zone()
    best = {
        (split, first): short.joint[zone & short.where(split=split, first=first)].max()
        for split in ("lab_896", "lab_768")
        for first in ("lab", "game")
    }
    assert max(best, key=best.__getitem__) == ("lab_768", "game")
    lab_first = max(best[split, "lab"] for split in ("lab_896", "lab_768"))
    assert lab_first > 0.95 * best["lab_768", "game"]
    assert best["lab_896", "lab"] > best["lab_896", "game"]


def test_the_studio_wants_out_after_its_peak_and_the_cloud_does_not(short: Study) -> None:
    terms = (6, 12, 18)
    game = [mean(short, "game", game_term_months=term) for term in terms]
    cloud = [mean(short, "incumbent", game_term_months=term) for term in terms]
    assert game.index(min(game)) == 2
    assert cloud == sorted(cloud)


def test_engineers_are_worth_more_to_both_than_they_cost(short: Study) -> None:
    for whom in ("lab", "game"):
        assert mean(short, whom, engineers=whom) > mean(short, whom, engineers="nobody")
        assert (
            short.joint[short.where(engineers=whom)].mean()
            > short.joint[short.where(engineers="nobody")].mean()
        )


def test_some_plan_leaves_each_of_them_out_of_pocket(short: Study) -> None:
    assert all((worth < 0).any() for worth in short.surplus.values())


def test_after_the_wave_both_customers_pay_far_less(short: Study, glut: Study) -> None:
    for party, issue in (("lab", "lab_price_fraction"), ("game", "game_price_fraction")):
        assert ceiling(glut, party, issue) <= ceiling(short, party, issue) - 0.15


def test_after_the_wave_nobody_minds_how_many_the_other_gets(glut: Study) -> None:
    for party, mine, others in (
        ("lab", "lab_1024_game_640", "lab_1024_game_384"),
        ("game", "lab_1024_game_640", "lab_768_game_640"),
    ):
        one, two = glut.where(split=mine), glut.where(split=others)
        np.testing.assert_allclose(glut.surplus[party][one], glut.surplus[party][two])
