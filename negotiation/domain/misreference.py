"""A name in a scenario that points nowhere, or something that cannot be meant, and its place."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from negotiation.errors import Fault

__all__ = ["Location", "Misreference", "another_count", "repeated", "unknown"]

Location: TypeAlias = tuple[str | int, ...]
"""Keys and positions, as in ``("tables", 0, "opens")``."""


class Misreference(NamedTuple):
    """A name that points nowhere."""

    location: Location
    message: str
    fault: Fault | None = None


def repeated(names: Iterable[str], here: Location) -> Iterator[Misreference]:
    """Yield every name that stood before."""
    listed = list(names)
    for index, name in enumerate(listed):
        if name in listed[:index]:
            yield Misreference((*here, index), f"{name!r} is named twice")


def unknown(here: Location, what: str, found: str, known: Iterable[str]) -> Misreference:
    """Say that there is no such thing, and what there is."""
    names = ", ".join(sorted(set(known)))
    if not names:
        return Misreference(here, f"unknown {what} {found!r}; there is none")
    fault = Fault("unknown", (("found", repr(found)), ("known", names)))
    return Misreference(here, f"unknown {what} {found!r}; known are {names}", fault)


def another_count(here: Location, n: int, options: int) -> Misreference:
    """Say that there are not as many numbers as an issue has options."""
    fault = Fault("points", (("n", str(n)), ("options", str(options))))
    return Misreference(here, f"{n} numbers for {options} options", fault)
