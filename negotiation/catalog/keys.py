"""Which keys and kinds a place of a file may have, read off the JSON Schema of its model."""

import difflib
from collections.abc import Iterator
from typing import Any, TypeAlias

from pydantic import BaseModel

__all__ = ["kinds_at", "near_keys"]

_Schema: TypeAlias = dict[str, Any]
"""A JSON Schema; its shape depends on its own keys."""

_MAX_LISTED = 16
"""Keys that a message lists."""


def near_keys(model: type[BaseModel], place: tuple[int | str, ...], key: str) -> str:
    """Say which key may be meant by an unknown one, or which there are; empty without an idea.

    ``place`` is a pydantic location: it names the members of tagged unions, too.
    """
    known = sorted({name for schema in _at(model, place) for name in schema.get("properties", {})})
    if close := difflib.get_close_matches(key, known, n=1):
        return f"; did you mean {close[0]!r}?"
    return f"; known are {', '.join(known)}" if 0 < len(known) <= _MAX_LISTED else ""


def kinds_at(model: type[BaseModel], place: tuple[int | str, ...]) -> tuple[str, ...]:
    """Return the tags of the union at a place."""
    unions = (schema["discriminator"] for schema in _at(model, place) if "discriminator" in schema)
    return tuple(tag for union in unions for tag in union["mapping"])


def _at(model: type[BaseModel], place: tuple[int | str, ...]) -> list[_Schema]:
    whole = model.model_json_schema()
    here = list(_branches(whole, whole))
    for part in place:
        inner = [found for schema in here for found in _inside(schema, part)]
        here = [branch for schema in inner for branch in _branches(schema, whole)]
    return here


def _inside(schema: _Schema, part: int | str) -> Iterator[_Schema]:
    """Yield the schemas of what stands at ``part`` of a value of ``schema``."""
    entries = schema.get("patternProperties", {})
    if isinstance(part, int):
        yield schema.get("items", {})
    elif part in schema.get("discriminator", {}).get("mapping", {}):
        yield {"$ref": schema["discriminator"]["mapping"][part]}
    elif part in schema.get("properties", {}):
        yield schema["properties"][part]
    else:
        yield from entries.values()


def _branches(schema: _Schema, whole: _Schema) -> Iterator[_Schema]:
    """Yield a schema, or the members of an untagged union, without references."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in schema:
        for branch in schema["anyOf"]:
            yield from _branches(branch, whole)
    else:
        yield schema
