"""What tenders, bundles and large round tables hold, as the commands print it."""

import json
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from negotiation.cli.frontier_texts import FRONTIER_TEXTS
from negotiation.cli.rule_lines import RULE_TEXTS
from tests.builders import write_file
from tests.cli.commands import Haggle
from tests.domain.deals import (
    BIDDERS,
    HOST,
    bundle_content,
    campaign_content,
    points_tender,
    rental_tender,
)

CAMPUS = Path(__file__).parent.parent / "examples" / "compute-campus.yaml"
"""Six parties, five issues, two vetoes, five of six."""


def acceptable_by_hand(content: Any) -> tuple[int, int]:
    """Count the deals of a points table one by one, in plain Python: acceptable ones, and all."""
    (table,) = content["tables"]
    scores = table["valuation"]["scores"]
    worths = {party["id"]: party["mandate"]["reservation_value"] for party in content["parties"]}
    rule = table["agreement"]
    options = [range(len(issue["options"])) for issue in table["agenda"]]
    n_acceptable = n_deals = 0
    for places in product(*options):
        happy = set()
        for party in table["parties"]:
            points = 0
            for issue, place in zip(table["agenda"], places, strict=True):
                points += scores[party][issue["id"]][place]
            if points >= worths[party]:
                happy.add(party)
        n_deals += 1
        n_acceptable += len(happy) >= rule["quorum"] and happy.issuperset(rule["veto"])
    return n_acceptable, n_deals


@pytest.mark.parametrize(
    "rule",
    [
        {"quorum": 5, "veto": ["city", "grid"]},
        {"quorum": 4, "veto": []},
        {"quorum": 6, "veto": ["maker"]},
    ],
)
def test_the_count_of_acceptable_deals_is_that_of_a_count_by_hand(
    haggle: Haggle, here: Path, rule: dict[str, Any]
) -> None:
    content = yaml.safe_load(CAMPUS.read_text(encoding="utf-8"))
    assert content["tables"][0]["agreement"] == {"quorum": 5, "veto": ["city", "grid"]}
    content["tables"][0]["agreement"] = rule
    n_acceptable, n_deals = acceptable_by_hand(content)
    path = write_file(here / "campus.yaml", content)
    report = haggle.ok("frontier", path, "--json").json
    assert (report["n_acceptable"], report["n_outcomes"]) == (n_acceptable, n_deals)
    assert report["agreement"] == rule
    assert 0 < n_acceptable < n_deals
    shown = " ".join(haggle.ok("frontier", path).out.split())
    among = ", Harbour City Fund and Northern Grid among them" if len(rule["veto"]) == 2 else ""
    assert f"{n_acceptable:,} acceptable to {rule['quorum']} of 6{among}" in shown


def test_the_file_of_six_is_told_in_chinese(haggle: Haggle) -> None:
    content = yaml.safe_load(CAMPUS.read_text(encoding="utf-8"))
    n_acceptable, _ = acceptable_by_hand(content)
    shown = "".join(haggle.ok("frontier", CAMPUS, "--lang", "zh").out.split())
    assert f"6方中至少5方（须含海港城投、北方电网）都能接受的有{n_acceptable}种" in shown
    for words in ("参照点", "帕累托前沿", "纳什", "自己能接受"):
        assert words in shown
    rules = "".join(haggle.ok("show", CAMPUS, "--lang", "zh").out.split())
    assert "轮流提案；6方中5方同意即可，须含海港城投、北方电网。" in rules


def test_no_outcome_that_enough_could_accept(haggle: Haggle, here: Path) -> None:
    content = yaml.safe_load(CAMPUS.read_text(encoding="utf-8"))
    content["parties"][0]["mandate"]["reservation_value"] = 1_000
    path = write_file(here / "campus.yaml", content)
    assert "no outcome that enough parties could accept" in haggle.ok("frontier", path).out
    assert "凑得够" in haggle.ok("frontier", path, "--lang", "zh").out


