"""The acceptance of the catalogue: whatever is wrong in a file is said at its line and key.

Each case spoils one line of a valid file and names what a person must be told. The line is found by
searching the spoiled text, not by asking our reader.
"""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from negotiation.cli.main import main
from tests.catalog.written import PERSONA, SCENARIO, SUPPLY


class Case(NamedTuple):
    """``right`` becomes ``wrong``; the error stands at the line that holds ``at``."""

    name: str
    file: str
    right: str
    wrong: str
    at: str
    key: str
    told: tuple[str, ...]


TABLE = "tables[0]"
BUYER = "parties[0].mandate"

CASES = (
    Case("a misspelt key", SCENARIO, "opens: buyer", "opnes: buyer", "opnes: buyer",
         f"{TABLE}.opnes", ("unknown key 'opnes'", "did you mean 'opens'?")),
    Case("a key of another place", SCENARIO, "    opens: buyer", "    opens: buyer\n    quorum: 2",
         "quorum: 2", f"{TABLE}.quorum", ("unknown key 'quorum'", "known are agenda, agreement")),
    Case("a key for nothing", SCENARIO, "name: tiny", "name: tiny\nqqq: 1", "qqq: 1", "qqq",
         ("unknown key 'qqq'", "known are campaign, market, name")),
    Case("a missing key", SCENARIO, "    opens: buyer\n", "", "- id: servers", f"{TABLE}.opens",
         ("missing key", "required")),
    Case("a missing language", SCENARIO, 'role: {en: "Seller", zh: "卖方"}',
         'role: {en: "Seller"}', 'role: {en: "Seller"}', "parties[1].role.zh", ("missing key",)),
    Case("an empty text", SCENARIO, 'zh: "卖方"', 'zh: ""', 'role: {en: "Seller"',
         "parties[1].role.zh", ("at least 1 character", "found ''")),
    Case("text for a number", SCENARIO, "deadline_rounds: 6", "deadline_rounds: six",
         "deadline_rounds", f"{TABLE}.deadline_rounds", ("found 'six'", "a whole number")),
    Case("a number in quotes", SCENARIO, "deadline_rounds: 6", 'deadline_rounds: "6"',
         "deadline_rounds", f"{TABLE}.deadline_rounds", ("found '6'", "a whole number")),
    Case("true for a number", SCENARIO, "deadline_rounds: 6", "deadline_rounds: true",
         "deadline_rounds", f"{TABLE}.deadline_rounds", ("found true", "a whole number")),
    Case("a fraction of a round", SCENARIO, "deadline_rounds: 6", "deadline_rounds: 6.5",
         "deadline_rounds", f"{TABLE}.deadline_rounds", ("found 6.5", "a whole number")),
    Case("a number out of bounds", SCENARIO, "deadline_rounds: 6", "deadline_rounds: 0",
         "deadline_rounds", f"{TABLE}.deadline_rounds", ("found 0", "greater than or equal to 1")),
    Case("a list for keys", SCENARIO, 'title: {en: "Servers", zh: "服务器"}', "title: [a, b]",
         "title: [a, b]", "title", ("found ['a', 'b']", "expected keys and values")),
    Case("keys for a list", SCENARIO, "[buyer, seller]", "{buyer: seller}",
         "{buyer: seller}", f"{TABLE}.parties", ("found {'buyer': 'seller'}", "expected a list")),
    Case("nothing for text", SCENARIO, "opens: buyer", "opens:", "opens:", f"{TABLE}.opens",
         ("found nothing", "expected text")),
    Case("a word that is none of the choices", SCENARIO, "protocol: alternating",
         "protocol: auction", "protocol:", f"{TABLE}.protocol",
         ("found 'auction'", "'alternating', 'tender', 'roundtable' or 'none'")),
    Case("an unknown strategy", SCENARIO, "strategy: linear", "strategy: bluff",
         "strategy: bluff", "parties[0].strategy", ("found 'bluff'", "'boulware'", "'linear'")),
    Case("an unknown unit", SCENARIO, "unit: weeks", "unit: fortnights", "unit: fortnights",
         f"{TABLE}.agenda[1].unit", ("found 'fortnights'", "'weeks'")),
    Case("an unknown kind of valuation", SCENARIO, "kind: points", "kind: barter",
         "kind: barter", f"{TABLE}.valuation.kind", ("found 'barter'", "points, price")),
    Case("no kind of valuation", SCENARIO, "      kind: points\n", "", "valuation:",
         f"{TABLE}.valuation.kind", ("missing key", "expected one of bundle, economics")),
    Case("a bad name", SCENARIO, "name: tiny", "name: Tiny Servers", "Tiny Servers", "name",
         ("found 'Tiny Servers'", "[a-z0-9]")),
    Case("a bad name as a key", SCENARIO, "        seller:\n", "        THE SELLER:\n",
         "THE SELLER", f"{TABLE}.valuation.scores.THE SELLER", ("'THE SELLER'", "[a-z0-9]")),
    Case("another version", SCENARIO, "schema_version: 1", "schema_version: 2",
         "schema_version", "schema_version", ("found 2", "expected 1")),
    Case("one party only at the table", SCENARIO, "[buyer, seller]", "[buyer]", "[buyer]",
         f"{TABLE}.parties", ("expected at least 2", "found 1")),
    Case("weights that do not sum to one", SCENARIO, "weight: 0.4", "weight: 0.3",
         '    mandate:\n      goals:\n        - {title: {en: "time"', BUYER,
         ("goal weights must sum to 1", "found 0.9")),
    Case("a weight in per cent", SCENARIO, "weight: 0.6", "weight: 60", "weight: 60",
         f"{BUYER}.goals[0].weight", ("found 60", "less than or equal to 1")),
    Case("a red line without a bound", SCENARIO, "          at_most: 8\n", "", "- issue: weeks",
         f"{BUYER}.red_lines[0]", ("give 'at_least', 'at_most' or 'only'",)),
    Case("a fact without its value", SCENARIO, "          value: 5000000\n", "", "- id: cash",
         f"{BUYER}.private_facts[0]", ("'value' and '{value}'", "go together")),
    Case("a reservation value in words", SCENARIO, "reservation_value: 20",
         "reservation_value: computed", "computed", f"{BUYER}.reservation_value",
         ("found 'computed'", "a number or 'simulated'")),
    Case("an option that is none", SCENARIO, "          - 12", "          - [12]", "- [12]",
         f"{TABLE}.agenda[1].options[2]", ("found [12]", "a number or text")),
    Case("yes for an option", SCENARIO, "          - 12", "          - true", "- true",
         f"{TABLE}.agenda[1].options[2]", ("found true", "a number or text")),
    Case("the same option twice", SCENARIO, "          - 12", "          - 4.0", "- id: weeks",
         f"{TABLE}.agenda[1]", ("repeated options: 4",)),
    Case("a label among numbers", SCENARIO, "          - 12", "          - later", "- id: weeks",
         f"{TABLE}.agenda[1]", ("unit 'weeks' takes numbers", "found 'later'")),
    Case("a range that misses its end", SCENARIO, "step: 0.1", "step: 0.3", "step: 0.3",
         f"{TABLE}.agenda[0].range", ("the step 0.3 does not lead from 0.6 to 1.0",)),
    Case("a range of endless steps", SCENARIO, "stop: 1.0", "stop: 1.0e30", "stop: 1.0e30",
         f"{TABLE}.agenda[0].range", ("at most 2000 options",)),
    Case("both range and options", SCENARIO, "        options:\n",
         "        range: {start: 0, stop: 1, step: 1}\n        options:\n", "- id: weeks",
         f"{TABLE}.agenda[1]", ("give exactly one of 'options' and 'range'",)),
    Case("a score too few", SCENARIO, "[60, 30, 0]", "[60, 30]", "[60, 30]",
         f"{TABLE}.valuation.scores.buyer.weeks", ("2 numbers for 3 options",)),
    Case("a score in words", SCENARIO, "[60, 30, 0]", "[60, thirty, 0]", "thirty",
         f"{TABLE}.valuation.scores.buyer.weeks[1]", ("found 'thirty'", "expected a number")),
    Case("an unknown party", SCENARIO, "opens: buyer", "opens: broker", "opens: broker",
         f"{TABLE}.opens", ("unknown party 'broker'", "known are buyer, seller")),
    Case("an unknown issue", SCENARIO, "- issue: weeks", "- issue: wekes", "- issue: wekes",
         f"{BUYER}.red_lines[0].issue", ("unknown issue 'wekes'", "known are price, weeks")),
    Case("an unknown persona", SCENARIO, "persona: cloud_architect", "persona: nobody",
         "persona: nobody", "parties[1].persona", ("unknown persona 'nobody'", "nvidia_rep")),
    Case("a red line beyond every option", SCENARIO, "at_most: 8", "at_most: 3",
         "- issue: weeks", f"{BUYER}.red_lines[0]", ("no option of issue 'weeks' keeps to",)),
    Case("points to be simulated", SCENARIO, "reservation_value: 20",
         "reservation_value: simulated", "simulated", f"{BUYER}.reservation_value",
         ("'simulated' needs", "'economics'", "give a number")),
    Case("a party named twice", SCENARIO, "- id: seller", "- id: buyer",
         '- id: buyer\n    name: {en: "Red', "parties[1]", ("'buyer' is named twice",)),
    Case("no market", SUPPLY, "market:\n  draws: 64\n  backlog_months: 3\n", "", "valuation:",
         f"{TABLE}.valuation", ("'economics' valuation needs", "'market'")),
    Case("a market out of bounds", SUPPLY, "draws: 64", "draws: 1", "draws: 1", "market.draws",
         ("found 1", "greater than or equal to 16")),
    Case("an unknown clause", SUPPLY, "- id: allocation_priority", "- id: queue_place",
         "- id: queue_place", f"{TABLE}.agenda[2].id",
         ("no clause 'queue_place'", "it has price_cny_per_gpu, gpus")),
    Case("a clause out of bounds", SUPPLY, "stop: 80000", "stop: 600000", "stop: 600000",
         f"{TABLE}.agenda[0].range", ("expected a number from 1000 to 500000",)),
    Case("a clause with a word that is none", SUPPLY, "          - first",
         "          - premium", "- premium", f"{TABLE}.agenda[2].options[1]",
         ("found 'premium'", "expected one of standard, preferred, first")),
    Case("a fixed clause out of bounds", SUPPLY, "ld_cap_fraction: 0.05", "ld_cap_fraction: 5",
         "ld_cap_fraction: 5", f"{TABLE}.valuation.fixed.ld_cap_fraction",
         ("found 5.0", "expected a number from 0 to 1")),
    Case("a clause fixed and negotiated", SUPPLY, "ld_cap_fraction: 0.05", "gpus: 512",
         "gpus: 512", f"{TABLE}.valuation.fixed.gpus", ("on the agenda",)),
    Case("roles of another contract", SUPPLY, "vendor: seller", "lab: seller", "valuation:",
         f"{TABLE}.valuation", ("roles must be ['cloud', 'vendor']", "not ['cloud', 'lab']")),
    Case("a misspelt figure of a profile", SUPPLY, "need_gpus: 2048", "needs_gpus: 2048",
         "needs_gpus", f"{TABLE}.valuation.cloud.needs_gpus", ("did you mean 'need_gpus'?",)),
    Case("a phrase without the offer", PERSONA, '"Still: {offer}."', '"Still."', '"Still."',
         "phrases.en.hold[0]", ("must hold {offer}", "found 'Still.'")),
    Case("a figure in a phrase", PERSONA, '"再见。"', '"再等3天。"', "再等3天",
         "phrases.zh.walk_away[0]", ("must not hold figures", "found '再等3天。'")),
    Case("an unknown placeholder", PERSONA, '"Then: {offer}."', '"Then: {offer}, {price}."',
         "{price}", "phrases.en.counter[0]", ("unknown placeholder '{price}'", "{counterpart}")),
    Case("an empty list of phrases", PERSONA, '["成交：{offer}。"]', "[]", "accept: []",
         "phrases.zh.accept", ("expected at least 1", "found 0")),
    Case("a persona without phrases", PERSONA, PERSONA[PERSONA.index("phrases:"):], "",
         "schema_version", "phrases", ("missing key",)),
    Case("a repeated key", SCENARIO, "opens: buyer", "opens: buyer\n    opens: seller",
         "opens: seller", f"{TABLE}.opens", ("repeated key", "first given in line 55")),
    Case("an alias", SCENARIO, "opens: buyer", "opens: *b", "opens: *b", f"{TABLE}.opens",
         ("aliases are not allowed", "found *b")),
    Case("a tag", SCENARIO, "opens: buyer", "opens: !!python/name:os.system", "!!python",
         f"{TABLE}.opens", ("tags are not allowed", "os.system")),
    Case("infinity", SCENARIO, "reservation_value: 20", "reservation_value: .inf", ".inf",
         f"{BUYER}.reservation_value", ("numbers must be finite", "found .inf")),
    Case("broken YAML", SCENARIO, "[buyer, seller]", "[buyer, seller", "protocol: alternating", "",
         ("not valid YAML", "expected ',' or ']'")),
    Case("text that steers the terminal", SCENARIO, '"Buyer"', '"\x1b[2JBuyer"', "[2JBuyer", "",
         ("invisible control character '\\x1b'",)),
    Case("a list at the top", SCENARIO, SCENARIO, "- a\n- b\n", "- a", "",
         ("expected keys and values", "found ['a', 'b']")),
    Case("an empty file", PERSONA, PERSONA, "# nothing\n", "# nothing", "",
         ("expected keys and values", "found nothing")),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_wrong_is_told_at_its_line_and_key(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert case.file.count(case.right) == 1
    spoiled = case.file.replace(case.right, case.wrong)
    line = spoiled[: spoiled.index(case.at)].count("\n") + 1
    path = tmp_path / "mine.yaml"
    path.write_text(spoiled, encoding="utf-8")

    assert main(["validate", str(path)]) == 2

    out, err = capsys.readouterr()
    assert out == ""
    where = f"{path}:{line}: " + (f"{case.key}: " if case.key else "")
    said = [row for row in err.removeprefix("haggle: ").splitlines() if row.startswith(where)]
    assert said, err
    for words in case.told:
        assert words in said[0]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_one_wrong_line_makes_no_other_trouble(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(case.file.replace(case.right, case.wrong), encoding="utf-8")
    assert main(["validate", "--json", str(path)]) == 2
    out, err = capsys.readouterr()
    assert err == ""
    (row,) = json.loads(out)
    assert (row["file"], row["ok"]) == (str(path), False)
    assert row["problems"][0].keys() == {"file", "line", "key", "message"}
    keys = [problem["key"] for problem in row["problems"]]
    assert (len(keys) > 1) is (case.name in CAUSES_MORE)
    assert case.key in keys


CAUSES_MORE = {
    "a misspelt key": "the right key is then missing",
    "a party named twice": "and the other name is gone",
}
"""Files in which one slip truly makes more than one thing wrong, and why."""


def test_the_files_are_right_before_they_are_spoiled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = []
    for name, content in (("a", SCENARIO), ("b", SUPPLY), ("c", PERSONA)):
        path = tmp_path / f"{name}.yaml"
        path.write_text(content, encoding="utf-8")
        paths.append(str(path))
    assert main(["validate", *paths]) == 0
    assert main(["validate", "--json", *paths]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    kinds = [row["kind"] for row in json.loads(out[out.index("[\n") :])]
    assert kinds == ["scenario", "scenario", "persona"]


def test_everything_wrong_in_a_file_is_told_at_once_in_its_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.yaml"
    spoiled = SCENARIO.replace("name: tiny", "name: Tiny").replace("opens: buyer", "opens: 7")
    path.write_text(spoiled.replace("strategy: linear", "strategy: bluff"), encoding="utf-8")
    assert main(["validate", "--json", str(path)]) == 2
    (row,) = json.loads(capsys.readouterr().out)
    found = [(problem["line"], problem["key"]) for problem in row["problems"]]
    assert found == [(2, "name"), (12, "parties[0].strategy"), (55, "tables[0].opens")]


def test_a_right_file_beside_a_wrong_one_is_still_called_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right, wrong = tmp_path / "right.yaml", tmp_path / "wrong.yaml"
    right.write_text(PERSONA, encoding="utf-8")
    wrong.write_text("", encoding="utf-8")
    assert main(["validate", str(wrong), str(right)]) == 2
    out, err = capsys.readouterr()
    assert out.replace("\n", "") == f"{right}: a valid persona"
    assert err.startswith(f"haggle: {wrong}:1: ")


def test_a_wrong_persona_beside_a_scenario_is_told_at_its_own_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.yaml").write_text(
        SCENARIO.replace("persona: cloud_architect", "persona: tiny_persona"), encoding="utf-8"
    )
    persona = tmp_path / "tiny_persona.yaml"
    persona.write_text(PERSONA.replace('"Goodbye."', '"{offer}"'), encoding="utf-8")
    assert main(["validate", str(tmp_path / "mine.yaml")]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"haggle: {persona}:15: phrases.en.walk_away[0]: ")


@pytest.mark.parametrize("name", ["absent.yaml", "."])
def test_a_file_that_cannot_be_read_is_an_error_of_the_user(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    assert main(["validate", str(path)]) == 2
    assert f"{path}:1: cannot be read: " in capsys.readouterr().err


def test_validate_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "give a file to check" in err
