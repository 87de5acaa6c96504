"""Fields of a form over a draft, and the problems that stand at them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from negotiation.catalog.reading import Plain, key_path
from negotiation.domain.references import Location
from negotiation.domain.values import Language
from negotiation.errors import FileProblem
from ui.views.library.content import part

__all__ = ["FILE_NAME", "Field", "FieldKind", "Section", "problems_at", "said_at", "unplaced"]

FILE_NAME = "name"
"""Where a draft holds the name of its file, which is asked for beside the form."""

FieldKind: TypeAlias = Literal["text", "prose", "value", "choice", "values", "words"]
"""``text`` and ``prose`` are written in both languages; ``value`` is a number or a word;
``values`` are several with commas between; ``words`` are a list of texts, a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to fill in. ``label`` is a key of the catalogue."""

    label: str
    location: Location
    kind: FieldKind
    options: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    """The same for people; as they are where this is empty."""
    about: str = ""
    """Whom or what it is about, in the draft's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields that belong together."""

    title: str
    """A key of the catalogue."""
    about: str
    """Whom or what it is about, in the draft's own words."""
    fields: tuple[Field, ...]
    agenda: tuple[int, int] | None = None
    """Of an issue: its table and its place, so that options can be added and taken away."""


def problems_at(problems: Sequence[FileProblem], field: Field) -> tuple[FileProblem, ...]:
    """Return the problems that stand at a field or in it."""
    here = key_path(field.location)
    return tuple(each for each in problems if _is_in(each.key_path, here))


def unplaced(
    problems: Sequence[FileProblem], sections: Sequence[Section]
) -> tuple[FileProblem, ...]:
    """Return the problems that no field of the page shows."""
    places = [key_path(field.location) for section in sections for field in section.fields]
    places.append(FILE_NAME)
    return tuple(
        each for each in problems if not any(_is_in(each.key_path, here) for here in places)
    )


def _is_in(path: str, here: str) -> bool:
    return path == here or path.startswith((f"{here}.", f"{here}["))


def said_at(content: Plain, location: Location, language: Language) -> str:
    """Return a text of the draft in a language; empty where there is none."""
    found = part(content, (*location, language))
    return found if isinstance(found, str) else ""
