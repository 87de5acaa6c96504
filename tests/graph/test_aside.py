"""What takes long is worked out aside, and nothing else changes by that."""

import asyncio
from collections.abc import Callable, Collection, Sequence

from negotiation.domain.chronicle import LogEvent
from negotiation.domain.moves import Move, Talk
from negotiation.graph.programme import TableSetUp
from negotiation.graph.turns import Turns
from negotiation.store.log import MemoryLog
from tests.graph.gathering import Listening, Together, haggling


class Costly(Together):
    """Counts what it was asked for the first time while others had to wait for it."""

    def __init__(self, *tables: TableSetUp) -> None:
        super().__init__(*tables)
        self.is_aside = False
        self.n_aside = 0
        self.in_the_way: list[str] = []
        self._known: set[tuple[str, int]] = set()

    async def aside(self, work: Callable[[], None]) -> None:
        self.is_aside = True
        work()
        self.is_aside = False
        self.n_aside += 1
        await asyncio.sleep(0)

    def next_events(
        self, log: Sequence[LogEvent], open_tables: Collection[str]
    ) -> tuple[LogEvent, ...]:
        if not open_tables:
            self._count("opening", len(log))
        return super().next_events(log, open_tables)

    def set_up(self, table: str, log: Sequence[LogEvent]) -> TableSetUp:
        self._count(table, len(log))
        return super().set_up(table, log)

    def _count(self, what: str, n_known: int) -> None:
        if not self.is_aside and (what, n_known) not in self._known:
            self.in_the_way.append(what)
        self._known.add((what, n_known))


def two_tables() -> tuple[TableSetUp, TableSetUp]:
    return (
        haggling("north", {"ada": Listening("offer"), "bert": Listening("talk", "leave")}),
        haggling("south", {"carl": None, "dora": Listening("offer", "stumble")}),
    )


def play(turns: Turns) -> None:
    async def to_the_end() -> None:
        await turns.advance()
        while not turns.cursor().is_over:
            if turns.is_persons_turn:
                await turns.answer(Move(act=Talk(), message="Hm."))
            else:
                await turns.take_turn()

    asyncio.run(to_the_end())


def test_tables_are_set_up_aside_before_anybody_needs_them() -> None:
    programme = Costly(*two_tables())
    play(Turns(programme, MemoryLog(), aside=programme.aside))
    assert programme.n_aside > 2
    # What ends the last table also ends the run, which no one waits for.
    assert [each for each in programme.in_the_way if each != "opening"] == []


def test_the_log_is_the_same_as_without() -> None:
    logs = []
    for is_aside in (False, True):
        log, programme = MemoryLog(), Costly(*two_tables())
        play(Turns(programme, log, aside=programme.aside if is_aside else None))
        logs.append(log.read())
    assert logs[0] == logs[1]
    assert len(logs[0]) > 6
