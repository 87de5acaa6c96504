"""What became of what was signed: profit, deliveries, and the damages that nobody stands behind."""

from collections.abc import Callable

from evals.metrics.metric import Figure, Judged, Metric, Undefined
from negotiation.analysis.campaign_score import CampaignScore
from negotiation.domain.values import ShortText

__all__ = ["AFTERMATH"]

NOTHING_SIGNED = Undefined("it signed nothing that the simulator carries out")
NO_CAMPAIGN = Undefined("no campaign")


def _profit(judged: Judged) -> Figure:
    campaign = judged.played.scorecard.campaign
    if campaign is not None:
        profits = {each.party: each.profit_cny for each in campaign.parties}
        return profits[judged.party] / 1e6 if judged.party in profits else NOTHING_SIGNED
    worths = [
        each.npv_cny[judged.party]
        for each in judged.played.aftermaths.values()
        if judged.party in each.npv_cny
    ]
    return sum(worths) / 1e6 if worths else NOTHING_SIGNED


def _promise_kept(judged: Judged) -> Figure:
    campaign = judged.played.scorecard.campaign
    if campaign is not None:
        shares = [
            each.delivered_fraction for each in campaign.signatures if judged.party in each.parties
        ]
    else:
        shares = [
            each.delivered_fraction
            for each in judged.played.aftermaths.values()
            if judged.party in each.npv_cny and each.delivered_fraction is not None
        ]
    return sum(shares) / len(shares) if shares else NOTHING_SIGNED


def _damages(judged: Judged) -> Figure:
    paid = [
        each.damages_cny.get(judged.party, 0.0)
        for each in judged.played.aftermaths.values()
        if judged.party in each.npv_cny
    ]
    return sum(paid) / 1e6 if paid else NOTHING_SIGNED


def _of_campaign(value: Callable[[CampaignScore, str], float]) -> Callable[[Judged], Figure]:
    def figure(judged: Judged) -> Figure:
        campaign = judged.played.scorecard.campaign
        return NO_CAMPAIGN if campaign is None else value(campaign, judged.party)

    return figure


def _over_promises(campaign: CampaignScore, party: str) -> float:
    return float(sum(each.is_over_promised for each in campaign.promises if each.seller == party))


def _unhedged(campaign: CampaignScore, party: str) -> float:
    return sum(each.unhedged_cny for each in campaign.exposures if each.seller == party) / 1e6


def _mistakes(campaign: CampaignScore, party: str) -> float:
    """Return the signatures that were not worth their while when they were made."""
    bad = {"mistake", "good luck"}
    return float(sum(each.verdicts.get(party) in bad for each in campaign.signatures))


AFTERMATH: tuple[Metric, ...] = (
    Metric("profit_m_cny", ShortText(en="profit after the fact, M RMB", zh="事后利润（百万元）"),
           "mean", "high", "realised worth of what it signed, in the world of the run's seed; in a "
           "campaign against signing nothing", _profit),
    Metric("promise_kept", ShortText(en="promise kept", zh="兑现比例"), "mean", "high",
           "GPU-months delivered over GPU-months promised, in that world; mean of its "
           "contracts", _promise_kept, is_percent=True),
    Metric("damages_m_cny", ShortText(en="damages, M RMB", zh="事后违约金（百万元）"),
           "mean", "neither", "damages for lateness that it was paid less what it paid, in that "
           "world; of contracts outside campaigns", _damages),
    Metric("over_promises", ShortText(en="over-commitments", zh="超卖承诺"), "mean", "low",
           "promises a campaign that nothing covered and that were not kept",
           _of_campaign(_over_promises)),
    Metric("unhedged_m_cny", ShortText(en="damages nobody stands behind, M RMB",
                                       zh="无人兜底的违约金（百万元）"),
           "mean", "low", "the most that it may owe downstream and can hand on to nobody",
           _of_campaign(_unhedged)),
    Metric("bad_signatures", ShortText(en="bad signatures", zh="不该签的约"), "mean", "low",
           "signatures a campaign that were not worth their while when made",
           _of_campaign(_mistakes)),
)  # fmt: skip
"""After the fact."""
