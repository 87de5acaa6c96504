"""Everything that plays nothing: listings, files, values, frontiers, the doctor, pipes."""

import json
import os
from pathlib import Path
from typing import get_args

import pytest

from negotiation.catalog.files import persona_names, scenario_names
from negotiation.cli.worth_texts import HAPPENINGS_ZH, WORTH_TEXTS
from negotiation.domain.scenarios import StrategyName
from negotiation.economics.happenings import HappeningKind
from negotiation.economics.templates import TEMPLATES
from tests.app.scenarios import large_points, opposed, price_sale, write
from tests.builders import make_persona_file, scenario_content, write_file
from tests.cli.commands import PATIENCE_SECONDS, Haggle, Processes
from tests.loopback import FAULTS, LoopbackServer, script

OUTCOME = {
    "price_cny_per_gpu": 80_000,
    "gpus": 1024,
    "delivery_schedule": "monthly_batches",
    "ld_fraction_per_week": 0,
    "prepayment_fraction": 0.3,
    "allocation_priority": "standard",
}

RENTAL = {
    "list_price_fraction": 0.5,
    "gpus": 1_024,
    "ramp": "three_months",
    "term_months": 24,
    "sla": "enhanced",
    "ld_fraction_per_week": 0,
    "prepayment_fraction": 0.25,
    "index_beta": 0,
}


@pytest.mark.parametrize(
    ("listing", "names"),
    [
        ("scenarios", scenario_names()),
        ("personas", persona_names()),
        ("strategies", tuple(StrategyName)),
    ],
)
def test_a_listing_names_everything(haggle: Haggle, listing: str, names: tuple[str, ...]) -> None:
    rows = haggle.ok(listing, "--json").json
    assert [row["name"] for row in rows] == list(names)
    printed = haggle.ok(listing).out
    assert all(name in printed for name in names)


@pytest.mark.parametrize("name", [*scenario_names(), *persona_names(), *StrategyName])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_everything_that_is_listed_can_be_shown(haggle: Haggle, name: str, language: str) -> None:
    assert haggle.ok("show", name, "--lang", language).out
    assert haggle.ok("show", name, "--json").json["name"] == name


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", ["after: ", "never: ", "moved by: ", "patience 0.15", "(T8, buying)", "(T1)"]),
        ("zh", ["图的是: ", "绝不: ", "能打动的: ", "耐心 0.15", "(T8, 当买方)", "(T1)"]),
    ],
)
def test_a_persona_is_shown_with_what_drives_it(
    haggle: Haggle, language: str, wanted: list[str]
) -> None:
    shown = " ".join(haggle.ok("show", "founder_cto", "--lang", language).out.split())
    assert [each for each in wanted if each not in shown] == []


def test_a_card_without_the_new_keys_is_shown_without_them(haggle: Haggle, here: Path) -> None:
    shown = haggle.ok("show", make_persona_file(here)).out
    assert "patience 0.5" in shown
    for label in ("after:", "never:", "moved by:", "warning:"):
        assert label not in shown


def test_private_matters_are_shown_only_on_demand(haggle: Haggle) -> None:
    brief = "You look after cloud accounts for NVIDIA"
    assert brief not in haggle.ok("show", "a800-supply").out
    assert brief in haggle.ok("show", "a800-supply", "--private").out


def test_a_value_is_reported_for_every_party(haggle: Haggle) -> None:
    arguments = ("value", "a800-supply", "--outcome", json.dumps(OUTCOME))
    report = haggle.ok(*arguments, "--json").json
    assert set(report["parties"]) == {"cloud", "vendor"}
    assert report["assumptions"]
    for worth in report["parties"].values():
        assert worth["surplus"] == pytest.approx(worth["value"] - worth["reservation_value"])
    assert "Heron Cloud" in haggle.ok(*arguments).out
    assert "青鹭云" in haggle.ok(*arguments, "--lang", "zh").out


