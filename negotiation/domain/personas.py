"""A persona: character, voice and tactics. Never a number of a mandate.

The phrase bank lets a built-in strategy speak in the persona's voice without a model. ``{offer}``
is where the offer is spelled out, ``{counterpart}`` where the other side is named.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from negotiation.domain.values import Identifier, Language, Number, Phrase, Text, Value

__all__ = ["Dials", "Persona", "PhraseBank", "Phrases", "Tactic"]

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
_More: tuple[str, ...] = ()  # a card may leave these lists out; plain words stand in


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
    warning: tuple[BarePhrase, ...] = Field(default=(), max_length=40)
    """Said once, before the words of a move, when patience is nearly used up."""
    bid: tuple[OfferPhrase, ...] = _More
    """A later bid at a tender; what changed is spelled out."""
    last_call: tuple[OfferPhrase, ...] = _More
    """A bid on the last call."""
    pitch: tuple[BarePhrase, ...] = _More
    """Presenting one's house before the bidding."""
    press: tuple[BarePhrase, ...] = _More
    """The host of a tender asking for better bids."""
    wait: tuple[BarePhrase, ...] = _More
    """Letting a turn go by: what one has put forward stands."""
    frozen: tuple[BarePhrase, ...] = _More
    """Letting a turn go by for want of a signature at home."""
    escalate: tuple[BarePhrase, ...] = _More
    """Asking one's own house to sign."""
    drop_out: tuple[BarePhrase, ...] = _More
    """Leaving a tender to the others."""
    assent: tuple[BarePhrase, ...] = _More
    """Yes to a proposal at a round table."""
    dissent: tuple[BarePhrase, ...] = _More
    """No to a proposal at a round table."""


class PhraseBank(Value):
    """Phrases in each language."""

    en: Phrases
    zh: Phrases

    def in_language(self, language: Language) -> Phrases:
        """Return the phrases in ``language``."""
        return self.en if language == "en" else self.zh


class Tactic(Text):
    """An instruction to the player.

    ``code`` is the tactic's number in the economics specification, T1 to T14; ``when`` leaves it
    out of a prompt where the party does the other thing.
    """

    code: Annotated[str, StringConstraints(pattern=r"^T([1-9]|1[0-4])$")] | None = None
    when: Literal["buying", "selling"] | None = None


class Dials(Value):
    """Style as numbers from 0 to 1, so that it can be varied without writing a new persona."""

    assertiveness: Number = Field(default=0.5, ge=0, le=1)
    """0 looks for what helps both, 1 presses its own claim."""
    patience: Number = Field(default=0.5, ge=0, le=1)
    """How much standstill it bears before it leaves; 0 hardly any, 1 all there is time for."""
    candour: Number = Field(default=0.5, ge=0, le=1)
    """How much of its reasons it tells."""
    verbosity: Number = Field(default=0.5, ge=0, le=1)
    """0 is one short sentence, 1 up to five."""


class Persona(Value):
    """Who speaks: character, voice, tactics and phrases, in each language."""

    schema_version: Literal[1]
    name: Identifier
    title: Text
    character: Text
    voice: Text
    goals: Annotated[tuple[Text, ...], Field(max_length=6)] = ()
    """What this person is after, besides the party's own goals."""
    red_lines: Annotated[tuple[Text, ...], Field(max_length=6)] = ()
    """What this person never does, whatever the party's mandate allows."""
    changes_mind: Annotated[tuple[Text, ...], Field(max_length=6)] = ()
    """What would move this person."""
    dials: Dials = Dials()
    tactics: Annotated[tuple[Tactic, ...], Field(min_length=1, max_length=14)]
    phrases: PhraseBank
