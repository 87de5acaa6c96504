"""What is said at larger tables, on the terminal, in both languages."""

from pathlib import Path

import pytest

from tests.app.scenarios import write
from tests.builders import Content
from tests.cli.commands import Haggle
from tests.domain.deals import points_tender, roundtable_content


def tender(**rules: object) -> Content:
    """A tender whose host takes any bid rather than none."""
    content = points_tender()
    content["parties"][0]["mandate"]["reservation_value"] = 0
    content["tables"][0]["tender"] |= rules
    return content


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("hands in a sealed bid (o", "The bids are opened", "Awarded to", "last bid")),
        ("zh", ("递交密封标书（o", "开标", "中标\n", "最后报价")),
    ],
)
def test_sealed_bids_are_opened_and_awarded(
    haggle: Haggle, here: Path, language: str, words: tuple[str, ...]
) -> None:
    path = write(here, tender(bidding="sealed"))
    out = haggle.ok("run", path, "--lang", language, "--out", "r").out
    places = [out.index(word) for word in words]
    assert places == sorted(places)
    assert "On the table" not in out


def test_open_bids_are_followed_by_the_best_one(haggle: Haggle, here: Path) -> None:
    path = write(here, tender(min_step=0.1, has_presentation=True))
    out = haggle.ok("run", path, "--out", "r").out
    assert "Round 1 of 6 · Presentations" in out
    assert "Best bid: " in out
    assert "Last call" in out
    assert "What could have been" in out
    assert "Winner" in out, "the reference points say who would have won"


def test_a_split_award_names_the_shares(haggle: Haggle, here: Path) -> None:
    content = tender(bidding="sealed", split_fractions=[0.6, 0.4])
    done = haggle("run", write(here, content), "--out", "r")
    if done.code:  # points have no cards that could be divided
        assert "split" in done.err or "share" in done.err
    else:
        assert "60%" in done.out


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("proposal o1", "is for o", "Carried by")), ("zh", ("提案 o1", "赞成 o", "通过"))],
)
def test_a_round_table_proposes_votes_and_carries(
    haggle: Haggle, here: Path, language: str, words: tuple[str, ...]
) -> None:
    content = roundtable_content(deadline_rounds=6, agreement={"quorum": 2, "veto": []})
    out = haggle.ok("run", write(here, content), "--lang", language, "--out", "r").out
    assert all(word in out for word in words)
    assert ("For the last proposal" if language == "en" else "最后一份提案，赞成") in out


def test_a_quorum_counts_in_the_scorecard(haggle: Haggle, here: Path) -> None:
    content = roundtable_content(deadline_rounds=6, agreement={"quorum": 2, "veto": []})
    done = haggle.ok("run", write(here, content), "--out", "r", "--json")
    (table,) = done.json["scorecard"]["tables"]
    assert table["distance_to_frontier"] is not None
    assert {each["party"] for each in table["attendance"]} == {"chair", "left", "right"}
