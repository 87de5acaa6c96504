"""A name in a scenario that points nowhere, or something that cannot be meant, and its place."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

__all__ = ["Location", "Misreference", "repeated", "unknown"]

Location: TypeAlias = tuple[str | int, ...]
"""Keys and positions, as in ``("tables", 0, "opens")``."""


class Misreference(NamedTuple):
    """A name that points nowhere."""

    location: Location
    message: str


def repeated(names: Iterable[str], here: Location) -> Iterator[Misreference]:
    """Yield every name that stood before."""
    listed = list(names)
    for index, name in enumerate(listed):
        if name in listed[:index]:
            yield Misreference((*here, index), f"{name!r} is named twice")


def unknown(here: Location, what: str, found: str, known: Iterable[str]) -> Misreference:
    """Say that there is no such thing, and what there is."""
    names = ", ".join(sorted(set(known)))
    return Misreference(
        here, f"unknown {what} {found!r}; " + (f"known are {names}" if names else "there is none")
    )
