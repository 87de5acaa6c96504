"""Who looks at a run while it goes on: what the people who play may see, and no more."""

from collections.abc import Sequence

from negotiation.domain.chronicle import CampaignEvent, ContractMoved, LogEvent, TableSkipped
from negotiation.domain.events import TableOpened
from negotiation.protocol.view import as_seen

__all__ = ["Audience"]


class Audience:
    """People before one screen. Where nobody plays everything is seen.

    Of a table they see what all of them who sit there may see, and of a table where none of them
    sits nothing at all.
    """

    def __init__(self, people: Sequence[str]) -> None:
        self.people = tuple(dict.fromkeys(each.partition(".")[0] for each in people))
        self._seats: dict[str, tuple[str, ...]] = {}

    def see(self, event: LogEvent) -> LogEvent | None:
        """Return an event as it may be shown; ``None`` when it may not. Ask in log order."""
        if isinstance(event, TableOpened):
            self._seats[event.table] = event.parties
        if not self.people:
            return event
        if isinstance(event, TableSkipped):
            return None
        if isinstance(event, ContractMoved):
            return event if set(self.people) <= set(event.parties) else None
        if isinstance(event, CampaignEvent):
            return event
        here = [party for party in self.people if party in self._seats.get(event.table, ())]
        seen = event if here else None
        for party in here:
            seen = as_seen(seen, party) if seen is not None else None
        return seen

    def sits_at(self, table: str) -> bool:
        """Whether somebody of the audience sits at a table, or nobody plays at all."""
        return not self.people or any(each in self._seats.get(table, ()) for each in self.people)
