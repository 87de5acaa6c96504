"""What every value that crosses a boundary has in common, and text in two languages.

A ``Value`` comes from a file, a wire, a checkpoint or a model's mouth. It is validated once, at the
door, and never changes afterwards. Values that stay in memory are slotted dataclasses instead.
"""

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Strict, StringConstraints
from pydantic_core import PydanticCustomError

__all__ = ["CONTROL", "LANGUAGES", "Identifier", "Language", "Number", "Phrase", "Prose", "Text"]
__all__ += ["NAME_PATTERN", "REFUSAL", "ShortText", "Value", "WholeNumber", "is_absent", "refusal"]
__all__ += ["without_control"]

CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Characters that steer a terminal, hide text or cannot be written; never part of what is said."""

Language: TypeAlias = Literal["en", "zh"]

LANGUAGES: tuple[Language, ...] = ("en", "zh")
"""The languages of every text that we ship."""

NAME_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"

REFUSAL = "haggle."
"""How the types of our own errors of validation begin."""

Identifier: TypeAlias = Annotated[str, StringConstraints(pattern=NAME_PATTERN)]
"""A name that is safe as a key, a file name and a word in a command."""

Number: TypeAlias = Annotated[float, Strict()]
WholeNumber: TypeAlias = Annotated[int, Strict()]
"""Numbers that a file writes as numbers: neither ``true`` nor ``"8"`` is one."""

Prose: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=8000)]
Name: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Phrase: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=400)]


def refusal(kind: str, said: str, **facts: str) -> PydanticCustomError:
    """Return what a validator raises of a kind that a page may say in other words.

    Args:
        kind: of what is wrong.
        said: what is wrong in English; ``{name}`` stands for a fact.
        facts: by name, as they are written.
    """
    return PydanticCustomError(f"{REFUSAL}{kind}", said, facts)


def without_control(text: str) -> str:
    r"""Return ``text`` without characters that are not text.

    >>> without_control("fine\x1b[2J, 72,000\u200b a card")
    'fine[2J, 72,000 a card'
    """
    return CONTROL.sub("", text)


def is_absent(value: object) -> bool:
    """Whether a field says nothing, so that it can be left out of what is written."""
    return not value


class Value(BaseModel):
    """A frozen value. Unknown keys, NaN and infinity are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Text(Value):
    """The same text in each language."""

    en: Prose
    zh: Prose

    def in_language(self, language: Language) -> str:
        """Return the text in ``language``."""
        return self.en if language == "en" else self.zh


class ShortText(Text):
    """A name, a title or a clause of a sentence, in each language."""

    en: Name
    zh: Name
