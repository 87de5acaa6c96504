"""A draft's content as a file has it: reading and changing parts of it. Pure.

A draft may be edited by hand and then be of any shape, so a part that is not there is ``None``.
Nothing is changed in place: every change returns a new content.
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from negotiation.catalog.reading import Plain
from negotiation.domain.references import Location
from negotiation.domain.values import LANGUAGES
from ui.texts import say

__all__ = [
    "keyed",
    "listed",
    "part",
    "read_value",
    "read_values",
    "with_issue",
    "with_option",
    "with_part",
]
__all__ += ["without_issue", "without_option", "written_values"]

_COMMA = re.compile("[,\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}]")

_Change: TypeAlias = Callable[[list[Plain]], list[Plain]]


def part(content: Plain, location: Location) -> Plain:
    """Return what stands at a location; ``None`` where nothing does."""
    here: Plain = content
    for step in location:
        if isinstance(here, dict) and isinstance(step, str):
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            return None
    return here


def listed(content: Plain, location: Location) -> list[Plain]:
    """Return the list at a location; an empty one where there is none."""
    found = part(content, location)
    return found if isinstance(found, list) else []


def keyed(content: Plain, location: Location) -> dict[str, Plain]:
    """Return the keys and values at a location; none where there are none."""
    found = part(content, location)
    return found if isinstance(found, dict) else {}


def with_part(content: Plain, location: Location, value: Plain) -> Plain:
    """Return the content with another value at a location; ``None`` takes a key away.

    >>> with_part({"a": [1, 2]}, ("a", 0), 3)
    {'a': [3, 2]}
    """
    if not location:
        return value
    step, rest = location[0], location[1:]
    if isinstance(step, int):
        items = list(content) if isinstance(content, list) else []
        if step < len(items):
            items[step] = with_part(items[step], rest, value)
        elif value is not None:
            items.append(with_part(None, rest, value))
        return items
    entries = dict(content) if isinstance(content, dict) else {}
    if value is None and not rest:
        entries.pop(step, None)
    else:
        entries[step] = with_part(entries.get(step), rest, value)
    return entries


def with_option(content: Plain, table: int, issue: int) -> Plain:
    """Return the content with one more option of an issue, worth nothing yet where points count."""
    at: Location = ("tables", table, "agenda", issue)
    options = listed(content, (*at, "options"))
    content = with_part(content, (*at, "options"), [*options, _next_option(options)])
    return _rescored(content, table, issue, lambda row: [*row, 0])


def without_option(content: Plain, table: int, issue: int, option: int) -> Plain:
    """Return the content without an option of an issue and its points."""
    at: Location = ("tables", table, "agenda", issue, "options")
    content = with_part(content, at, _without(listed(content, at), option))
    return _rescored(content, table, issue, lambda row: _without(row, option))


def with_issue(content: Plain, table: int) -> Plain:
    """Return the content with one more issue: two options, and points where they count."""
    at: Location = ("tables", table, "agenda")
    agenda = listed(content, at)
    taken = {part(issue, ("id",)) for issue in agenda}
    number = next(n for n in range(len(agenda) + 1, 1000) if f"issue_{n}" not in taken)
    name = f"issue_{number}"
    issue: Plain = {
        "id": name,
        "title": {language: say("library_new_issue", language, n=number) for language in LANGUAGES},
        "unit": "number",
        "options": [1, 2],
    }
    content = with_part(content, at, [*agenda, issue])
    for party in keyed(content, ("tables", table, "valuation", "scores")):
        content = with_part(content, ("tables", table, "valuation", "scores", party, name), [0, 0])
    return content


def without_issue(content: Plain, table: int, issue: int) -> Plain:
    """Return the content without an issue and its points."""
    at: Location = ("tables", table, "agenda")
    name = part(content, (*at, issue, "id"))
    content = with_part(content, at, _without(listed(content, at), issue))
    for party in keyed(content, ("tables", table, "valuation", "scores")):
        content = with_part(
            content, ("tables", table, "valuation", "scores", party, str(name)), None
        )
    return content


def read_values(text: str) -> list[Plain]:
    """Read values with commas between: numbers where they are numbers, else words.

    >>> read_values("4, 8.5, soon")
    [4, 8.5, 'soon']
    """
    return [_value(word.strip()) for word in _COMMA.split(text) if word.strip()]


def read_value(text: str) -> Plain:
    """Read one value: a number where it is one, else a word; ``None`` where nothing is written.

    >>> read_value(" 0.25 "), read_value("simulated"), read_value("")
    (0.25, 'simulated', None)
    """
    return _value(text.strip()) if text.strip() else None


def written_values(values: Sequence[Plain]) -> str:
    """Write values as ``read_values`` reads them."""
    return ", ".join("" if value is None else str(value) for value in values)


def _value(word: str) -> Plain:
    for kind in (int, float):
        try:
            return kind(word)
        except ValueError:
            continue
    return word


def _next_option(options: Sequence[Plain]) -> Plain:
    """Return an option that is not there yet, of the kind of the last one."""
    last = options[-1] if options else 0
    value = part(last, ("value",)) if isinstance(last, dict) else last
    if isinstance(value, int | float):
        fresh: Plain = value + 1
    else:
        fresh = f"option_{len(options) + 1}"
    if not isinstance(last, dict):
        return fresh
    return {"value": fresh, "title": {"en": str(fresh), "zh": str(fresh)}}


def _without(items: Sequence[Plain], place: int) -> list[Plain]:
    return [item for position, item in enumerate(items) if position != place]


def _rescored(content: Plain, table: int, issue: int, change: _Change) -> Plain:
    """Return the content with the points of an issue changed for every party."""
    name = part(content, ("tables", table, "agenda", issue, "id"))
    for party in keyed(content, ("tables", table, "valuation", "scores")):
        at: Location = ("tables", table, "valuation", "scores", party, str(name))
        content = with_part(content, at, change(listed(content, at)))
    return content
