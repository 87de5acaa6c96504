"""Several tables at once: programmes and simple minds for the tests of what goes in step."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any

from negotiation.agents.negotiator import Negotiator
from negotiation.domain.chronicle import LogEvent, NewsItem, NewsPublished, PhaseOpened
from negotiation.domain.events import TableOpened
from negotiation.domain.moves import Accept, Escalate, Move, Offer, Pass, Reject, Talk, WalkAway
from negotiation.domain.protocols import TenderRules
from negotiation.graph.programme import TableSetUp
from negotiation.graph.turns import REQUEST, Turns
from negotiation.protocol.house import House, OpenHouse
from negotiation.protocol.view import View
from negotiation.store.log import MemoryLog
from tests.protocol.builders import SPACE
from tests.protocol.larger import house_of, step, terms

OPENING: tuple[LogEvent, ...] = (
    PhaseOpened(phase="spring", month=3),
    NewsPublished(phase="spring", items=(NewsItem(kind="rumour", month=3, text="A ban looms."),)),
)

BIDDERS = ("heron", "otter", "wren", "lab")


class Together:
    """Opens all its tables at once, after the news, and nothing afterwards."""

    def __init__(self, *tables: TableSetUp) -> None:
        self._tables = {table.opening.table: table for table in tables}

    def next_events(
        self, log: Sequence[LogEvent], open_tables: Collection[str]
    ) -> tuple[LogEvent, ...]:
        whole = (*OPENING, *(table.opening for table in self._tables.values()))
        is_open = all(before == after for before, after in zip(log, whole, strict=False))
        assert is_open
        assert set(open_tables) <= set(self._tables)
        return whole[len(log) :]

    def set_up(self, table: str, log: Sequence[LogEvent]) -> TableSetUp:
        assert self._tables[table].opening in log
        return self._tables[table]


def haggling(
    name: str,
    minds: Mapping[str, Negotiator | None],
    *,
    rounds: int = 3,
    house: House | None = None,
) -> TableSetUp:
    """A table for two; ``None`` is a person."""
    opening = TableOpened(table=name, parties=tuple(minds), deadline_rounds=rounds)
    return _set_up(opening, minds, house)


def bidding(
    name: str,
    minds: Mapping[str, Negotiator | None],
    *,
    rounds: int = 3,
    house: House | None = None,
    **rules: object,
) -> TableSetUp:
    """A tender by batches; the last party is the host."""
    content = {"host": list(minds)[-1], "bidding": "batched", "price_issue": "price"}
    opening = TableOpened(
        table=name,
        parties=tuple(minds),
        deadline_rounds=rounds,
        protocol="tender",
        tender=TenderRules.model_validate(content | rules),
    )
    return _set_up(opening, minds, house)


def _set_up(
    opening: TableOpened, minds: Mapping[str, Negotiator | None], house: House | None
) -> TableSetUp:
    return TableSetUp(
        opening=opening,
        space=SPACE,
        house=house or OpenHouse(),
        negotiators={party: mind for party, mind in minds.items() if mind is not None},
        ladders=frozenset(minds),
    )


def with_approvers(table: TableSetUp, approvers: Mapping[str, Negotiator]) -> TableSetUp:
    return replace(table, approvers=dict(approvers))


class Listening:
    """Says what it has heard: all that its view holds is in its next words and its note.

    So a view that differs in anything, and be it the order, makes another log.
    """

    def __init__(self, *acts: str) -> None:
        self._acts = acts

    async def propose(self, view: View) -> Move:
        here = ",".join(f"{event.kind}:{getattr(event, 'party', '')}" for event in view.history)
        away = ",".join(f"{event.kind}:{getattr(event, 'party', '')}" for event in view.elsewhere)
        others = "+".join(view.others)
        heard = f"{here} | {away} | {others} | {len(view.refusals)}"
        return Move(act=self._act(view), message=f"I heard {heard}.", private_note=heard)

    def _act(self, view: View) -> Talk | Offer | Accept | Reject | Pass | Escalate | WalkAway:
        if "accept" in view.legal_acts and view.party.endswith(".approver"):
            return Accept(offer_id=view.offers[0].offer_id)
        kind = self._acts[(view.round - 1) % len(self._acts)] if self._acts else "talk"
        if kind == "stumble" and not view.refusals:
            return Accept(offer_id="o0")
        if kind in {"stumble", "offer"} and "offer" in view.legal_acts:
            return Offer(outcome=terms(round(1.0 - 0.1 * min(view.round - 1, 4), 1)))
        if kind == "escalate" and "escalate" in view.legal_acts:
            return Escalate(outcome=terms(0.6))
        if kind == "leave":
            return WalkAway()
        if kind == "pass" and "pass" in view.legal_acts:
            return Pass()
        return Talk()


class Meeting:
    """Goes on only when as many as are expected think at the same time."""

    def __init__(self, barrier: asyncio.Barrier) -> None:
        self._barrier = barrier

    async def propose(self, view: View) -> Move:  # noqa: ARG002 - the port
        await self._barrier.wait()
        return Move(act=Talk(), message="At last.")


class Alone:
    """Fails if it is asked while it thinks."""

    def __init__(self) -> None:
        self.thoughts: list[str] = []
        self._thinks = False

    async def propose(self, view: View) -> Move:
        assert not self._thinks, "one mind thinks about two tables at once"
        self._thinks = True
        for _ in range(5):
            await asyncio.sleep(0)
        self._thinks = False
        self.thoughts.append(view.table)
        return Move(act=Talk(), message="Well.")


async def is_done_in_time(work: Coroutine[Any, Any, None]) -> bool:
    """Whether work that waits for nothing but other work is done; no clock decides it."""
    task = asyncio.ensure_future(work)
    for _ in range(1000):
        await asyncio.sleep(0)
    is_done = task.done()
    task.cancel()
    return is_done


def play(turns: Turns, person: Callable[[View], Move] | None = None) -> None:
    """Play to the end without LangGraph."""

    async def to_the_end() -> None:
        turns.settle()
        while not turns.cursor().is_over:
            if turns.is_persons_turn:
                assert person is not None
                await turns.answer(person(turns.view()))
            else:
                await turns.take_turn()

    asyncio.run(to_the_end())


def log_of(
    programme: Together,
    *,
    person: Callable[[View], Move] | None = None,
    begun: Sequence[LogEvent] = (),
) -> tuple[LogEvent, ...]:
    """The log of a run that goes on from what was begun."""
    log = MemoryLog()
    log.append(begun, at=0)
    play(Turns(programme, log), person)
    return log.read()


def people() -> Together:
    """A person among bidders at once, a person who signs, and another table."""
    ladders = {"otter": [step(approval="seat")]}
    house = house_of(ladders, parties=BIDDERS, played_approvers=frozenset({"otter"}))
    minds = {
        "heron": None,
        "otter": Listening("escalate", "offer"),
        "wren": Listening("offer", "pass"),
        "lab": Listening(),
    }
    table = bidding("tender", minds, rounds=3, house=house)
    return Together(table, haggling("south", {"cleo": Listening(), "dora": None}))


def person(view: View) -> Move:
    """What the people do: it hangs on all they see."""
    if view.party.endswith(".approver"):
        return Move(act=Accept(offer_id=REQUEST), message="Yes.")
    heard = ",".join(event.kind for event in (*view.history, *view.elsewhere))
    price = round(1.0 - 0.1 * min(view.round - 1, 4), 1)
    return Move(act=Offer(outcome=terms(price)), message=heard)
