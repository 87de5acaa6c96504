"""What a campaign's scorecard says: before and after each signature, and who earned what."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from negotiation.analysis.campaign_score import CampaignScore
from negotiation.app.campaign_scoring import score_campaign
from negotiation.app.worlds import CampaignWorld
from negotiation.economics.execution import Execution, execute
from negotiation.economics.flows import OUTSIDE
from negotiation.economics.lines import SignedContract, line_of
from negotiation.economics.portfolio import simulate_book
from tests.app.campaigns import AGREED, Played, campaign_content, play


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("scoring"))


@pytest.fixture(scope="module")
def score(run: Played) -> CampaignScore:
    return score_campaign(run.plan, run.campaign, run.log)


def world_of(run: Played) -> CampaignWorld:
    return CampaignWorld(run.plan.scenario, run.campaign, run.plan.seed)


def carried_out(run: Played, contracts: Mapping[str, SignedContract]) -> Execution:
    """What comes of contracts by the campaign's last month, whatever they are."""
    latest = max(each.signed_month for each in contracts.values())
    last = run.campaign.phases[-1].month + run.campaign.months_after
    assert run.plan.scenario.market is not None
    return execute(
        tuple(contracts.values()),
        run.plan.scenario.market,
        seed=5,
        months_after=last - latest,
        mode="historical",
    )


def ledger_of(run: Played) -> dict[str, SignedContract]:
    return {each.id: each for each in world_of(run).contracts(run.log)}


def unsigned(contract: SignedContract) -> SignedContract:
    return replace(contract, clauses={**contract.clauses, "gpus": 0.0})


def test_every_signature_of_the_tables_is_scored_in_order(score: CampaignScore) -> None:
    found = [(each.contract, each.table, each.month) for each in score.signatures]
    assert found == [
        ("tender", "tender", 0), ("order", "order", 1), ("renew", "renew", 5),
        ("rescue", "rescue", 5), ("poach", "poach", 8),
    ]  # fmt: skip
    assert score.months == 8 + 12 - 1
    assert len(score.regimes) == 8 + 12 + 1


@pytest.mark.parametrize("table", ["tender", "order", "renew", "rescue", "poach"])
def test_before_is_what_the_table_said_when_it_was_signed(
    run: Played, score: CampaignScore, table: str
) -> None:
    signature = next(each for each in score.signatures if each.table == table)
    outcomes = run.programme().outcomes(table, run.log)
    deal = AGREED[table].outcome
    if table == "tender":
        deal = {"winner": "north", **deal["north"]}
    reservation = outcomes.valuation.reservation_values
    for party in signature.parties:
        surplus = outcomes.value_of(party, deal) - reservation[party]
        assert signature.before[party].surplus_cny == pytest.approx(surplus, abs=1)
    assert set(signature.before) == set(signature.parties)


def test_after_is_the_difference_to_the_world_without_the_signature(
    run: Played, score: CampaignScore
) -> None:
    ledger = ledger_of(run)
    rates = dict.fromkeys(("lab", "north"), ledger["tender"].setting)
    assert rates
    actual = carried_out(run, ledger).realised_npv_cny
    without = {
        "rescue": {**ledger, "rescue": unsigned(ledger["rescue"])},
        "order": {**ledger, "order": unsigned(ledger["order"])},
        # what was replaced goes on, and as long as what replaced it would have
        "renew": {
            **ledger,
            "renew": unsigned(ledger["renew"]),
            "tender": replace(ledger["tender"], ended_month=8),
        },
        "poach": {
            **ledger,
            "poach": unsigned(ledger["poach"]),
            "renew": replace(ledger["renew"], ended_month=None),
        },
    }
    for name, portfolio in without.items():
        nothing = carried_out(run, portfolio).realised_npv_cny
        for row in score.parties:
            change = actual[row.party] - nothing[row.party]
            assert row.by_contract_cny.get(name, change) == pytest.approx(change, abs=1)


def test_a_party_is_told_what_others_signed_did_to_it(score: CampaignScore) -> None:
    poach = next(each for each in score.signatures if each.table == "poach")
    assert "north" not in poach.parties
    assert poach.after_cny["north"] < 0


