"""A run branched at an earlier turn: the same without a change, and with one only that differs."""

import asyncio
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from negotiation.agents.negotiator import SeatBrief
from negotiation.app.forking import CallCounts, Fork, count_calls, fork
from negotiation.app.plan import plan_run
from negotiation.app.records import read_run
from negotiation.app.replaying import verify
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import load_scenario
from negotiation.domain.events import OfferMade, Talked
from negotiation.domain.moves import Move, Talk, WalkAway
from negotiation.errors import ChatBudgetSpent, LogCorrupted, UsageError
from negotiation.llm.budget import Budget
from negotiation.protocol.view import View
from negotiation.settings import Settings
from negotiation.store.chats import read_chats
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events
from tests.app.scenarios import opposed, write
from tests.loopback import LoopbackServer

BUYER_OFFERS_30 = '{"act": "offer", "offer": {"price": 30}, "message": "Thirty, then."}'


class Bench:
    """Plays runs and forks in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sandbox = Sandbox(Settings({}))

    def ask(self, base_url: str, model: str = "m") -> None:
        """Set up the model ``near``."""
        models = self.path / "models.yaml"
        entry = {"base_url": base_url, "model": model, "attempts": 1}
        models.write_text(json.dumps({"near": entry, "other": entry}))
        self.sandbox = Sandbox(Settings({"HAGGLE_MODELS_FILE": str(models)}))

    def run(self, scenario: str, **who: str) -> RunFolder:
        plan = plan_run(
            load_scenario(scenario),
            who=who,
            personas={},
            model=None,
            seed=3,
            language="en",
            endpoints=self.sandbox.endpoints,
        )
        folder = RunFolder.create_at(self.path / "run")
        self.sandbox.begin(plan, folder)
        return self.play(folder)

    def play(self, folder: RunFolder, **how: Any) -> RunFolder:
        asyncio.run(self.sandbox.play(folder, **how))
        return folder

    def fork(self, source: RunFolder, turn: int, name: str = "fork", **wish: Any) -> RunFolder:
        return fork(
            self.sandbox,
            source,
            Fork(turn=turn, **wish),
            make=lambda _: RunFolder.create_at(self.path / name),
        )

    def refuse(self, source: RunFolder, turn: int, message: str, **wish: Any) -> None:
        with pytest.raises(UsageError, match=message):
            self.fork(source, turn, **wish)
        assert not (self.path / "fork").exists()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> str:
    return str(write(tmp_path, opposed()))


def is_identical(folder: RunFolder) -> bool:
    found = asyncio.run(verify(folder))
    assert found.divergence is None, found.divergence
    return found.identical


def contents(folder: RunFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.path.iterdir()}


def test_without_a_change_every_turn_leads_to_the_same_log(bench: Bench, small: str) -> None:
    source = bench.run(small, seller="strategy:random")
    before = contents(source)
    last = max(getattr(event, "turn", 0) for event in read_events(source.events))
    for turn in range(1, last + 1):
        forked = bench.play(bench.fork(source, turn, f"fork-{turn}"))
        assert forked.events.read_bytes() == source.events.read_bytes()
        origin = read_run(forked).forked_from
        assert origin is not None
        assert (origin.turn, origin.n_events, origin.seats_before) == (turn, turn, {})
        assert is_identical(forked)
    assert contents(source) == before


def test_a_shipped_run_leads_to_the_same_log(bench: Bench) -> None:
    source = bench.run("a800-supply")
    forked = bench.play(bench.fork(source, 8))
    assert forked.events.read_bytes() == source.events.read_bytes()


def test_a_run_that_was_never_forked_says_nothing_of_it(bench: Bench, small: str) -> None:
    record = bench.run(small).read_json("run.json")
    assert "forked_from" not in record
    assert "forced_moves" not in json.dumps(record)


def test_a_move_is_made_in_a_party_s_place(bench: Bench, small: str) -> None:
    source = bench.run(small)
    forked = bench.play(bench.fork(source, 5, move=BUYER_OFFERS_30))
    made = read_events(forked.events)[5]
    assert isinstance(made, OfferMade)
    assert (made.turn, made.party, made.offer_id) == (5, "buyer", "o5")
    assert (made.outcome, made.message) == ({"price": 30}, "Thirty, then.")
    assert read_events(forked.events)[:5] == read_events(source.events)[:5]
    assert is_identical(forked)
    (forced,) = read_run(forked).plan.forced_moves
    assert (forced.table, forced.turn, forced.party) == ("talk-1", 5, "buyer")


def test_a_whole_move_may_be_given_with_its_note(bench: Bench, small: str) -> None:
    move = Move(act=WalkAway(), message="Enough.", private_note="Just to see.")
    source = bench.run(small)
    forked = bench.play(bench.fork(source, 4, move=move.model_dump_json()))
    kinds = [event.kind for event in read_events(forked.events)]
    assert kinds[4:] == ["note_taken", "walked_away"]
    assert is_identical(forked)


def offer_of(folder: RunFolder, turn: int) -> OfferMade:
    offers = [e for e in read_events(folder.events) if isinstance(e, OfferMade) and e.turn == turn]
    return offers[0]


def test_what_an_offer_leaves_out_stays_as_it_was(bench: Bench) -> None:
    source = bench.run("a800-supply")
    move = '{"act": "offer", "offer": {"price_cny_per_gpu": 94000}}'
    forked = bench.play(bench.fork(source, 4, move=move))
    was, made = offer_of(source, 4).outcome, offer_of(forked, 4).outcome
    assert made == {**was, "price_cny_per_gpu": 94_000} != was


def test_bids_that_are_made_at_once_can_be_parted(bench: Bench) -> None:
    host = load_scenario("price-war-sealed").scenario.tables[0].order[-1]
    bidders = load_scenario("price-war-sealed").scenario.tables[0].order[:-1]
    who = dict.fromkeys(bidders, "python:tests.app.guests:Dear")
    source = bench.run("price-war-sealed", **who, **{host: "python:tests.app.guests:Refused"})
    turns = [e.turn for e in read_events(source.events) if isinstance(e, OfferMade)]
    assert len(turns) == len(bidders)
    for turn in turns:
        forked = bench.play(bench.fork(source, turn, f"fork-{turn}"))
        assert forked.events.read_bytes() == source.events.read_bytes()
    passed = bench.play(bench.fork(source, turns[1], move='{"act": {"kind": "pass"}}'))
    kinds = [event.kind for event in read_events(passed.events)]
    assert kinds.count("offer_made") == len(bidders) - 1
    assert is_identical(passed)


@pytest.mark.parametrize(
    ("turn", "move", "message"),
    [
        (1, '{"act": "accept", "accept_offer_id": "o9"}', "no offer 'o9' of the counterpart"),
        (2, '{"act": "offer", "offer": {"price": 31}}', "31 is not an option"),
        (2, '{"act": "offer", "offer": {"prize": 30}}', "unknown issue 'prize'"),
        (2, '{"act": "talk"}', "needs a message"),
        (2, '{"act": "sing"}', "act"),
        (2, '{"act": {"kind": "talk"}}', "referee refuses it in turn 2: a move without an act"),
        (2, '{"act": {"kind": "sing"}}', "act"),
        (2, "[1]", "JSON object"),
        (2, "not JSON", "not JSON"),
        (2, "[" * 100_000, "not JSON"),
        (0, None, "turns 1 to 6"),
        (99, None, "turns 1 to 6"),
    ],
)
def test_what_cannot_be_done_leaves_nothing_behind(
    bench: Bench, small: str, turn: int, move: str | None, message: str
) -> None:
    source = bench.run(small, buyer="strategy:hardliner", seller="strategy:hardliner")
    lines = source.events.read_bytes().splitlines(keepends=True)
    source.events.write_bytes(b"".join(lines[:6]))  # five turns, and the sixth is due
    bench.refuse(source, turn, message, move=move)


def test_a_red_line_is_named_and_holds(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path, opposed(enforcement="hard"))
    source = bench.run(str(path))
    move = '{"act": "offer", "offer": {"price": 90}}'
    bench.refuse(source, 1, "worth less to you than your alternative", move=move)


def test_the_turn_that_is_due_may_be_forked(bench: Bench, small: str) -> None:
    source = bench.run(small)
    whole = source.events.read_bytes()
    lines = whole.splitlines(keepends=True)
    source.events.write_bytes(b"".join(lines[:4]))
    assert bench.play(bench.fork(source, 4)).events.read_bytes() == whole


def test_somebody_else_takes_a_seat_over(bench: Bench, small: str) -> None:
    source = bench.run(small, seller="strategy:hardliner")
    forked = bench.play(bench.fork(source, 3, who={"seller": "strategy:conceder"}))
    events, before = read_events(forked.events), read_events(source.events)
    assert events[:3] == before[:3]
    assert events != before
    record = read_run(forked)
    assert str(record.plan.seats["seller"]) == "strategy:conceder"
    assert record.forked_from is not None
    assert str(record.forked_from.seats_before["seller"]) == "strategy:hardliner"
    assert is_identical(forked)


@pytest.mark.parametrize(
    ("who", "message"),
    [
        ({"broker": "strategy"}, "no seat 'broker' in opposed; known are buyer, seller"),
        ({"buyer": "strategy:x"}, "no strategy 'x'"),
        ({"buyer": "llm"}, "no model is set up"),
    ],
)
def test_a_seat_that_cannot_be_filled_leaves_nothing_behind(
    bench: Bench, small: str, who: Mapping[str, str], message: str
) -> None:
    bench.refuse(bench.run(small), 2, message, who=who)


def test_of_several_tables_one_must_be_named(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path, opposed(n_tables=3))
    source = bench.run(str(path), seller="strategy:random")
    whole, events = source.events.read_bytes(), read_events(source.events)
    bench.refuse(source, 2, "several tables, name one with --table: talk-1, talk-2, talk-3")
    for table in ("talk-1", "talk-2", "talk-3"):
        forked = bench.fork(source, 2, f"fork-{table}", table=table)
        place = next(
            number
            for number, event in enumerate(events)
            if (getattr(event, "table", ""), getattr(event, "turn", 0)) == (table, 2)
        )
        assert read_events(forked.events) == events[:place]
        assert bench.play(forked).events.read_bytes() == whole
    lines = whole.splitlines(keepends=True)
    source.events.write_bytes(b"".join(lines[:4]))
    bench.refuse(source, 1, "table 'talk-3' have not begun .* talk-1", table="talk-3")


def test_a_fork_can_be_forked(bench: Bench, small: str) -> None:
    source = bench.run(small, buyer="strategy:hardliner", seller="strategy:hardliner")
    first = bench.play(bench.fork(source, 3, "first", move=BUYER_OFFERS_30))
    later = bench.play(bench.fork(first, 6, "later", who={"buyer": "strategy:conceder"}))
    assert len(read_run(later).plan.forced_moves) == 1
    assert is_identical(later)
    before = bench.play(bench.fork(first, 3, "before"))
    assert read_run(before).plan.forced_moves == ()
    assert before.events.read_bytes() == source.events.read_bytes()


def test_a_fork_whose_first_events_were_changed_is_refused(bench: Bench, small: str) -> None:
    forked = bench.play(bench.fork(bench.run(small), 4))
    text = forked.events.read_text()
    forked.events.write_text(text.replace('"party":"buyer"', '"party": "buyer"', 1))
    with pytest.raises(LogCorrupted, match="its first 4 events are not those that were kept"):
        read_run(forked)


def say(message: str) -> dict[str, Any]:
    blank: dict[str, Any] = {"offer": None, "accept_offer_id": None, "claims": [], "estimate": None}
    return {"private_note": "", "act": "talk", "message": message, **blank}


class Moody:
    """A model that never says the same twice."""

    def __init__(self) -> None:
        self.n_asked = 0

    def __call__(self, body: dict[str, Any]) -> dict[str, Any]:
        self.n_asked += 1
        return say(f"Call {self.n_asked}, message {len(body['messages'])}.")


MODELS = {"buyer": "llm:near", "seller": "guided:linear:near"}


def test_models_are_not_asked_again_what_they_were_asked(bench: Bench, small: str) -> None:
    moody = Moody()
    with LoopbackServer(moody) as server:
        bench.ask(server.base_url)
        source = bench.run(small, **MODELS)
        n_calls = moody.n_asked
        for turn in (1, 4, 5):
            forked = bench.play(bench.fork(source, turn, f"fork-{turn}"))
            assert forked.events.read_bytes() == source.events.read_bytes()
            assert moody.n_asked == n_calls
            counts = count_calls(forked)
            assert counts.n_kept + counts.n_reused == n_calls
            assert counts.n_asked == 0
            assert is_identical(forked)
    assert count_calls(source) == CallCounts(0, 0, n_calls)


def test_models_are_asked_anew_from_where_something_else_was_done(bench: Bench, small: str) -> None:
    moody = Moody()
    with LoopbackServer(moody) as server:
        bench.ask(server.base_url)
        source = bench.run(small, buyer="llm:near", seller="llm:near")
        n_calls = moody.n_asked
        forked = bench.play(bench.fork(source, 5, move=BUYER_OFFERS_30))
        assert count_calls(forked) == CallCounts(4, 0, moody.n_asked - n_calls)
        assert moody.n_asked > n_calls
        own = [body for body in server.bodies[n_calls:] if "Buyer" in str(body["messages"][0])]
    assert is_identical(forked)
    told = next(b["messages"][-1]["content"] for b in own if "Thirty" in str(b["messages"][-1]))
    assert "o5" in told
    spoken = [e.message for e in read_events(forked.events) if isinstance(e, Talked)]
    assert (
        spoken[:4] == [e.message for e in read_events(source.events) if isinstance(e, Talked)][:4]
    )


def test_a_model_that_takes_over_has_read_the_minutes_only(bench: Bench, small: str) -> None:
    with LoopbackServer(Moody()) as server:
        bench.ask(server.base_url)
        source = bench.run(small, buyer="llm:near", seller="strategy:hardliner")
        asked = len(server.bodies)
        forked = bench.play(bench.fork(source, 5, who={"buyer": "llm:other"}))
        first = server.bodies[asked]["messages"]
    assert [message["role"] for message in first] == ["system", "user"]
    assert "You: " in first[1]["content"], "it is told what was said from its seat"
    counts = count_calls(forked)
    assert (counts.n_kept, counts.n_reused) == (0, 0)
    assert is_identical(forked)


def test_replies_of_another_model_are_not_used(bench: Bench, small: str) -> None:
    moody = Moody()
    with LoopbackServer(moody) as server:
        bench.ask(server.base_url)
        source = bench.run(small, buyer="llm:near", seller="strategy:hardliner")
        n_calls = moody.n_asked
        bench.ask(server.base_url, model="newer")
        counts = count_calls(bench.play(bench.fork(source, 5)))
        assert counts == CallCounts(2, 0, moody.n_asked - n_calls)
        assert counts.n_asked > 0


def test_a_fork_has_a_budget_of_its_own_and_goes_on_after_a_stop(bench: Bench, small: str) -> None:
    with LoopbackServer(Moody()) as server:
        bench.ask(server.base_url)
        source = bench.run(small, buyer="llm:near", seller="strategy:hardliner")
        forked = bench.fork(source, 7, move='{"act": "talk", "message": "Hm."}')
        with pytest.raises(ChatBudgetSpent, match="1 of 1 calls"):
            bench.play(forked, budget=Budget(max_calls=1))
        assert is_identical(forked)
        bench.play(forked, budget=Budget(max_calls=9))
    assert is_identical(forked)
    assert [call.is_carried for call in read_chats(forked.chats)].count(True) == 3


def talker(*moves: Move) -> Callable[[SeatBrief, View], Any]:
    left = list(moves)

    async def ask(_brief: SeatBrief, _view: View) -> Move:
        return left.pop(0) if left else Move(act=WalkAway(), message="So be it.")

    return ask


HELLO = Move(act=Talk(), message="Hello.")


def test_a_person_takes_a_move_back_and_plays_on(bench: Bench, small: str) -> None:
    plan = plan_run(
        load_scenario(small),
        who={"buyer": "human", "seller": "strategy"},
        personas={},
        model=None,
        seed=1,
        language="en",
        endpoints=bench.sandbox.endpoints,
    )
    source = RunFolder.create_at(bench.path / "run")
    bench.sandbox.begin(plan, source)
    bench.play(source, ask=talker(HELLO, HELLO))
    forked = bench.play(bench.fork(source, 3), ask=talker())
    assert [event.kind for event in read_events(forked.events)][3:] == ["walked_away"]
    assert is_identical(forked)
    instead = bench.fork(source, 3, "instead", move=BUYER_OFFERS_30)
    assert read_events(instead.events)[-1].kind == "offer_made", "nobody is asked for this one"
    assert is_identical(bench.play(instead, ask=talker()))
    alone = bench.play(bench.fork(source, 3, "alone", who={"buyer": "strategy"}))
    assert is_identical(alone)


def test_why_the_other_side_s_move_is_refused_is_not_said(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path, opposed(enforcement="hard"))
    source = bench.run(str(path))
    who = {"buyer": "human"}
    move = '{"act": "offer", "offer": {"price": 10}}'
    bench.refuse(source, 2, r"refuses it in turn 2$", move=move, who=who)
    dear = '{"act": "offer", "offer": {"price": 90}}'
    bench.refuse(source, 1, "worth less to you than", move=dear, who=who)
