"""A campaign in a folder: the same log of the same seed, however often its process was ended."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.analysis.scorecard import Scorecard
from negotiation.app.programmes import programme_of
from negotiation.app.records import is_secret, read_run, seen_by_people
from negotiation.app.replaying import verify
from negotiation.app.sandbox import Sandbox, score
from negotiation.domain.chronicle import CampaignEvent, ContractMoved, LogEvent, PhaseOpened
from negotiation.domain.events import TableOpened
from negotiation.domain.moves import Move
from negotiation.domain.scenarios import StrategyName
from negotiation.errors import LogCorrupted
from negotiation.graph.turns import Turns
from negotiation.protocol.view import View
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events
from negotiation.store.log import MemoryLog
from tests.app.campaigns import campaign_content, planned
from tests.app.guests import Willing
from tests.builders import Content, write_file

GUESTS = dict.fromkeys(("lab", "north", "maker"), "python:tests.app.guests:Willing")
"""They sign whatever lies on the table, so that every kind of table brings something."""


PERSON = {**GUESTS, "lab": "human"}


async def answer(brief: SeatBrief, view: View) -> Move:
    """A person who signs early at one table and otherwise plays as a strategy does."""
    if view.table == "tender":
        return await Willing(brief).propose(view)
    return await StrategyNegotiator(brief, StrategyName.CONCEDER).propose(view)


class Bench:
    """One campaign, and folders in which it is played."""

    def __init__(self, path: Path, content: Content | None = None) -> None:
        self._path = path
        self._file = str(write_file(path / "small-campaign.yaml", content or campaign_content()))

    def begin(self, name: str, who: Mapping[str, str] | None = None, *, seed: int = 1) -> RunFolder:
        folder = RunFolder.create_at(self._path / name)
        Sandbox(Settings({})).begin(planned(self._file, seed=seed, who=who), folder)
        return folder

    def play(
        self, name: str, who: Mapping[str, str] | None = None, *, seed: int = 1
    ) -> tuple[RunFolder, Scorecard]:
        folder = self.begin(name, who, seed=seed)
        return folder, resume(folder)


def resume(folder: RunFolder) -> Scorecard:
    return asyncio.run(Sandbox(Settings({})).play(folder, ask=answer))


def lines_of(folder: RunFolder) -> list[bytes]:
    return folder.events.read_bytes().splitlines(keepends=True)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def whole(bench: Bench) -> tuple[RunFolder, Scorecard]:
    return bench.play("whole", GUESTS)


def test_the_same_seed_gives_the_same_bytes(
    bench: Bench, whole: tuple[RunFolder, Scorecard]
) -> None:
    again, scorecard = bench.play("again", GUESTS)
    assert again.events.read_bytes() == whole[0].events.read_bytes()
    assert scorecard == whole[1]


def test_another_seed_is_another_world_where_the_file_names_none(tmp_path: Path) -> None:
    bench = Bench(tmp_path, campaign_content(world_seed=None))
    logs = [bench.play(f"run-{seed}", seed=seed)[0].events.read_text() for seed in (1, 2)]
    news = [[line for line in log.splitlines() if "news_published" in line] for log in logs]
    assert news[0] != news[1]


def test_a_log_that_was_cut_off_at_any_event_is_played_on_to_the_same_end(
    whole: tuple[RunFolder, Scorecard],
) -> None:
    events, plan = read_events(whole[0].events), read_run(whole[0]).plan
    for n_kept in range(len(events)):
        log = MemoryLog()
        log.append(events[:n_kept], at=0)
        asyncio.run(play_on(Turns(programme_of(plan, {}), log)))
        assert log.read() == events, n_kept


async def play_on(turns: Turns) -> None:
    turns.settle()
    while not turns.cursor().is_over:
        await turns.take_turn()


def test_a_process_that_ends_between_two_tables_is_taken_up_to_the_same_end(
    bench: Bench, whole: tuple[RunFolder, Scorecard]
) -> None:
    lines = lines_of(whole[0])
    kinds = ("table_opened", "phase_opened", "campaign_closed")
    between = [n for n, line in enumerate(lines) if any(kind in line.decode() for kind in kinds)]
    for n_kept in between:
        run = bench.begin(f"cut-{n_kept}", GUESTS)
        run.events.write_bytes(b"".join(lines[:n_kept]) + lines[n_kept][:20])
        assert resume(run) == whole[1]
        assert run.events.read_bytes() == b"".join(lines), n_kept


def test_a_person_who_comes_back_at_any_event_finds_the_same_campaign(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    first, scorecard = bench.play("first", PERSON)
    lines = lines_of(first)
    for n_kept in range(0, len(lines), 9):
        run = bench.begin(f"cut-{n_kept}", PERSON)
        run.events.write_bytes(b"".join(lines[:n_kept]))
        assert resume(run) == scorecard
        assert run.events.read_bytes() == b"".join(lines), n_kept
    assert asyncio.run(verify(first)).identical


def test_a_person_at_two_tables_is_asked_at_both(tmp_path: Path) -> None:
    bench, asked = Bench(tmp_path), []
    run = bench.begin("run", PERSON)

    async def ask(brief: SeatBrief, view: View) -> Move:
        asked.append((view.table, brief.own.party, view.party))
        return await answer(brief, view)

    asyncio.run(Sandbox(Settings({})).play(run, ask=ask))
    assert {table for table, _, _ in asked} >= {"tender", "renew", "rescue"}
    assert {(one, other) for _, one, other in asked} == {("lab", "lab")}


def test_a_campaign_is_played_again_from_its_records(
    whole: tuple[RunFolder, Scorecard],
) -> None:
    found = asyncio.run(verify(whole[0]))
    assert (found.identical, found.divergence) == (True, None)
    assert found.n_events == len(lines_of(whole[0]))


def test_a_campaign_that_was_edited_does_not_come_again(bench: Bench) -> None:
    run, _ = bench.play("edited")
    text = run.events.read_text()
    assert '"kind":"boom"' in text
    run.events.write_text(text.replace("Everybody trains", "Nobody trains", 1))
    found = asyncio.run(verify(run))
    assert found.divergence is not None
    assert found.n_events == 1


def test_a_finished_folder_scores_as_its_scorecard(whole: tuple[RunFolder, Scorecard]) -> None:
    folder, scorecard = whole
    assert scorecard.campaign is not None
    assert scorecard == Scorecard.model_validate(folder.read_json("scorecard.json"))
    assert score(folder) == scorecard


def test_an_unfinished_folder_is_scored_as_far_as_it_goes(
    bench: Bench, whole: tuple[RunFolder, Scorecard]
) -> None:
    lines = lines_of(whole[0])
    begun = next(n for n, line in enumerate(lines) if b'"phase":"slip"' in line)
    run = bench.begin("begun", GUESTS)
    run.events.write_bytes(b"".join(lines[:begun]))
    scorecard = score(run)
    assert [table.table for table in scorecard.tables] == ["tender", "order", "late_order"]
    assert scorecard.campaign is not None
    assert {each.month for each in scorecard.campaign.signatures} <= {0, 1}


def people_log(tmp_path: Path, *people: str) -> tuple[RunFolder, tuple[LogEvent, ...]]:
    run, _ = Bench(tmp_path).play("run", GUESTS | dict.fromkeys(people, "human"))
    return run, read_events(run.events)


def test_hands_are_kept_until_the_campaign_is_closed(tmp_path: Path) -> None:
    run, log = people_log(tmp_path, "lab")
    plan = read_run(run).plan
    assert all(is_secret(plan, log[:n]) for n in range(len(log)))
    assert not is_secret(plan, log)


def test_one_person_sees_the_news_and_what_concerns_it_and_no_other_table(tmp_path: Path) -> None:
    run, log = people_log(tmp_path, "lab")
    seen = seen_by_people(read_run(run).plan, log)
    seats = {e.table: e.parties for e in log if isinstance(e, TableOpened)}
    tables = {event.table for event in seen if not isinstance(event, CampaignEvent)}
    assert tables == {table for table, parties in seats.items() if "lab" in parties}
    assert "order" in seats
    assert [e for e in seen if isinstance(e, PhaseOpened)] == [
        e for e in log if isinstance(e, PhaseOpened)
    ]
    assert not any(event.kind == "table_skipped" for event in seen)
    assert all("lab" in event.parties for event in seen if isinstance(event, ContractMoved))


def test_two_people_at_one_screen_see_what_both_may(tmp_path: Path) -> None:
    run, log = people_log(tmp_path, "lab", "south")
    seen = seen_by_people(read_run(run).plan, log)
    assert all(
        {"lab", "south"} <= set(event.parties) for event in seen if isinstance(event, ContractMoved)
    )
    assert any(getattr(event, "table", "") == "tender" for event in seen)


@pytest.mark.parametrize(
    ("kind", "change", "message"),
    [
        ("phase_opened", {"month": 3}, "opens in month 3, due is 'spring' in 0"),
        ("phase_opened", {"phase": "orders"}, "due is 'spring' in 0"),
        ("news_published", {"phase": "orders"}, "of phase 'orders' in 'spring'"),
        ("table_opened", {"table": "poach"}, "phase 'spring' has no table 'poach'"),
        ("contract_moved", {"month": 40}, "month 40, which is yet to come"),
        ("campaign_closed", {"kind": "phase_opened", "phase": "more"}, "after the last one"),
    ],
)
def test_a_log_out_of_step_with_its_campaign_is_corrupted(
    bench: Bench,
    whole: tuple[RunFolder, Scorecard],
    kind: str,
    change: dict[str, object],
    message: str,
) -> None:
    entries = [json.loads(line) for line in lines_of(whole[0])]
    place = next(n for n, entry in enumerate(entries) if entry["event"]["kind"] == kind)
    entries[place]["event"] |= change
    run = bench.begin(f"wrong-{kind}-{len(str(change))}", GUESTS)
    run.events.write_text("".join(f"{json.dumps(entry)}\n" for entry in entries))
    with pytest.raises(LogCorrupted, match=message) as caught:
        read_run(run)
    assert f":{place + 1}:" in str(caught.value)


def test_nothing_follows_the_end_of_a_campaign(
    bench: Bench, whole: tuple[RunFolder, Scorecard]
) -> None:
    entries = [json.loads(line) for line in lines_of(whole[0])]
    entries.append({**entries[1], "seq": len(entries) + 1})
    run = bench.begin("longer", GUESTS)
    run.events.write_text("".join(f"{json.dumps(entry)}\n" for entry in entries))
    with pytest.raises(LogCorrupted, match="the campaign was over"):
        read_run(run)
