"""A scenario: the parties with their private mandates, and the tables where they meet."""

from enum import StrEnum
from math import prod
from typing import Annotated, Literal

from pydantic import Field, model_validator

from negotiation.domain.issues import Issue
from negotiation.domain.mandates import Mandate
from negotiation.domain.market import Market
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.valuations import Valuation
from negotiation.domain.values import Identifier, ShortText, Text, Value, WholeNumber

__all__ = ["AgreementRule", "Party", "Scenario", "StrategyName", "Table"]

MAX_OUTCOMES = 10**12
"""Outcomes of one agenda at most."""

MAX_ROUNDS = 1000


class StrategyName(StrEnum):
    """The built-in strategies; the agents room holds what each of them does."""

    BOULWARE = "boulware"
    LINEAR = "linear"
    CONCEDER = "conceder"
    TIT_FOR_TAT = "tit_for_tat"
    MICRO = "micro"
    MICRO_FAST = "micro_fast"
    FIRM = "firm"
    RANDOM = "random"
    HARDLINER = "hardliner"
    NAIVE = "naive"


class Party(Value):
    """A side with interests. ``public`` is what everybody knows, ``brief`` what only it knows."""

    id: Identifier
    name: ShortText
    role: ShortText
    public: Text
    brief: Text
    persona: Identifier
    """Who speaks for it, unless the command says otherwise."""
    strategy: StrategyName
    """How it plays without a model."""
    mandate: Mandate


class AgreementRule(Value):
    """Who must agree. Without it: everybody.

    ``quorum`` parties must find the outcome acceptable, all ``veto`` parties among them.
    """

    quorum: WholeNumber = Field(ge=1)
    veto: tuple[Identifier, ...] = ()


class Table(Value):
    """Some parties, an agenda, a protocol and a deadline."""

    id: Identifier
    title: ShortText
    setting: Text
    """What everybody at the table knows about the moment."""
    parties: Annotated[tuple[Identifier, ...], Field(min_length=2, max_length=12)]
    protocol: Literal["alternating", "none"]
    """``alternating`` seats two parties; ``none`` is a table to analyse, not to play."""
    opens: Identifier
    deadline_rounds: WholeNumber = Field(ge=1, le=MAX_ROUNDS)
    agenda: Annotated[tuple[Issue, ...], Field(min_length=1, max_length=40)]
    agreement: AgreementRule | None = None
    valuation: Valuation

    @model_validator(mode="after")
    def _check(self) -> "Table":
        n_outcomes = prod(len(issue.choices) for issue in self.agenda)
        if n_outcomes > MAX_OUTCOMES:
            raise ValueError(f"{n_outcomes:,} outcomes; at most {MAX_OUTCOMES:,} are allowed")
        if self.protocol == "alternating" and len(self.parties) != 2:  # noqa: PLR2004 - two sides
            raise ValueError(f"protocol 'alternating' seats two parties, found {len(self.parties)}")
        return self

    @property
    def space(self) -> OutcomeSpace:
        """The outcomes of the agenda."""
        return OutcomeSpace(self.agenda)

    @property
    def order(self) -> tuple[str, ...]:
        """The parties in the order of their turns."""
        first = self.parties.index(self.opens)
        return self.parties[first:] + self.parties[:first]


class Scenario(Value):
    """One file: a world, its parties and its tables, which are played in order."""

    schema_version: Literal[1]
    name: Identifier
    title: ShortText
    summary: Text
    market: Market | None = None
    """The world of the contracts; needed where a table has an ``economics`` valuation."""
    parties: Annotated[tuple[Party, ...], Field(min_length=2, max_length=12)]
    tables: Annotated[tuple[Table, ...], Field(min_length=1, max_length=12)]

    def party(self, party_id: str) -> Party:
        """Return a party by id. Raises ``KeyError`` when there is none."""
        for party in self.parties:
            if party.id == party_id:
                return party
        raise KeyError(party_id)

    def table(self, table_id: str) -> Table:
        """Return a table by id. Raises ``KeyError`` when there is none."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)
