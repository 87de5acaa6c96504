"""The offer that somebody puts together: one control for each issue, and what the draft is worth.

Everything is seen from one seat: its own preferences, its own risk, its own limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from negotiation.agents.desk import WordedAdviser
from negotiation.agents.escalating import Authority
from negotiation.agents.negotiator import SeatBrief
from negotiation.cli.drafting import next_price
from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue, Scale, format_value, scale_of
from negotiation.domain.values import Language
from negotiation.protocol.session import StandingOffer
from negotiation.protocol.view import View
from negotiation.store.training.records import AdviserLevel
from ui.views.naming import told_apart
from ui.views.play.asking import Obstacle, obstacle_of, signatures

__all__ = ["Control", "DraftWorth", "controls", "last_own", "scale_for_seat"]
__all__ += ["signed", "start_of", "their_offer", "weigh", "written"]

LONG = 4
"""Numbers of an issue from which on a slider is handier than a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One issue of the offer builder."""

    issue: str
    title: str
    options: tuple[str, ...]
    position: int
    """Of the draft."""
    theirs: str | None
    """What stands on the other side, where the draft differs from it."""
    own: str | None
    """What the own last offer said, where the draft differs from it."""
    is_slider: bool
    """Whether all options are plain numbers, in our own writing, and there are many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWorth:
    """What terms mean to the seat. Amounts are written; ``None`` is not told at this level."""

    value: str | None
    gain: str | None
    gain_share: float | None
    """Of the way from no deal to the best; negative below no deal."""
    loss_fraction: float | None
    worst: str | None
    """Mean of the worst 5 % of the futures."""
    crossed: tuple[str, ...]
    """Titles of the issues on which it crosses a red line."""
    unsigned: tuple[str, ...]
    """Terms that need a signature that is not there, each with who must sign."""
    obstacle: Obstacle | None
    """Why the signatures cannot be asked for now; ``None`` where they can, or none is needed."""

    @property
    def can_offer(self) -> bool:
        """Whether the seat may put it forward by itself."""
        return not self.unsigned


