"""What was signed at a table, by whom, and in which turn: one entry for every award of a tender."""

from collections.abc import Sequence
from typing import NamedTuple

from negotiation.domain.events import AgreementReached, Ending, Event, ProposalCarried
from negotiation.domain.outcomes import Outcome
from negotiation.protocol.fold import replay
from negotiation.protocol.session import signed_as

__all__ = ["Signing", "signings"]


class Signing(NamedTuple):
    """Something that binds."""

    turn: int
    """The last turn of the talks where nobody's own turn brought it about."""
    offer_id: str
    parties: tuple[str, ...]
    outcome: Outcome
    """At a tender with the winner named."""


def signings(events: Sequence[Event]) -> tuple[Signing, ...]:
    """Return what the talks brought; nothing where they failed or go on."""
    session = replay(events)
    if session.ending is not Ending.AGREEMENT:
        return ()
    if session.awards:
        return tuple(
            Signing(
                session.last_turn,
                award.offer_id,
                tuple(each for each in session.parties if each in {session.host, award.party}),
                signed_as(session, award.party, award.outcome),
            )
            for award in session.awards
        )
    return tuple(
        Signing(session.last_turn, event.offer_id, session.parties, event.outcome)
        for event in events
        if isinstance(event, AgreementReached | ProposalCarried)
    )
