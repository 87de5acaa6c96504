"""A person at a tender, at a round table, as who signs, and at every table of a campaign."""

from pathlib import Path

import pytest

from negotiation.domain.chronicle import LogEvent
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events
from tests.app.campaigns import campaign_content
from tests.app.scenarios import write
from tests.builders import Content, text
from tests.cli.commands import Haggle
from tests.domain.deals import points_tender, roundtable_content

PASS, LEAVE = ("p", ""), ("w", "")


def tender(*, award: str = "price", bidding: str = "open") -> Content:
    content = points_tender()
    content["tables"][0]["tender"] |= {"award": award, "bidding": bidding, "min_step": 0.1}
    return content


def of(run: Path, party: str) -> list[LogEvent]:
    events = read_events(RunFolder(run).events)
    return [event for event in events if getattr(event, "party", None) == party]


def test_a_bidder_bids_passes_and_drops_out(haggle: Haggle, here: Path) -> None:
    typed = ["o", "4", "1", "Our bid.", *PASS, *LEAVE]
    path = write(here, tender())
    done = haggle.ok("play", path, "--as", "heron", "--out", "r", typed=typed)
    assert [event.kind for event in of(here / "r", "heron")] == [
        "offer_made",
        "passed",
        "walked_away",
    ]
    assert "Nobody has bid yet." in done.out
    assert "o=bid" in done.out
    assert "w=drop out" in done.out
    assert "dropped out in round" in done.out


def test_what_a_new_bid_must_beat_is_said_and_kept_by_enter(haggle: Haggle, here: Path) -> None:
    path = write(here, tender())
    typed = ["o", "", "", "First.", "o", "", "", "Again.", *LEAVE]
    done = haggle("play", path, "--as", "sand", "--out", "r", typed=typed)
    bids = [event.outcome["price"] for event in of(here / "r", "sand") if hasattr(event, "outcome")]
    assert "A new bid must be" in done.out
    assert bids == sorted(bids, reverse=True)
    assert not any(event.kind == "move_refused" for event in of(here / "r", "sand"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_host_chooses_among_the_bids(haggle: Haggle, here: Path, language: str) -> None:
    path = write(here, tender(award="choice", bidding="batched"))
    typed = [*PASS, "a", "2", "You have it."]
    done = haggle.ok(
        "play", path, "--as", "paper", "--lang", language, "--out", "r", typed=typed
    )  # fmt: skip
    assert ("choose a winner" if language == "en" else "定标") in done.out
    chosen = of(here / "r", "paper")[-1]
    assert chosen.kind == "agreement_reached"
    bids = [
        event for event in read_events(here / "r" / "events.jsonl") if event.kind == "bids_revealed"
    ]
    known = {bid.party: bid.offer_id for reveal in bids for bid in reveal.bids}
    assert chosen.offer_id in known.values()
    assert len(known) > 1


def test_a_round_table_is_answered_and_proposed_to(haggle: Haggle, here: Path) -> None:
    path = write(here, roundtable_content(deadline_rounds=4))
    typed = [*("r", "No."), "o", "1", "Rather this.", *PASS, *("a", "Yes.")] * 2
    done = haggle("play", path, "--as", "left", "--out", "r", typed=typed)
    assert done.code in {0, 130}, done.err
    kinds = [event.kind for event in of(here / "r", "left")]
    assert kinds[:2] == ["vote_cast", "offer_made"]
    assert "Put to the vote by" in done.out
    assert "You propose in this round." in done.out
    assert "a=vote for it" in done.out


def signing(*, approval: str | float = "seat") -> Content:
    content = tender()
    step = {"issue": "price", "at_most": 0.8, "signer": text("The chief.", "老板。")}
    content["parties"][1]["mandate"]["authority"] = [step | {"approval": approval}]
    assert content["parties"][1]["id"] == "heron"
    return content


@pytest.mark.parametrize(("answer", "is_signed"), [("a", True), ("r", False)])
def test_a_person_signs_or_refuses(
    haggle: Haggle, here: Path, answer: str, *, is_signed: bool
) -> None:
    path = write(here, signing())
    typed = ["e", "2", "1", "Please.", answer, "We have looked.", *LEAVE]
    seats = ("--seat", "heron=human", "--seat", "heron.approver=human")
    done = haggle.ok("run", path, *seats, "--out", "r", typed=typed)
    assert "asks you to sign" in done.out
    assert "a=sign  r=do not sign" in done.out
    (decided,) = [each for each in of(here / "r", "heron") if each.kind == "escalation_decided"]
    assert bool(decided.granted) is is_signed
    assert decided.reason == "We have looked."


def test_a_person_signs_for_a_strategy(haggle: Haggle, here: Path) -> None:
    path = write(here, signing())
    done = haggle("play", path, "--as", "heron.approver", "--out", "r", typed=["a", "Yes."] * 9)
    assert done.code in {0, 130}, done.err
    assert "CONFIDENTIAL" in done.out or not of(here / "r", "heron")


def test_nobody_signs_where_nobody_is_asked(haggle: Haggle, here: Path) -> None:
    path = write(here, signing(approval=0.5))
    done = haggle("run", path, "--seat", "heron.approver=human", "--out", "r")
    assert done.code == 2
    assert "no step of the authority ladder of 'heron' has the approval 'seat'" in done.err


def test_a_person_is_asked_at_every_table_of_its_party(haggle: Haggle, here: Path) -> None:
    path = write(here, campaign_content())
    typed = [*PASS, *PASS, *PASS, *LEAVE * 12]
    done = haggle("play", path, "--as", "south", "--out", "r", typed=typed)
    assert done.code in {0, 130}, done.err
    for table in ("tender", "late_order"):
        assert f"Table {table} · round 1 of" in done.out
    assert "Heard elsewhere since:" in done.out
    assert "Table order" not in done.out, "south does not sit there"


def test_a_campaign_that_was_left_goes_on(haggle: Haggle, here: Path) -> None:
    path = write(here, campaign_content())
    assert haggle("play", path, "--as", "maker", "--out", "r", typed=["w", ""]).code == 130
    before = (here / "r" / "events.jsonl").read_bytes()
    done = haggle.ok("resume", "r", typed=LEAVE * 9)
    assert (here / "r" / "events.jsonl").read_bytes().startswith(before)
    assert "The campaign is over." in done.out
    assert "Profit by party" in done.out
