"""Asking a model to word a move that is already decided.

Small models cannot negotiate, but they can speak: given three examples in the persona's voice and
the terms spelled out, they say them often enough. What they say is checked before anybody hears it,
and the persona's own phrase stands in when it fails.
"""

import json
from collections.abc import Callable
from typing import Literal, TypeAlias

from negotiation.agents.chance import seat_rng
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.speech import Speech, addressee_of, spoken_terms
from negotiation.agents.voice import Occasion
from negotiation.agents.wording_texts import WORDING_TEXTS, WordingTexts
from negotiation.domain.outcomes import Outcome
from negotiation.domain.reasons import reason_in
from negotiation.llm.chat import ChatMessage

__all__ = ["Tone", "render_examples", "render_wording", "render_wording_system"]

Tone: TypeAlias = Literal["calm", "impatient", "final"]


def render_wording_system(brief: SeatBrief) -> ChatMessage:
    """Return the system message of a seat whose model only words moves."""
    persona, language = brief.persona, brief.language
    text = WORDING_TEXTS[language].system.format(
        title=persona.title.in_language(language),
        own=brief.own.name,
        voice=persona.voice.in_language(language),
        other=addressee_of(brief),
    )
    return ChatMessage(role="system", content=text)


def render_examples(brief: SeatBrief) -> tuple[ChatMessage, ...]:
    """Return worked examples: the persona's own phrases over made-up terms of this table.

    They stay the same all through the talks, so a server keeps them in its cache.
    """
    texts, speech = WORDING_TEXTS[brief.language], Speech(brief)
    rng = seat_rng(brief.seed, brief.own.party, 0)
    messages: list[ChatMessage] = []
    examples: tuple[tuple[Occasion, Tone, Callable[[Outcome], str]], ...] = (
        ("offer", "calm", speech.opening),
        ("offer", "final", speech.final),
        ("accept", "calm", speech.accept),
    )
    for kind, tone, say in examples:
        outcome = brief.space.outcome_at(int(rng.integers(brief.space.size)))
        terms = spoken_terms(brief.space, outcome, brief.language)
        messages += (
            ChatMessage(role="user", content=_move(texts, kind, tone, terms)),
            ChatMessage(role="assistant", content=say(outcome)),
        )
    return tuple(messages)


def render_wording(
    brief: SeatBrief,
    *,
    occasion: Occasion,
    terms: str,
    heard: str,
    tone: Tone = "calm",
    problem: str = "",
) -> ChatMessage:
    """Return the message that asks for the words of one move.

    Args:
        brief: of the seat.
        occasion: what the words are for.
        terms: what must be said of the terms; empty for a move without any.
        heard: what the counterpart said last.
        tone: in which it is said.
        problem: what was wrong with the last try.
    """
    texts = WORDING_TEXTS[brief.language]
    lines = [texts.heard.format(text=json.dumps(heard, ensure_ascii=False))] if heard else []
    lines.append(_move(texts, occasion, tone, terms))
    lines += [texts.again.format(problem=reason_in(brief.language, problem))] if problem else []
    return ChatMessage(role="user", content="\n".join(lines))


def _move(texts: WordingTexts, occasion: Occasion, tone: Tone, terms: str) -> str:
    kind = texts.moves.get(occasion, occasion)
    form = texts.move if terms else texts.bare
    return form.format(kind=kind, tone=tone, terms=terms)
