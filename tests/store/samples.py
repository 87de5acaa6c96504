"""Events of every kind, and checkpoints, for the tests of this room."""

from typing import Any

from hypothesis import strategies as st
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import Checkpoint, CheckpointMetadata, empty_checkpoint

from negotiation.domain.events import (
    AgreementReached,
    DeadlinePassed,
    Event,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    TableOpened,
    Talked,
    TurnForfeited,
    WalkedAway,
)
from negotiation.domain.moves import Accept, Move
from negotiation.domain.values import without_control

OUTCOME = {"price_cny_per_gpu_month": 4200.5, "gpus": 512, "penalty": "capped"}

ONE_OF_EACH: tuple[Event, ...] = (
    TableOpened(table="lease", parties=("buyer", "vendor"), deadline_rounds=8),
    Talked(table="lease", turn=1, party="buyer", message="你好 \t 🙂 \"'\\"),
    OfferMade(
        table="lease", turn=2, party="vendor", offer_id="v1", outcome=OUTCOME, message="line\nline"
    ),
    MoveRefused(
        table="lease",
        turn=3,
        party="buyer",
        move=Move(act=Accept(offer_id="v9"), message="yes"),
        reasons=("there is no offer 'v9'",),
    ),
    TurnForfeited(table="lease", turn=3, party="buyer", reason="too many refused moves"),
    NoteTaken(table="lease", turn=4, party="vendor", note="他们急", n_invalid_replies=1),
    OfferRejected(table="lease", turn=4, party="vendor", offer_id="b1", message=""),
    AgreementReached(
        table="lease", turn=5, party="buyer", offer_id="v1", outcome=OUTCOME, message="done"
    ),
    WalkedAway(table="spot", turn=1, party="vendor", message="no"),
    DeadlinePassed(table="swap"),
)


def talk(turn: int, *, length: int = 10) -> Talked:
    """One short event that differs from turn to turn."""
    return Talked(table="lease", turn=turn, party="buyer", message=f"{turn}:".ljust(length, "价"))


def talks(n_events: int) -> tuple[Talked, ...]:
    return tuple(talk(turn) for turn in range(1, n_events + 1))


texts = st.text(st.characters(codec="utf-8"), max_size=40).map(without_control)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
events: st.SearchStrategy[Event] = st.builds(
    Talked, table=texts, turn=st.integers(), party=texts, message=texts
) | st.builds(
    OfferMade,
    table=texts,
    turn=st.integers(),
    party=texts,
    offer_id=texts,
    message=texts,
    outcome=st.dictionaries(texts, numbers | texts, max_size=4),
)


def in_thread(thread_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread_id, "checkpoint_ns": ""}}


def holding(**channels: Any) -> Checkpoint:
    """Return a checkpoint with these values in its channels, newer than all earlier ones."""
    checkpoint = empty_checkpoint()
    checkpoint["channel_values"] = channels
    return checkpoint


def at_step(step: int) -> CheckpointMetadata:
    return {"source": "loop", "step": step, "parents": {}}
