"""What is said of two runs that differ in one seat from a turn on."""

from pathlib import Path

import pytest

from negotiation.app.campaign_comparing import CampaignRow
from negotiation.app.comparing import RunComparison
from negotiation.app.pairs import Pair
from negotiation.domain.events import OfferMade
from ui.data.comparing import comparison_of
from ui.data.runs import Run, load_run
from ui.views.compare.parting import deeds_of, where_of
from ui.views.compare.rows import (
    DIFFERS,
    Wording,
    campaign_rows,
    finding_rows,
    gain_lines,
    party_rows,
    result_rows,
    setting_rows,
)


@pytest.fixture(scope="module")
def runs(pair: Path) -> tuple[Run, Run]:
    return load_run(pair / "tiny"), load_run(pair / "branch")


@pytest.fixture(scope="module")
def found(runs: tuple[Run, Run]) -> RunComparison:
    return comparison_of(*runs, ("tiny", "branch"))


def words(runs: tuple[Run, Run], language: str = "en") -> Wording:
    return Wording(runs[0].record.plan.scenario, "zh" if language == "zh" else "en")


def test_it_is_said_where_they_part_and_what_each_did(
    found: RunComparison, runs: tuple[Run, Run]
) -> None:
    parting = found.parting
    assert parting is not None
    assert where_of(parting, words(runs)) == "At: Server contract, turn 4, Seller House"
    offers = [next(e for e in run.log if isinstance(e, OfferMade) and e.turn == 4) for run in runs]
    first, second = deeds_of(parting, words(runs))
    assert (first.message, second.message) == tuple(offer.message for offer in offers)
    assert first.said.startswith("Seller House: offers o4\n")
    assert first.said != second.said
    assert deeds_of(parting, words(runs, "zh"))[0].said.startswith("乙公司：报价 o4\n")


def test_a_log_that_ends_is_said_to_end(found: RunComparison, runs: tuple[Run, Run]) -> None:
    assert found.parting is not None
    ended = found.parting.model_copy(update={"second": None})
    assert deeds_of(ended, words(runs))[1].said == "the log ends"


def test_the_clauses_that_differ_are_marked(found: RunComparison, runs: tuple[Run, Run]) -> None:
    (table,) = found.tables or ()
    rows = {row[0]: row[1:] for row in result_rows(table, words(runs))}
    assert list(rows) == ["ending", "lasted", "Price", "Delivery"]
    assert rows["ending"] == ("agreement", "agreement", "")
    for first, second, mark in rows.values():
        assert (mark == DIFFERS) == (first != second)
    assert DIFFERS in {row[2] for row in rows.values()}


def test_gains_stand_in_one_unit_with_their_difference(
    found: RunComparison, runs: tuple[Run, Run]
) -> None:
    (table,) = found.tables or ()
    rows = party_rows(table, words(runs))
    assert [row[0] for row in rows] == ["Buyer House", "Seller House", "Joint surplus"]
    for row, pair in zip(rows, table.parties, strict=False):
        gap = pair.surplus_difference
        assert gap is not None
        assert row[3] == (f"{'+' if gap > 0 else ''}{gap:g} points" if gap else "")
    assert any(row[3] for row in rows)


def test_who_did_better_where_is_a_sentence(found: RunComparison, runs: tuple[Run, Run]) -> None:
    lines = gain_lines(found, words(runs))
    (table,) = found.tables or ()
    changed = sorted(
        (row for row in table.parties if row.surplus_difference),
        key=lambda row: -abs(row.surplus_difference or 0),
    )
    assert len(lines) == len(changed) > 0
    for line, row in zip(lines, changed, strict=True):
        assert ("more" if (row.surplus_difference or 0) > 0 else "less") in line
        assert "-" not in line
    assert gain_lines(comparison_of(runs[0], runs[0], ("a", "b")), words(runs)) == ()


def test_what_was_set_up_differently_is_listed(found: RunComparison) -> None:
    assert found.is_pure_decision
    assert setting_rows(found, "en") == (("seat seller", "strategy:boulware", "strategy:conceder"),)
    assert setting_rows(found, "zh")[0][0] == "席位 seller"


def test_findings_are_counted_side_by_side(found: RunComparison) -> None:
    (table,) = found.tables or ()
    rows = finding_rows(table, "en")
    assert len(rows) == len(table.findings)
    assert {row[1:] for row in rows} == {
        (str(each.first), str(each.second)) for each in table.findings.values()
    }


def campaign(*gains: float) -> tuple[CampaignRow, ...]:
    return tuple(
        CampaignRow(
            party=f"p{number}",
            profit_cny=Pair(first=1e7, second=1e7 + gain),
            expected_surplus_cny=Pair(first=0.0, second=0.0),
            n_signed=Pair(first=1, second=1),
            profit_difference_cny=gain,
        )
        for number, gain in enumerate(gains)
    )


def test_of_a_campaign_the_largest_differences_are_told(
    found: RunComparison, runs: tuple[Run, Run]
) -> None:
    rows = campaign(1e6, 0.0, -9e6, 3e6, 2e6)
    told = gain_lines(found.model_copy(update={"campaign": rows}), words(runs))
    assert told == (
        "p2 got 9.00 M RMB less in the second run.",
        "p3 got 3.00 M RMB more in the second run.",
        "p4 got 2.00 M RMB more in the second run.",
    )
    assert campaign_rows(rows, words(runs))[2] == (
        "p2",
        "10.00 M RMB",
        "1.00 M RMB",
        "-9.00 M RMB",
    )
