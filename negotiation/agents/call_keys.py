"""The names of a run's calls to models: which seat asked, for which move, and which try it was."""

import re
from typing import NamedTuple

from negotiation.protocol.view import View

__all__ = ["CallKey"]


class CallKey(NamedTuple):
    """Which move of a run a call was made for. Ordered within one seat."""

    table: str
    party: str
    turn: int
    refusals: int

    @classmethod
    def of(cls, view: View) -> "CallKey":
        """Return the key of the move that is due."""
        return cls(view.table, view.party, view.turn, len(view.refusals))

    @classmethod
    def parse(cls, key: str) -> "CallKey | None":
        """Read the key of a call; ``None`` when it is no key of ours."""
        found = _KEY.fullmatch(key)
        if found is None:
            return None
        return cls(found["table"], found["party"], int(found["turn"]), int(found["refusals"]))

    def attempt(self, number: int) -> str:
        """Return the key of one call for the move; ``number`` counts the tries from 0."""
        return f"{self.table}/{self.party}/t{self.turn}/r{self.refusals}/a{number}"


_KEY = re.compile(r"(?P<table>[^/]+)/(?P<party>[^/]+)/t(?P<turn>\d+)/r(?P<refusals>\d+)/a\d+")
