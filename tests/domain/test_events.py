import json
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from negotiation.domain.events import (
    AgreementReached,
    Award,
    BidsRevealed,
    ContractAwarded,
    DeadlinePassed,
    EscalationAsked,
    EscalationDecided,
    Event,
    LastCall,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    Passed,
    ProposalCarried,
    RevealedBid,
    TableOpened,
    Talked,
    TurnForfeited,
    VoteCast,
    WalkedAway,
)
from negotiation.domain.moves import Accept, Claim, Estimate, Move, Offer
from negotiation.domain.protocols import RoundtableRules, TenderRules
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import AgreementRule
from tests.builders import parse_event

OUTCOME: dict[str, OptionValue] = {"price": 0.7, "weeks": 8, "real": 8.0, "mode": "海运 🙂"}
SAID: dict[str, Any] = {"table": "t", "turn": 3, "party": "buyer", "message": '"\\\n\t价'}
TURN: dict[str, Any] = {"table": "t", "turn": 3, "party": "buyer"}

ONE_OF_EACH: tuple[Event, ...] = (
    TableOpened(table="t", parties=("buyer", "seller"), deadline_rounds=6),
    Talked(**SAID),
    OfferMade(**SAID, offer_id="b1", outcome=OUTCOME),
    OfferRejected(**SAID, offer_id="b1"),
    AgreementReached(**SAID, offer_id="b1", outcome=OUTCOME),
    WalkedAway(**SAID),
    Talked(**SAID, claims=(Claim(fact="stock", value=5000), Claim(fact="made_in", value="台湾"))),
    NoteTaken(
        **TURN,
        note="they bluff",
        estimate=Estimate(issue="price", value=0.4, confidence=0.5),
        worded_by="template",
        n_invalid_replies=2,
    ),
    TurnForfeited(**TURN, reason="cut", owner="model", n_invalid_replies=3),
    MoveRefused(**TURN, move=Move(act=Offer(outcome=OUTCOME), message="x"), reasons=("no", "否")),
    MoveRefused(**TURN, move=Move(act=Accept(offer_id="s9")), reasons=()),
    TurnForfeited(**TURN, reason="no usable answer"),
    DeadlinePassed(table="t"),
    TableOpened(
        table="t",
        parties=("a", "b", "host"),
        deadline_rounds=6,
        protocol="tender",
        tender=TenderRules(host="host", bidding="sealed", price_issue="price", award="weights"),
        offers_stand_rounds=3,
    ),
    TableOpened(
        table="t",
        parties=("a", "b", "c"),
        deadline_rounds=6,
        protocol="roundtable",
        roundtable=RoundtableRules(proposer="a"),
        agreement=AgreementRule(quorum=2, veto=("a",)),
    ),
    OfferMade(**SAID, offer_id="o3", outcome=OUTCOME, is_sealed=True),
    Passed(**SAID),
    VoteCast(**SAID, offer_id="o1", assents=True),
    VoteCast(**SAID, offer_id="o1", assents=False),
    EscalationAsked(**SAID, outcome=OUTCOME, steps=(0, 2), due_round=4),
    EscalationDecided(
        table="t", party="buyer", outcome=OUTCOME, steps=(0, 2), granted=(0,), reason="否"
    ),
    BidsRevealed(
        table="t", round=2, bids=(RevealedBid(party="a", offer_id="o1", outcome=OUTCOME),)
    ),
    LastCall(table="t", round=3),
    ContractAwarded(
        table="t",
        awards=(
            Award(party="a", offer_id="o1", outcome=OUTCOME, share_fraction=0.6),
            Award(party="b", offer_id="o2", outcome=OUTCOME, share_fraction=0.4),
        ),
    ),
    ProposalCarried(table="t", offer_id="o1", outcome=OUTCOME, assents=("a", "c")),
)


def kinds() -> set[type]:
    union, _ = get_args(Event)
    return set(get_args(union))


def test_the_samples_hold_every_kind_of_event() -> None:
    assert {type(event) for event in ONE_OF_EACH} == kinds()


def test_every_kind_has_a_tag_of_its_own() -> None:
    assert len({event.kind for event in ONE_OF_EACH}) == len(kinds())


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: event.kind)
def test_an_event_survives_json_byte_for_byte(event: Event) -> None:
    line = event.model_dump_json()
    back = parse_event(line)
    assert back == event
    assert type(back) is type(event)
    assert back.model_dump_json() == line
    assert parse_event(line.encode()) == event


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: event.kind)
def test_an_event_takes_one_line(event: Event) -> None:
    assert "\n" not in event.model_dump_json()


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: event.kind)
def test_an_event_with_a_key_too_many_or_too_few_is_none(event: Event) -> None:
    content = event.model_dump(mode="json")
    with pytest.raises(ValidationError):
        parse_event(json.dumps({**content, "clock": "12:00"}))
    needed = [key for key, field in type(event).model_fields.items() if field.is_required()]
    assert needed
    for key in needed:
        with pytest.raises(ValidationError):
            parse_event(json.dumps({k: v for k, v in content.items() if k != key}))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"kind":"table_closed","table":"t"}',
        '{"kind":null,"table":"t"}',
        '{"table":"t"}',
        '{"kind":"deadline_passed","table":"t"} {}',
        '{"kind":"deadline_passed","table":"t"',
        '{"kind":"deadline_passed","table":7}',
        OfferMade(**SAID, offer_id="b1", outcome=OUTCOME).model_dump_json().replace("8.0", "NaN"),
        b"\xff",
    ],
)
def test_a_line_that_is_no_event_is_refused(line: str | bytes) -> None:
    with pytest.raises(ValidationError):
        parse_event(line)


def test_events_never_change() -> None:
    event = DeadlinePassed(table="t")
    with pytest.raises(ValidationError, match="frozen"):
        event.table = "u"  # type: ignore[misc]  # that is what must fail
