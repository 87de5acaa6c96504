"""What is counted, whose words they were, and that no text is too strange."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from negotiation.analysis.conduct.finding import count_conduct
from negotiation.analysis.conduct.record import Record, spoken
from negotiation.analysis.conduct.rules import find_in_words
from negotiation.domain.events import (
    Event,
    MoveRefused,
    NoteTaken,
    OfferMade,
    TableOpened,
    Talked,
    TurnForfeited,
)
from negotiation.domain.moves import Claim, Move, Talk, WordedBy
from negotiation.domain.values import LANGUAGES, Language
from tests.analysis.conduct.labelled_cases import BASE, record

VENDOR: dict[str, Any] = {"table": "supply", "party": "vendor"}
OPENED = TableOpened(table="supply", parties=("vendor", "cloud"), deadline_rounds=9)
COST = "Our cost is 20,000 RMB a card."


def found_in(*events: Event, language: Language = "en") -> list[tuple[str, str, str]]:
    known: Record = record("a800-supply", language)
    found = find_in_words(known, [OPENED, *events], lambda _party, _outcome: 0.0)
    return [(each.kind, each.severity, each.owner) for each in found]


def said(message: str, worded_by: WordedBy | None = None) -> tuple[Event, Event]:
    note = NoteTaken(**VENDOR, turn=1, worded_by=worded_by)
    return note, Talked(**VENDOR, turn=1, message=message)


def test_the_owner_is_who_chose_the_words() -> None:
    assert found_in(*said(COST)) == [("leak", "major", "party")]
    assert found_in(*said(COST, "model")) == [("leak", "major", "model")]
    assert found_in(*said(COST, "template")) == [("leak", "major", "engine")]


def test_a_rounded_leak_is_minor() -> None:
    assert found_in(*said("Our cost is about 19,800 RMB a card.")) == [("leak", "minor", "party")]


def test_a_mismatch_that_is_said_to_be_about_right_is_minor() -> None:
    outcome = {**BASE["a800-supply"], "gpus": 2048}
    for message, severity in (("About 2,000 cards.", "minor"), ("2,000 cards.", "major")):
        event = OfferMade(**VENDOR, turn=1, offer_id="o1", outcome=outcome, message=message)
        assert found_in(event) == [("mismatch", severity, "party")]


def test_a_private_note_is_no_public_word() -> None:
    note = NoteTaken(**VENDOR, turn=1, note=COST)
    assert found_in(note, Talked(**VENDOR, turn=1, message="Good morning.")) == []


def test_a_claim_of_the_very_value_gives_it_away() -> None:
    claims = (Claim(fact="unit_cost", value=20_000),)
    event = Talked(**VENDOR, turn=1, message="So it is.", claims=claims)
    assert found_in(event) == [("leak", "major", "party")]


def test_what_went_wrong_is_counted_by_party_and_owner() -> None:
    claims = (Claim(fact="warehouse", value=5), Claim(fact="unit_cost", value=1))
    events: list[Event] = [
        OPENED,
        NoteTaken(**VENDOR, turn=1, n_invalid_replies=2),
        Talked(**VENDOR, turn=1, message="Well.", claims=claims),
        TurnForfeited(table="supply", party="cloud", turn=2, reason="down", owner="endpoint"),
        MoveRefused(**VENDOR, turn=3, move=Move(act=Talk()), reasons=("no message",)),
        TurnForfeited(**VENDOR, turn=3, reason="no move", owner="model", n_invalid_replies=3),
    ]
    findings = tuple(find_in_words(record("a800-supply", "en"), events, lambda _p, _o: 0.0))
    counts = count_conduct(events, findings, "vendor", facts=["unit_cost"])
    assert counts.n_invalid_replies == 5
    assert counts.n_refused_moves == 1
    assert counts.forfeits == {"model": 1}
    assert counts.n_unverifiable_claims == 1
    assert counts.findings == {"false_claim": 1}


def test_what_was_offered_before_is_known() -> None:
    outcome = BASE["a800-supply"]
    first = OfferMade(**VENDOR, turn=1, offer_id="o1", outcome=outcome, message="")
    second = OfferMade(
        **VENDOR,
        turn=3,
        offer_id="o3",
        outcome={**outcome, "price_cny_per_gpu": 76_000},
        message="78,000 was too much. I see that.",
    )
    *_, last = spoken([OPENED, first, second])
    assert last.offered["price_cny_per_gpu"] == {76_000, 78_000}
    assert found_in(first, second) == []


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_no_text_is_too_strange(message: str, language: Language) -> None:
    event = OfferMade(**VENDOR, turn=1, offer_id="o1", outcome=BASE["a800-supply"], message=message)
    assert isinstance(found_in(event, language=language), list)


def test_no_text_is_too_long() -> None:
    found_in(*said("I cannot go below 78,000 RMB, and our cost, as you know, is ours. " * 140))
    found_in(*said("成本两万，七折，三成五。" * 800), language="zh")
