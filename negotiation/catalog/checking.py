"""From a plain document to a validated value, with every error at its line and key."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from negotiation.catalog.faults import fault_of, fault_of_all, shown
from negotiation.catalog.keys import kinds_at, near_keys
from negotiation.catalog.reading import Document, Plain
from negotiation.domain.references import Location
from negotiation.domain.values import REFUSAL
from negotiation.errors import CatalogError, FileProblem

__all__ = ["validated"]

ModelT = TypeVar("ModelT", bound=BaseModel)

_EXPECTED = {
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
    "mapping_type": "keys and values",
    "tuple_type": "a list",
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
}
"""What a file should hold, where pydantic speaks of Python."""


def validated(document: Document, model: type[ModelT]) -> ModelT:
    """Return the document as ``model``.

    Raises:
        CatalogError: with every problem found, in the order of the file.
    """
    if not isinstance(document.content, dict):
        found = shown(document.content)
        raise CatalogError((document.problem((), f"expected keys and values, found {found}"),))
    try:
        return model.model_validate(document.content)
    except ValidationError as exc:
        problems = set(_problems(document, exc.errors(include_url=False), model))
        ordered = sorted(problems, key=lambda found: (found.line, found.key_path, found.message))
        raise CatalogError(tuple(ordered)) from exc


def _problems(
    document: Document, errors: Sequence[ErrorDetails], model: type[BaseModel]
) -> Iterator[FileProblem]:
    by_place: dict[Location, list[ErrorDetails]] = {}
    for error in errors:
        if not _is_echo(error, errors):
            by_place.setdefault(_in_file(document.content, error), []).append(error)
    for location, found in by_place.items():
        wanted = [expected for error in found if (expected := _expected(error)) is not None]
        if len(wanted) == len(found):  # the members of a union each say what they expected
            either = " or ".join(_distinct(wanted))
            message = f"found {shown(found[0]['input'])}, expected {either}"
            yield document.problem(location, message, fault_of_all(found))
        else:
            for error in found:
                yield document.problem(location, _message(error, model), fault_of(error))


def _is_echo(error: ErrorDetails, errors: Sequence[ErrorDetails]) -> bool:
    """Whether a list counts as too short only because an item of it is wrong."""
    place = error["loc"]
    return error["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in errors
    )


def _expected(error: ErrorDetails) -> str | None:
    """Say what was expected of a value, for the errors that are only about that."""
    if error["type"] in _EXPECTED:
        return _EXPECTED[error["type"]]
    start = "Input should be "
    return error["msg"].removeprefix(start) if error["msg"].startswith(start) else None


def _distinct(wanted: list[str]) -> list[str]:
    """Drop what another of the expectations covers."""
    covered = {"a whole number"} if "a number" in wanted else set()
    return [expected for expected in dict.fromkeys(wanted) if expected not in covered]


def _message(error: ErrorDetails, model: type[BaseModel]) -> str:
    kind, message, place = error["type"], error["msg"], error["loc"]
    if kind == "extra_forbidden":
        key = str(place[-1])
        return f"unknown key {key!r}{near_keys(model, place[:-1], key)}"
    if kind == "missing":
        return "missing key, it is required"
    if kind == "union_tag_not_found":
        return f"missing key, expected one of {', '.join(kinds_at(model, place))}"
    if kind == "union_tag_invalid":
        return f"found {error['ctx']['tag']!r}, expected one of {', '.join(kinds_at(model, place))}"
    if kind in {"too_short", "too_long"}:
        bound, limit = ("least", "min_length") if kind == "too_short" else ("most", "max_length")
        return f"expected at {bound} {error['ctx'][limit]}, found {len(error['input'])}"
    found = f", found {shown(error['input'])}"
    if kind == "value_error" or kind.startswith(REFUSAL):
        reason = message.removeprefix("Value error, ")
        says_it = "found" in reason or isinstance(error["input"], dict | list)
        return reason if says_it else f"{reason}{found}"
    return f"{message[:1].lower()}{message[1:]}{found}"


def _in_file(content: Plain, error: ErrorDetails) -> Location:
    """Drop the parts of a pydantic location that name a union member, not a key of the file."""
    place, absent = error["loc"], error["type"] == "missing"
    if error["type"].startswith("union_tag_"):
        place, absent = (*place, error["ctx"]["discriminator"].strip("'")), True
    kept: list[int | str] = []
    here: Plain = content
    for position, part in enumerate(place):
        if isinstance(here, dict) and part in here:
            here = here[str(part)]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        elif not (absent and position == len(place) - 1):
            continue
        kept.append(part)
    return tuple(kept)
