"""A log that lies: every edit that would be believed is refused at the event that tells it."""

from pathlib import Path

import pytest

from negotiation.domain.chronicle import CampaignClosed, LogEvent
from negotiation.domain.events import Award, ContractAwarded, Event, TableOpened
from negotiation.domain.scenarios import Scenario
from negotiation.errors import LogCorrupted
from negotiation.store.checking import check_events
from tests.builders import make_scenario, mandate_content, party_content, table_content
from tests.protocol.builders import accept
from tests.protocol.larger import PASS, Hall, bid, escalate, house_of, step

PATH = Path("events.jsonl")
PARTIES = ("heron", "otter", "lab")
SCORES = {party: {"price": [5, 4, 3, 2, 1], "weeks": [3, 2, 1]} for party in PARTIES}


def scenario(**table: object) -> Scenario:
    content = table_content(
        id="hall", parties=list(PARTIES), opens="heron", deadline_rounds=4, **table
    )
    parties = [party_content(name, mandate=mandate_content()) for name in PARTIES]
    return make_scenario(parties=parties, tables=[content])


def points(*parties: str) -> dict[str, object]:
    return {"kind": "points", "scores": {party: SCORES[party] for party in parties}}


RULES = {"host": "lab", "bidding": "batched", "price_issue": "price"}
TENDER = scenario(
    protocol="tender",
    tender=RULES | {"split_fractions": [0.6, 0.4]},
    valuation={
        "kind": "per_bidder",
        "bidders": {name: points(name, "lab") for name in ("heron", "otter")},
    },
)
COUNCIL = scenario(
    protocol="roundtable", agreement={"quorum": 2, "veto": ["lab"]}, valuation=points(*PARTIES)
)


def opening(of: Scenario) -> TableOpened:
    (table,) = of.tables
    tender = table.tender
    return TableOpened(
        table=table.id,
        parties=table.order,
        deadline_rounds=table.deadline_rounds,
        protocol=table.protocol,
        tender=tender and tender.model_copy(update={"weights": None}),
        roundtable=table.roundtable if table.protocol == "roundtable" else None,
        agreement=table.agreement,
        offers_stand_rounds=table.offers_stand_rounds,
    )


def tender_log() -> list[Event]:
    house = house_of({"heron": [step()]}, parties=PARTIES)
    hall = Hall(opening(TENDER), house)
    hall.round(escalate(0.7), bid(0.9), PASS)
    hall.round(bid(0.7), PASS, PASS, *[PASS] * 3, *[PASS] * 3)
    return hall.log


def council_log() -> list[Event]:
    hall = Hall(opening(COUNCIL))
    hall.round(bid(0.8), accept("o1"), accept("o1"))
    return hall.log


def check(log: list[Event], of: Scenario) -> None:
    found: list[LogEvent] = list(log)
    check_events(found, of, PATH)


def test_honest_logs_are_read() -> None:
    assert tender_log()[-1].kind == "contract_awarded"
    check(tender_log(), TENDER)
    assert council_log()[-1].kind == "proposal_carried"
    check(council_log(), COUNCIL)


OTHER = {"price": 0.6, "weeks": 4}

EDITS: dict[str, tuple[str, dict[str, object]]] = {
    "other rules": ("table_opened", {"tender": None}),
    "other seats": ("table_opened", {"parties": ("otter", "heron", "lab")}),
    "a seat twice": ("table_opened", {"parties": ("heron", "heron", "lab")}),
    "another protocol": ("table_opened", {"protocol": "roundtable"}),
    "offers that lapse": ("table_opened", {"offers_stand_rounds": 1}),
    "an open bid": ("offer_made", {"is_sealed": False}),
    "no such option": ("offer_made", {"outcome": {"price": 0.85, "weeks": 4}}),
    "an escalation of nothing": ("escalation_asked", {"outcome": {"price": 0.7}}),
    "an answer due before it was asked for": ("escalation_asked", {"due_round": 1}),
    "an answer due after the end": ("escalation_asked", {"due_round": 5}),
    "a signature for something else": ("escalation_decided", {"outcome": OTHER}),
    "a signature that was not asked for": ("escalation_decided", {"granted": (1,)}),
    "an answer to somebody else": ("escalation_decided", {"party": "otter"}),
    "a last call out of turn": ("last_call", {"table": "elsewhere"}),
}


@pytest.mark.parametrize(("kind", "changes"), EDITS.values(), ids=list(EDITS))
def test_an_edited_tender_is_refused(kind: str, changes: dict[str, object]) -> None:
    log = tender_log()
    number = next(place for place, event in enumerate(log, 1) if event.kind == kind)
    log[number - 1] = log[number - 1].model_copy(update=changes)
    with pytest.raises(LogCorrupted, match=rf"^events.jsonl:{number}: "):
        check(log, TENDER)


def test_bids_are_opened_as_they_were_made() -> None:
    log = tender_log()
    number = next(place for place, event in enumerate(log, 1) if event.kind == "bids_revealed")
    revealed = log[number - 1]
    assert revealed.kind == "bids_revealed"
    (made,) = revealed.bids
    for bids in (
        (made.model_copy(update={"outcome": OTHER}),),
        (made.model_copy(update={"party": "heron"}),),
        (made, made),
        (),
    ):
        log[number - 1] = revealed.model_copy(update={"bids": bids})
        with pytest.raises(LogCorrupted, match=f":{number}: these are not the bids"):
            check(log, TENDER)


def test_an_award_is_what_was_bid_and_in_the_shares_of_the_rules() -> None:
    log = tender_log()
    awarded = log[-1]
    assert isinstance(awarded, ContractAwarded)
    assert [award.share_fraction for award in awarded.awards] == [0.6, 0.4]
    best, second = awarded.awards
    forged: list[tuple[Award, ...]] = [
        (),
        (second,),
        (best.model_copy(update={"share_fraction": 1.0}),),
        (best.model_copy(update={"outcome": OTHER}), second),
        (best.model_copy(update={"share_fraction": 0.7}), second),
        (best, best.model_copy(update={"share_fraction": 0.4})),
    ]
    for awards in forged:
        log[-1] = awarded.model_copy(update={"awards": awards})
        with pytest.raises(LogCorrupted, match=f":{len(log)}: "):
            check(log, TENDER)
    log[-1] = awarded.model_copy(update={"awards": (best,)})
    check(log, TENDER)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("table_opened", {"agreement": None}),
        ("vote_cast", {"assents": False}),
        ("vote_cast", {"offer_id": "o9"}),
        ("proposal_carried", {"outcome": OTHER}),
        ("proposal_carried", {"assents": ("heron", "lab")}),
        ("proposal_carried", {"offer_id": "o2"}),
    ],
)
def test_an_edited_round_table_is_refused(kind: str, changes: dict[str, object]) -> None:
    log = council_log()
    number = max(place for place, event in enumerate(log) if event.kind == kind)
    log[number] = log[number].model_copy(update=changes)
    with pytest.raises(LogCorrupted):
        check(log, COUNCIL)


def test_only_a_campaign_has_phases() -> None:
    with pytest.raises(LogCorrupted, match="is no campaign"):
        check_events([CampaignClosed(month=3)], TENDER, PATH)
