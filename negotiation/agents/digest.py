"""What a seat has heard away from its table, as a few lines: news, its contracts, its other tables.

The first line says how much has been heard so far, so that a resumed conversation knows where it
was. What others said is quoted, so that it cannot be taken for an instruction.
"""

import json
import re
from collections.abc import Iterator, Sequence

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.protocol_texts import PROTOCOL_TEXTS, ProtocolTexts
from negotiation.agents.table_card import name_of
from negotiation.domain.chronicle import ContractMoved, LogEvent, NewsPublished
from negotiation.domain.events import (
    AgreementReached,
    ContractAwarded,
    OfferMade,
    ProposalCarried,
    Talked,
    WalkedAway,
)
from negotiation.domain.outcomes import Outcome
from negotiation.llm.chat import ChatMessage

__all__ = ["n_heard_in", "render_elsewhere"]

MAX_LINES = 8
MAX_LINE = 160
"""Characters of a line."""


def render_elsewhere(brief: SeatBrief, heard: Sequence[LogEvent], n_known: int) -> list[str]:
    """Return the lines for what is new, the newest last; nothing where there is nothing.

    Args:
        brief: of the seat.
        heard: all that it has heard, oldest first.
        n_known: how much of it the seat was told before.
    """
    texts = PROTOCOL_TEXTS[brief.language]
    lines = [line for event in heard[n_known:] for line in _lines(brief, texts, event)]
    if not lines:
        return []
    told = [line if len(line) <= MAX_LINE else f"{line[: MAX_LINE - 1]}…" for line in lines]
    return [texts.elsewhere.format(n=len(heard)), *told[-MAX_LINES:]]


def n_heard_in(brief: SeatBrief, messages: Sequence[ChatMessage]) -> int:
    """Return how much of what is heard elsewhere a conversation has told already."""
    before, after = re.escape(PROTOCOL_TEXTS[brief.language].elsewhere).split(r"\{n\}")
    head = re.compile(rf"^{before}(\d+){after}$", re.MULTILINE)
    found = [
        int(number)
        for message in messages
        if message.role == "user"
        for number in head.findall(message.content)
    ]
    return found[-1] if found else 0


def _lines(brief: SeatBrief, texts: ProtocolTexts, event: LogEvent) -> Iterator[str]:
    match event:
        case NewsPublished(items=items):
            yield from (texts.news.format(month=item.month, text=item.text) for item in items)
        case ContractMoved():
            yield texts.contract.format(contract=event.contract, month=event.month, text=event.text)
        case OfferMade():
            terms = _terms(event.outcome)
            yield f"[{event.table}] {name_of(brief, event.party)}: {terms}{_quoted(event.message)}"
        case Talked(message=message):
            yield f"[{event.table}] {name_of(brief, event.party)}:{_quoted(message)}"
        case WalkedAway(message=message):
            left = texts.left.format(name=name_of(brief, event.party))
            yield f"[{event.table}] {left}{_quoted(message)}"
        case AgreementReached(outcome=outcome) | ProposalCarried(outcome=outcome):
            yield f"[{event.table}] ✓ {_terms(outcome)}"
        case ContractAwarded(awards=awards):
            won = "; ".join(f"{name_of(brief, a.party)}: {_terms(a.outcome)}" for a in awards)
            yield f"[{event.table}] ✓ {won}"
        case _:
            return


def _terms(outcome: Outcome) -> str:
    return ", ".join(f"{issue} {value}" for issue, value in outcome.items())


def _quoted(message: str) -> str:
    return f" {json.dumps(message, ensure_ascii=False)}" if message else ""