def test_the_deals_of_a_tender_are_counted_by_hand(haggle: Haggle, here: Path) -> None:
    content = points_tender()
    path = write_file(here / "tender.yaml", content)
    report = haggle.ok("frontier", path, "--json").json
    worths = {party["id"]: party["mandate"]["reservation_value"] for party in content["parties"]}
    lots = content["tables"][0]["valuation"]["bidders"]
    acceptable = dict.fromkeys(BIDDERS, 0)
    for bidder, (price, weeks) in product(BIDDERS, product(range(5), range(3))):
        worth = {
            party: scores["price"][price] + scores["weeks"][weeks]
            for party, scores in lots[bidder]["scores"].items()
        }
        acceptable[bidder] += all(worth[party] >= worths[party] for party in (HOST, bidder))
    assert report["n_outcomes"] == 45
    assert report["n_acceptable"] == sum(acceptable.values())
    assert acceptable["sand"] == 0
    assert report["n_acceptable_to"]["sand"] < 15
    assert {point["outcome"]["winner"] for point in report["frontier"]} <= {"heron", "pine"}
    shown = haggle.ok("frontier", path).out
    assert "acceptable to host and winner" in shown
    assert "发标方和中标方都能接受的" in haggle.ok("frontier", path, "--lang", "zh").out


def test_a_deal_of_a_tender_is_valued_as_the_two_would(haggle: Haggle, here: Path) -> None:
    path = write_file(here / "tender.yaml", rental_tender())
    terms = {"list_price_fraction": 0.5, "ramp": "immediate"}
    outcome = json.dumps({"winner": "pine", **terms})
    report = haggle.ok("value", path, "--outcome", outcome, "--json").json
    assert report["outcome"] == {"winner": "pine", **terms}
    for party in ("heron", "sand"):
        assert report["parties"][party]["surplus"] == 0
        assert report["parties"][party]["expected_npv_cny"] is None
    assert report["parties"]["pine"]["expected_npv_cny"] is not None
    assert {"list_price_fraction"} <= {row["clause"] for row in report["clauses"]}
    assert all(row["worth_cny"].keys() == {HOST, "pine"} for row in report["clauses"])
    assert any(row["name"] == "cloud.own_stock_gpus" for row in report["assumptions"])
    for language, words in (("en", "Pine House"), ("zh", "每一条款值多少")):
        shown = haggle.ok("value", path, "--outcome", outcome, "--lang", language, "--world", "2")
        assert words in shown.out
    done = haggle("value", path, "--outcome", json.dumps(terms))
    assert done.code == 2
    assert "missing issue 'winner'" in done.err


def test_a_figure_may_be_assumed_of_one_bidder_or_of_all(haggle: Haggle, here: Path) -> None:
    path = write_file(here / "tender.yaml", rental_tender())
    outcome = {"list_price_fraction": 0.5, "ramp": "immediate"}

    def worth(winner: str, *assumed: str) -> float:
        given = json.dumps({"winner": winner, **outcome})
        told = haggle.ok(
            "value", path, "--outcome", given, "--json", *(f"--assume={each}" for each in assumed)
        )
        value: float = told.json["parties"][HOST]["value"]
        return value

    assert worth("pine", "pine.cloud.own_stock_gpus=0") != worth("pine")
    assert worth("heron", "pine.cloud.own_stock_gpus=0") == worth("heron")
    assert worth("heron", "cloud.own_stock_gpus=900") != worth("heron")
    given = json.dumps({"winner": "pine", **outcome})
    for wrong in ("nobody.cloud.own_stock_gpus=1", "vendor.allotment_gpus=3"):
        done = haggle("value", path, "--outcome", given, f"--assume={wrong}")
        assert done.code == 2
        assert "it has market, rules, cloud, lab" in done.err


