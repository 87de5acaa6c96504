"""The tender of March 2023: who can go how low, and what the lowest bid is worth to the lab."""

import numpy as np
import pytest

from negotiation.catalog.files import load_scenario
from negotiation.domain.moves import Claim
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Scenario
from negotiation.protocol.award import score_of
from negotiation.protocol.session import StandingOffer
from tests.scenarios.studies import Study, study_of

BIDDERS = ("heron", "incumbent", "challenger")
NAMES = ("price-war", "price-war-sealed", "price-war-weights")


@pytest.fixture(scope="module")
def war() -> Study:
    return study_of("price-war")


def floor(study: Study, bidder: str) -> float:
    """Return the lowest rent that a bidder can live with, whatever the handover."""
    can = study.where(winner=bidder) & (study.surplus[bidder] >= 0)
    return float(study.columns["list_price_fraction"][can].min())


def changed(name: str, bidder: str, **profile: float) -> Study:
    """Return the study of a tender in which one bidder's economics are others."""
    scenario: Scenario = load_scenario(name).scenario
    party = scenario.party(bidder)
    assert party.profiles.cloud is not None
    profiles = party.profiles.model_copy(
        update={"cloud": party.profiles.cloud.model_copy(update=profile)}
    )
    other = party.model_copy(update={"profiles": profiles})
    parties = tuple(other if each is party else each for each in scenario.parties)
    return Study(scenario.model_copy(update={"parties": parties}))


def test_the_outsider_can_go_to_twenty_per_cent_and_nobody_else(war: Study) -> None:
    floors = {bidder: floor(war, bidder) for bidder in BIDDERS}
    assert 0.16 <= floors["heron"] <= 0.20
    assert 0.22 <= floors["challenger"] <= 0.26
    assert 0.23 <= floors["incumbent"] <= 0.27


@pytest.mark.parametrize("bidder", BIDDERS)
def test_without_the_name_thirty_per_cent_is_the_floor(bidder: str) -> None:
    plain = changed("price-war", bidder, lighthouse_value_cny=0.0)
    facts = plain.scenario.party(bidder).mandate.private_facts
    (told,) = [fact.value for fact in facts if fact.id == "breakeven_rent"]
    assert 0.28 <= floor(plain, bidder) <= 0.32
    assert told == pytest.approx(floor(plain, bidder), abs=0.011)


@pytest.mark.parametrize("bidder", BIDDERS)
def test_every_bidder_and_the_lab_could_both_gain(war: Study, bidder: str) -> None:
    zone = war.where(winner=bidder) & war.zone(("lab", bidder))
    assert zone.sum() >= 30


@pytest.mark.parametrize("ramp", ["immediate", "three_months", "six_months"])
def test_a_cheap_promise_is_worth_less_to_the_lab_than_dear_cards(war: Study, ramp: str) -> None:
    promise = war.worth("lab", winner="heron", list_price_fraction=0.2, ramp=ramp)
    cards = war.worth("lab", winner="incumbent", list_price_fraction=0.5, ramp="immediate")
    assert 0 < promise < cards - 3e7


def test_with_the_incumbents_stock_the_same_price_would_be_a_bargain() -> None:
    stocked = changed("price-war", "heron", own_stock_gpus=1024.0)
    cheap = stocked.worth("lab", winner="heron", list_price_fraction=0.2, ramp="immediate")
    dear = stocked.worth("lab", winner="incumbent", list_price_fraction=0.5, ramp="immediate")
    assert cheap > dear


def test_the_winner_too_is_cursed_once_a_rival_has_cards(war: Study) -> None:
    terms: dict[str, OptionValue] = {
        "winner": "heron",
        "list_price_fraction": 0.2,
        "ramp": "three_months",
    }
    later = changed("price-war", "heron", rival_restock_month=5, rival_restock_fraction=1.0)
    assert war.worth("heron", **terms) > 0 > later.worth("heron", **terms)


def test_the_handover_that_each_prefers_tells_who_has_cards(war: Study) -> None:
    def preferred(bidder: str) -> str:
        at = np.flatnonzero(war.where(winner=bidder, list_price_fraction=0.4))
        return str(war.columns["ramp"][at[war.surplus[bidder][at].argmax()]])

    assert {bidder: preferred(bidder) for bidder in BIDDERS} == {
        "heron": "six_months",
        "incumbent": "immediate",
        "challenger": "six_months",
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_challengers_ladder_ends_where_nobody_agreed_a_floor(name: str) -> None:
    (step,) = load_scenario(name).scenario.party("challenger").mandate.authority
    assert step.approval == "never"
    assert step.covers(0.45)
    assert not step.covers(0.46)


@pytest.mark.parametrize("name", NAMES)
def test_the_outsider_needs_nobody_down_to_twenty_per_cent(name: str) -> None:
    steps = load_scenario(name).scenario.party("heron").mandate.authority
    assert not any(step.covers(0.2) for step in steps)
    assert all(step.covers(0.19) for step in steps)


def scored(party: str, price: float, free_cards: float) -> float:
    scenario = load_scenario("price-war-weights").scenario
    table = scenario.tables[0]
    assert table.tender is not None
    bid = StandingOffer(
        offer_id="x",
        party=party,
        turn=1,
        outcome={"list_price_fraction": price, "ramp": "immediate"},
    )
    claim = Claim(fact="free_cards", value=free_cards)
    return score_of(table.tender, table.space, bid, [claim])


def test_by_the_weights_of_the_boom_cards_win_at_any_price() -> None:
    assert scored("incumbent", 0.5, 1024) > scored("challenger", 0.14, 384)
    assert scored("incumbent", 0.5, 1024) > scored("heron", 0.14, 160)


def test_by_the_weights_of_the_boom_a_lie_wins_as_well() -> None:
    assert scored("heron", 0.2, 1024) > scored("incumbent", 0.5, 1024)


@pytest.mark.parametrize("name", ["price-war-sealed", "price-war-weights"])
def test_the_variants_change_the_rules_and_not_the_numbers(war: Study, name: str) -> None:
    other = study_of(name)
    for party in war.parties:
        np.testing.assert_array_equal(other.surplus[party], war.surplus[party])
