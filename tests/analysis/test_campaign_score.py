"""The words of a campaign's scorecard."""

import pytest

from negotiation.analysis.campaign_score import (
    Amplification,
    CampaignScore,
    Foresight,
    PartyLedger,
    SignatureScore,
    Verdict,
    verdict_of,
)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (1.0, 1.0, "sound"),
        (0.0, 0.0, "sound"),
        (1.0, -0.01, "bad luck"),
        (-0.01, 1.0, "good luck"),
        (-0.01, 0.0, "good luck"),
        (-1.0, -1.0, "mistake"),
    ],
)
def test_a_verdict_tells_a_good_decision_from_luck(
    before: float, after: float, verdict: Verdict
) -> None:
    assert verdict_of(before, after) == verdict


def test_a_score_comes_back_from_json_as_it_was() -> None:
    foresight = Foresight(
        surplus_cny=1.5, expected_npv_cny=2, loss_probability_fraction=0.25, cvar5_npv_cny=-3
    )
    signature = SignatureScore(
        contract="tender.north",
        table="tender",
        month=0,
        parties=("lab", "north"),
        before={"lab": foresight},
        after_cny={"lab": -1.0, "south": 2.0},
        verdicts={"lab": "bad luck"},
        delivered_fraction=0.5,
        ending=None,
        ending_month=None,
    )
    ledger = PartyLedger(
        party="lab",
        profit_cny=-1.0,
        by_contract_cny={"tender.north": -1.0},
        expected_surplus_cny=1.5,
        n_signed=1,
    )
    orders = Amplification(rented_gpus=0, ordered_gpus=1, delivered_gpus=0, ratio=None)
    score = CampaignScore(
        months=3,
        signatures=(signature,),
        parties=(ledger,),
        amplification=orders,
        regimes=("boom", "glut"),
    )
    assert CampaignScore.model_validate_json(score.model_dump_json()) == score
    assert CampaignScore.model_validate(score.model_dump(mode="json")) == score