def test_an_assumption_keeps_the_rest_of_a_party_s_own_profile(haggle: Haggle, here: Path) -> None:
    content = rental_tender()
    for name, lot in content["tables"][0]["valuation"]["bidders"].items():
        (party,) = (party for party in content["parties"] if party["id"] == name)
        party["profiles"] = {"cloud": {**lot.pop("cloud"), "order_gpus": 77}}
    path = write_file(here / "tender.yaml", content)
    given = json.dumps({"winner": "pine", "list_price_fraction": 0.5, "ramp": "immediate"})
    told = haggle.ok(
        "value", path, "--outcome", given, "--json", "--assume=cloud.tranche_share_fraction=0.5"
    )
    rows = {row["name"]: row["value"] for row in told.json["assumptions"]}
    assert rows["cloud.own_stock_gpus"] == 1_500
    assert rows["cloud.order_gpus"] == 77
    assert rows["cloud.tranche_share_fraction"] == 0.5


@pytest.mark.parametrize(("split", "signed"), [("half", 2), ("all_a", 1)])
def test_several_contracts_are_told_one_by_one(
    haggle: Haggle, here: Path, split: str, signed: int
) -> None:
    path = write_file(here / "allocation.yaml", bundle_content())
    assert haggle.ok("frontier", path, "--json").json["n_outcomes"] == 18
    outcome = json.dumps({"split": split, "rent_a": 0.5, "rent_b": 0.6})
    report = haggle.ok("value", path, "--outcome", outcome, "--json", "--world", "3").json
    assert len(report["contracts"]) == signed
    assert report["clauses"] == []
    total = sum(each["value_cny"]["pine"] for each in report["contracts"].values())
    if signed == 2:
        assert report["parties"]["pine"]["value"] == pytest.approx(total, rel=1e-9)
        assert report["realised"]["courses"].keys() == {"with_a", "with_b"}
        assert any(row["name"] == "with_a.lab.cash_cny" for row in report["assumptions"])
    else:
        assert report["parties"]["lab_b"]["surplus"] == 0
        assert len(report["realised"]["delivered_gpus"]) == 37
    for language, words in (("en", "Contract with_a, by itself"), ("zh", "单看合同with_a")):
        shown = haggle.ok("value", path, "--outcome", outcome, "--lang", language)
        assert words in shown.out


def test_a_stand_in_must_be_named_for_a_look_at_its_table(haggle: Haggle, here: Path) -> None:
    path = write_file(here / "campaign.yaml", campaign_content())
    done = haggle("frontier", path, "--table", "again")
    assert done.code == 2
    assert "say --as winner=PARTY, one of heron, pine, sand" in done.err
    report = haggle.ok("frontier", path, "--table", "again", "--as", "winner=pine", "--json").json
    assert report["reservation_values"].keys() == {HOST, "pine"}
    shown = haggle.ok("frontier", path, "--table", "again", "--as", "winner=pine").out
    assert "valued by itself" in shown
    for pair, problem in (
        ("winner=maker", "cannot be 'winner'; it may be heron, pine, sand"),
        ("loser=pine", "no stand-in 'loser' at table 'again'"),
    ):
        done = haggle("frontier", path, "--table", "again", "--as", pair)
        assert done.code == 2
        assert problem in done.err


def test_a_scenario_shows_its_rules_and_phases_but_no_secret(haggle: Haggle, here: Path) -> None:
    content = campaign_content()
    rules = content["tables"][0]["tender"]
    rules |= {"award": "weights", "weights": {"price": 0.918}, "min_step": 0.1}
    content["campaign"]["world_seed"] = 918_273
    content["campaign"]["ledger"][0]["clauses"]["price_cny_per_gpu"] = 71_918
    content["parties"][1]["profiles"] = {"cloud": {"own_stock_gpus": 918}}
    path = write_file(here / "campaign.yaml", content)
    shown = " ".join(haggle.ok("show", path).out.split())
    assert "Paper House calls for bids from Heron House, Pine House, Sand House" in shown
    assert "each must be lower by 10% at least; the host's own weights decide" in shown
    assert "month 6: Autumn (again, call)" in shown
    assert "winner: whoever signs at tender beside Paper House" in shown
    document = haggle.ok("show", path, "--json").out
    assert "918" not in document
    assert "918" in haggle.ok("show", path, "--json", "--private").out
    told = "".join(haggle.ok("show", path, "--lang", "zh").out.split())
    assert "每次降价不少于10%" in told
    assert "loser：在tender落标的第一家" in told


