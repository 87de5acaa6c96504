"""A house: one small run with people in it, played as often as wanted."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from negotiation.agents.negotiator import Answer, Negotiator
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.domain.events import DeadlinePassed, Event, TableOpened
from negotiation.domain.scenarios import StrategyName
from negotiation.graph.programme import TableSetUp
from negotiation.protocol.view import View
from tests.app.scenarios import opposed, write
from tests.graph.tables import Desk, brief_of, plain_loop, run, set_tables, valued

__all__ = ["Everybody", "House"]


class House:
    """Runs of one scenario, in folders of their own."""

    def __init__(
        self,
        folder: Path,
        *,
        strategies: Mapping[str, str],
        person: str = "linear",
        n_tables: int = 1,
        deadline_rounds: int = 6,
    ) -> None:
        self.folder = folder
        self._strategies = dict(strategies)
        self._person = person
        content = opposed(n_tables=n_tables, deadline_rounds=deadline_rounds)
        self._scenario, self._outcomes = valued(write(folder, content))

    def desk(self, name: str) -> Desk:
        folder = self.folder / name
        folder.mkdir()
        return Desk(folder, self.tables)

    def tables(self) -> list[TableSetUp]:
        return set_tables(self._scenario, self._outcomes, strategies=self._strategies)

    def person(self) -> "Everybody":
        """Somebody who plays every seat that is free, and knows only what a view shows."""
        tables = zip(self._scenario.tables, self._outcomes, strict=True)
        return Everybody(
            {
                (table.id, party): StrategyNegotiator(
                    brief_of(self._scenario, table, outcomes, party, seed=1),
                    StrategyName(self._person),
                )
                for table, outcomes in tables
                for party in table.parties
            }
        )

    def without_people(self) -> list[Event]:
        parties = [party.id for party in self._scenario.parties]
        strategies = dict.fromkeys(parties, self._person) | self._strategies
        return run(plain_loop(set_tables(self._scenario, self._outcomes, strategies=strategies)))

    def n_questions(self) -> int:
        """How often people must be asked in the whole run."""
        return len(
            [
                event
                for event in self.without_people()
                if not isinstance(event, TableOpened | DeadlinePassed)
                and getattr(event, "party", None) not in self._strategies
            ]
        )

    def whole(self) -> bytes:
        """The log of one process that nothing disturbs."""
        return self._whole

    @cached_property
    def _whole(self) -> bytes:
        desk = self.desk("undisturbed")
        desk.sit(self.person())
        return desk.log


class Everybody:
    """Counts how often they were asked."""

    def __init__(self, seats: Mapping[tuple[str, str], Negotiator]) -> None:
        self._seats = seats
        self.n_asked = 0

    async def propose(self, view: View) -> Answer:
        self.n_asked += 1
        return await self._seats[view.table, view.party].propose(view)