def test_verdicts_hold_foresight_against_what_came(score: CampaignScore) -> None:
    for each in score.signatures:
        for party, verdict in each.verdicts.items():
            is_wise = each.before[party].surplus_cny >= 0
            is_well = each.after_cny.get(party, 0) >= 0
            assert (
                verdict
                == {
                    (True, True): "sound",
                    (True, False): "bad luck",
                    (False, True): "good luck",
                    (False, False): "mistake",
                }[is_wise, is_well]
            )


def test_profit_is_everything_signed_against_nothing_signed(
    run: Played, score: CampaignScore
) -> None:
    ledger = ledger_of(run)
    nothing = {
        name: each if name == "old" else replace(unsigned(each), ended_month=None)
        for name, each in ledger.items()
    }
    actual = carried_out(run, ledger).realised_npv_cny
    without = carried_out(run, nothing).realised_npv_cny
    for each in score.parties:
        assert each.profit_cny == pytest.approx(actual[each.party] - without[each.party], abs=1)
    profits = [each.profit_cny for each in score.parties]
    assert profits == sorted(profits, reverse=True)
    assert {each.party: each.n_signed for each in score.parties} == {
        "lab": 4, "north": 3, "south": 2, "maker": 1, "games": 0,
    }  # fmt: skip


def test_what_parties_have_together_is_what_comes_from_outside(run: Played) -> None:
    ledger = ledger_of(run)
    execution = carried_out(run, ledger)
    book = simulate_book([line_of(each) for each in ledger.values()], execution.world)
    from_outside = np.zeros(execution.world.months + 1)
    for flow in book.all_flows:
        if flow.is_cash:
            is_in = float(flow.payer in OUTSIDE) - float(flow.payee in OUTSIDE)
            from_outside += is_in * flow.amount[0, 0]
    cash = sum(
        amount for accounts in execution.cashflow_cny.values() for amount in accounts.values()
    )
    np.testing.assert_allclose(cash, from_outside, atol=1)


def test_the_accounts_end_in_the_same_month_whatever_was_signed(
    run: Played, tmp_path: Path
) -> None:
    """So that two runs of one file can be compared."""
    little = play(tmp_path, {"tender": AGREED["tender"]})
    nothing = play(tmp_path, {})
    months = {score_campaign(each.plan, each.campaign, each.log).months
              for each in (run, little, nothing)}  # fmt: skip
    assert months == {19}


def test_nothing_signed_is_nothing_earned(tmp_path: Path) -> None:
    run = play(tmp_path, {})
    score = score_campaign(run.plan, run.campaign, run.log)
    for found in (score.signatures, score.exposures, score.curses, score.leaks):
        assert found == ()
    assert all(each.profit_cny == 0 for each in score.parties)
    assert [each.contract for each in score.promises] == ["old"]
    assert score.amplification.ratio == 0


def test_how_a_contract_ended_is_said_with_its_month(score: CampaignScore) -> None:
    endings = {each.contract: (each.ending, each.ending_month) for each in score.signatures}
    assert endings["tender"] == ("ended by agreement", 5)
    assert endings["renew"] == ("ended by agreement", 8)
    assert endings["rescue"] == (None, None)


def test_a_customer_who_left_is_owed_nothing_more(tmp_path: Path) -> None:
    """What is not delivered after the end was no promise any more."""
    content = campaign_content(world_seed=11)
    north = next(party for party in content["parties"] if party["id"] == "north")
    north["profiles"]["cloud"] |= {"rival_stock_fraction": 1, "own_stock_gpus": 0}
    run = play(tmp_path, {"tender": AGREED["tender"]}, content=content)
    score = score_campaign(run.plan, run.campaign, run.log)
    (tender,) = score.signatures
    assert tender.ending == "customer left short of cards"
    assert tender.ending_month is not None
    promise = next(each for each in score.promises if each.contract == "tender")
    assert promise.months_short <= tender.ending_month
    assert promise.is_over_promised
    assert 0 <= tender.delivered_fraction < 1
