"""What models are told about signatures.

A seat hears what its own house has answered; who signs for a party is told what is asked of it.
"""

from collections.abc import Iterator

from negotiation.agents.happenings import literal, literal_value, since_own_turn
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.protocol_texts import PROTOCOL_TEXTS
from negotiation.domain.events import EscalationDecided
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import format_amount
from negotiation.protocol.view import View

__all__ = ["is_approver", "render_approver_system", "render_request", "signature_lines"]

_SYSTEM = {
    "en": """\
You are {title} and sign for {own} ({role}), or refuse to. Never leave this role.
{character}
Voice: {voice}

CONFIDENTIAL
{brief}
No deal means: {alternative} That is worth {reservation} to {own}; a deal worth less is worse than \
none.{lines}

Your own negotiator asks you to sign terms that are beyond its authority. You see the terms and \
what they are worth; nobody across the table hears you.

REPLY with one JSON object: private_note (few words, for you alone), act (accept to sign, reject \
to refuse), message (your reason, one or two sentences, to your negotiator).""",
    "zh": """\
你是{title}，替{own}（{role}）签字或不签。始终是这个人，全程说中文。
{character}
语气：{voice}

机密
{brief}
谈不成：{alternative}这对{own}值{reservation}；更差的不如没有。{lines}

自己人拿着超出授权的条件来请你签。你看得到条件和它值多少，对面听不到你的话。

只回复一个JSON对象：private_note(记给自己), act(accept签，reject不签), \
message(对自己人说理由，一两句)。""",
}

_REQUEST = {
    "en": "Round {round}/{deadline}. To be signed: {terms}\n"
    "Worth {worth} to {own}, {gap} {side} no deal.{best} Sign or refuse.",
    "zh": "第{round}/{deadline}轮。请签：{terms}\n"
    "对{own}值{worth}，比谈不成{side}{gap}。{best}签还是不签？",
}

_SIDE = {"en": ("above", "below"), "zh": ("多", "少")}


def is_approver(brief: SeatBrief, view: View) -> bool:
    """Whether the seat signs for its party instead of speaking for it."""
    return view.party != brief.own.party


def render_approver_system(brief: SeatBrief) -> str:
    """Return the system message of the one who signs for a party."""
    language, persona = brief.language, brief.persona
    lines = [
        f"{line.issue}: {line.reason.in_language(language)}"
        for line in brief.mandate.red_lines
        if line.issue in brief.space.by_id
    ]
    return _SYSTEM[language].format(
        title=persona.title.in_language(language),
        own=brief.own.name,
        role=brief.own.role,
        character=persona.character.in_language(language),
        voice=persona.voice.in_language(language),
        brief=brief.brief,
        alternative=brief.mandate.alternative.description.in_language(language),
        reservation=_amount(brief, _least(brief)),
        lines="".join(f"\n- {line}" for line in lines),
    )


def render_request(brief: SeatBrief, view: View) -> str:
    """Return the message by which a signature is asked for: the terms, and what they are worth."""
    (asked,) = view.offers
    worth, best = worth_to(brief, asked.outcome), ""
    gap = worth - _least(brief)
    texts = PROTOCOL_TEXTS[brief.language]
    if view.tender is not None and view.best_bid is not None:
        issue = view.tender.price_issue
        price = literal_value(view.best_bid.outcome[issue])
        best = texts.best.format(
            offer_id=view.best_bid.offer_id, name=view.best_bid.party, issue=issue, price=price
        )
    return _REQUEST[brief.language].format(
        round=view.round,
        deadline=view.deadline_rounds,
        terms=literal(asked.outcome),
        worth=_amount(brief, worth),
        own=brief.own.name,
        gap=_amount(brief, abs(gap)),
        side=_SIDE[brief.language][gap < 0],
        best=f" {best}" if best and brief.language == "en" else best,
    )


def signature_lines(brief: SeatBrief, view: View, since_turn: int) -> Iterator[str]:
    """Yield what a seat's own house has answered, and what it has still to answer."""
    texts = PROTOCOL_TEXTS[brief.language]
    for event in since_own_turn(view, since_turn):
        if isinstance(event, EscalationDecided) and event.party == view.party:
            denied = tuple(place for place in event.steps if place not in event.granted)
            what = [
                form.format(bounds=_bounds(brief, places, event.outcome))
                for form, places in ((texts.signed, event.granted), (texts.denied, denied))
                if places
            ]
            gap = "" if brief.language == "zh" else " "
            reason = f"{gap}“{event.reason}”" if event.reason else ""
            yield texts.answered.format(what=gap.join(what), reason=reason)
    if view.escalation is not None:
        yield texts.pending.format(round=view.escalation.due_round)


def worth_to(brief: SeatBrief, outcome: Outcome) -> float:
    """Return what terms are worth to a party; to the host of a tender from whom they are best."""
    if brief.is_host:
        return max(lot.value_of(outcome) for lot in brief.lots.values())
    return brief.preferences.value_of(outcome)


def _bounds(brief: SeatBrief, places: tuple[int, ...], outcome: Outcome) -> str:
    """Say how far signatures go, or what was refused."""
    gap = "、" if brief.language == "zh" else ", "
    ladder = brief.mandate.authority
    said = (
        f"{ladder[place].issue} {'≥' if ladder[place].at_most is not None else '≤'} "
        f"{literal_value(outcome[ladder[place].issue])}"
        for place in places
    )
    return gap.join(dict.fromkeys(said))


def _least(brief: SeatBrief) -> float:
    return brief.preferences.reservation_value


def _amount(brief: SeatBrief, value: float) -> str:
    return format_amount(value, brief.preferences.unit, brief.language)