@pytest.mark.parametrize("template", ["card_supply", "compute_rental"])
def test_a_template_shows_every_clause_to_whoever_writes_a_scenario(
    haggle: Haggle, template: str
) -> None:
    shown, document = haggle.ok("show", template).out, haggle.ok("show", template, "--json").json
    assert set(document["clauses"]) == set(TEMPLATES[template].clauses)
    assert all(clause in shown for clause in document["clauses"])


def test_a_value_comes_with_clauses_prospects_and_every_assumption(haggle: Haggle) -> None:
    arguments = ("value", "lab-compute", "--outcome", json.dumps(RENTAL))
    report = haggle.ok(*arguments, "--json").json
    assert report["list_price_cny_per_gpu_month"] == 16_700
    assert {row["clause"] for row in report["clauses"]} >= {"sla", "prepayment_fraction"}
    assert 0 < report["prospects"]["delivered_fraction"] <= 1
    groups = {row["name"].partition(".")[0] for row in report["assumptions"]}
    assert groups == {"market", "rules", "model", "lab", "cloud"}
    for worth in report["parties"].values():
        assert worth["cvar5_npv_cny"] <= worth["cvar10_npv_cny"] <= worth["expected_npv_cny"]
        assert len(worth["cash"]["median_cny"]) == 37
    shown = haggle.ok(*arguments).out
    for word in ("16,700 RMB", "simulator version", "instead of", "rules.exit_short_per_month"):
        assert word in shown


def test_a_contract_is_carried_out_in_one_world(haggle: Haggle) -> None:
    arguments = ("value", "lab-compute", "--outcome", json.dumps(RENTAL), "--world")
    found = haggle.ok(*arguments, "3", "--json").json["realised"]
    assert found["world"] == 3
    assert {"ban", "waits for cards"} & {each["kind"] for each in found["happenings"]}
    months = {len(found[name]) for name in ("regimes", "promised_gpus", "delivered_gpus")}
    assert months == {37}
    paid = [account["rent"] for account in found["cashflow_cny"].values()]
    assert sum(map(sum, paid)) == pytest.approx(0, abs=1e-3)
    assert haggle.ok(*arguments, "4", "--json").json["realised"]["npv_cny"] != found["npv_cny"]
    assert "NPV after the fact" in haggle.ok(*arguments, "3").out


def test_a_value_reads_in_chinese_as_in_english(haggle: Haggle) -> None:
    assert set(WORTH_TEXTS["en"]) == set(WORTH_TEXTS["zh"])
    assert set(HAPPENINGS_ZH) == set(get_args(HappeningKind))
    outcome = json.dumps({**RENTAL, "list_price_fraction": 0.2})
    told = haggle.ok("value", "lab-compute", "--outcome", outcome, "--world", "3", "--lang", "zh")
    for words in ("目录价L", "每一条款值多少", "在第3号世界里", "事后净现值", "期望净现值"):
        assert words in told.out


def test_a_table_of_points_has_no_world(haggle: Haggle, here: Path) -> None:
    done = haggle("value", write(here, opposed()), "--outcome", '{"price": 50}', "--world", "1")
    assert done.code == 2
    assert "the simulator does not value table" in done.err
    assert haggle("value", "lab-compute", "--outcome", "{}", "--world", "-1").code == 2


def test_with_scarce_cards_the_lab_prefers_half_of_list_with_stock_to_a_fifth_without(
    haggle: Haggle,
) -> None:
    scarce = (
        "lab.alternative_stock_gpus=0",
        "market.backlog_months=12",
        "cloud.tranche_share_fraction=0.025",
    )
    values = {}
    for share, stock in ((0.2, 150), (0.5, 1_024)):
        assumed = [f"--assume={each}" for each in (*scarce, f"cloud.own_stock_gpus={stock}")]
        outcome = json.dumps({**RENTAL, "list_price_fraction": share})
        report = haggle.ok("value", "lab-compute", "--outcome", outcome, *assumed, "--json").json
        values[share] = report["parties"]["lab"]["value"]
    assert values[0.5] - values[0.2] > 50e6


