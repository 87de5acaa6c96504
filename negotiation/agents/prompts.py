"""What a model that plays a seat is told. The only place where prompts are built.

A seat's conversation is append-only: one system message, then for each turn what has happened
since its last one. Nothing earlier is ever rewritten, so a server reuses its key-value cache. The
functions take one seat's brief and view, and neither holds anything of the other side's mandate.
"""

import json
from collections.abc import Iterable

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.prompt_texts import PROMPT_TEXTS, PromptTexts
from negotiation.domain.events import (
    Event,
    MoveRefused,
    OfferMade,
    OfferRejected,
    Talked,
    TurnForfeited,
)
from negotiation.domain.mandates import AuthorityStep, RedLine
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import Unit, format_amount, format_value
from negotiation.domain.values import Language
from negotiation.protocol.session import StandingOffer
from negotiation.protocol.view import View

__all__ = ["render_brief", "render_repair", "render_system", "render_turn", "worth"]


def render_system(brief: SeatBrief) -> str:
    """Return a model's system message: who one is, the brief, the rules, the form of a reply."""
    language, texts, persona = brief.language, PROMPT_TEXTS[brief.language], brief.persona
    role = texts.persona.format(
        title=persona.title.in_language(language),
        own=brief.own.name,
        role=brief.own.role,
        character=persona.character.in_language(language),
        voice=persona.voice.in_language(language),
        tactics="\n".join(f"- {tactic.in_language(language)}" for tactic in persona.tactics),
    )
    return "\n\n".join((role, render_brief(brief), texts.rules))


def render_brief(brief: SeatBrief) -> str:
    """Return what a seat knows before the talks: table, other side, own mandate, agenda."""
    language, texts, mandate = brief.language, PROMPT_TEXTS[brief.language], brief.mandate
    join = "、" if language == "zh" else ", "
    goals = join.join(
        f"{goal.title.in_language(language)} {format_value(goal.weight, Unit.FRACTION, language)}"
        for goal in mandate.goals
    )
    return texts.brief.format(
        setting=brief.setting,
        other=brief.counterpart.name,
        other_role=brief.counterpart.role,
        other_public=brief.counterpart.public,
        opens=texts.opens_you if brief.opens else texts.opens_them,
        deadline=brief.deadline_rounds,
        brief=brief.brief,
        goals=goals,
        alternative=mandate.alternative.description.in_language(language),
        reservation=worth(brief, brief.preferences.reservation_value),
        private="\n".join(_private_lines(brief, texts)),
        issues="\n".join(_issue_lines(brief, texts)),
    )


def render_turn(brief: SeatBrief, view: View, *, since_turn: int) -> str:
    """Return the message for the turn that is due: what is new, and where the table stands.

    ``since_turn`` is the seat's own last turn, 0 before the first.
    """
    texts = PROMPT_TEXTS[brief.language]
    news = [
        line
        for event in view.history
        for line in _event_lines(brief, texts, event, view=view, since_turn=since_turn)
    ]
    deadline = view.deadline_rounds
    lines = [texts.round.format(round=view.round, deadline=deadline)]
    if view.is_last_turn:
        lines.append(texts.last_round)
    lines += news or ([texts.nothing] if view.turn == 1 else [])
    if view.own_offer is not None:
        worth = _worth_of(brief, texts, view.own_offer)
        lines.append(texts.yours.format(offer_id=view.own_offer.offer_id, worth=worth))
    for offer in view.offers:
        lines.append(
            texts.theirs.format(
                offer_id=offer.offer_id,
                outcome=_terms(brief, offer.outcome),
                worth=_worth_of(brief, texts, offer),
            )
        )
    lines.append(texts.legal.format(acts=", ".join(view.legal_acts)))
    return "\n".join(lines)


def render_repair(language: Language, problem: str) -> str:
    """Return the message that asks for the reply again and says what was wrong with it."""
    return PROMPT_TEXTS[language].repair.format(problem=problem)


def _private_lines(brief: SeatBrief, texts: PromptTexts) -> Iterable[str]:
    language, mandate = brief.language, brief.mandate
    join = "；" if language == "zh" else "; "
    known = brief.space.by_id
    if lines := [
        f"{_bound(brief, texts, line)} ({line.reason.in_language(language)})"
        for line in mandate.red_lines
        if line.issue in known
    ]:
        yield texts.red_lines.format(lines=join.join(lines))
    if steps := [
        texts.signer.format(
            bound=_bound(brief, texts, step),
            signer=step.signer.in_language(language),
            delay=_delay(texts, step.delay_rounds),
        )
        for step in mandate.authority
        if step.issue in known
    ]:
        yield texts.authority.format(lines=join.join(steps))
    if mandate.private_facts:
        facts = [fact.in_language(language) for fact in mandate.private_facts]
        yield texts.facts.format(lines=join.join(facts))


