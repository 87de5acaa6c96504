"""What a person has heard away from the table that is asked about, in a few lines."""

from collections.abc import Iterator

from negotiation.agents.speech import spoken_terms
from negotiation.app.plan import RunPlan
from negotiation.cli.event_texts import EVENT_TEXTS, month_in
from negotiation.cli.texts import TEXTS
from negotiation.domain.chronicle import ContractMoved, LogEvent, NewsPublished
from negotiation.domain.events import (
    AgreementReached,
    ContractAwarded,
    DeadlinePassed,
    EscalationDecided,
    OfferMade,
    ProposalCarried,
    VoteCast,
    WalkedAway,
)
from negotiation.domain.outcomes import Outcome
from negotiation.protocol.view import View

__all__ = ["Overheard"]


class Overheard:
    """Remembers what a person has been told, so that every thing is told once."""

    def __init__(self, plan: RunPlan) -> None:
        self._plan = plan
        self._texts = {**TEXTS[plan.language], **EVENT_TEXTS[plan.language]}
        self._told: set[str] = set()

    def lines(self, view: View) -> list[str]:
        """Return what is new since the person was last asked, wherever that was."""
        self._told |= {event.model_dump_json() for event in view.history}
        found: list[str] = []
        for event in view.elsewhere:
            key = event.model_dump_json()
            if key not in self._told and getattr(event, "party", "") != view.party:
                found += self._said(event)
            self._told.add(key)
        return found

    def _said(self, event: LogEvent) -> Iterator[str]:
        """Yield an event in a line; what was only talk is on the screen already."""
        match event:
            case NewsPublished(items=items):
                yield from (f"{self._month(item.month)} {item.text}" for item in items)
            case ContractMoved(month=month, text=text):
                yield f"{self._month(month)} {text}"
            case ContractAwarded(awards=awards):
                for award in awards:
                    won = self._texts["awarded"].format(party=self._name(award.party))
                    yield self._at(event.table, won, award.outcome)
            case AgreementReached(outcome=outcome) | ProposalCarried(outcome=outcome):
                yield self._at(event.table, self._texts["ending_agreement"], outcome)
            case DeadlinePassed():
                yield self._at(event.table, self._texts["ending_deadline"])
            case EscalationDecided(party=party, granted=granted):
                said = self._texts["signed" if granted else "denied"]
                yield self._at(event.table, said.format(party=self._name(party), reason=""))
            case OfferMade() | VoteCast() | WalkedAway():
                yield self._done(event)
            case _:
                pass

    def _done(self, event: OfferMade | VoteCast | WalkedAway) -> str:
        """Say what another party has done at a table."""
        name = self._name(event.party)
        match event:
            case OfferMade(offer_id=offer_id, outcome=outcome):
                return self._at(event.table, f"{name} · {offer_id}", outcome)
            case VoteCast(offer_id=offer_id, assents=assents):
                vote = self._texts["assents" if assents else "dissents"].format(offer_id=offer_id)
                return self._at(event.table, f"{name} {vote}")
            case WalkedAway():
                return self._at(event.table, f"{name} {self._texts['walked_away']}")

    def _at(self, table: str, said: str, outcome: Outcome | None = None) -> str:
        known = self._plan.scenario.table(table)
        terms = ""
        if outcome is not None:
            between = "：" if self._plan.language == "zh" else ": "
            terms = between + spoken_terms(known.space, outcome, self._plan.language)
        return f"{known.title.in_language(self._plan.language)} · {said}{terms}"

    def _name(self, party: str) -> str:
        return self._plan.scenario.party(party).name.in_language(self._plan.language)

    def _month(self, month: int) -> str:
        market = self._plan.scenario.market
        start = market.start_month_index if market is not None else 0
        return month_in(start + month, self._plan.language)
