"""A run from its beginning to its scorecard, without models."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.analysis.scorecard import Scorecard
from negotiation.app.plan import plan_run
from negotiation.app.sandbox import Sandbox, read_run, score
from negotiation.catalog.files import Loaded, load_scenario, scenario_names
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import DeadlinePassed, TurnForfeited
from negotiation.domain.moves import Move
from negotiation.domain.scenarios import StrategyName
from negotiation.domain.values import Language
from negotiation.errors import LogConflict, LogCorrupted, UsageError
from negotiation.protocol.view import View
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import JsonlLog, read_events
from tests.app.scenarios import load, opposed, price_sale

BEGAN = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def begin(
    folder: Path,
    loaded: Loaded,
    who: Mapping[str, str] | None = None,
    *,
    seed: int = 1,
    language: Language = "en",
    sandbox: Sandbox | None = None,
) -> tuple[Sandbox, RunFolder]:
    sandbox = sandbox or Sandbox(Settings({}), clock=lambda: BEGAN)
    plan = plan_run(
        loaded,
        who=who or {},
        personas={},
        model=None,
        seed=seed,
        language=language,
        endpoints=sandbox.endpoints,
    )
    run = RunFolder.create_at(folder)
    sandbox.begin(plan, run)
    return sandbox, run


def play(
    folder: Path,
    loaded: Loaded,
    who: Mapping[str, str] | None = None,
    *,
    seed: int = 1,
    language: Language = "en",
) -> tuple[RunFolder, Scorecard]:
    sandbox, run = begin(folder, loaded, who, seed=seed, language=language)
    return run, asyncio.run(sandbox.play(run))


@pytest.mark.parametrize("name", [name for name in scenario_names() if "-glut" not in name])
def test_a_shipped_scenario_plays_to_its_end(tmp_path: Path, name: str) -> None:
    sandbox, run = begin(tmp_path / "run", load_scenario(name), sandbox=Sandbox(Settings({})))
    scorecard = asyncio.run(sandbox.play(run))
    assert all(table.ending is not None for table in scorecard.tables)
    assert scorecard == score(run)
    assert scorecard == Scorecard.model_validate(run.read_json("scorecard.json"))


def test_run_json_holds_all_that_a_run_needs(tmp_path: Path) -> None:
    loaded = load_scenario("a800-supply")
    run, _ = play(tmp_path / "run", loaded, {"cloud": "strategy:conceder"}, seed=9, language="zh")
    record = read_run(run)
    assert record.plan.scenario == loaded.scenario
    assert record.plan.personas["cloud"] == loaded.personas[loaded.scenario.party("cloud").persona]
    assert str(record.plan.seats["cloud"]) == "strategy:conceder"
    assert (record.plan.seed, record.plan.language) == (9, "zh")
    assert {"haggle", "langgraph", "python", "simulator"} <= set(record.versions)
    assert record.endpoints == {}
    assert record.started_at == record.ended_at == "2026-11-22T08:00:00+00:00"


def test_a_run_needs_none_of_the_files_it_came_from(tmp_path: Path) -> None:
    content = opposed()
    sandbox, run = begin(tmp_path / "run", load(tmp_path, content))
    (tmp_path / f"{content['name']}.yaml").unlink()
    assert asyncio.run(sandbox.play(run)).tables


def test_playing_a_finished_run_again_changes_no_file(tmp_path: Path) -> None:
    sandbox, run = begin(tmp_path / "run", load(tmp_path, opposed()))
    first = asyncio.run(sandbox.play(run))
    before = contents(run)
    later = Sandbox(Settings({}), clock=lambda: BEGAN.replace(year=2027))
    assert asyncio.run(later.play(run)) == first
    assert contents(run) == before


def contents(run: RunFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in run.path.iterdir()}


@pytest.mark.parametrize("n_kept", [0, 1, 2, 5, 9])
def test_a_log_that_stops_anywhere_is_played_on(tmp_path: Path, n_kept: int) -> None:
    loaded = load(tmp_path, opposed(n_tables=2))
    whole, scorecard = play(tmp_path / "whole", loaded)
    sandbox, run = begin(tmp_path / "cut", loaded)
    lines = whole.events.read_bytes().splitlines(keepends=True)
    assert len(lines) > n_kept
    run.events.write_bytes(b"".join(lines[:n_kept]) + lines[n_kept][:20])
    assert asyncio.run(sandbox.play(run)) == scorecard
    assert run.events.read_bytes() == whole.events.read_bytes()


def test_whoever_watches_sees_each_event_once_and_kept(tmp_path: Path) -> None:
    sandbox, run = begin(tmp_path / "run", load(tmp_path, opposed()))
    seen: list[LogEvent] = []

    def watch(event: LogEvent) -> None:
        seen.append(event)
        assert list(read_events(run.events))[: len(seen)] == seen

    asyncio.run(sandbox.play(run, watch=watch))
    assert seen == list(read_events(run.events))


def test_one_process_at_a_time_plays_a_run(tmp_path: Path) -> None:
    sandbox, run = begin(tmp_path / "run", load(tmp_path, opposed()))
    with JsonlLog(run.events, durable=False), pytest.raises(LogConflict):
        asyncio.run(sandbox.play(run))
    assert asyncio.run(sandbox.play(run)).tables


def test_seats_differ_in_words_by_seed_and_not_in_deeds(tmp_path: Path) -> None:
    loaded = load(tmp_path, opposed())
    logs, deeds = set(), set()
    for seed in range(6):
        run, _ = play(tmp_path / f"run-{seed}", loaded, seed=seed)
        events = read_events(run.events)
        logs.add(run.events.read_bytes())
        silent = [event.model_dump_json(exclude={"message"}) for event in events]
        deeds.add(tuple(silent))
    assert len(logs) > 1
    assert len(deeds) == 1


def test_a_price_valuation_is_played_and_scored_in_money(tmp_path: Path) -> None:
    _, scorecard = play(tmp_path / "run", load(tmp_path, price_sale()))
    assert scorecard.tables[0].unit == "cny"
    assert scorecard.tables[0].ending == "agreement"


def test_a_guest_plays_by_the_same_rules(tmp_path: Path) -> None:
    who = {"seller": "python:tests.app.guests:Eager"}
    _, scorecard = play(tmp_path / "run", load(tmp_path, opposed()), who)
    table = scorecard.tables[0]
    assert table.ending == "agreement"
    assert table.turns == 2


@pytest.mark.parametrize("guest", ["Refused", "Raising"])
def test_guests_that_never_move_lose_every_turn_and_the_run_ends(
    tmp_path: Path, guest: str
) -> None:
    who = dict.fromkeys(("buyer", "seller"), f"python:tests.app.guests:{guest}")
    content = opposed(deadline_rounds=30, n_tables=2)
    run, _ = play(tmp_path / "run", load(tmp_path, content), who)
    events = read_events(run.events)
    assert len([event for event in events if isinstance(event, TurnForfeited)]) == 2 * 2 * 30
    assert len([event for event in events if isinstance(event, DeadlinePassed)]) == 2


@pytest.mark.parametrize(
    ("guest", "message"),
    [
        ("python:no.such.module:make", "cannot import 'no.such.module'"),
        ("python:tests.app.guests:nobody", "has no callable 'nobody'"),
    ],
)
def test_a_guest_that_is_not_there_is_a_mistake_of_usage(
    tmp_path: Path, guest: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        play(tmp_path / "run", load(tmp_path, opposed()), {"buyer": guest})


def test_a_person_is_asked_with_the_brief_of_the_seat(tmp_path: Path) -> None:
    sandbox, run = begin(tmp_path / "run", load(tmp_path, opposed()), {"buyer": "human"})
    asked: list[tuple[str, str]] = []

    async def ask(brief: SeatBrief, view: View) -> Move:
        asked.append((brief.own.party, view.party))
        return await StrategyNegotiator(brief, StrategyName.LINEAR).propose(view)

    asyncio.run(sandbox.play(run, ask=ask))
    assert set(asked) == {("buyer", "buyer")}
    strategies, _ = play(tmp_path / "strategies", load(tmp_path, opposed()))
    assert run.events.read_bytes() == strategies.events.read_bytes()


def test_a_person_must_be_there(tmp_path: Path) -> None:
    sandbox, run = begin(tmp_path / "run", load(tmp_path, opposed()), {"buyer": "human"})
    with pytest.raises(UsageError, match="nobody was there"):
        asyncio.run(sandbox.play(run))


def test_a_run_of_another_version_is_refused(tmp_path: Path) -> None:
    _, run = begin(tmp_path / "run", load(tmp_path, opposed()))
    record = json.loads((run.path / "run.json").read_text(encoding="utf-8"))
    run.write_json("run.json", record | {"schema_version": 2})
    with pytest.raises(UsageError, match="not a run of this version: schema_version: Input"):
        read_run(run)


def edit_record(run: RunFolder, edit: Callable[[dict[str, Any]], object]) -> None:
    record: dict[str, Any] = json.loads((run.path / "run.json").read_bytes())
    edit(record)
    run.write_json("run.json", record)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda record: record["plan"].pop("seed"), "plan.seed: Field required"),
        (lambda record: record["plan"]["seats"].pop("buyer"), "nobody sits in the seat 'buyer'"),
        (lambda record: record["plan"]["personas"].pop("buyer"), "no persona in the seat 'buyer'"),
        (
            lambda record: record["plan"]["seats"]["buyer"].update(name="guess"),
            "seat 'buyer': no strategy 'guess'",
        ),
        (
            lambda record: record["plan"]["scenario"]["tables"][0].update(opens="nobody"),
            "tables.0.opens: unknown party 'nobody'",
        ),
    ],
)
def test_a_run_json_that_was_edited_is_refused_with_the_place(
    tmp_path: Path, edit: Callable[[dict[str, Any]], object], message: str
) -> None:
    _, run = begin(tmp_path / "run", load(tmp_path, opposed()))
    edit_record(run, edit)
    with pytest.raises(UsageError, match=message):
        read_run(run)


def edit_log(run: RunFolder, line: int, change: dict[str, object]) -> None:
    lines = [json.loads(text) for text in run.events.read_bytes().splitlines()]
    lines[line - 1]["event"] |= change
    run.events.write_text("".join(f"{json.dumps(entry)}\n" for entry in lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "change", "message"),
    [
        (1, {"table": "elsewhere"}, "jsonl:1: no such table 'elsewhere'"),
        (1, {"parties": ["seller", "buyer"]}, "jsonl:1: opened by seller, buyer"),
        (1, {"deadline_rounds": 9}, "jsonl:1: opened for 9 rounds, the scenario has 6"),
        (2, {"outcome": {"price": 11}}, "jsonl:2: turn 1: price: 11 is not an option"),
        (2, {"outcome": {}}, "jsonl:2: turn 1: missing issue 'price'"),
        (2, {"party": "nobody"}, "jsonl:2: .* by 'nobody' in turn 1"),
        (3, {"turn": 7}, "jsonl:3: .* in turn 7, but turn 2"),
    ],
)
def test_a_log_that_was_edited_is_corrupted_and_the_line_is_named(
    tmp_path: Path, line: int, change: dict[str, object], message: str
) -> None:
    sandbox, run = begin(tmp_path / "run", load(tmp_path, opposed()))
    asyncio.run(sandbox.play(run))
    edit_log(run, line, change)
    before = run.events.read_bytes()
    with pytest.raises(LogCorrupted, match=message):
        read_run(run)
    with pytest.raises(LogCorrupted, match=message):
        score(run)
    with pytest.raises(LogCorrupted, match=message):
        asyncio.run(sandbox.play(run))
    assert run.events.read_bytes() == before


def test_a_refused_move_of_nobody_is_corrupted(tmp_path: Path) -> None:
    who = {"buyer": "python:tests.app.guests:Refused"}
    run, _ = play(tmp_path / "run", load(tmp_path, opposed()), who)
    edit_log(run, 2, {"party": "nobody"})
    with pytest.raises(LogCorrupted, match="jsonl:2: no such party 'nobody' at table 'talk-1'"):
        read_run(run)


@pytest.mark.parametrize(
    ("base_url", "model"), [("http://127.0.0.1:9/v1", "m"), ("http://127.0.0.1:8/v1", "big")]
)
def test_a_run_goes_on_with_the_model_it_began_with_or_not_at_all(
    tmp_path: Path, base_url: str, model: str
) -> None:
    models = tmp_path / "models.yaml"

    def set_up(base_url: str, model: str) -> Sandbox:
        models.write_text(f"far:\n  base_url: {base_url}\n  model: {model}\n", encoding="utf-8")
        return Sandbox(Settings({"HAGGLE_MODELS_FILE": str(models)}), clock=lambda: BEGAN)

    sandbox = set_up("http://127.0.0.1:9/v1", "big")
    who = {"buyer": "llm:far"}
    _, run = begin(tmp_path / "run", load(tmp_path, opposed()), who, sandbox=sandbox)
    began = "began with big at http://127.0.0.1:9/v1"
    with pytest.raises(UsageError, match=f"{began}, now it is {model} at {base_url}; set it back"):
        asyncio.run(set_up(base_url, model).play(run))
    assert run.events.read_bytes() == b""


def test_a_run_goes_on_with_a_damaged_cursor(tmp_path: Path) -> None:
    sandbox, run = begin(tmp_path / "run", load(tmp_path, opposed()), {"buyer": "human"})
    with pytest.raises(UsageError, match="nobody was there"):
        asyncio.run(sandbox.play(run))
    run.cursor.write_bytes(b"garbage" * 1000)

    async def ask(brief: SeatBrief, view: View) -> Move:
        return await StrategyNegotiator(brief, StrategyName.LINEAR).propose(view)

    assert asyncio.run(sandbox.play(run, ask=ask)).tables[0].ending is not None
    assert run.cursor.with_name("cursor.sqlite.damaged").exists()
