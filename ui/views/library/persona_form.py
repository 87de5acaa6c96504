"""The fields of a draft of a persona. Pure."""

from collections.abc import Iterator

from negotiation.catalog.reading import Plain
from negotiation.domain.references import Location
from negotiation.domain.values import LANGUAGES
from ui.views.library.content import keyed, listed
from ui.views.library.fields import Field, Section

__all__ = ["persona_form"]

DIALS = ("assertiveness", "patience", "candour", "verbosity")
LISTS = ("goals", "red_lines", "changes_mind")


def persona_form(content: Plain) -> tuple[Section, ...]:
    """Return the sections of a draft of a persona."""
    return (
        Section(
            title="library_basics",
            about="",
            fields=(
                Field(label="library_f_persona_title", location=("title",), kind="text"),
                Field(label="library_f_character", location=("character",), kind="prose"),
                Field(label="library_f_voice", location=("voice",), kind="prose"),
            ),
        ),
        Section(
            title="library_dials",
            about="",
            fields=tuple(
                Field(label=f"library_dial_{dial}", location=("dials", dial), kind="value")
                for dial in DIALS
            ),
        ),
        Section(title="library_drive", about="", fields=tuple(_lists(content))),
        Section(
            title="library_tactics",
            about="",
            fields=tuple(
                Field(label="library_f_tactic", location=("tactics", place), kind="prose")
                for place in range(len(listed(content, ("tactics",))))
            ),
        ),
        Section(title="library_phrases", about="", fields=tuple(_phrases(content))),
    )


def _lists(content: Plain) -> Iterator[Field]:
    for name in LISTS:
        for place in range(len(listed(content, (name,)))):
            yield Field(label=f"library_f_{name}", location=(name, place), kind="text")


def _phrases(content: Plain) -> Iterator[Field]:
    """Yield the phrases by occasion, a line each."""
    for language in LANGUAGES:
        at: Location = ("phrases", language)
        for occasion in keyed(content, at):
            yield Field(
                label=f"library_phrases_{language}",
                location=(*at, occasion),
                kind="words",
                about=occasion,
            )
