"""What two runs of a campaign brought every party, in the world that happened in each."""

from negotiation.analysis.campaign_score import CampaignScore, PartyLedger
from negotiation.app.pairs import Pair, difference_of
from negotiation.domain.values import Value

__all__ = ["CampaignRow", "campaign_rows"]


class CampaignRow(Value):
    """What the campaign brought one party. Differences are the second less the first."""

    party: str
    profit_cny: Pair[float | None]
    """Realised, over signing nothing, at month 0."""
    expected_surplus_cny: Pair[float | None]
    """What it expected to gain each time that it signed."""
    n_signed: Pair[int | None]
    profit_difference_cny: float | None


def campaign_rows(
    first: CampaignScore | None, second: CampaignScore | None
) -> tuple[CampaignRow, ...]:
    """Set the parties' ledgers side by side, the richest of the first run first.

    Empty unless both runs have been scored as a campaign.
    """
    if first is None or second is None:
        return ()
    one, other = ({each.party: each for each in score.parties} for score in (first, second))
    return tuple(
        _row(party, one.get(party), other.get(party)) for party in dict.fromkeys((*one, *other))
    )


def _row(party: str, one: PartyLedger | None, other: PartyLedger | None) -> CampaignRow:
    profit = Pair[float | None](first=one and one.profit_cny, second=other and other.profit_cny)
    return CampaignRow(
        party=party,
        profit_cny=profit,
        expected_surplus_cny=Pair(
            first=one and one.expected_surplus_cny, second=other and other.expected_surplus_cny
        ),
        n_signed=Pair(first=one and one.n_signed, second=other and other.n_signed),
        profit_difference_cny=difference_of(profit),
    )
