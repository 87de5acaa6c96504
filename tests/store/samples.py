"""Events of every kind, and checkpoints, for the tests of this room."""

from typing import Any

from hypothesis import strategies as st
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import Checkpoint, CheckpointMetadata, empty_checkpoint

from negotiation.domain.chronicle import (
    CampaignClosed,
    ContractMoved,
    LogEvent,
    NewsItem,
    NewsPublished,
    PhaseOpened,
    TableSkipped,
)
from negotiation.domain.events import (
    AgreementReached,
    Award,
    BidsRevealed,
    ContractAwarded,
    DeadlinePassed,
    EscalationAsked,
    EscalationDecided,
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
from negotiation.domain.moves import Accept, Move
from negotiation.domain.protocols import RoundtableRules, TenderRules
from negotiation.domain.scenarios import AgreementRule
from negotiation.domain.values import without_control

OUTCOME = {"price_cny_per_gpu_month": 4200.5, "gpus": 512, "penalty": "capped"}

ONE_OF_EACH: tuple[LogEvent, ...] = (
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
    TableOpened(
        table="tender",
        parties=("vendor", "rival", "buyer"),
        deadline_rounds=4,
        protocol="tender",
        tender=TenderRules(host="buyer", bidding="batched", price_issue="gpus"),
        offers_stand_rounds=2,
    ),
    TableOpened(
        table="council",
        parties=("buyer", "vendor", "rival"),
        deadline_rounds=4,
        protocol="roundtable",
        roundtable=RoundtableRules(proposer="vendor"),
        agreement=AgreementRule(quorum=2, veto=("buyer",)),
    ),
    Passed(table="tender", turn=1, party="vendor", message="请便"),
    VoteCast(table="council", turn=2, party="rival", offer_id="o1", assents=False, message=""),
    EscalationAsked(
        table="tender", turn=2, party="rival", outcome=OUTCOME, steps=(0, 2), due_round=3
    ),
    EscalationDecided(
        table="tender", party="rival", outcome=OUTCOME, steps=(0, 2), granted=(2,), reason="不批"
    ),
    BidsRevealed(
        table="tender",
        round=1,
        bids=(RevealedBid(party="rival", offer_id="o2", outcome=OUTCOME, message="低价"),),
    ),
    LastCall(table="tender", round=2),
    ContractAwarded(
        table="tender",
        awards=(Award(party="rival", offer_id="o2", outcome=OUTCOME, share_fraction=0.6),),
    ),
    ProposalCarried(table="council", offer_id="o1", outcome=OUTCOME, assents=("buyer", "vendor")),
    PhaseOpened(phase="spring", month=3),
    NewsPublished(
        phase="spring", items=(NewsItem(kind="card_price", month=3, value=9.5, text="涨价"),)
    ),
    ContractMoved(
        contract="lease", parties=("buyer", "vendor"), month=4, happening="late", text="晚到"
    ),
    TableSkipped(phase="spring", skipped="swap", reason="nobody"),
    CampaignClosed(month=9),
    DeadlinePassed(table="swap"),
)


def talk(turn: int, *, length: int = 10) -> Talked:
    """One short event that differs from turn to turn."""
    return Talked(table="lease", turn=turn, party="buyer", message=f"{turn}:".ljust(length, "价"))


def talks(n_events: int) -> tuple[Talked, ...]:
    return tuple(talk(turn) for turn in range(1, n_events + 1))


texts = st.text(st.characters(codec="utf-8"), max_size=40).map(without_control)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
events: st.SearchStrategy[LogEvent] = st.builds(
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