def start_of(brief: SeatBrief, view: View) -> dict[str, OptionValue]:
    """Return the terms that a draft begins with: the own last ones, else near theirs.

    Where nothing lies there it is the middle of everything, which advises nothing. Only the own
    last terms may be beyond what the seat may put forward by itself.
    """
    start = last_own(view)
    if start is None:
        theirs = their_offer(view)
        near = {issue.id: issue.values[len(issue.values) // 2] for issue in brief.space.issues}
        near |= {} if theirs is None else theirs.outcome
        start = {
            issue.id: _free(brief, view, issue, near[issue.id]) for issue in brief.space.issues
        }
    price = next_price(brief, view)
    if view.tender is not None and price is not None:
        start = {**start, view.tender.price_issue: price}
    return dict(start)


def last_own(view: View) -> Outcome | None:
    """Return what the seat itself has offered last, whether it still stands or not."""
    if view.own_offer is not None:
        return view.own_offer.outcome
    made = [
        outcome
        for event in view.history
        if getattr(event, "party", "") == view.party
        and event.kind == "offer_made"
        and (outcome := getattr(event, "outcome", None)) is not None
    ]
    return made[-1] if made else None


def their_offer(view: View) -> StandingOffer | None:
    """Return the one offer that the draft is read against: theirs, or the best of several."""
    if len(view.offers) == 1:
        return view.offers[0]
    if view.best_bid is not None and view.best_bid != view.own_offer and not view.is_host:
        return view.best_bid
    rivals = view.offers or view.rival_offers
    return rivals[-1] if rivals else None


def controls(
    brief: SeatBrief, view: View, draft: Outcome, language: Language
) -> tuple[Control, ...]:
    """Return a control for every issue of the agenda."""
    theirs = their_offer(view)
    own = last_own(view)
    return tuple(
        Control(
            issue=issue.id,
            title=issue.title.in_language(language),
            options=tuple(_labels(issue, language).values()),
            position=issue.positions[draft[issue.id]],
            theirs=_unless_same(issue, theirs.outcome if theirs else None, draft, language),
            own=_unless_same(issue, own, draft, language),
            is_slider=_is_slider(issue),
        )
        for issue in brief.space.issues
    )


def weigh(
    brief: SeatBrief, view: View, draft: Outcome, *, level: AdviserLevel, language: Language
) -> DraftWorth:
    """Return what a draft means, as far as the adviser tells."""
    prefs = brief.preferences
    scale = scale_for_seat(brief, language)
    titles = {issue.id: issue.title.in_language(language) for issue in brief.space.issues}
    authority = Authority.of(brief.mandate, prefs, view)
    crossed = [line.issue for line in prefs.red_lines if not line.allows(draft[line.issue])]
    value = gain = share = None
    if level != "none" and not brief.is_host:
        worth = prefs.value_of(draft)
        over = worth - prefs.reservation_value
        value, gain = written(worth, scale), signed(over, scale)
        span = prefs.best_value - prefs.reservation_value
        share = over / span if span > 0 else None
    risk = brief.desk.risk_of(draft) if isinstance(brief.desk, WordedAdviser) else None
    return DraftWorth(
        value=value,
        gain=gain,
        gain_share=share,
        loss_fraction=None if risk is None else risk.loss_probability_fraction,
        worst=None if risk is None else written(risk.cvar5_npv_cny, scale),
        crossed=_named(crossed, titles),
        unsigned=signatures(brief, authority, draft, language),
        obstacle=obstacle_of(authority, draft),
    )


def scale_for_seat(brief: SeatBrief, language: Language) -> Scale:
    """Return the one scale in which a seat's amounts are written."""
    prefs = brief.preferences
    return scale_of((prefs.reservation_value, prefs.best_value), prefs.unit, language)


def written(value: float, scale: Scale) -> str:
    """Write an amount with its unit, no minus before a zero."""
    shown = scale.show(value)
    return f"{shown if shown.strip('-0.') else shown.removeprefix('-')} {scale.unit}"


def signed(value: float, scale: Scale) -> str:
    """Write a difference with its sign."""
    shown = written(value, scale)
    return f"+{shown}" if value > 0 and not shown.startswith("0 ") else shown


def _free(brief: SeatBrief, view: View, issue: Issue, near: OptionValue) -> OptionValue:
    """Return the option nearest to a value that the seat may put forward by itself."""
    wanted = issue.positions[near]
    nearest = sorted(issue.values, key=lambda value: abs(issue.positions[value] - wanted))
    lines = [line for line in brief.preferences.red_lines if line.issue == issue.id]
    steps = [
        step
        for place, step in enumerate(brief.mandate.authority)
        if step.issue == issue.id and place not in view.signed
    ]

    def is_free(value: OptionValue) -> bool:
        needed = any(step.covers(value) for step in steps)
        return not needed and all(line.allows(value) for line in lines)

    return next(filter(is_free, nearest), near)


def _named(issues: list[str], titles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(titles[issue] for issue in issues))


def _labels(issue: Issue, language: Language) -> dict[str, str]:
    """Return the options of an issue as a list shows them, each by itself."""
    return told_apart({str(value): _label(issue, value, language) for value in issue.values})


def _label(issue: Issue, value: OptionValue, language: Language) -> str:
    """Write an option; those of a slider are ours from end to end."""
    if _is_slider(issue):
        return format_value(value, issue.unit, language)
    return issue.show(value, language)


def _is_slider(issue: Issue) -> bool:
    """Whether an issue is drawn as a slider, whose labels the page reads as Markdown."""
    bare = issue.is_numeric and all(option.title is None for option in issue.choices)
    return bare and len(issue.values) >= LONG


def _unless_same(
    issue: Issue, other: Outcome | None, draft: Outcome, language: Language
) -> str | None:
    value = None if other is None else other.get(issue.id)
    if value is None or value == draft[issue.id]:
        return None
    return issue.show(value, language)
