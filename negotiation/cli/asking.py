"""Asking a person for a move, in the terminal."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.padding import Padding
from rich.prompt import IntPrompt, Prompt
from rich.text import Text

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.prompts import render_brief, worth
from negotiation.agents.speech import spoken_terms
from negotiation.cli.texts import TEXTS, Texts
from negotiation.domain.issues import Issue
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
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.domain.reasons import reason_in
from negotiation.protocol.view import ActKind, View

__all__ = ["TerminalPerson"]


MAX_LISTED = 40
"""Options that are listed with numbers; of more, the value itself is typed."""


class TerminalPerson:
    """A person at a terminal. The brief is shown once, before the first move."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._briefed: set[str] = set()

    async def ask(self, brief: SeatBrief, view: View) -> Move:
        """Ask for the move that is due. ``EOFError`` or Ctrl-C leaves the run to be resumed."""
        with _interruptible():
            return self._ask(brief, view)

    def _ask(self, brief: SeatBrief, view: View) -> Move:
        texts = TEXTS[brief.language]
        if view.table not in self._briefed:
            self._briefed.add(view.table)
            self._print(render_brief(brief, for_people=True), style="")
        for refusal in view.refusals[-1:]:
            reasons = reason_in(brief.language, "; ".join(refusal.reasons))
            self._print(texts["ask_refused"].format(reasons=reasons), "yellow")
        for offer in view.offers if brief.desk is None else ():
            value = worth(brief, brief.preferences.value_of(offer.outcome))
            self._print(texts["ask_standing"].format(offer_id=offer.offer_id, worth=value), "bold")
        if brief.desk is not None:
            self._print(brief.desk.advise(view), "italic")
        if view.is_last_turn:
            self._print(texts["ask_last"], "bold yellow")
        kind = self._choose_act(view, texts)
        act = self._act(kind, brief, view)
        return Move(act=act, message=self._message(texts) if view.talk == "full" else "")

    def _message(self, texts: Texts) -> str:
        while True:
            message = Prompt.ask(texts["ask_message"], console=self._console, default="")
            if len(message) <= MAX_MESSAGE:
                return message
            complaint = texts["ask_shorter"].format(limit=MAX_MESSAGE, found=len(message))
            self._print(complaint, "yellow")

    def _choose_act(self, view: View, texts: Texts) -> ActKind:
        letters = {texts[f"key_{act}"]: act for act in view.legal_acts}
        menu = "  ".join(f"{key}={texts[f'act_{act}']}" for key, act in letters.items())
        chosen = Prompt.ask(
            Text(f"{texts['ask_act']} {menu}"),
            console=self._console,
            choices=list(letters),
            show_choices=False,
        )
        return letters[chosen]

    def _act(self, kind: ActKind, brief: SeatBrief, view: View) -> Act:
        match kind:
            case "talk":
                return Talk()
            case "offer":
                return Offer(outcome=self._draft(brief, view))
            case "accept":
                return Accept(offer_id=view.offers[0].offer_id)
            case "reject":
                return Reject(offer_id=view.offers[0].offer_id)
            case "walk_away":
                return WalkAway()

    def _draft(self, brief: SeatBrief, view: View) -> dict[str, OptionValue]:
        """Ask for every issue; Enter keeps what the last offer at the table had."""
        texts = TEXTS[brief.language]
        start: Outcome = {issue.id: issue.values[0] for issue in brief.space.issues}
        if view.own_offer is not None:
            start = view.own_offer.outcome
        elif view.offers:
            start = view.offers[0].outcome
        draft = {
            issue.id: self._option(issue, start[issue.id], brief) for issue in brief.space.issues
        }
        self._print(spoken_terms(brief.space, draft, brief.language), "bold")
        value = worth(brief, brief.preferences.value_of(draft))
        alternative = worth(brief, brief.preferences.reservation_value)
        self._print(texts["ask_worth"].format(value=value, alternative=alternative), "bold")
        return draft

    def _option(self, issue: Issue, start: OptionValue, brief: SeatBrief) -> OptionValue:
        self._print(issue.title.in_language(brief.language), "bold")
        if len(issue.values) > MAX_LISTED:
            return self._typed(issue, start, brief)
        for number, value in enumerate(issue.values, start=1):
            mark = "›" if value == start else " "
            self._print(f"  {mark} {number}. {issue.show(value, brief.language)}", "")
        chosen = IntPrompt.ask(
            TEXTS[brief.language]["ask_option"],
            console=self._console,
            default=issue.positions[start] + 1,
            choices=[str(number) for number in range(1, len(issue.values) + 1)],
            show_choices=False,
        )
        return issue.values[chosen - 1]

    def _typed(self, issue: Issue, start: OptionValue, brief: SeatBrief) -> OptionValue:
        """Ask for a value of an issue that has too many to list."""
        texts = TEXTS[brief.language]
        first, last = issue.values[0], issue.values[-1]
        by_text = {str(value): value for value in issue.values}
        while True:
            prompt = texts["ask_typed"].format(first=first, last=last)
            typed = Prompt.ask(Text(prompt), console=self._console, default=str(start))
            if typed in by_text:
                return by_text[typed]
            self._print(texts["ask_not_there"].format(typed=typed), "yellow")

    def _print(self, text: str, style: str) -> None:
        self._console.print(Padding(Text(text, style=style), (0, 0)))


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C end a wait for input. asyncio's handler only cancels a task that is blocked."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
