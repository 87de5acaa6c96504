"""A persona: character, voice and tactics. Never a number of a mandate.

The phrase bank lets a built-in strategy speak in the persona's voice without a model. ``{offer}``
is where the offer is spelled out, ``{counterpart}`` where the other side is named.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from negotiation.domain.values import Identifier, Language, Phrase, Text, Value

__all__ = ["Persona", "PhraseBank", "Phrases"]

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")
_KNOWN = {"{offer}", "{counterpart}"}


def _plain(phrase: str) -> str:
    unknown = [found for found in _PLACEHOLDER.findall(phrase) if found not in _KNOWN]
    if unknown:
        raise ValueError(f"unknown placeholder {unknown[0]!r}; known: {{offer}}, {{counterpart}}")
    if any(character.isdigit() for character in phrase):
        raise ValueError("a phrase must not hold figures: the offer brings its own")
    return phrase


def _with_offer(phrase: str) -> str:
    if "{offer}" not in phrase:
        raise ValueError("this phrase must hold {offer}")
    return _plain(phrase)


def _without_offer(phrase: str) -> str:
    if "{offer}" in phrase:
        raise ValueError("this phrase must not hold {offer}")
    return _plain(phrase)


OfferPhrase = Annotated[Phrase, AfterValidator(_with_offer)]
BarePhrase = Annotated[Phrase, AfterValidator(_without_offer)]
_Bank = Field(min_length=1, max_length=40)


class Phrases(Value):
    """What a persona says in one language, by occasion. Several of each keep a talk alive."""

    opening: Annotated[tuple[OfferPhrase, ...], _Bank]
    """The first offer, all of it spelled out."""
    counter: Annotated[tuple[OfferPhrase, ...], _Bank]
    """A later offer; what changed is spelled out."""
    hold: Annotated[tuple[OfferPhrase, ...], _Bank]
    """The same offer again."""
    final: Annotated[tuple[OfferPhrase, ...], _Bank]
    """The last offer before the deadline, all of it spelled out."""
    accept: Annotated[tuple[OfferPhrase, ...], _Bank]
    """Accepting; the agreed outcome is spelled out."""
    walk_away: Annotated[tuple[BarePhrase, ...], _Bank]
    """Leaving the table."""


class PhraseBank(Value):
    """Phrases in each language."""

    en: Phrases
    zh: Phrases

    def in_language(self, language: Language) -> Phrases:
        """Return the phrases in ``language``."""
        return self.en if language == "en" else self.zh


class Persona(Value):
    """Who speaks: character, voice, tactics and phrases, in each language."""

    schema_version: Literal[1]
    name: Identifier
    title: Text
    character: Text
    voice: Text
    tactics: Annotated[tuple[Text, ...], Field(min_length=1, max_length=14)]
    phrases: PhraseBank
