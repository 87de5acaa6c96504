"""The negotiator port: from what a seat may see to a move.

A negotiator is given a ``SeatBrief`` once, and a ``View`` each time it is due. Between the two it
knows its own mandate, its own valuation and the public talk, and there is nothing to look behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from negotiation.agents.preferences import Preferences
from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.events import FaultOwner
from negotiation.domain.mandates import Mandate
from negotiation.domain.moves import Move, TalkMode
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.personas import Persona
from negotiation.domain.protocols import RoundtableRules, TenderRules
from negotiation.domain.scenarios import AgreementRule, ProtocolName, Scenario, Table
from negotiation.domain.valuations import PriceValuation
from negotiation.domain.values import Language
from negotiation.protocol.view import View

__all__ = [
    "AdviserLevel",
    "Answer",
    "Desk",
    "Negotiator",
    "NoMove",
    "SeatBrief",
    "Side",
    "Trade",
    "seat_brief",
]


AdviserLevel: TypeAlias = Literal["none", "value", "full"]
"""How much a seat's private deal desk tells it."""

Trade: TypeAlias = Literal["buying", "selling"]


@dataclass(frozen=True, slots=True)
class Side:
    """What everybody knows about a party."""

    party: str
    name: str
    role: str
    public: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatBrief:
    """Everything a seat knows before the talks, in its language."""

    own: Side
    counterparts: tuple[Side, ...]
    """Everybody else at the table, in the order of the table."""
    brief: str
    mandate: Mandate
    persona: Persona
    language: Language
    setting: str
    space: OutcomeSpace
    deadline_rounds: int
    opens: bool
    preferences: Preferences
    seed: int
    table: str = ""
    """Which table of a campaign, so that a party does not say the same at all of them; else ""."""
    talk: TalkMode = "full"
    """What passes between the parties."""
    trade: Trade | None = None
    """What the seat does at this table; ``None`` where that is not said."""
    desk: "Desk | None" = None
    """Private advice on every turn, for a seat that has an adviser."""
    protocol: ProtocolName = "alternating"
    tender: TenderRules | None = None
    """The rules of a tender; the host's weights are there for the host alone."""
    roundtable: RoundtableRules | None = None
    agreement: AgreementRule | None = None
    """Who must assent at a round table; ``None`` for everybody."""
    lots: Mapping[str, Preferences] = field(default_factory=dict)
    """For the host of a tender: what each bidder's bids are worth to it, over the agenda.

    ``preferences`` of a bidder are over the agenda if it wins; those of the host are over whole
    deals, the winner among the issues.
    """

    @property
    def counterpart(self) -> Side:
        """The other side of a table of two; of a larger one the first of the others."""
        return self.counterparts[0]

    @property
    def is_host(self) -> bool:
        """Whether this seat calls for bids."""
        return self.tender is not None and self.tender.host == self.own.party

    @property
    def claimable_facts(self) -> tuple[str, ...]:
        """Ids of the private facts with a value: what the seat says of them can be judged."""
        return tuple(fact.id for fact in self.mandate.private_facts if fact.value is not None)

    @property
    def estimated_issue(self) -> str | None:
        """The issue on which the seat estimates the other side's limit: the first with numbers.

        There is none where there is more than one other side.
        """
        if len(self.counterparts) > 1:
            return None
        return next((issue.id for issue in self.space.issues if issue.is_numeric), None)


class Desk(Protocol):
    """Private advice on the turn that is due, in words."""

    def advise(self, view: View) -> str:
        """Return the advice; an empty text is none."""
        ...


@dataclass(frozen=True, slots=True)
class NoMove:
    """No usable move came: the turn is forfeited. Says why, and whose fault it was."""

    reason: str
    owner: FaultOwner = "model"
    n_invalid_replies: int = 0


Answer: TypeAlias = Move | NoMove


class Negotiator(Protocol):
    """Decides the moves of one seat."""

    async def propose(self, view: View) -> Answer:
        """Return the move for the turn that is due.

        The same view must give the same answer where the negotiator is deterministic: a run that
        was stopped between a move and its event asks again.

        Raises:
            ChatError: the model's endpoint cannot be used; the run stops and can be resumed.
        """
        ...


def seat_brief(
    scenario: Scenario,
    table: Table,
    party_id: str,
    *,
    persona: Persona,
    preferences: Preferences,
    language: Language,
    seed: int,
    talk: TalkMode = "full",
    lots: Mapping[str, Preferences] | None = None,
) -> SeatBrief:
    """Return what the seat of a party may know before a table opens."""
    party = scenario.party(party_id)
    tender = table.tender
    if tender is not None and tender.host != party_id:
        tender = tender.model_copy(update={"weights": None})
    return SeatBrief(
        own=_side(scenario, party_id, language),
        counterparts=tuple(
            _side(scenario, each, language) for each in table.parties if each != party_id
        ),
        brief=party.brief.in_language(language),
        mandate=party.mandate,
        persona=persona,
        language=language,
        setting=table.setting.in_language(language),
        table=table.id if scenario.campaign is not None else "",
        space=table.space,
        deadline_rounds=table.deadline_rounds,
        opens=table.opens == party_id,
        preferences=preferences,
        seed=seed,
        talk=talk,
        trade=_trade(table, party_id),
        protocol=table.protocol,
        tender=tender,
        roundtable=table.roundtable if table.protocol == "roundtable" else None,
        agreement=table.agreement,
        lots=lots or {},
    )


def _trade(table: Table, party_id: str) -> Trade | None:
    """Return whether a party buys or sells; ``None`` at a table of points."""
    if table.tender is not None:
        is_host = table.tender.host == party_id
        return "buying" if is_host == (table.tender.direction == "falling") else "selling"
    if isinstance(table.valuation, PriceValuation | EconomicsValuation):
        return "buying" if table.valuation.buyer == party_id else "selling"
    return None


def _side(scenario: Scenario, party_id: str, language: Language) -> Side:
    party = scenario.party(party_id)
    return Side(
        party=party_id,
        name=party.name.in_language(language),
        role=party.role.in_language(language),
        public=party.public.in_language(language),
    )