def _delay(texts: PromptTexts, rounds: int) -> str:
    if rounds == 0:
        return ""
    return texts.delay_one if rounds == 1 else texts.delay_many.format(rounds=rounds)


def _bound(brief: SeatBrief, texts: PromptTexts, line: RedLine | AuthorityStep) -> str:
    issue = brief.space.by_id[line.issue]
    title = issue.title.in_language(brief.language)
    found: list[str] = []
    for form, bound in (
        (texts.bound_at_least, line.at_least),
        (texts.bound_at_most, line.at_most),
    ):
        if bound is not None:
            shown = format_value(bound, issue.unit, brief.language)
            found.append(form.format(issue=title, bound=shown))
    if isinstance(line, RedLine) and line.only is not None:
        options = [value for value in line.only if value in issue.positions]
        shown = ", ".join(issue.show(value, brief.language) for value in options)
        found.append(texts.bound_only.format(issue=title, bound=shown))
    return ", ".join(found)


def _issue_lines(brief: SeatBrief, texts: PromptTexts) -> Iterable[str]:
    for issue in brief.space.issues:
        if issue.range is not None:
            span = issue.range
            first, last = issue.values[0], issue.values[-1]
            step = format_value(span.step, Unit.NUMBER, brief.language).replace(",", "")
            values = f"{first} .. {last}, step {step} ({issue.unit.value})"
        else:
            values = ", ".join(_shown_option(brief, issue.id, n) for n in range(len(issue.values)))
        title = issue.title.in_language(brief.language)
        yield texts.issue.format(id=issue.id, title=title, values=values)


def _shown_option(brief: SeatBrief, issue_id: str, position: int) -> str:
    issue = brief.space.by_id[issue_id]
    value = issue.values[position]
    shown = issue.show(value, brief.language)
    literal = json.dumps(value, ensure_ascii=False)
    return literal if shown in {str(value), literal} else f"{literal} = {shown}"


def _event_lines(
    brief: SeatBrief, texts: PromptTexts, event: Event, *, view: View, since_turn: int
) -> Iterable[str]:
    """Yield what a seat is told of one event; nothing for what it knew before its last turn."""
    if getattr(event, "party", None) == view.party:
        yield from _own_lines(texts, event, view=view, since_turn=since_turn)
        return
    if not isinstance(event, Talked | OfferMade | OfferRejected | TurnForfeited):
        return
    if event.turn <= since_turn:
        return
    who = brief.counterpart.name
    if isinstance(event, TurnForfeited):
        yield texts.silent.format(who=who)
        return
    if event.message:
        yield texts.said.format(who=who, text=json.dumps(event.message, ensure_ascii=False))
    if isinstance(event, OfferMade):
        yield texts.offered.format(who=who, offer_id=event.offer_id)
    elif isinstance(event, OfferRejected):
        yield texts.rejected.format(who=who, offer_id=event.offer_id)


def _own_lines(texts: PromptTexts, event: Event, *, view: View, since_turn: int) -> Iterable[str]:
    """Yield what a seat is told of its own failures: a refused move, a turn it has lost."""
    if isinstance(event, MoveRefused) and event.turn == view.turn and event is view.refusals[-1]:
        yield texts.refused.format(reasons="; ".join(event.reasons))
    elif isinstance(event, TurnForfeited) and event.turn == since_turn:
        yield texts.lost.format(reason=event.reason)


def _terms(brief: SeatBrief, outcome: Outcome) -> str:
    return ", ".join(
        f"{issue.id}={json.dumps(outcome[issue.id], ensure_ascii=False)}"
        for issue in brief.space.issues
    )


def _worth_of(brief: SeatBrief, texts: PromptTexts, offer: StandingOffer) -> str:
    preferences = brief.preferences
    return texts.worth.format(
        value=worth(brief, preferences.value_of(offer.outcome)),
        reservation=worth(brief, preferences.reservation_value),
    )


def worth(brief: SeatBrief, value: float) -> str:
    """Write what something is worth to a seat, in the unit of its table."""
    return format_amount(value, brief.preferences.unit, brief.language)
