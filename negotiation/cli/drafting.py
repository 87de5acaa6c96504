"""Asking a person at a terminal for the terms of an offer, issue by issue."""

from rich.console import Console
from rich.prompt import IntPrompt, Prompt
from rich.text import Text

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.prompts import worth
from negotiation.agents.speech import spoken_terms
from negotiation.cli.asking_texts import ASKING_TEXTS
from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.protocol.view import View

__all__ = ["draft_offer", "next_price"]

MAX_LISTED = 40
"""Options that are listed with numbers; of more, the value itself is typed."""

_TOLERANCE = 1e-9


def draft_offer(console: Console, brief: SeatBrief, view: View) -> dict[str, OptionValue]:
    """Ask for every issue; Enter keeps what the last offer at the table had."""
    texts, start = ASKING_TEXTS[brief.language], _start(brief, view)
    draft = {
        issue.id: _option(console, issue, start[issue.id], brief) for issue in brief.space.issues
    }
    console.print(Text(spoken_terms(brief.space, draft, brief.language), style="bold"))
    if brief.is_host:
        return draft  # what a host asks its house to sign may be anybody's bid
    value = worth(brief, brief.preferences.value_of(draft))
    alternative = worth(brief, brief.preferences.reservation_value)
    said = texts["ask_worth"].format(value=value, alternative=alternative)
    console.print(Text(said, style="bold"))
    return draft


def next_price(brief: SeatBrief, view: View) -> OptionValue | None:
    """Return the worst price that a new bid may name; ``None`` where any will do.

    ``None`` also where no option of the agenda is good enough any more.
    """
    rules = view.tender
    against = view.best_bid if rules and rules.bidding == "open" else view.own_offer
    if rules is None or against is None or rules.award != "price":
        return None
    sign = -1 if rules.direction == "falling" else 1
    last = against.outcome[rules.price_issue]
    if isinstance(last, str):
        return None
    options = [
        value
        for value in brief.space.by_id[rules.price_issue].values
        if not isinstance(value, str)
        and sign * (value - last) >= rules.min_step - _TOLERANCE
        and value != last
    ]
    return min(options, key=lambda value: sign * value, default=None)


def _start(brief: SeatBrief, view: View) -> Outcome:
    """Return the terms that are kept unless others are named."""
    known = [view.own_offer, *view.offers, view.best_bid, *view.rival_offers]
    start = next((offer.outcome for offer in known if offer is not None), None)
    if start is None:
        start = {issue.id: issue.values[0] for issue in brief.space.issues}
    price = next_price(brief, view)
    if view.tender is None or price is None:
        return start
    return {**start, view.tender.price_issue: price}


def _option(console: Console, issue: Issue, start: OptionValue, brief: SeatBrief) -> OptionValue:
    console.print(Text(issue.title.in_language(brief.language), style="bold"))
    if len(issue.values) > MAX_LISTED:
        return _typed(console, issue, start, brief)
    for number, value in enumerate(issue.values, start=1):
        mark = "›" if value == start else " "
        console.print(Text(f"  {mark} {number}. {issue.show(value, brief.language)}"))
    chosen = IntPrompt.ask(
        ASKING_TEXTS[brief.language]["ask_option"],
        console=console,
        default=issue.positions[start] + 1,
        choices=[str(number) for number in range(1, len(issue.values) + 1)],
        show_choices=False,
    )
    return issue.values[chosen - 1]


def _typed(console: Console, issue: Issue, start: OptionValue, brief: SeatBrief) -> OptionValue:
    """Ask for a value of an issue that has too many to list."""
    texts = ASKING_TEXTS[brief.language]
    first, last = issue.values[0], issue.values[-1]
    by_text = {str(value): value for value in issue.values}
    while True:
        prompt = texts["ask_typed"].format(first=first, last=last)
        typed = Prompt.ask(Text(prompt), console=console, default=str(start))
        if typed in by_text:
            return by_text[typed]
        console.print(Text(texts["ask_not_there"].format(typed=typed), style="yellow"))