def test_refusing_damages_pays_in_scarcity_and_costs_a_deal_in_a_glut(haggle: Haggle) -> None:
    outcome = {**OUTCOME, "price_cny_per_gpu": 76_000, "delivery_schedule": "monthly_batches"}
    surplus = {}
    for name in ("a800-supply", "a800-supply-glut"):
        for rate in (0, 0.005):
            terms = json.dumps({**outcome, "ld_fraction_per_week": rate})
            report = haggle.ok("value", name, "--outcome", terms, "--json").json
            surplus[name, rate] = report["parties"]["vendor"]["surplus"]
    assert surplus["a800-supply", 0] > 0 > surplus["a800-supply", 0.005]
    assert surplus["a800-supply-glut", 0.005] > 20e6


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        ("{", "--outcome is not JSON"),
        ('{"gpus": 512, "gpus": 1024}', "names an issue twice"),
        ("[1]", "--outcome must be a JSON object"),
        ('"x"', "--outcome must be a JSON object"),
        ('{"gpus": null}', "gpus"),
        ('{"gpus": true}', "gpus"),
        ('{"gpus": NaN}', "--outcome"),
        ("{}", "price_cny_per_gpu"),
        (json.dumps(OUTCOME | {"gpus": 1000}), "gpus"),
        (json.dumps(OUTCOME | {"price_cny_per_gpu": 80_000.5}), "price_cny_per_gpu"),
        (json.dumps(OUTCOME | {"colour": "red"}), "colour"),
    ],
)
def test_an_outcome_that_is_none_exits_2(haggle: Haggle, outcome: str, message: str) -> None:
    done = haggle("value", "a800-supply", "--outcome", outcome)
    assert done.code == 2
    assert message in done.err
    assert done.out == ""


def test_a_number_may_be_written_in_either_way(haggle: Haggle) -> None:
    given = {name: float(v) if isinstance(v, int) else v for name, v in OUTCOME.items()}
    reports = [
        haggle.ok("value", "a800-supply", "--json", "--outcome", json.dumps(outcome)).out
        for outcome in (OUTCOME, given)
    ]
    assert reports[0] == reports[1]


@pytest.mark.parametrize("command", ["frontier", "value"])
def test_a_table_must_be_named_among_several_and_exist(
    haggle: Haggle, here: Path, command: str
) -> None:
    path = write(here, opposed(n_tables=2))
    outcome = ["--outcome", '{"price": 50}'] if command == "value" else []
    done = haggle(command, path, *outcome)
    assert done.code == 2
    assert "name one with --table: talk-1, talk-2" in done.err
    done = haggle(command, path, "--table", "talk-3", *outcome)
    assert done.code == 2
    assert "no table 'talk-3'" in done.err
    assert haggle.ok(command, path, "--table", "talk-2", "--json", *outcome).json


@pytest.mark.parametrize("content", [opposed(), price_sale(), large_points(), scenario_content()])
def test_a_frontier_is_efficient_and_acceptable(
    haggle: Haggle, here: Path, content: dict[str, object]
) -> None:
    path = write_file(here / "file.yaml", content)
    report = haggle.ok("frontier", path, "--json").json
    points = [tuple(point["surplus"].values()) for point in report["frontier"]]
    assert points
    assert all(min(point) >= 0 for point in points)
    for one in points:
        assert not [other for other in points if other != one and _is_above(other, one)]
    assert "Pareto frontier" in haggle.ok("frontier", path).out


