"""Who sits at a campaign's table where the file names a stand-in: the winner, a loser."""

from collections.abc import Collection, Sequence
from typing import TypeGuard

from negotiation.domain.campaigns import Campaign, LoserOf, SignerOf, StandIn
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import AgreementReached, ContractAwarded, Event, ProposalCarried
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.stand_ins import with_parties
from negotiation.domain.tenders import bidders_of
from negotiation.protocol.fold import replay
from negotiation.protocol.session import Session

__all__ = ["as_opened", "is_signature", "sessions_of", "signers_of", "who_stands_in"]


def is_signature(
    event: LogEvent,
) -> TypeGuard[AgreementReached | ContractAwarded | ProposalCarried]:
    """Whether an event ends a table with something signed."""
    return isinstance(event, AgreementReached | ContractAwarded | ProposalCarried)


def sessions_of(
    log: Sequence[LogEvent], *, tables: Collection[str] | None = None
) -> dict[str, Session]:
    """Return every table that was opened (of ``tables``), as it stands after ``log``."""
    talks: dict[str, list[Event]] = {}
    for event in table_events(log):
        if tables is None or event.table in tables:
            talks.setdefault(event.table, []).append(event)
    return {table: replay(events) for table, events in talks.items()}


def who_stands_in(scenario: Scenario, log: Sequence[LogEvent]) -> dict[str, str]:
    """Return the party behind every stand-in that is settled by now."""
    campaign, sessions = scenario.campaign, sessions_of(log)
    if campaign is None:
        return {}
    found: dict[str, str] = {}
    for name, stand_in in campaign.stand_ins.items():
        session = sessions.get(stand_in.table)
        if session is not None and session.agreement is not None:
            party = _party_behind(stand_in, scenario.table(stand_in.table), session)
            if party is not None:
                found[name] = party
    return found


def signers_of(session: Session) -> tuple[str, ...]:
    """Return whom an agreement binds, at a tender the winners and then the host."""
    if session.agreement is None:
        return ()
    if session.tender is None:
        return session.parties
    return (*(award.party for award in session.awards), session.tender.host)


def _party_behind(stand_in: StandIn, table: Table, session: Session) -> str | None:
    """Return the party behind a stand-in; ``table`` names who sat down as the file does."""
    signers = signers_of(session)
    sits = dict(zip(table.order, session.parties, strict=True))
    match stand_in:
        case SignerOf(other=other):
            beside = sits[other]
            if session.tender is not None and beside != session.tender.host:
                return session.tender.host if beside in signers else None
            return next((party for party in signers if party != beside), None)
        case LoserOf():
            bidders = (sits[name] for name in bidders_of(table))
            return next((party for party in bidders if party not in signers), None)


def as_opened(campaign: Campaign, table: Table, parties: Sequence[str]) -> Table:
    """Return a table with those who sat down in the place of stand-ins."""
    names = {
        name: party
        for name, party in zip(table.order, parties, strict=True)
        if name in campaign.stand_ins
    }
    return with_parties(table, names)
