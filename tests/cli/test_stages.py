"""`frontier` and `value` on a campaign's table: as it opens first, or as it stood in a run."""

import json
from pathlib import Path
from typing import Any

import pytest

from negotiation.app.programmes import programme_of
from negotiation.app.sandbox import read_run
from negotiation.app.stand_ins import sessions_of
from negotiation.cli.frontier_texts import FRONTIER_TEXTS
from negotiation.domain.values import Language
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events
from tests.app.campaigns import campaign_content
from tests.app.scenarios import write
from tests.cli.commands import Haggle
from tests.scenarios.lock import TableLock, read_lock

RENT = '{"list_price_fraction": 0.4, "ld_fraction_per_week": 0.01}'


def told(text: str) -> str:
    """What was printed, without the ends of lines."""
    return "".join(text.split())


@pytest.fixture
def campaign(here: Path) -> str:
    return str(write(here, campaign_content()))


@pytest.fixture
def run(haggle: Haggle, campaign: str) -> str:
    haggle.ok("run", campaign, "--out", "r")
    return "r"


def test_a_first_table_is_valued_as_it_opens(haggle: Haggle) -> None:
    report = haggle.ok("frontier", "short-delivery", "--json").json
    locked = read_lock("short-delivery").tables["renegotiation"]
    assert isinstance(locked, TableLock)
    assert report["n_acceptable"] == locked.n_acceptable
    assert report["reservation_values"] == pytest.approx(locked.reservation_values, rel=1e-6)
    assert report["basis"] == {"kind": "opening", "month": 5, "seed": 68, "run": None}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_place_in_the_campaign_is_said(
    haggle: Haggle, campaign: str, language: Language
) -> None:
    outcome = '{"winner": "north", "list_price_fraction": 0.3}'
    place = FRONTIER_TEXTS[language]["opening"].format(month=0, seed=5)
    for command in (("frontier",), ("value", "--outcome", outcome)):
        done = haggle.ok(*command, campaign, "--table", "tender", "--lang", language)
        assert told(place) in told(done.out)


def test_a_seed_chooses_the_world_where_the_file_fixes_none(haggle: Haggle, here: Path) -> None:
    path = write(here, campaign_content(world_seed=None))
    for given, seed in (((), 1), (("--seed", "7"), 7)):
        report = haggle.ok("frontier", path, "--table", "tender", *given, "--json").json
        assert report["basis"]["seed"] == seed


