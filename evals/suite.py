"""A suite: what is played, by whom, against whom, and how often. One YAML file.

Every case of a suite has one contestant, whose result is measured, in one role; the other seats are
taken by an opponent. A fixed pool of opponents makes results of different contestants comparable;
``round_robin`` lets contestants meet each other instead.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from negotiation.agents.negotiator import AdviserLevel
from negotiation.domain.moves import TalkMode
from negotiation.domain.values import Identifier, Language, ShortText, Text, Value, WholeNumber

__all__ = ["Opener", "Pairing", "Player", "ScenarioEntry", "Suite"]

Label: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=200)]

Pairing: TypeAlias = Literal["pool", "round_robin", "self_play"]
"""``pool``: every contestant meets every opponent. ``round_robin``: every contestant meets every
other, each in both roles. ``self_play``: a contestant sits on all sides."""

Opener: TypeAlias = Literal["written", "swapped"]
"""Who makes the first move: as the scenario says, or the other one of two."""

MAX_SEEDS = 10_000


class Player(Value):
    """Who takes seats: a name for the tables of the report, and the words of ``--seat``."""

    name: Label
    who: Label
    """``llm:small,adviser=full``, ``strategy:boulware``, ``python:MODULE:FACTORY``; ``strategy``
    alone is what the scenario names for the party."""


def _as_player(given: Any) -> Any:
    """Let a file write ``strategy:boulware`` where name and words are the same."""
    return {"name": given, "who": given} if isinstance(given, str) else given


def _as_entry(given: Any) -> Any:
    """Let a file write ``a800-supply`` where nothing else is to be said."""
    return {"scenario": given} if isinstance(given, str) else given


class ScenarioEntry(Value):
    """A scenario of a suite."""

    scenario: Label
    """A shipped name, a file (from the folder of the suite), or a family such as ``mixed``, whose
    scenarios are made up, another one for every seed."""
    roles: tuple[Identifier, ...] = ()
    """The parties that contestants play, one after the other; empty is every party."""
    draws: WholeNumber = Field(default=1, ge=1, le=1000)
    """Of a family: how many scenarios of it are played with each seed."""


PlayerGiven: TypeAlias = Annotated[
    Player, BeforeValidator(_as_player, json_schema_input_type=str | Player)
]
EntryGiven: TypeAlias = Annotated[
    ScenarioEntry, BeforeValidator(_as_entry, json_schema_input_type=str | ScenarioEntry)
]


class Suite(Value):
    """One file of a suite. Every list is an axis; the cases are their product."""

    schema_version: Literal[1]
    name: Identifier
    title: ShortText
    summary: Text
    scenarios: Annotated[tuple[EntryGiven, ...], Field(min_length=1)]
    contestants: tuple[PlayerGiven, ...] = ()
    """Baselines of the suite; the command line adds others."""
    opponents: tuple[PlayerGiven, ...] = ()
    """The pool."""
    pairing: Pairing = "pool"
    personas: Annotated[tuple[Label, ...], Field(min_length=1)] = ("shipped",)
    """In the contestant's seat: names or files; ``shipped`` is the scenario's own."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    talks: Annotated[tuple[TalkMode, ...], Field(min_length=1)] = ("full",)
    advisers: tuple[AdviserLevel, ...] = ()
    """Of contestants that models play; empty is as each of them says."""
    openers: Annotated[tuple[Opener, ...], Field(min_length=1)] = ("written",)
    seeds: WholeNumber = Field(default=1, ge=1, le=MAX_SEEDS)
    """The seeds are 1, 2, ... up to here."""
    repeats: WholeNumber = Field(default=1, ge=1, le=100)
    """How often exactly the same is played, to see how far identical runs differ."""
    headline: tuple[Identifier, ...] = ()
    """Metrics of the first table of the report; empty is the usual ones."""

    @model_validator(mode="after")
    def _check(self) -> "Suite":
        if self.pairing == "pool" and not self.opponents:
            raise ValueError("pairing 'pool' needs 'opponents'")
        if self.pairing != "pool" and self.opponents:
            raise ValueError(f"pairing {self.pairing!r} has no 'opponents'")
        if self.pairing != "pool" and (self.advisers or len(self.personas) > 1):
            raise ValueError("'advisers' and 'personas' are of one seat: they need pairing 'pool'")
        for axis in ("contestants", "opponents"):
            names = [player.name for player in getattr(self, axis)]
            if len(set(names)) < len(names):
                raise ValueError(f"{axis}: a name is given twice")
        return self
