"""How much passes between the parties is a rule of the table, not a request to the seats."""

import pytest

from negotiation.domain.events import (
    AgreementReached,
    DeadlinePassed,
    Event,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    TableOpened,
    WalkedAway,
)
from negotiation.domain.moves import (
    Accept,
    Act,
    Claim,
    Estimate,
    Move,
    Offer,
    Reject,
    Talk,
    TalkMode,
    WalkAway,
)
from negotiation.protocol.fold import replay
from negotiation.protocol.house import OpenHouse
from negotiation.protocol.referee import decide
from negotiation.protocol.view import view_for
from tests.protocol.builders import SPACE

PARTIES = ("buyer", "seller")
OUTCOME = SPACE.outcome_at(0)


def after(talk: TalkMode, *moves: Move, rounds: int = 3) -> list[Event]:
    """The log of a table with this much talk after these moves in turn."""
    log: list[Event] = [TableOpened(table="t", parties=PARTIES, deadline_rounds=rounds, talk=talk)]
    for move in moves:
        session = replay(log)
        assert session.due_party is not None
        log += decide(session, SPACE, OpenHouse(), party=session.due_party, move=move)
    return log


@pytest.mark.parametrize("talk", ["offers", "none"])
@pytest.mark.parametrize("act", [Offer(outcome=OUTCOME), WalkAway()], ids=lambda act: str(act.kind))
def test_without_words_a_message_is_heard_by_nobody(talk: TalkMode, act: Act) -> None:
    claims = (Claim(fact="stock", value=1),)
    event = after(talk, Move(act=act, message="I whisper 417.", claims=claims))[-1]
    assert isinstance(event, OfferMade | WalkedAway)
    assert (event.message, event.claims) == ("", ())


@pytest.mark.parametrize("talk", ["offers", "none"])
def test_without_words_talking_is_refused(talk: TalkMode) -> None:
    refused = after(talk, Move(act=Talk(), message="Hello."))[-1]
    assert isinstance(refused, MoveRefused)
    assert "nobody speaks" in refused.reasons[0]


def test_answers_pass_without_words_too() -> None:
    log = after(
        "offers",
        Move(act=Offer(outcome=OUTCOME)),
        Move(act=Reject(offer_id="o1"), message="No!"),
        Move(act=Offer(outcome=OUTCOME)),
        Move(act=Accept(offer_id="o3"), message="Yes!"),
    )
    assert isinstance(log[2], OfferRejected)
    assert log[2].message == ""
    assert isinstance(log[4], AgreementReached)
    assert log[4].message == ""


def test_without_talk_there_is_one_offer_to_take_or_leave() -> None:
    log = after("none", Move(act=Offer(outcome=OUTCOME)), rounds=1)
    view = view_for(replay(log), log, "seller")
    assert view.legal_acts == ("accept", "reject", "walk_away")
    refused = after(
        "none", Move(act=Offer(outcome=OUTCOME)), Move(act=Offer(outcome=OUTCOME)), rounds=1
    )[-1]
    assert isinstance(refused, MoveRefused)
    left = after(
        "none", Move(act=Offer(outcome=OUTCOME)), Move(act=Reject(offer_id="o1")), rounds=1
    )
    assert isinstance(left[-1], DeadlinePassed)


def test_what_a_party_keeps_to_itself_is_its_own_and_costs_no_turn() -> None:
    move = Move(
        act=Offer(outcome=OUTCOME),
        message="Here.",
        private_note="they bluff",
        estimate=Estimate(issue="price", value=0.4, confidence=0.5),
        n_invalid_replies=1,
    )
    log = after("full", move)
    _, note, made = log
    assert isinstance(note, NoteTaken)
    assert isinstance(made, OfferMade)
    assert (note.note, note.estimate, note.n_invalid_replies) == (
        "they bluff", move.estimate, 1,
    )  # fmt: skip
    assert note.turn == made.turn == 1
    session = replay(log)
    assert note in view_for(session, log, "buyer").history
    assert note not in view_for(session, log, "seller").history


def test_a_move_that_keeps_nothing_leaves_no_note() -> None:
    assert len(after("full", Move(act=Offer(outcome=OUTCOME)))) == 2
