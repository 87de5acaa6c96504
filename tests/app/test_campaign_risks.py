"""What contracts put at risk: promises without cards, damages, the winner's prize, the orders."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from negotiation.analysis.campaign_score import CampaignScore, Exposure, Promise
from negotiation.app.campaign_scoring import score_campaign
from negotiation.app.worlds import CampaignWorld
from negotiation.economics.lines import line_of
from negotiation.economics.portfolio import simulate_book
from tests.app.campaigns import AGREED, Deal, Played, campaign_content, play
from tests.builders import Content


def scored(run: Played) -> CampaignScore:
    return score_campaign(run.plan, run.campaign, run.log)


def promises_in(run: Played) -> dict[str, Promise]:
    return {each.contract: each for each in scored(run).promises}


def exposures_in(run: Played) -> dict[str, Exposure]:
    return {each.contract: each for each in scored(run).exposures}


def with_cloud(name: str, **figures: Any) -> Content:
    content = campaign_content()
    party = next(each for each in content["parties"] if each["id"] == name)
    party["profiles"]["cloud"] |= figures
    return content


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("risks"))


def test_a_seller_has_its_stock_and_its_share_of_what_it_ordered(run: Played) -> None:
    tender = promises_in(run)["tender"]
    assert (tender.seller, tender.promised_gpus) == ("north", 1024)
    assert tender.covered_gpus == 64 + 0.02 * 10_000
    assert tender.is_over_promised
    assert tender.months_short > 0
    assert 0.5 < tender.worst_shortfall_fraction <= 1


def test_an_order_at_the_vendor_covers_what_is_promised_after_it(run: Played) -> None:
    """The contract that was replaced in the same month is owed no longer."""
    renew = promises_in(run)["renew"]
    assert renew.covered_gpus == 64 + 200 + 1024
    assert not renew.is_over_promised
    assert renew.months_short > 0, "it came late all the same"


def test_what_is_owed_to_earlier_customers_covers_no_one_else(run: Played) -> None:
    found = promises_in(run)
    assert found["old"].covered_gpus == 1024
    assert found["rescue"].covered_gpus == 1024 - 256
    assert found["poach"].covered_gpus == 1024 - 256 - 256


def test_of_two_rentals_of_one_month_the_earlier_does_not_owe_the_later(tmp_path: Path) -> None:
    """North wins the tender and rents to the lab at two more tables, of one phase."""
    content = with_cloud("north", own_stock_gpus=2048)
    content["campaign"]["stand_ins"]["loser"] = {
        "kind": "signer_of",
        "table": "tender",
        "other": "lab",
    }
    renew = next(table for table in content["tables"] if table["id"] == "renew")
    renew.pop("replaces")
    for table in content["tables"]:
        table.pop("when", None)
    run = play(tmp_path, {name: AGREED[name] for name in ("tender", "renew", "rescue")},
               content=content)  # fmt: skip
    found = promises_in(run)
    assert found["tender"].covered_gpus == 2248
    assert found["renew"].covered_gpus == 2248 - 1024
    assert found["rescue"].covered_gpus == 2248 - 1024 - 1024


def test_who_delivers_has_not_over_promised_whatever_it_had(tmp_path: Path) -> None:
    content = with_cloud("north", own_stock_gpus=1024)
    run = play(tmp_path, {"tender": AGREED["tender"]}, content=content)
    tender = promises_in(run)["tender"]
    assert tender.covered_gpus >= 1024
    assert (tender.months_short, tender.is_over_promised) == (0, False)


def test_damages_downstream_are_an_exposure(run: Played) -> None:
    (renew,) = exposures_in(run).values()
    market = CampaignWorld(run.plan.scenario, run.campaign, 1).market_at(5)
    columns = line_of(next(each for each in _contracts(run) if each.id == "renew")).columns
    value = 0.4 * market.list_price_cny_per_gpu_month * 1024 * columns["term_months"][0]
    assert renew.most_owed_cny == pytest.approx(value * columns["ld_cap_fraction"][0])
    assert (renew.seller, renew.passed_on_fraction) == ("north", 0)
    assert renew.unhedged_cny == renew.most_owed_cny


def _contracts(run: Played) -> tuple[Any, ...]:
    return CampaignWorld(run.plan.scenario, run.campaign, 1).contracts(run.log)


def test_no_more_is_ever_owed_than_the_exposure_says(run: Played) -> None:
    contracts = _contracts(run)
    execution = CampaignWorld(run.plan.scenario, run.campaign, 1).execution(run.log)
    book = simulate_book([line_of(each) for each in contracts], execution.world)
    damages = [flow.amount[0, 0] for flow in book.flows["renew"] if flow.account == "damages"]
    paid = float(np.sum(damages))
    assert 0 < paid <= exposures_in(run)["renew"].most_owed_cny + 1


@pytest.mark.parametrize("share", [0, 0.5])
def test_back_to_back_takes_its_share_of_the_exposure(tmp_path: Path, share: float) -> None:
    order = Deal({**AGREED["order"].outcome, "back_to_back_fraction": share})
    run = play(tmp_path, {**AGREED, "order": order})
    renew = exposures_in(run)["renew"]
    assert renew.passed_on_fraction == share
    assert renew.unhedged_cny == pytest.approx((1 - share) * renew.most_owed_cny)


def test_a_seller_without_an_order_in_the_ledger_has_its_own_older_one(tmp_path: Path) -> None:
    content = with_cloud("north", order_back_to_back_fraction=0.25)
    deals = {name: AGREED[name] for name in ("tender", "renew")}
    run = play(tmp_path, deals, content=content)
    assert exposures_in(run)["renew"].passed_on_fraction == 0.25


def test_no_damages_are_no_exposure(tmp_path: Path) -> None:
    renew = Deal({**AGREED["renew"].outcome, "ld_fraction_per_week": 0})
    assert exposures_in(play(tmp_path, {**AGREED, "renew": renew})) == {}


def test_a_winner_is_held_against_the_runner_up_and_what_came(run: Played) -> None:
    score = scored(run)
    (curse,) = score.curses
    assert (curse.table, curse.winner, curse.price) == ("tender", "north", 0.3)
    assert (curse.runner_up, curse.runner_up_price) == ("south", 0.4)
    signature = score.signatures[0]
    assert curse.realised_cny == signature.after_cny["north"]
    assert curse.expected_surplus_cny == signature.before["north"].surplus_cny
    assert curse.is_cursed is (curse.realised_cny < 0 <= curse.expected_surplus_cny)


def test_who_knowingly_buys_a_loss_is_not_cursed(tmp_path: Path) -> None:
    content = with_cloud("north", own_stock_gpus=0, lighthouse_value_cny=0)
    content["tables"][0]["valuation"]["bidders"]["north"]["fixed"] |= {
        "ld_fraction_per_week": 0.02,
        "ld_cap_fraction": 0.3,
    }
    bids = {"north": {"list_price_fraction": 0.2}, "south": {"list_price_fraction": 0.25}}
    (curse,) = scored(play(tmp_path, {"tender": Deal(bids)}, content=content)).curses
    assert curse.expected_surplus_cny < 0
    assert curse.realised_cny < 0
    assert not curse.is_cursed


def test_a_single_bidder_has_no_runner_up(tmp_path: Path) -> None:
    bids = {"north": {"list_price_fraction": 0.3}}
    (curse,) = scored(play(tmp_path, {"tender": Deal(bids)})).curses
    assert (curse.runner_up, curse.runner_up_price) == (None, None)


def test_orders_are_held_against_needs_and_a_need_counts_once(run: Played) -> None:
    """What replaces a rental is the same need; the old lease, the tender and the rescue count."""
    found = scored(run).amplification
    assert found.rented_gpus == 256 + 1024 + 256
    assert found.ordered_gpus == 1024
    assert found.ratio == 1024 / 1536
    assert 0 < found.delivered_gpus < 1024


def test_two_clouds_order_for_one_customer(tmp_path: Path) -> None:
    deals = {**AGREED, "late_order": AGREED["order"]}
    assert scored(play(tmp_path, deals)).amplification.ordered_gpus == 2048


def test_where_nobody_rents_there_is_no_ratio(tmp_path: Path) -> None:
    content = campaign_content(ledger=[])
    content["parties"] = [party for party in content["parties"] if party["id"] != "games"]
    found = scored(play(tmp_path, {"late_order": AGREED["order"]}, content=content)).amplification
    assert (found.rented_gpus, found.ordered_gpus, found.ratio) == (0, 1024, None)
