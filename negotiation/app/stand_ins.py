"""Who sits at a campaign's table where the file names a stand-in: the winner, a loser."""

from collections.abc import Sequence

from negotiation.domain.campaigns import Campaign, LoserOf, SignerOf, StandIn
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import Event
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.stand_ins import with_parties
from negotiation.domain.tenders import WINNER, bidders_of
from negotiation.protocol.fold import replay
from negotiation.protocol.session import Session

__all__ = ["as_opened", "sessions_of", "who_stands_in"]


def sessions_of(log: Sequence[LogEvent]) -> dict[str, Session]:
    """Return every table that was opened, as it stands after ``log``."""
    talks: dict[str, list[Event]] = {}
    for event in table_events(log):
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
            table = as_opened(campaign, scenario.table(stand_in.table), session.parties)
            party = _party_behind(stand_in, table, session)
            if party is not None:
                found[name] = party
    return found


def _party_behind(stand_in: StandIn, table: Table, session: Session) -> str | None:
    winners = [award.party for award in session.awards]
    if session.agreement is not None and not winners and WINNER in session.agreement:
        winners = [str(session.agreement[WINNER])]
    match stand_in:
        case SignerOf(other=other):
            signers = winners or list(session.parties)
            return next((party for party in signers if party != other), None)
        case LoserOf():
            return next((each for each in bidders_of(table) if each not in winners), None)


def as_opened(campaign: Campaign, table: Table, parties: Sequence[str]) -> Table:
    """Return a table with those who sat down in the place of stand-ins."""
    names = {
        name: party
        for name, party in zip(table.order, parties, strict=True)
        if name in campaign.stand_ins
    }
    return with_parties(table, names)
