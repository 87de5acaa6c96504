"""Where a debrief leads to: the turn in the replay. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from negotiation.analysis.debrief.skill_records import Spot

__all__ = ["TurnLink", "turn_links"]


class TurnLink(NamedTuple):
    """A turn of a table, as the address of the replay has it."""

    table: str
    turn: int

    def query(self, run: str, language: str) -> dict[str, str]:
        """Return the address's parameters."""
        return {"run": run, "table": self.table, "turn": f"{self.turn}", "lang": language}


def turn_links(spots: Iterable[Spot]) -> tuple[TurnLink, ...]:
    """Return the turns that something is linked to, each once; before the talks there is none."""
    found = {TurnLink(spot.table, spot.turn): None for spot in spots if spot.turn > 0}
    return tuple(found)
