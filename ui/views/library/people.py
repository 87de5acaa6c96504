"""A persona for people to read. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from negotiation.domain.personas import Persona, Tactic
from negotiation.domain.values import Language
from ui.texts import say

__all__ = ["PersonaCard", "card_of", "phrase_rows"]

DIALS = ("assertiveness", "patience", "candour", "verbosity")


class PersonaCard(NamedTuple):
    """What a card says."""

    name: str
    title: str
    character: str
    voice: str
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    """Key of the catalogue and lines: goals, what it never does, what moves it."""
    dials: tuple[tuple[str, float], ...]
    """Key of the catalogue and share."""
    tactics: tuple[str, ...]


def card_of(name: str, persona: Persona, language: Language) -> PersonaCard:
    """Return the card of a persona."""
    lists = (
        ("library_f_goals", persona.goals),
        ("library_f_red_lines", persona.red_lines),
        ("library_f_changes_mind", persona.changes_mind),
    )
    return PersonaCard(
        name=name,
        title=persona.title.in_language(language),
        character=persona.character.in_language(language),
        voice=persona.voice.in_language(language),
        lists=tuple(
            (key, tuple(text.in_language(language) for text in texts))
            for key, texts in lists
            if texts
        ),
        dials=tuple((f"library_dial_{dial}", getattr(persona.dials, dial)) for dial in DIALS),
        tactics=tuple(_tactic(tactic, language) for tactic in persona.tactics),
    )


def phrase_rows(persona: Persona, language: Language) -> tuple[tuple[str, str], ...]:
    """Return the phrases that it says without a model, by occasion."""
    phrases = persona.phrases.in_language(language)
    return tuple(
        (say(f"library_when_{occasion}", language), phrase)
        for occasion in type(phrases).model_fields
        for phrase in _said(getattr(phrases, occasion))
    )


def _said(phrases: Iterable[str]) -> Iterable[str]:
    return (phrase.replace("{offer}", "…").replace("{counterpart}", "…") for phrase in phrases)


def _tactic(tactic: Tactic, language: Language) -> str:
    said = tactic.in_language(language)
    side = f" ({say(f'library_when_{tactic.when}', language)})" if tactic.when else ""
    return f"{said}{side}"
