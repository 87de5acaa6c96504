"""How each party of a larger table fared in its talks: the last bid, who won, voted or left."""

from collections.abc import Sequence

from pydantic import Field

from negotiation.domain.events import Event, OfferMade, TableOpened, WalkedAway
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import Value, is_absent
from negotiation.protocol.fold import evolve, opened
from negotiation.protocol.session import Session

__all__ = ["Attendance", "attendance_of"]


class Attendance(Value):
    """One party at a tender or a round table."""

    party: str
    last_offer: dict[str, OptionValue] | None = Field(default=None, exclude_if=is_absent)
    """What it put forward last: a bid, a proposal, or what it would rather have had."""
    left_round: int | None = Field(default=None, exclude_if=is_absent)
    """The round in which it dropped out or left."""
    won_fraction: float = Field(default=0, exclude_if=is_absent)
    """Share of the lot of a tender."""
    assents: bool | None = Field(default=None, exclude_if=lambda assents: assents is None)
    """How it stood to the last proposal of a round table; ``None`` if it did not say."""


def attendance_of(events: Sequence[Event]) -> tuple[Attendance, ...]:
    """Return how each party fared, in the order of the table; nothing for a table of two.

    Args:
        events: the log of one table, from its opening on.
    """
    first = events[0]
    if not isinstance(first, TableOpened) or first.protocol == "alternating":
        return ()
    session, last_votes = opened(first), dict[str, bool]()
    offers: dict[str, dict[str, OptionValue]] = {}
    left: dict[str, int] = {}
    for event in events[1:]:
        if isinstance(event, OfferMade):
            offers[event.party] = event.outcome
        elif isinstance(event, WalkedAway):
            left[event.party] = session.round
        last_votes = _votes(session, event, last_votes)
        session = evolve(session, event)
    won = {award.party: award.share_fraction for award in session.awards}
    return tuple(
        Attendance(
            party=party,
            last_offer=offers.get(party),
            left_round=left.get(party),
            won_fraction=won.get(party, 0),
            assents=last_votes.get(party),
        )
        for party in first.parties
    )


def _votes(session: Session, event: Event, before: dict[str, bool]) -> dict[str, bool]:
    """Return the votes on the last proposal after one more event."""
    if session.protocol != "roundtable":
        return {}
    if isinstance(event, OfferMade):
        is_proposal = event.party == session.proposer
        return {event.party: True} if is_proposal else {**before, event.party: False}
    if event.kind == "vote_cast":
        return {**before, event.party: event.assents}
    return before
