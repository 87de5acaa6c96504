from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from negotiation.domain.moves import (
    MAX_MESSAGE,
    Accept,
    Act,
    Move,
    Offer,
    Reject,
    Talk,
    WalkAway,
)

ACTS: tuple[Act, ...] = (
    Talk(),
    Offer(outcome={"price": 0.7, "weeks": 8, "mode": "海运"}),
    Accept(offer_id="b1"),
    Reject(offer_id="b1"),
    WalkAway(),
)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.kind)
def test_every_move_survives_json(act: Act) -> None:
    move = Move(act=act, message="好的, 72,000 a card 🙂\n\tfine")
    assert Move.model_validate_json(move.model_dump_json()) == move


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_what_is_said_holds_no_control_characters(message: str) -> None:
    said = Move(act=Talk(), message=message).message
    assert said == "".join(character for character in message if character in said)
    assert not set(said) & set("\x00\x07\x1b\r\x7f\x9b\u200b\u202e\u2066\ufeff")


def test_a_message_is_capped() -> None:
    assert len(Move(act=Talk(), message="卡" * MAX_MESSAGE).message) == MAX_MESSAGE
    with pytest.raises(ValidationError, match=f"at most {MAX_MESSAGE} characters"):
        Move(act=Talk(), message="卡" * (MAX_MESSAGE + 1))


def test_numbers_keep_their_type_through_json() -> None:
    offer = Offer(outcome={"whole": 8, "real": 8.0, "label": "8"})
    back = Offer.model_validate_json(offer.model_dump_json())
    assert [type(value) for value in back.outcome.values()] == [int, float, str]


@pytest.mark.parametrize(
    "value", [True, None, [8], {"value": 8}, float("nan"), float("inf"), "x" * 81, "\ud800"]
)
def test_an_offer_holds_numbers_and_labels_only(value: Any) -> None:
    with pytest.raises(ValidationError):
        Offer(outcome={"weeks": value})


@pytest.mark.parametrize(
    "act",
    [
        {"kind": "sign"},
        {},
        {"kind": "accept"},
        {"kind": "accept", "offer_id": 3},
        {"kind": "talk", "offer_id": "b1"},
        {"kind": "offer"},
        "talk",
    ],
)
def test_what_is_no_act_is_refused(act: Any) -> None:
    with pytest.raises(ValidationError):
        Move.model_validate({"act": act, "message": ""})
