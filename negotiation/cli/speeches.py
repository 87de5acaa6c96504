"""What is said and done at one table, line by line."""

from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from negotiation.cli.wording import Wording
from negotiation.domain.events import (
    AgreementReached,
    BidsRevealed,
    ContractAwarded,
    DeadlinePassed,
    EscalationAsked,
    EscalationDecided,
    Event,
    LastCall,
    MoveRefused,
    OfferMade,
    OfferRejected,
    Passed,
    ProposalCarried,
    Talked,
    TurnForfeited,
    VoteCast,
    WalkedAway,
)
from negotiation.domain.outcomes import Outcome
from negotiation.domain.reasons import reason_in
from negotiation.domain.scenarios import Table
from negotiation.protocol.award import best_bid
from negotiation.protocol.session import Session

__all__ = ["Speeches"]


class Speeches:
    """Prints the events of one table."""

    def __init__(self, wording: Wording, table: Table) -> None:
        self._w = wording
        self._texts = wording.texts
        self._table = table
        self._last_offer: dict[str, Outcome] = {}

    def show(self, event: Event, before: Session, after: Session) -> None:
        """Print one event; the table stood at ``before`` and stands at ``after``."""
        match event:
            case OfferMade():
                self._offer(event, before, after)
            case AgreementReached():
                self._w.speech(event, self._texts["accepted"].format(offer_id=event.offer_id))
                self._agreement(event.outcome)
            case MoveRefused():
                reasons = reason_in(self._w.plan.language, "; ".join(event.reasons))
                name = self._w.name(event.party)
                text = self._texts["refused"].format(party=name, reasons=reasons)
                self._w.line(text, style="yellow")
            case EscalationAsked():
                self._escalation(event)
            case EscalationDecided():
                self._decided(event)
            case _ if hasattr(event, "turn"):
                self._w.speech(event, self._act(event, before))
            case _:
                self._of_the_referee(event)

    def _act(self, event: Event, before: Session) -> str:
        """Return what a move without terms of its own is called."""
        match event:
            case OfferRejected(offer_id=offer_id):
                return self._texts["rejected"].format(offer_id=offer_id)
            case VoteCast(offer_id=offer_id, assents=assents):
                return self._texts["assents" if assents else "dissents"].format(offer_id=offer_id)
            case Passed():
                is_tender = before.protocol == "tender"
                return self._texts["passed" if is_tender else "undecided"]
            case WalkedAway(party=party):
                by_protocol = {
                    "tender": "walked_away" if party == before.host else "dropped_out",
                    "roundtable": "leaves",
                }
                return self._texts[by_protocol.get(before.protocol, "walked_away")]
            case TurnForfeited():
                return self._lost(event)
            case Talked() | _:
                return ""

    def _of_the_referee(self, event: Event) -> None:
        match event:
            case DeadlinePassed():
                self._w.line(self._texts["deadline"], style="bold yellow")
            case LastCall():
                self._w.line(self._texts["last_call"], style="bold yellow")
            case BidsRevealed(bids=bids):
                self._w.line(self._texts["bids_revealed"], style="bold")
                for bid in bids:
                    self._w.line(f"  {self._w.name(bid.party)} · {bid.offer_id}", style="bold")
                    self._w.terms(self._table, bid.outcome)
            case ContractAwarded(awards=awards):
                for award in awards:
                    text = self._texts["awarded"].format(party=self._w.name(award.party))
                    if award.share_fraction < 1:
                        share = self._texts["share"].format(share=f"{award.share_fraction:.0%}")
                        text = f"{text} · {share}"
                    self._w.line(text, style="bold green")
                    self._w.terms(self._table, award.outcome)
            case ProposalCarried(assents=assents, outcome=outcome):
                text = self._texts["carried"].format(parties=self._w.names(assents))
                self._w.line(text, style="bold green")
                self._agreement(outcome)
            case _:
                pass

    def _offer(self, event: OfferMade, before: Session, after: Session) -> None:
        mine = self._last_offer.get(event.party)
        name = {
            "tender": "bid_sealed" if event.is_sealed else "bid",
            "roundtable": "proposal" if event.party == before.proposer else "suggestion",
        }.get(before.protocol, "offer")
        act = self._texts[name].format(offer_id=event.offer_id)
        if mine is not None and mine == event.outcome:
            act = f"{act}, {self._texts['unchanged']}"
        self._w.speech(event, act)
        others = [offer for party, offer in self._last_offer.items() if party != event.party]
        theirs = others[0] if others and len(before.parties) == 2 else None  # noqa: PLR2004 - two
        grid = self._changes(event, mine, theirs)
        if grid.row_count:
            self._w.console.print(Padding(grid, (0, 4)))
        self._last_offer[event.party] = event.outcome
        if not event.is_sealed:
            self._standing(after)

    def _changes(self, event: OfferMade, before: Outcome | None, theirs: Outcome | None) -> Grid:
        """Return the issues that the offer changed against the party's own last one."""
        grid = Grid.grid(padding=(0, 2))
        for issue in self._table.agenda:
            value = event.outcome[issue.id]
            if before is not None and before[issue.id] == value:
                continue
            now = Text(self._w.shown(issue, event.outcome), style="bold")
            if before is not None:
                now = Text(f"{self._w.shown(issue, before)} → ", style="dim").append_text(now)
            other = ""
            if theirs is not None and theirs[issue.id] != value:
                other = self._texts["against"].format(value=self._w.shown(issue, theirs))
            title = issue.title.in_language(self._w.plan.language)
            grid.add_row(Text(title, style="dim"), now, Text(other, style="dim"))
        return grid

    def _agreement(self, outcome: Outcome) -> None:
        self._w.line(self._texts["agreement"], style="bold green")
        self._w.terms(self._table, outcome)

    def _standing(self, session: Session) -> None:
        if session.tender is not None:
            best = best_bid(session)
            if best is not None:
                issue = self._table.space.by_id[session.tender.price_issue]
                bid = f"{self._w.shown(issue, best.outcome)} ({self._w.name(best.party)})"
                self._w.line(self._texts["best"].format(bid=bid), style="dim")
            return
        listed = ", ".join(
            f"{offer.offer_id} ({self._w.name(party)})"
            for party, offer in session.standing.items()
            if session.stands(offer)
        )
        text = self._texts["standing"].format(offers=listed)
        self._w.line(text if listed else self._texts["nothing_standing"], style="dim")

    def _escalation(self, event: EscalationAsked) -> None:
        """Print what a party takes to its own house, where that may be seen."""
        self._w.speech(event, self._texts["escalates" if event.outcome else "consults"])
        if event.outcome:
            self._w.terms(self._table, event.outcome, style="dim")

    def _decided(self, event: EscalationDecided) -> None:
        name = "signed" if set(event.granted) == set(event.steps) else "signed_partly"
        name = name if event.granted else "denied"
        reason = f": {event.reason}" if event.reason else ""
        text = self._texts[name].format(party=self._w.name(event.party), reason=reason)
        self._w.line(text, style="dim")

    def _lost(self, event: TurnForfeited) -> str:
        """Say that a turn is lost, and why if that may be known."""
        if not event.reason:
            return self._texts["forfeited_unexplained"]
        reason = reason_in(self._w.plan.language, event.reason).rstrip(".。")
        return self._texts["forfeited"].format(reason=reason)
