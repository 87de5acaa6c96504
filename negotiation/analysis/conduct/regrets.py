"""What deals and proposals have in common: something better was to be had, and was not taken."""

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.sentences import quoted
from negotiation.domain.events import OfferRejected, VoteCast, WalkedAway
from negotiation.protocol.session import Session

__all__ = ["is_better", "left_lying", "refused"]

_TOLERANCE = 1e-9


def is_better(value: float, other: float) -> bool:
    """Whether a worth is more than another by more than rounding."""
    return value > other + _TOLERANCE * max(1.0, abs(other))


def refused(refusal: OfferRejected | VoteCast | WalkedAway, offer_id: str) -> Finding:
    """Return what is said of a party that turned a good offer down to get less."""
    act = "walked away from" if isinstance(refusal, WalkedAway) else "rejected"
    return Finding(
        kind="irrational_refusal",
        table=refusal.table,
        turn=refusal.turn,
        party=refusal.party,
        quote=quoted(refusal.message),
        detail=f"{act} {offer_id}, which was worth more than what it got",
    )


def left_lying(party: str, offer_id: str, end: Session) -> Finding:
    """Return what is said of a party that did not take a good offer before talks failed."""
    return Finding(
        kind="missed_offer",
        table=end.table,
        turn=end.last_turn,
        party=party,
        detail=f"left {offer_id} on the table, which was worth more than its alternative",
    )
