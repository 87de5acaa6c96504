"""The list of runs: what it says of each, and which of them somebody looks for."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from negotiation.domain.values import Text
from negotiation.store.folder import EVENTS, RUN, SCORECARD
from tests.ui.conftest import cut_short, seat_a_person
from ui.data.runs import find_runs
from ui.data.summaries import summary_of
from ui.views.replay.summaries import (
    ORDERS,
    Order,
    PartyResult,
    RunFilter,
    RunSummary,
    chosen_runs,
    results_line,
    seats_line,
)


def summaries(runs: Path) -> list[RunSummary]:
    return [summary_of(entry, entry.name) for entry in find_runs(runs)]


def test_a_list_says_who_played_and_what_it_brought(runs: Path) -> None:
    (run,) = summaries(runs)
    card = json.loads((runs / "tiny" / SCORECARD).read_text("utf-8"))["tables"][0]
    assert (run.name, run.label, run.ending) == ("tiny", "tiny", "agreement")
    assert run.players == ("strategy:linear", "strategy:boulware")
    assert run.joint == pytest.approx(card["joint_surplus"])
    assert run.to_frontier == card["distance_to_frontier"]
    assert seats_line(run, "en") == "Buyer House: strategy:linear · Seller House: strategy:boulware"
    assert results_line(run, "zh").startswith("比谈不成多得：甲公司")


def test_each_list_names_a_run_in_its_own_way(runs: Path) -> None:
    (entry,) = find_runs(runs)
    assert summary_of(entry, "tiny").name == "tiny"
    again = summary_of(entry, "practice/tiny", is_practice=True)
    assert (again.name, again.is_practice) == ("practice/tiny", True)


def test_while_a_person_plays_the_list_gives_nobody_away(runs: Path) -> None:
    seat_a_person(runs / "tiny", "buyer")
    cut_short(runs / "tiny", 5)
    (run,) = summaries(runs)
    assert (run.ending, run.seats, run.players, run.results) == ("open", (), (), ())


def test_a_run_that_goes_on_shows_no_old_score(runs: Path) -> None:
    cut_short(runs / "tiny", 5)
    (run,) = summaries(runs)
    assert (run.ending, run.endings, run.joint) == ("open", (), None)
    assert run.players


@pytest.mark.parametrize("content", ["{", "{}", "[" * 100_000, '{"plan": 1}'])
def test_a_broken_run_is_in_the_list_as_broken(runs: Path, content: str) -> None:
    (runs / "tiny" / RUN).write_text(content)
    (run,) = summaries(runs)
    assert run.is_broken
    assert (run.label, run.ending) == ("tiny", "broken")


def test_a_broken_scorecard_costs_the_score_only(runs: Path) -> None:
    (runs / "tiny" / SCORECARD).write_text("{")
    (run,) = summaries(runs)
    assert (run.ending, run.joint, run.scenario) == ("over", None, "tiny")


def test_the_list_follows_a_run(runs: Path, tiny_run: Path) -> None:
    cut_short(runs / "tiny", 5)
    assert summaries(runs)[0].ending == "open"
    shutil.copytree(tiny_run, runs / "tiny", dirs_exist_ok=True)
    assert summaries(runs)[0].ending == "agreement"


def test_the_log_itself_stays_closed(runs: Path) -> None:
    (runs / "tiny" / EVENTS).write_text("no event\n")
    assert summaries(runs)[0].ending == "agreement"


NAME = Text(en="Heron", zh="青鹭")
BASE = RunSummary(
    name="a",
    label="a",
    changed_ns=1,
    scenario="supply",
    title=Text(en="Supply in the boom", zh="抢卡季"),
    language="en",
    seats=((NAME, "llm:small"),),
    players=("llm:small",),
    is_over=True,
    endings=("agreement",),
    results=(PartyResult(name=NAME, amount=5.0),),
    to_frontier=0.5,
)
RUNS = (
    BASE,
    replace(BASE, name="b", label="b", changed_ns=3, language="zh", to_frontier=0.1, results=()),
    replace(BASE, name="c", label="c", changed_ns=2, scenario="lab", endings=("walk_away",),
            players=("human",), results=(PartyResult(name=NAME, amount=9.0),), to_frontier=None),
    RunSummary(name="d", label="d", changed_ns=0),
)  # fmt: skip


def names(order: Order = "name", **wanted: Any) -> str:
    return "".join(run.name for run in chosen_runs(RUNS, RunFilter(**wanted), order))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, "abcd"),
        ({"scenarios": frozenset({"lab"})}, "c"),
        ({"languages": frozenset({"zh"})}, "b"),
        ({"endings": frozenset({"walk_away", "broken"})}, "cd"),
        ({"players": frozenset({"llm:small"})}, "ab"),
        ({"words": "抢卡季 HERON"}, "abc"),
        ({"words": "human"}, "c"),
        ({"words": "nowhere"}, ""),
    ],
)
def test_runs_are_found(wanted: dict[str, Any], found: str) -> None:
    assert names(**wanted) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("newest", "bcad"),
        ("oldest", "dacb"),
        ("name", "abcd"),
        ("scenario", "cbad"),
        ("frontier", "bacd"),
        ("joint", "cabd"),
    ],
)
def test_runs_are_sorted_and_what_is_unknown_comes_last(order: Order, found: str) -> None:
    assert order in ORDERS
    assert names(order) == found


def test_practice_is_called_by_no_number_and_a_person_is_named(runs: Path) -> None:
    (run,) = summaries(runs)
    assert replace(run, is_practice=True).called == ""
    assert replace(run, is_practice=True, title=None).called == run.called == "tiny"
    name = Text(en="Buyer", zh="买方")
    assert seats_line(replace(run, seats=((name, "human"),)), "en") == "Buyer: a person"
