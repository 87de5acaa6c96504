"""Who of those at a table knows of an event, so that what is private can be marked as such."""

from negotiation.app.plan import RunPlan
from negotiation.domain.chronicle import CampaignEvent, LogEvent
from negotiation.domain.events import TableOpened
from negotiation.protocol.view import seen_by

__all__ = ["Readers"]


class Readers:
    """Tells for each event of a log, asked in log order, who may read it whole."""

    def __init__(self, plan: RunPlan) -> None:
        self._everybody = tuple(party.id for party in plan.scenario.parties)
        self._seated: dict[str, tuple[str, ...]] = {}

    def seated(self, event: LogEvent) -> tuple[str, ...]:
        """Return who could have read an event: who sits at its table, or everybody."""
        if isinstance(event, TableOpened):
            self._seated[event.table] = event.parties
        if isinstance(event, CampaignEvent):
            return self._everybody
        return self._seated.get(event.table, ())

    def of(self, event: LogEvent) -> tuple[str, ...]:
        """Return who may read the event, and all of it."""
        return tuple(party for party in self.seated(event) if seen_by(event, party) == event)

    def is_private(self, event: LogEvent) -> bool:
        """Whether somebody at the table must not know of the event, or not all of it."""
        return len(self.of(event)) < len(self.seated(event))
