"""A scenario: the parties with their private mandates, and the tables where they meet."""

from enum import StrEnum
from math import prod
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from negotiation.domain.campaigns import Campaign, Condition
from negotiation.domain.issues import Issue
from negotiation.domain.mandates import Mandate
from negotiation.domain.market import Market
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.profiles import Profiles
from negotiation.domain.protocols import RoundtableRules, TenderRules
from negotiation.domain.valuations import PerBidderValuation, Valuation
from negotiation.domain.values import Identifier, ShortText, Text, Value, WholeNumber

__all__ = ["AgreementRule", "Party", "ProtocolName", "Scenario", "StrategyName", "Table"]

ProtocolName: TypeAlias = Literal["alternating", "tender", "roundtable", "none"]
"""``alternating`` seats two who haggle; ``tender`` a host and bidders; ``roundtable`` three and
more with one agenda; ``none`` is a table to analyse, not to play."""

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
    UNDERCUT = "undercut"
    AGREEABLE = "agreeable"


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
    profiles: Profiles = Profiles()
    """Its own economics, at every table whose valuation does not give them."""


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
    protocol: ProtocolName
    tender: TenderRules | None = None
    """The rules of a ``tender``."""
    roundtable: RoundtableRules = RoundtableRules()
    opens: Identifier
    deadline_rounds: WholeNumber = Field(ge=1, le=MAX_ROUNDS)
    offers_stand_rounds: WholeNumber | None = Field(default=None, ge=1, le=MAX_ROUNDS)
    """Rounds after which an offer lapses, where prices change by the day; ``None`` for never."""
    when: tuple[Condition, ...] = ()
    """In a campaign: what must hold for the table to open."""
    replaces: Identifier | None = None
    """In a campaign: the contract (by its table, or by its id in the first ledger) that ends when
    something is signed here; without a signature it goes on."""
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
        if (self.tender is not None) != (self.protocol == "tender"):
            raise ValueError("'tender' and protocol 'tender' go together")
        if self.tender is not None and self.tender.award == "weights" and not self.tender.weights:
            raise ValueError("award 'weights' needs 'weights'")
        if isinstance(self.valuation, PerBidderValuation) != (self.protocol == "tender"):
            raise ValueError("a 'per_bidder' valuation and protocol 'tender' go together")
        return self

    @property
    def space(self) -> OutcomeSpace:
        """The outcomes of the agenda."""
        return OutcomeSpace(self.agenda)

    @property
    def order(self) -> tuple[str, ...]:
        """The parties in the order of their turns; the host of a tender comes last."""
        first = self.parties.index(self.opens)
        order = self.parties[first:] + self.parties[:first]
        if self.tender is None:
            return order
        host = self.tender.host
        return (*(party for party in order if party != host), host)


class Scenario(Value):
    """One file: a world, its parties and its tables, which are played in order."""

    schema_version: Literal[1]
    name: Identifier
    title: ShortText
    summary: Text
    market: Market | None = None
    """The world of the contracts; needed where a table has an ``economics`` valuation."""
    parties: Annotated[tuple[Party, ...], Field(min_length=2, max_length=12)]
    tables: Annotated[tuple[Table, ...], Field(min_length=1, max_length=24)]
    campaign: Campaign | None = None
    """Without one the tables are played one after the other, each for itself."""

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
