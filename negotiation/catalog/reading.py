"""Strict YAML: what a file says is what we get, with the line of every key.

A data file may come from anywhere, so the reader takes only the plain subset of YAML 1.2 that JSON
has too: no tags, anchors or aliases, no repeated keys, no infinities, text keys only, a bounded
size and depth. ``no`` is text, not false, and ``010`` is text, not eight.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from negotiation.domain.references import Location
from negotiation.domain.values import CONTROL
from negotiation.errors import CatalogError, Fault, FileProblem

__all__ = ["Document", "Plain", "document_of", "key_path", "read_document"]

MAX_BYTES = 256 * 1024
"""Size of a data file at most [bytes]."""

MAX_WHOLE = 2**53
"""Whole numbers up to here are the same everywhere, also as floating point in JSON."""

MAX_DIGITS = 40
"""Characters of a number at most."""

MAX_DEPTH = 20
"""Nesting of a data file at most."""

Plain: TypeAlias = bool | int | float | str | list["Plain"] | dict[str, "Plain"] | None

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Plain] = {"": None, "~": None, "null": None, "true": True, "false": False}
_REFUSED = re.compile(rf"{CONTROL.pattern}|[\ufffe\uffff]")
_BYTE_ORDER_MARK = "\ufeff"
_NOT_FINITE = re.compile(r"[-+]?\.?(inf|nan)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content and where each part of it stands."""

    file: str
    content: Plain
    lines: dict[Location, int] = field(repr=False)
    """Line of every key and item, from 1, by location."""

    def line_of(self, location: Location) -> int:
        """Return the line of a location, or of the nearest part around it that the file has."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def problem(self, location: Location, message: str, fault: Fault | None = None) -> FileProblem:
        """Return a problem at a location of this file."""
        return FileProblem(self.file, self.line_of(location), key_path(location), message, fault)


def key_path(location: Location) -> str:
    """Write a location as people do.

    >>> key_path(("tables", 0, "agenda", 2, "options"))
    'tables[0].agenda[2].options'
    """
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}"
    return path.removeprefix(".")


def read_document(path: Path) -> Document:
    """Read a YAML file.

    Raises:
        CatalogError: the file cannot be read, or is not in the plain subset.
    """
    name = str(path)
    return document_of(_read_text(path, name), name)


def document_of(text: str, name: str) -> Document:
    """Read a YAML file that stands nowhere yet.

    Args:
        text: its content.
        name: what problems call it.

    Raises:
        CatalogError: it is not in the plain subset.
    """
    text = _checked(text, name)
    reader = _Reader(name, yaml.parse(text, Loader=_LOADER))
    try:
        content = reader.document()
    except yaml.MarkedYAMLError as exc:
        last_line = text.count("\n") + 1  # the parser may stop one past it
        line = min(getattr(exc.problem_mark, "line", 0) + 1, last_line)
        reason = exc.problem or "cannot be parsed"
        if exc.context and exc.context_mark:
            began = min(exc.context_mark.line + 1, last_line)
            reason += f" {exc.context} from line {began} on"
        raise CatalogError((FileProblem(name, line, "", f"not valid YAML: {reason}"),)) from exc
    return Document(name, content, reader.lines)


def _read_text(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as exc:
        raise _refusal(name, f"cannot be read: {exc.strerror}") from exc
    except ValueError as exc:  # a path with a NUL
        raise _refusal(name, f"cannot be read: {exc}") from exc
    if len(raw) > MAX_BYTES:
        raise _too_large(name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as exc:
        line = raw.count(b"\n", 0, exc.start) + 1
        raise _refusal(name, "not UTF-8 text", line) from exc


def _checked(text: str, name: str) -> str:
    """Return the text as it is parsed; refuse what no data file may hold."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise _too_large(name)
    text = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n")  # as Windows writes it
    control = _REFUSED.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        raise _refusal(name, f"invisible control character {control.group()!r}", line)
    return text


def _refusal(name: str, message: str, line: int = 1) -> CatalogError:
    return CatalogError((FileProblem(name, line, "", message),))


def _too_large(name: str) -> CatalogError:
    return _refusal(name, f"larger than {MAX_BYTES // 1024} KiB")


def _is_finite(number: str) -> bool:
    return math.isfinite(float(number))


def _line(event: Any) -> int:
    """Return the line of a parser event, from 1."""
    line: int = event.start_mark.line
    return line + 1


class _Reader:
    """Builds plain values from parser events, so that nothing is ever expanded or executed."""

    def __init__(self, name: str, events: Iterator[Any]) -> None:
        self.name = name
        self.events = events
        self.lines: dict[Location, int] = {}

    def document(self) -> Plain:
        content: Plain = None
        n_documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                n_documents += 1
                if n_documents > 1:
                    raise self.refusal(event, (), "one document a file, found a second")
                content = self.value(next(self.events), ())
        return content

    def value(self, event: Any, here: Location) -> Plain:
        self.lines.setdefault(here, _line(event))
        if len(here) > MAX_DEPTH:
            raise self.refusal(event, here, f"nested deeper than {MAX_DEPTH} levels")
        self.check(event, here)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(here)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(here)
        return self.scalar(event, here)

    def check(self, event: Any, here: Location) -> None:
        """Refuse what only full YAML has, of a value or a key."""
        if isinstance(event, yaml.AliasEvent):
            raise self.refusal(event, here, f"aliases are not allowed, found *{event.anchor}")
        if getattr(event, "anchor", None) is not None:
            raise self.refusal(event, here, f"anchors are not allowed, found &{event.anchor}")
        if getattr(event, "tag", None) is not None:
            raise self.refusal(event, here, f"tags are not allowed, found {event.tag}")
        hidden = _REFUSED.search(getattr(event, "value", ""))
        if hidden is not None:  # an escape such as "\e" can still bring one in
            raise self.refusal(event, here, f"invisible control character {hidden.group()!r}")

    def sequence(self, here: Location) -> list[Plain]:
        items: list[Plain] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.value(event, (*here, len(items))))
        return items

    def mapping(self, here: Location) -> dict[str, Plain]:
        entries: dict[str, Plain] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self.check(event, here)
            if not isinstance(event, yaml.ScalarEvent):
                raise self.refusal(event, here, "a key must be text")
            key = event.value
            place = (*here, key)
            if key in entries:
                first = self.lines[place]
                raise self.refusal(event, place, f"repeated key, first given in line {first}")
            self.lines[place] = _line(event)
            entries[key] = self.value(next(self.events), place)
        return entries

    def scalar(self, event: Any, here: Location) -> Plain:
        text: str = event.value
        if event.style:  # quoted or in a block; the C parser gives "" for plain, the other None
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INT.fullmatch(text):
            number = int(text[:MAX_DIGITS])
            if abs(number) > MAX_WHOLE:
                found = text[:MAX_DIGITS]
                raise self.refusal(event, here, f"whole numbers end at 2^53, found {found}")
            return number
        is_number = _FLOAT.fullmatch(text) is not None
        is_short = len(text) <= MAX_DIGITS
        if _NOT_FINITE.fullmatch(text) or (is_number and not (is_short and _is_finite(text))):
            found = text[:MAX_DIGITS]
            raise self.refusal(event, here, f"numbers must be finite and short, found {found}")
        return float(text) if is_number else text

    def refusal(self, event: Any, here: Location, message: str) -> CatalogError:
        return CatalogError((FileProblem(self.name, _line(event), key_path(here), message),))
