"""Authority and approval (R12): what a seat may bind itself to, and how it asks for more."""

from negotiation.domain.outcomes import Outcome
from negotiation.protocol.house import House, Signature
from negotiation.protocol.session import Escalation, Session

__all__ = ["beyond_authority", "escalation_of", "unaskable"]


def beyond_authority(
    session: Session, house: House, party: str, outcome: Outcome
) -> tuple[str, ...]:
    """Say which signatures are missing for a party to bind itself to an outcome."""
    missing = house.unsigned(party, outcome, session.signed.get(party, {}))
    return tuple(_said(session, party, each) for each in missing)


def unaskable(session: Session, house: House, party: str, outcome: Outcome) -> tuple[str, ...]:
    """Say why a party cannot take an outcome to its own house."""
    if party in session.escalations:
        return ("your house has not answered what you asked before",)
    missing = house.unsigned(party, outcome, session.signed.get(party, {}))
    if not missing:
        return ("nothing in it is beyond your authority: offer it yourself",)
    closed = [each for each in missing if _is_closed(session, party, each)]
    if closed:
        return tuple(_said(session, party, each) for each in closed)
    if escalation_of(session, house, party, outcome).due_round > session.last_round:
        return ("the signature would come after the last round",)
    return ()


def escalation_of(session: Session, house: House, party: str, outcome: Outcome) -> Escalation:
    """Return what a party asks for, and in which round the answer comes."""
    missing = house.unsigned(party, outcome, session.signed.get(party, {}))
    delay = max((each.step.delay_rounds for each in missing), default=0)
    return Escalation(
        outcome=outcome,
        steps=tuple(each.place for each in missing),
        due_round=session.round + max(1, delay),
    )


def _is_closed(session: Session, party: str, missing: Signature) -> bool:
    """Whether asking is of no use: refused before, or nothing was agreed beforehand."""
    denied = session.denied.get(party, frozenset())
    return missing.step.approval == "never" or missing.place in denied


def _said(session: Session, party: str, missing: Signature) -> str:
    issue, place = missing.step.issue, missing.place + 1
    if missing.step.approval == "never":
        return (
            f"{issue} is beyond your authority, and nobody agreed a limit beforehand (step {place})"
        )
    if missing.place in session.denied.get(party, frozenset()):
        return f"{issue} is beyond your authority, and the signature was refused (step {place})"
    return f"{issue} is beyond your authority: escalate for the signature (step {place})"
