"""Which scenarios a search finds, and what a list says of each. Pure."""

from collections.abc import Collection, Iterable, Sequence

from negotiation.domain.personas import Persona
from negotiation.domain.values import Language, Text
from ui.views.library.entries import ShelfEntry

__all__ = ["KINDS", "found_personas", "found_scenarios", "kinds_of", "said_in", "variants_of"]

KINDS = ("alternating", "tender", "roundtable", "campaign", "own")
"""What a list may be narrowed to; each is a key of the catalogue behind ``library_kind_``."""


def kinds_of(entry: ShelfEntry) -> tuple[str, ...]:
    """Return what kinds of scenario this is, in the order of ``KINDS``."""
    has: set[str] = {*entry.protocols}
    if entry.is_campaign:
        has = {"campaign"}
    if entry.is_own:
        has.add("own")
    return tuple(kind for kind in KINDS if kind in has)


def found_scenarios(
    entries: Iterable[ShelfEntry], words: str, kinds: Collection[str]
) -> tuple[ShelfEntry, ...]:
    """Return the scenarios that hold every word, in either language, and are of one of the kinds.

    Without words or kinds all are found.
    """
    return tuple(
        entry
        for entry in entries
        if (not kinds or set(kinds) & set(kinds_of(entry))) and _holds(_text_of(entry), words)
    )


def found_personas(personas: dict[str, Persona], words: str) -> dict[str, Persona]:
    """Return the personas that hold every word, in either language."""
    return {name: card for name, card in personas.items() if _holds(_of_card(name, card), words)}


def variants_of(entry: ShelfEntry, entries: Sequence[ShelfEntry]) -> tuple[ShelfEntry, ...]:
    """Return the same scenario in other worlds or by other rules, the plain one first."""
    base = entry.variant_of or entry.name
    family = [each for each in entries if base in {each.name, each.variant_of}]
    return tuple(each for each in family if each.name != entry.name)


def said_in(text: Text, language: Language) -> str:
    """Return a text in a language, on one line."""
    return " ".join(text.in_language(language).split())


def _holds(text: str, words: str) -> bool:
    return all(word in text for word in words.casefold().split())


def _text_of(entry: ShelfEntry) -> str:
    texts = [entry.title, entry.summary]
    texts += [text for seat in entry.parties for text in (seat.name, seat.role)]
    return "\n".join(
        [entry.name, *(said for text in texts for said in (text.en, text.zh))]
    ).casefold()


def _of_card(name: str, card: Persona) -> str:
    texts: list[Text] = [card.title, card.character, card.voice, *card.goals, *card.tactics]
    return "\n".join([name, *(said for text in texts for said in (text.en, text.zh))]).casefold()
