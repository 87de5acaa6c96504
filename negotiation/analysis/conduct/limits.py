"""Own limits broken: an offer or an agreement below the reservation value or across a red line."""

from collections.abc import Iterator, Mapping, Sequence

from negotiation.analysis.breaches import Breach, breaches
from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.promises import Worth
from negotiation.domain.events import AgreementReached, Event, OfferMade
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

    for event in events:
        if isinstance(event, OfferMade):
            for breach in found_for(event.party, event.outcome):
                yield _finding(event, event.party, breach, is_signed=False)
        elif isinstance(event, AgreementReached):
            for party in reservation:
                for breach in found_for(party, event.outcome):
                    yield _finding(event, party, breach, is_signed=True)


def _finding(
    event: OfferMade | AgreementReached, party: str, breach: Breach, *, is_signed: bool
) -> Finding:
    act = "signed" if is_signed else "offered"
    where = "its alternative" if breach.issue is None else f"its red line on {breach.issue}"
    side = "below" if breach.issue is None else "across"
    return Finding(
        kind="breach",
        table=event.table,
        turn=event.turn,
        party=party,
        severity="major" if is_signed else "minor",
        detail=f"{act} {event.offer_id}, {side} {where}",
        issue=breach.issue,
    )
