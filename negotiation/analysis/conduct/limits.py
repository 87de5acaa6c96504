"""Own limits broken: an offer or an agreement below the reservation value or across a red line."""

from collections.abc import Iterator, Mapping, Sequence

from negotiation.analysis.breaches import Breach, breaches
from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.promises import Worth
from negotiation.analysis.conduct.signings import signings
from negotiation.domain.events import Event, OfferMade
from negotiation.domain.mandates import Mandate
from negotiation.domain.outcomes import Outcome

__all__ = ["find_breaches"]


def find_breaches(
    events: Sequence[Event],
    mandates: Mapping[str, Mandate],
    worth: Worth,
    reservation: Mapping[str, float],
) -> Iterator[Finding]:
    """Yield every breach that was offered (minor), and every one that was signed (major)."""

    def found_for(party: str, outcome: Outcome) -> tuple[Breach, ...]:
        return breaches(
            mandates[party],
            outcome,
            value=worth(party, outcome),
            reservation_value=reservation[party],
        )

    table = events[0].table
    for event in events:
        if isinstance(event, OfferMade):
            for breach in found_for(event.party, event.outcome):
                yield Finding(
                    kind="breach",
                    table=table,
                    turn=event.turn,
                    party=event.party,
                    severity="minor",
                    detail=f"offered {event.offer_id}, {_where(breach)}",
                    issue=breach.issue,
                )
    for signing in signings(events):
        for party in signing.parties:
            for breach in found_for(party, signing.outcome):
                yield Finding(
                    kind="breach",
                    table=table,
                    turn=signing.turn,
                    party=party,
                    detail=f"signed {signing.offer_id}, {_where(breach)}",
                    issue=breach.issue,
                )


def _where(breach: Breach) -> str:
    if breach.issue is None:
        return "below its alternative"
    return f"across its red line on {breach.issue}"
