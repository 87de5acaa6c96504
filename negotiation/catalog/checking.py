"""From a plain document to a validated value, with every error at its line and key."""

import difflib
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from negotiation.catalog.reading import Document, Plain
from negotiation.domain.references import Location
from negotiation.errors import CatalogError, FileProblem

__all__ = ["validated"]

ModelT = TypeVar("ModelT", bound=BaseModel)

_MAX_SHOWN = 60
"""Characters of a wrong value that a message quotes."""


def validated(document: Document, model: type[ModelT]) -> ModelT:
    """Return the document as ``model``.

    Raises:
        CatalogError: with every problem found, in the order of the file.
    """
    if not isinstance(document.content, dict):
        found = "nothing" if document.content is None else _shown(document.content)
        raise CatalogError((document.problem((), f"expected keys and values, found {found}"),))
    try:
        return model.model_validate(document.content)
    except ValidationError as exc:
        problems = {_problem(document, error, model) for error in exc.errors(include_url=False)}
        ordered = sorted(problems, key=lambda found: (found.line, found.key_path, found.message))
        raise CatalogError(tuple(ordered)) from exc


def _problem(document: Document, error: ErrorDetails, model: type[BaseModel]) -> FileProblem:
    location = _in_file(document.content, error["loc"])
    return document.problem(location, _message(error, model))


def _message(error: ErrorDetails, model: type[BaseModel]) -> str:
    kind, message = error["type"], error["msg"]
    if kind == "extra_forbidden":
        return f"unknown key{_did_you_mean(str(error['loc'][-1]), model)}"
    if kind == "missing":
        return "missing key, it is required"
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        key = str(error["ctx"]["discriminator"]).strip("'")
        known = error["ctx"].get("expected_tags", "one of the kinds in the schema")
        found = f", found {error['ctx']['tag']!r}" if "tag" in error["ctx"] else ""
        return f"{key!r} must be {known}{found}"
    expected = message.removeprefix("Input should be ").removeprefix("a valid ")
    if message.startswith("Input should be "):
        return f"found {_shown(error['input'])}, expected {expected}"
    return f"{message[:1].lower()}{message[1:]}, found {_shown(error['input'])}"


def _in_file(content: Plain, loc: tuple[int | str, ...]) -> Location:
    """Drop the parts of a pydantic location that name a union member, not a key of the file."""
    kept: list[int | str] = []
    here: Plain = content
    for position, part in enumerate(loc):
        if isinstance(here, dict) and part in here:
            here = here[str(part)]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        elif not (isinstance(part, str) and position == len(loc) - 1 and isinstance(here, dict)):
            continue
        kept.append(part)
    return tuple(kept)


def _did_you_mean(key: str, model: type[BaseModel]) -> str:
    """Suggest the nearest of the keys that the schema knows anywhere."""
    schema = model.model_json_schema()
    schemas = [schema, *schema.get("$defs", {}).values()]
    known = sorted({name for schema in schemas for name in schema.get("properties", {})})
    close = difflib.get_close_matches(key, known, n=1)
    return f" {key!r}; did you mean {close[0]!r}?" if close else f" {key!r}"


def _shown(found: object) -> str:
    text = repr(found)
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}..."
