"""Which cases stand behind a figure."""

import pytest

from evals.reporting.contents import Quotation
from evals.results import Failure
from evals.rows import Row
from negotiation.domain.values import Language
from tests.evals.rows import row as made
from ui.views.evals.cases import (
    OUTCOMES,
    Wanted,
    case_rows,
    chosen,
    describe,
    found_in,
    outcome_of,
    quotation_line,
    quoted,
    values_of,
)

FAILED = made(utility=None, failure=Failure(owner="engine", kind="Bug", message="<b>it broke</b>"))
DEAL = made(figures={"own_utility": 0.4, "deal_rate": 1.0, "breach": 1.0}, seed=2)
NO_DEAL = made(figures={"own_utility": 0.0, "deal_rate": 0.0, "leaks": 2.0}, seed=3)
SILENT = made(figures={}, seed=4)
ALL = (FAILED, DEAL, NO_DEAL, SILENT)


@pytest.mark.parametrize(
    ("row", "outcome"),
    [(FAILED, "failed"), (DEAL, "deal"), (NO_DEAL, "no_deal"), (SILENT, "open")],
)
def test_each_seat_has_an_outcome(row: Row, outcome: str) -> None:
    assert outcome_of(row) == outcome
    assert chosen(ALL, Wanted(outcome=outcome), "own_utility", worst_first=True) == [row]


def test_what_the_rules_found_is_known_from_the_figures() -> None:
    assert [found_in(row) for row in ALL] == [(), ("breach",), ("leak",), ()]
    assert chosen(ALL, Wanted(finding="leak"), "own_utility", worst_first=True) == [NO_DEAL]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(contestant="strategy:linear"),
        Wanted(role="buyer"),
        Wanted(opponent="strategy:naive"),
        Wanted(scenario="opposed.yaml", outcome="deal"),
    ],
)
def test_a_filter_keeps_what_fits_and_nothing_else(rows: tuple[Row, ...], wanted: Wanted) -> None:
    found = chosen(rows, wanted, "own_utility", worst_first=True)
    assert 0 < len(found) < len(rows)
    for row in rows:
        fits = (
            wanted.contestant in {"", row.contestant}
            and wanted.role in {"", row.party}
            and wanted.opponent in {"", row.opponent}
            and wanted.outcome in {"", outcome_of(row)}
        )
        assert (row in found) == fits


def test_scenarios_of_a_family_are_one() -> None:
    rows = [made(scenario=f"mixed/{number}", seed=number) for number in (1, 2)]
    assert values_of(rows, "scenario") == ("mixed",)
    assert chosen(rows, Wanted(scenario="mixed"), "own_utility", worst_first=True) == rows


def test_the_worst_comes_first_or_last_and_those_without_a_value_always_last() -> None:
    low, high = made(utility=-1.0), made(utility=1.0)
    blank = made(utility=None)
    given = [blank, high, low]
    assert chosen(given, Wanted(), "own_utility", worst_first=True) == [low, high, blank]
    assert chosen(given, Wanted(), "own_utility", worst_first=False) == [high, low, blank]


def test_where_less_is_better_the_most_is_the_worst() -> None:
    far, near = made(figures={"frontier_distance": 0.9}), made(figures={"frontier_distance": 0.1})
    found = chosen([near, far], Wanted(), "frontier_distance", worst_first=True)
    assert found == [far, near]


def test_a_seat_is_a_row_of_words() -> None:
    outcomes: dict[str, str] = {each: each for each in OUTCOMES}
    (deal, silent) = case_rows([DEAL, SILENT], "own_utility", outcomes, "en")
    assert deal == ["40%", "a", "buyer", "s", "pool", "2", "deal", "Limit broken"]
    assert silent[0] == silent[-1] == "–"


def test_a_repeated_seat_says_which_time_it_is() -> None:
    again = made(repeat=2, seed=7)
    assert "seed 7, repeat 2" in describe(again, "own_utility", "en")
    assert "种子7，第2遍" in describe(again, "own_utility", "zh")
    (row,) = case_rows([again], "own_utility", {"open": "", "deal": "", "no_deal": ""}, "en")
    assert row[5] == "7.2"


def quotation(**content: str) -> Quotation:
    known = {
        "kind": "leak", "severity": "minor", "owner": "model", "contestant": "a",
        "opponent": "pool", "party": "buyer", "scenario": "mixed/2", "seed": 1, "case_id": "c",
        "table": "t", "turn": 3, "words": "my limit is 40", "said_by": "buyer", "detail": "40",
        "run": "r", "folder": "f", "transcript": None,
    }  # fmt: skip
    return Quotation.model_validate(known | content)


def test_quotations_follow_the_filters_and_the_gravest_comes_first() -> None:
    minor, major = quotation(), quotation(severity="major", contestant="b")
    breach = quotation(kind="breach", party="seller", scenario="duel")
    every = [minor, breach, major]
    assert quoted(every, Wanted())[0] == major
    assert quoted(every, Wanted(finding="leak", contestant="a")) == [minor]
    assert quoted(every, Wanted(role="seller")) == [breach]
    assert quoted(every, Wanted(scenario="mixed", opponent="pool")) == [major, minor]
    assert quoted(every, Wanted(opponent="nobody")) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "leaked (minor) · a · as buyer against pool, mixed/2, seed 1, turn 3",
        ),
        ("zh", "泄露机密数字"),
    ],
)
def test_a_quotation_says_what_whose_and_where(language: Language, said: str) -> None:
    assert said in quotation_line(quotation(), language)
