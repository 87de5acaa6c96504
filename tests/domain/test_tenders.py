"""A tender as one space of deals and as tables for two; who may stand behind a name."""

import pytest

from negotiation.domain.contracts import EconomicsValuation, contract_setting
from negotiation.domain.market import Market
from negotiation.domain.outcomes import Outcome
from negotiation.domain.profiles import CloudProfile, Profiles
from negotiation.domain.scenarios import Scenario
from negotiation.domain.stand_ins import candidates, seats_of, with_parties
from negotiation.domain.tenders import WINNER, bidders_of, deal_space, lot_table, lot_terms
from tests.builders import make_scenario
from tests.domain.deals import (
    BIDDERS,
    HOST,
    bundle_content,
    campaign_content,
    points_tender,
    rental_tender,
)


def tender() -> Scenario:
    return Scenario.model_validate(rental_tender())


def test_the_deals_of_a_tender_say_who_wins_before_the_terms() -> None:
    scenario = tender()
    space = deal_space(scenario, scenario.tables[0])
    assert [issue.id for issue in space.issues] == [WINNER, "list_price_fraction", "ramp"]
    assert space.issues[0].values == BIDDERS == bidders_of(scenario.tables[0])
    assert space.size == 3 * scenario.tables[0].space.size
    assert space.issues[0].show("pine", "en") == scenario.party("pine").name.en
    deal: Outcome = {WINNER: "pine", "list_price_fraction": 0.5, "ramp": "immediate"}
    assert space.problems(deal) == ()
    assert lot_terms(deal) == {"list_price_fraction": 0.5, "ramp": "immediate"}


def test_the_deals_of_any_other_table_are_its_agenda() -> None:
    (table,) = (scenario := make_scenario()).tables
    assert bidders_of(table) == ()
    assert deal_space(scenario, table) == table.space


def test_a_lot_is_a_table_for_two() -> None:
    pair = lot_table(tender().tables[0], "pine")
    assert (pair.parties, pair.protocol, pair.tender) == ((HOST, "pine"), "alternating", None)
    assert isinstance(pair.valuation, EconomicsValuation)
    assert pair.valuation.roles == {"lab": HOST, "cloud": "pine"}
    assert pair.model_validate(pair.model_dump()) == pair


def test_a_share_of_a_lot_has_whole_cards() -> None:
    (table,) = tender().tables
    shares = [lot_table(table, "pine", share).valuation for share in (0.6667, 0.3333)]
    assert [share.fixed["gpus"] for share in shares] == [667, 333]  # type: ignore[union-attr]
    (points,) = Scenario.model_validate(points_tender()).tables
    with pytest.raises(ValueError, match="needs an 'economics' valuation with 'gpus' fixed"):
        lot_table(points, "pine", 0.5)
    with pytest.raises(ValueError, match="is no tender"):
        lot_table(make_scenario().tables[0], "buyer")
    with pytest.raises(KeyError):
        lot_table(table, "nobody")


def test_a_role_s_economics_are_the_table_s_then_the_party_s_then_the_defaults() -> None:
    (table,) = tender().tables
    lot = lot_table(table, "pine").valuation
    assert isinstance(lot, EconomicsValuation)
    own = {"pine": Profiles(cloud=CloudProfile(own_stock_gpus=7, order_gpus=8))}
    assert contract_setting(lot, Market(), own).cloud.own_stock_gpus == 1_500
    bare = lot.model_copy(update={"cloud": None})
    assert contract_setting(bare, Market(), own).cloud == own["pine"].cloud
    assert contract_setting(bare, Market()).cloud == CloudProfile()
    assert contract_setting(bare, Market(), {"heron": own["pine"]}).cloud == CloudProfile()


def test_a_stand_in_is_whoever_may_have_signed_or_lost() -> None:
    scenario = Scenario.model_validate(campaign_content())
    assert candidates(scenario, "winner") == candidates(scenario, "loser") == set(BIDDERS)
    assert candidates(scenario, HOST) == {HOST}
    assert [table.id for table in seats_of(scenario, "sand")] == ["tender", "again", "call"]
    assert [table.id for table in seats_of(scenario, "maker")] == []


def test_parties_take_the_place_of_stand_ins_everywhere() -> None:
    scenario = Scenario.model_validate(campaign_content())
    table = with_parties(scenario.table("again"), {"winner": "sand"})
    assert table.parties == (HOST, "sand")
    assert isinstance(table.valuation, EconomicsValuation)
    assert table.valuation.roles["cloud"] == "sand"
    with pytest.raises(ValueError, match="twice"):
        with_parties(scenario.table("again"), {"winner": HOST})


@pytest.mark.parametrize("content", [rental_tender(), points_tender(), bundle_content()])
def test_every_mention_of_a_party_is_renamed(content: dict[str, object]) -> None:
    (table,) = Scenario.model_validate(content).tables
    names = {name: f"x-{name}" for name in table.parties}
    renamed = with_parties(table, names)
    back = with_parties(renamed, {new: old for old, new in names.items()})
    assert back == table
    written = renamed.model_dump_json(exclude={"title", "setting", "agenda"})
    assert not any(f'"{name}"' in written for name in names)
