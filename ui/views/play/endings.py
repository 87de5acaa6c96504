"""How a table ended for one of those who sat at it."""

from negotiation.protocol.session import Session

__all__ = ["is_bound"]


def is_bound(session: Session, party: str) -> bool:
    """Whether what was agreed binds a party: not who left, and not who lost a tender."""
    if session.agreement is None or party in session.left:
        return False
    winners = {award.party for award in session.awards}
    return session.host is None or party in {session.host, *winners}
