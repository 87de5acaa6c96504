"""What somebody who plays has heard away from the table that is asked about, in a few lines."""

from collections.abc import Iterator

from negotiation.agents.speech import spoken_terms
from negotiation.app.plan import RunPlan
from negotiation.cli.campaign_names import CampaignNames
from negotiation.domain.chronicle import ContractMoved, LogEvent, NewsPublished
from negotiation.domain.events import (
    AgreementReached,
    ContractAwarded,
    DeadlinePassed,
    OfferMade,
    ProposalCarried,
    VoteCast,
    WalkedAway,
)
from negotiation.domain.outcomes import Outcome
from negotiation.domain.values import Language
from negotiation.protocol.view import View
from ui.texts import fill, say
from ui.views.play.wording import term_line

__all__ = ["heard_lines"]


def heard_lines(plan: RunPlan, view: View, language: Language) -> tuple[str, ...]:
    """Return news and what happened at the seat's other tables, oldest first."""
    heard = _Heard(plan, language)
    return tuple(
        line
        for event in view.elsewhere
        if getattr(event, "party", "") != view.party
        for line in heard.said(event)
    )


class _Heard:
    """Says events in a line each, in the language of the page."""

    def __init__(self, plan: RunPlan, language: Language) -> None:
        self._plan = plan
        self._language: Language = language
        self._names = CampaignNames(plan, language)

    def said(self, event: LogEvent) -> Iterator[str]:
        """Yield an event in a line; what was only talk is no news."""
        match event:
            case NewsPublished(items=items):
                yield from (f"{self._names.month(item.month)} · {item.text}" for item in items)
            case ContractMoved(month=month, text=text):
                yield f"{self._names.month(month)} · {text}"
            case ContractAwarded(awards=awards):
                for award in awards:
                    won = fill(
                        "play_heard_won", self._language, party=self._names.party(award.party)
                    )
                    yield self._at(event.table, won, award.outcome)
            case AgreementReached(outcome=outcome) | ProposalCarried(outcome=outcome):
                yield self._at(event.table, say("end_agreement", self._language), outcome)
            case DeadlinePassed():
                yield self._at(event.table, say("end_deadline", self._language))
            case OfferMade(party=party, offer_id=offer_id, outcome=outcome):
                yield self._at(event.table, f"{self._names.party(party)} · {offer_id}", outcome)
            case VoteCast(party=party, assents=assents):
                vote = say("vote_for" if assents else "vote_against", self._language)
                yield self._at(event.table, f"{self._names.party(party)} · {vote}")
            case WalkedAway(party=party):
                left = say("end_walk_away", self._language)
                yield self._at(event.table, f"{self._names.party(party)} · {left}")
            case _:
                pass

    def _at(self, table: str, said: str, outcome: Outcome | None = None) -> str:
        known = self._plan.scenario.table(table)
        line = f"{known.title.in_language(self._language)} · {said}"
        if outcome is None:
            return line
        terms = spoken_terms(known.space, outcome, self._language)
        return term_line(line, terms, self._language)
