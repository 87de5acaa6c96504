"""Finding the JSON object in what a model wrote around it."""

import json
import re
from dataclasses import dataclass

__all__ = ["NoObject", "json_object"]

_BRACE = re.compile(r"[{}]")
_OBJECT = re.compile(r"\{\s*(?:[\"']|$)")

MAX_REPLY = 20_000
"""Characters of a reply; a longer one is not read, since its end may change its meaning."""


@dataclass(frozen=True, slots=True)
class NoObject:
    """A text has no JSON object that is surely the one that was meant, and why."""

    reason: str


def json_object(text: str) -> dict[str, object] | NoObject:
    """Return the last whole JSON object of a text; models like to think aloud before it.

    What stands inside a broken object is part of it, and never taken for the reply. A broken
    object behind a whole one may be the reply that was meant, so nothing is taken then. Nor is an
    object in which a key stands twice or a number is none.

    >>> json_object('I would say {"a": 1}.')
    {'a': 1}
    """
    if len(text) > MAX_REPLY:
        return NoObject(f"the reply is longer than {MAX_REPLY:,} characters.")
    decoder = json.JSONDecoder(
        parse_constant=_refuse_constant, object_pairs_hook=_refuse_repeated, strict=False
    )
    found: dict[str, object] | None = None
    problem = "no JSON object in the reply."
    position = n_open = 0
    while brace := _BRACE.search(text, position):
        position = brace.end()
        if brace[0] == "}":
            n_open = max(n_open - 1, 0)
        elif n_open:
            n_open += 1
        else:
            try:
                found, position = decoder.raw_decode(text, brace.start())
            except (ValueError, RecursionError) as exc:
                if _looks_like_object(text, brace.start()):
                    found, n_open, problem = None, 1, f"the JSON object is broken: {exc}."
    return NoObject(problem) if found is None else found


def _looks_like_object(text: str, position: int) -> bool:
    """Whether a brace opens an object and is not part of a sentence."""
    return _OBJECT.match(text, position) is not None


def _refuse_repeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")
