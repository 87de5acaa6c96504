"""Asking a person for a move, in the terminal: at any table, for a party or as who signs for it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.prompt import IntPrompt, Prompt
from rich.rule import Rule
from rich.text import Text

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.prompts import render_brief, worth
from negotiation.agents.speech import spoken_terms
from negotiation.app.plan import RunPlan
from negotiation.cli.asking_texts import ASKING_TEXTS, act_name
from negotiation.cli.drafting import draft_offer
from negotiation.cli.overhearing import Overheard
from negotiation.cli.standing import Situation
from negotiation.domain.moves import (
    MAX_MESSAGE,
    Accept,
    Act,
    Escalate,
    Move,
    Offer,
    Pass,
    Reject,
    Talk,
    WalkAway,
)
from negotiation.domain.reasons import reason_in
from negotiation.graph.turns import approver_of
from negotiation.protocol.view import ActKind, View

__all__ = ["TerminalPerson"]

MAX_HEARD = 12
"""Lines of what was heard elsewhere; more of them have run over the screen already."""


class TerminalPerson:
    """A person at a terminal, in one seat or several. A brief is shown once, before its first move.

    Ctrl-C or the end of the input leaves the run to be resumed.
    """

    def __init__(self, plan: RunPlan, console: Console) -> None:
        self._plan = plan
        self._console = console
        self._texts = ASKING_TEXTS[plan.language]
        self._briefed: set[tuple[str, str]] = set()
        self._overheard: dict[str, Overheard] = {}

    async def ask(self, brief: SeatBrief, view: View) -> Move:
        """Ask for the move that is due."""
        with _interruptible():
            return self._ask(brief, view)

    def _ask(self, brief: SeatBrief, view: View) -> Move:
        self._head(brief, view)
        if (view.table, view.party) not in self._briefed:
            self._briefed.add((view.table, view.party))
            self._print(render_brief(brief, for_people=True), "")
        self._elsewhere(view)
        for refusal in view.refusals[-1:]:
            reasons = reason_in(brief.language, "; ".join(refusal.reasons))
            self._print(self._texts["ask_refused"].format(reasons=reasons), "yellow")
        if _is_approver(brief, view):
            return self._sign(brief, view)
        for line in Situation(self._plan, brief, view).lines():
            self._print(line, "bold")
        if brief.desk is not None:
            self._print(brief.desk.advise(view), "italic")
        for key, is_so in (
            ("ask_last_call", view.is_last_call),
            ("ask_final_vote", view.is_final_vote),
            ("ask_last", view.is_last_turn and not view.is_final_vote),
        ):
            if is_so:
                self._print(self._texts[key], "bold yellow")
        act = self._act(self._choose_act(view, _part(view)), brief, view)
        return Move(act=act, message=self._message("ask_message") if view.talk == "full" else "")

    def _sign(self, brief: SeatBrief, view: View) -> Move:
        """Ask who signs for a party to sign, or not."""
        for line in Situation(self._plan, brief, view).request_lines():
            self._print(line, "bold")
        (request,) = view.offers
        kind = self._choose_act(view, "approver")
        act = Accept if kind == "accept" else Reject
        return Move(act=act(offer_id=request.offer_id), message=self._message("ask_reason"))

    def _head(self, brief: SeatBrief, view: View) -> None:
        """Say which table is asked about, where there are several."""
        if len(self._plan.scenario.tables) == 1:
            return
        title = self._plan.scenario.table(view.table).title.in_language(brief.language)
        head = self._texts["ask_table"].format(
            table=title, round=view.round, deadline=view.deadline_rounds
        )
        self._console.print(Rule(Text(head, style="bold"), characters="═"))

    def _elsewhere(self, view: View) -> None:
        """Tell what is new away from this table."""
        overheard = self._overheard.setdefault(view.party, Overheard(self._plan))
        lines = overheard.lines(view)
        if not lines:
            return
        self._print(self._texts["ask_elsewhere"], "dim bold")
        if len(lines) > MAX_HEARD:
            self._print(self._texts["ask_earlier"].format(n=len(lines) - MAX_HEARD), "dim")
        for line in lines[-MAX_HEARD:]:
            self._print(f"  {line}", "dim")

    def _choose_act(self, view: View, part: str) -> ActKind:
        language = self._plan.language
        letters = {self._texts[f"key_{act}"]: act for act in view.legal_acts}
        menu = "  ".join(f"{key}={act_name(act, part, language)}" for key, act in letters.items())
        chosen = Prompt.ask(
            Text(f"{self._texts['ask_act']} {menu}"),
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
                return Offer(outcome=draft_offer(self._console, brief, view))
            case "escalate":
                return Escalate(outcome=draft_offer(self._console, brief, view))
            case "accept":
                return Accept(offer_id=self._choose_offer(brief, view))
            case "reject":
                return Reject(offer_id=self._choose_offer(brief, view))
            case "pass":
                return Pass()
            case "walk_away":
                return WalkAway()

    def _choose_offer(self, brief: SeatBrief, view: View) -> str:
        """Return the id of the offer that is meant; of one alone nobody is asked."""
        if len(view.offers) == 1:
            return view.offers[0].offer_id
        for number, offer in enumerate(view.offers, start=1):
            terms = spoken_terms(brief.space, offer.outcome, brief.language)
            party = self._plan.scenario.party(offer.party).name.in_language(brief.language)
            value = worth(brief, Situation(self._plan, brief, view).value_of(offer))
            self._print(f"  {number}. {party} · {offer.offer_id} · {terms} · {value}", "")
        chosen = IntPrompt.ask(
            self._texts["ask_which"],
            console=self._console,
            choices=[str(number) for number in range(1, len(view.offers) + 1)],
            show_choices=False,
        )
        return view.offers[chosen - 1].offer_id

    def _message(self, question: str) -> str:
        while True:
            message = Prompt.ask(self._texts[question], console=self._console, default="")
            if len(message) <= MAX_MESSAGE:
                return message
            complaint = self._texts["ask_shorter"].format(limit=MAX_MESSAGE, found=len(message))
            self._print(complaint, "yellow")

    def _print(self, text: str, style: str) -> None:
        self._console.print(Text(text, style=style))


def _is_approver(brief: SeatBrief, view: View) -> bool:
    return view.party == approver_of(brief.own.party)


def _part(view: View) -> str:
    """Return the part that a seat plays at its table."""
    if view.is_host:
        return "host"
    if view.protocol == "roundtable" and view.proposer == view.party:
        return "proposer"
    return view.protocol


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C end a wait for input. asyncio's handler only cancels a task that is blocked."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
