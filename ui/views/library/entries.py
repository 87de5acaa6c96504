"""A scenario as a list shows it."""

from dataclasses import dataclass
from typing import NamedTuple

from negotiation.domain.scenarios import ProtocolName
from negotiation.domain.values import Text

__all__ = ["LIBRARY", "Seat", "ShelfEntry"]

LIBRARY = "library"
"""Folder of what was written here, below the folder of runs; also what its names begin with."""


class Seat(NamedTuple):
    """A party as a list shows it."""

    id: str
    name: Text
    role: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfEntry:
    """A scenario as a list shows it."""

    name: str
    """For addresses and for ``scenario_at``: a shipped name, or ``library/NAME``."""
    title: Text
    summary: Text
    protocols: tuple[ProtocolName, ...]
    """Of its tables, each once."""
    parties: tuple[Seat, ...]
    n_tables: int
    is_campaign: bool
    variant_of: str | None
    """The shipped scenario that it plays in another world or by another rule."""

    @property
    def is_own(self) -> bool:
        """Whether it was written here."""
        return self.name.startswith(f"{LIBRARY}/")

    @property
    def is_playable(self) -> bool:
        """Whether it can be played: a table of the protocol ``none`` is for analysis only."""
        return "none" not in self.protocols