def _is_above(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(mine >= theirs for mine, theirs in zip(one, other, strict=True))


def test_a_wrong_file_exits_2_with_file_line_and_key(haggle: Haggle, here: Path) -> None:
    content = opposed()
    content["tables"][0]["opens"] = "nobody"
    path = write(here, content)
    for command in (["validate"], ["run"], ["frontier"], ["show"]):
        done = haggle(*command, path)
        assert done.code == 2
        assert "opposed.yaml:" in done.err
        assert "tables[0].opens: unknown party 'nobody'" in done.err
    rows = haggle("validate", "--json", path).json
    assert not rows[0]["ok"]
    assert rows[0]["problems"][0]["key"] == "tables[0].opens"


def test_new_files_never_replace_others(haggle: Haggle, here: Path) -> None:
    haggle.ok("new", "scenario", "mine")
    before = (here / "mine.yaml").read_bytes()
    done = haggle("new", "persona", "mine")
    assert done.code == 2
    assert "is there already" in done.err
    assert (here / "mine.yaml").read_bytes() == before
    for name in ("../x", "Mine", "a b", ""):
        assert haggle("new", "scenario", name).code == 2


def test_models_lists_what_is_set_up_and_no_key(
    haggle: Haggle, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert haggle.ok("models", "--json").json == []
    assert "no model is set up" in haggle.ok("models").err
    entry = {"base_url": "http://127.0.0.1:8/v1", "model": "qwen", "api_key_env": "THE_KEY"}
    write_file(here / "models.yaml", {"near": entry})
    monkeypatch.setenv("THE_KEY", "sk-canary")
    monkeypatch.setenv("HAGGLE_MODEL", "near")
    done = haggle.ok("models", "--json")
    assert done.json == [
        {
            "name": "near",
            "model": "qwen",
            "base_url": "http://127.0.0.1:8/v1",
            "default": True,
            "problem": None,
        }
    ]
    write_file(here / "models.yaml", {"near": entry, "far": entry | {"api_key_env": "UNSET"}})
    far = haggle.ok("models", "--json").json[1]
    assert far["problem"] == "model 'far': the variable UNSET is not set"
    assert "sk-canary" not in done.out + haggle.ok("models").out


def test_the_doctor_finds_a_sound_endpoint(haggle: Haggle, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(script("Hello there.")) as server:
        monkeypatch.setenv("HAGGLE_BASE_URL", server.base_url)
        monkeypatch.setenv("HAGGLE_MODEL", "m")
        report = haggle.ok("doctor", "--json").json
        assert report["usable"]
        assert "usable" in haggle.ok("doctor").out


def test_the_doctor_exits_3_at_an_endpoint_that_is_ill_or_away(
    haggle: Haggle, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LoopbackServer(script(FAULTS["401"])) as server:
        monkeypatch.setenv("HAGGLE_BASE_URL", server.base_url)
        done = haggle("doctor", "--model", "m", "--json")
        assert done.code == 3
        assert "bad key" in done.json["reason"]
    done = haggle("doctor", "--model", "m")
    assert done.code == 3
    assert "down" in done.out


def test_the_doctor_without_any_endpoint_exits_2(haggle: Haggle) -> None:
    done = haggle("doctor")
    assert done.code == 2
    assert "no model is set up" in done.err


@pytest.mark.parametrize("arguments", [[], ["run"], ["fly"], ["value", "a800-supply"]])
def test_half_a_command_exits_2(haggle: Haggle, arguments: list[str]) -> None:
    done = haggle(*arguments)
    assert done.code == 2
    assert done.err.startswith("usage: haggle")


@pytest.mark.parametrize(
    "arguments",
    [["scenarios"], ["scenarios", "--json"], ["frontier", "a800-supply"]],
    ids=" ".join,
)
def test_a_reader_that_leaves_is_not_complained_about(
    processes: Processes, arguments: list[str]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        process = processes.start(*arguments, stdout=writer)
    finally:
        os.close(writer)
    _, errors = process.popen.communicate(timeout=PATIENCE_SECONDS)
    assert process.popen.returncode == 0
    assert errors == b""