@pytest.mark.parametrize("texts", [FRONTIER_TEXTS, RULE_TEXTS])
def test_every_word_is_there_in_both_languages(texts: Any) -> None:
    assert texts["en"].keys() == texts["zh"].keys()
    for key, said in texts["en"].items():
        fields, others = (
            {field for _, field, _, _ in Formatter().parse(each) if field}
            for each in (said, texts["zh"][key])
        )
        assert fields == others


@pytest.mark.parametrize(
    ("make", "path", "value", "key", "told"),
    [
        (rental_tender, "tables.0.tender.price_issue", "rent",
         "tables[0].tender.price_issue", "unknown issue 'rent'"),
        (rental_tender, "tables.0.valuation.bidders.pine.fixed.gpus", -1,
         "tables[0].valuation.bidders.pine.fixed.gpus", "expected a number from 0"),
        (rental_tender, "tables.0.valuation.bidders.pine.fixed.colour", "red",
         "tables[0].valuation.bidders.pine.fixed.colour", "no clause 'colour'"),
        (rental_tender, "tables.0.agenda.1.id", "speed", "tables[0].agenda[1].id",
         "no clause 'speed'"),
        (bundle_content, "tables.0.valuation.contracts.with_a.clauses.colour", "rent_a",
         "tables[0].valuation.contracts.with_a.clauses.colour", "no clause 'colour'"),
        (bundle_content, "tables.0.valuation.contracts.with_a.clauses.sla", "rent_a",
         "tables[0].valuation.contracts.with_a.clauses.sla", "issue 'rent_a' decides it: found"),
        (bundle_content, "tables.0.valuation.contracts.with_a.clauses.gpus.values", [1, 2, -3],
         "tables[0].valuation.contracts.with_a.clauses.gpus.values[2]", "expected a number"),
        (bundle_content, "tables.0.valuation.contracts.with_a.fixed.term_months", 48,
         "tables[0].valuation.contracts.with_a.fixed.term_months", "beyond the horizon"),
        (campaign_content, "campaign.ledger.0.clauses.gpus", "many",
         "campaign.ledger[0].clauses.gpus", "found 'many'"),
        (campaign_content, "campaign.ledger.0.clauses.colour", "red",
         "campaign.ledger[0].clauses.colour", "no clause 'colour'"),
        (campaign_content, "tables.1.when.0.table", "auction",
         "tables[1].when[0].table", "unknown table 'auction'"),
        (campaign_content, "campaign.phases.1.tables", ["again"],
         "tables[2].id", "no phase of the campaign opens table 'call'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line_and_key(
    haggle: Haggle, here: Path, *, make: Any, path: str, value: Any, key: str, told: str
) -> None:
    content: Any = make()
    *steps, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place = content
    for step in steps:
        place = place[step]
    place[last] = value
    done = haggle("validate", "--json", write_file(here / "mine.yaml", content))
    assert done.code == 2
    problems = done.json[0]["problems"]
    (found,) = [each for each in problems if each["key"] == key][:1]
    assert told in found["message"]
    lines = (here / "mine.yaml").read_text(encoding="utf-8").splitlines()
    if isinstance(last, str) and not key.endswith("]") and "phases" not in path:
        assert lines[found["line"] - 1].strip().removeprefix("- ").startswith(f"{last}:")
