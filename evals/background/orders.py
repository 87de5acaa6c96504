"""What passes between a watcher and the process that plays: an order in, what happened out."""

from typing import Literal, TypeAlias

from pydantic import Field

from evals.suite import Player
from negotiation.domain.values import Value

__all__ = ["Happening", "HappeningKind", "Order"]

HappeningKind: TypeAlias = Literal["begun", "advanced", "noted", "ended", "failed"]


class Order(Value):
    """A suite to be played, as the command ``eval`` takes it."""

    suite: str
    """A shipped name or a file."""
    out: str
    """The folder of the results; what is there is gone on with."""
    contestants: tuple[Player, ...] = ()
    only_named: bool = False
    """Whether the suite's own contestants stay away."""
    seeds: int | None = None
    repeats: int | None = None
    languages: tuple[str, ...] | None = None
    limit: int | None = Field(default=None, ge=1)
    """Only so many cases."""
    concurrency: int = Field(default=16, ge=1)


class Happening(Value):
    """A line that the process says."""

    kind: HappeningKind
    n_cases: int = 0
    """In all; of ``begun``."""
    n_done: int = 0
    """Done before; of ``begun``."""
    said: str = ""
    """In words; of ``noted`` and ``failed``."""