def test_a_later_table_stands_as_it_did_when_it_ended_in_a_run(
    haggle: Haggle, campaign: str, run: str
) -> None:
    alone = haggle.ok("frontier", campaign, "--table", "late_order", "--json").json
    assert alone["basis"]["kind"] == "alone"
    found = haggle.ok("frontier", campaign, "--table", "late_order", "--run", run, "--json").json
    assert (found["basis"]["kind"], found["basis"]["month"]) == ("run", 1)
    folder = RunFolder(Path(run))
    programme = programme_of(read_run(folder).plan, {})
    outcomes = programme.outcomes("late_order", read_events(folder.events))
    assert found["reservation_values"] == dict(outcomes.valuation.reservation_values)
    assert found["reservation_values"] != alone["reservation_values"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_stood_in_is_taken_from_the_run(
    haggle: Haggle, campaign: str, run: str, language: Language
) -> None:
    asked = ("frontier", campaign, "--table", "order", "--run", run)
    sessions = sessions_of(read_events(RunFolder(Path(run)).events))
    assert "winner" not in sessions["order"].parties
    report = haggle.ok(*asked, "--json").json
    assert set(report["reservation_values"]) == set(sessions["order"].parties)
    place = FRONTIER_TEXTS[language]["run"].format(run="r", month=1, seed=5)
    assert told(place) in told(haggle.ok(*asked, "--lang", language).out)


def value_of(haggle: Haggle, campaign: str, outcome: str, *more: str) -> dict[str, Any]:
    report: dict[str, Any] = haggle.ok(
        "value", campaign, "--outcome", outcome, *more, "--json"
    ).json
    return report


def test_a_value_counts_everything_that_is_signed(haggle: Haggle, campaign: str, run: str) -> None:
    order = '{"price_cny_per_gpu": 96000, "gpus": 512, "back_to_back_fraction": 0}'
    report = value_of(haggle, campaign, order, "--table", "late_order", "--run", run)
    folder = RunFolder(Path(run))
    programme = programme_of(read_run(folder).plan, {})
    outcomes = programme.outcomes("late_order", read_events(folder.events))
    values = dict(zip(("south", "maker"), outcomes.values_of(json.loads(order)), strict=True))
    for party, worth in report["parties"].items():
        assert worth["value"] == pytest.approx(float(values[party]), rel=1e-9)
        assert worth["expected_npv_cny"] is not None
        assert worth["cvar5_npv_cny"] <= worth["expected_npv_cny"]
    (price,) = [row for row in report["clauses"] if row["clause"] == "price_cny_per_gpu"]
    assert price["worth_cny"].keys() == {"south", "maker"}
    assert min(price["worth_cny"].values()) < 0 < max(price["worth_cny"].values())
    assert report["prospects"] is None
    assert report["assumptions"]


def test_a_clause_adds_what_the_values_differ_by(haggle: Haggle, campaign: str, run: str) -> None:
    terms = {"price_cny_per_gpu": 96_000, "gpus": 512}
    with_it, without = (
        value_of(
            haggle,
            campaign,
            json.dumps({**terms, "back_to_back_fraction": fraction}),
            *("--table", "late_order", "--run", run),
        )
        for fraction in (0.5, 0)
    )
    (row,) = [each for each in with_it["clauses"] if each["clause"] == "back_to_back_fraction"]
    assert row["instead_of"] == 0
    for party, worth in row["worth_cny"].items():
        differ = with_it["parties"][party]["value"] - without["parties"][party]["value"]
        assert worth == pytest.approx(differ, abs=1.0)


def test_a_value_of_a_run_reads_in_both_languages(haggle: Haggle, campaign: str, run: str) -> None:
    order = '{"price_cny_per_gpu": 96000, "gpus": 512, "back_to_back_fraction": 0}'
    asked = ("value", campaign, "--table", "late_order", "--run", run, "--outcome", order)
    english = haggle.ok(*asked).out
    assert "What each clause adds" in english
    assert "of what the contract adds" in " ".join(english.split())
    assert "--assume" not in english, "a run has its own figures"
    assert "每一条款值多少" in haggle.ok(*asked, "--lang", "zh").out


def test_what_a_run_cannot_answer_is_said(haggle: Haggle, campaign: str, run: str) -> None:
    for arguments, problem in (
        ((campaign, "--table", "late_order", "--seed", "2"), "'late_order' opens after others"),
        (("a800-supply", "--seed", "2"), "a800-supply is no campaign"),
        (("a800-supply", "--run", run), "is a run of small-campaign, not a800-supply"),
        ((campaign, "--table", "order", "--run", run, "--as", "winner=south"), "--as: with --run"),
        ((campaign, "--table", "order", "--run", run, "--seed", "3"), "--seed: with --run"),
        ((campaign, "--table", "order", "--run", "nowhere"), "nowhere"),
    ):
        done = haggle("frontier", *arguments)
        assert done.code == 2, arguments
        assert problem in " ".join(done.err.split())


def test_nobody_looks_into_the_others_hands_while_a_person_plays(
    haggle: Haggle, campaign: str
) -> None:
    haggle("play", campaign, "--as", "maker", "--out", "s", typed=["w", ""])
    done = haggle("frontier", campaign, "--table", "tender", "--run", "s")
    assert done.code == 2
    assert "a person still plays" in done.err


def test_a_table_that_stayed_shut_says_why(haggle: Haggle, here: Path) -> None:
    content = campaign_content()
    (rescue,) = [table for table in content["tables"] if table["id"] == "rescue"]
    rescue["when"] = [{"kind": "signed", "table": "late_order", "holds": False}]
    rescue["when"] += [{"kind": "signed", "table": "late_order"}]
    path = write(here, content)
    haggle.ok("run", path, "--out", "r")
    done = haggle("frontier", path, "--table", "rescue", "--run", "r")
    assert done.code == 2
    assert "stayed shut in it: condition 'signed' is not met" in " ".join(done.err.split())
