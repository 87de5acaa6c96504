"""A talk on the terminal: who speaks, what an offer changed, what stands, which round it is."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from negotiation.app.plan import RunPlan
from negotiation.cli.texts import TEXTS
from negotiation.domain.events import (
    AgreementReached,
    DeadlinePassed,
    Event,
    MoveRefused,
    NoteTaken,
    OfferMade,
    OfferRejected,
    TableOpened,
    Talked,
    TurnForfeited,
    WalkedAway,
)
from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import format_value
from negotiation.domain.reasons import reason_in
from negotiation.domain.scenarios import Table
from negotiation.protocol.fold import evolve, opened
from negotiation.protocol.session import Session
from negotiation.protocol.view import as_seen

__all__ = ["PARTY_COLOURS", "Transcript"]

PARTY_COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")


class Transcript:
    """Prints events as they come. What anybody wrote is printed as plain text, never as markup.

    A person who plays is shown what the own seat may know, and no more. What a seat notes for
    itself is shown where ``notes`` asks for it; who worded a move, always.
    """

    def __init__(self, plan: RunPlan, console: Console, *, notes: bool = False) -> None:
        self._plan = plan
        self._console = console
        self._texts = TEXTS[plan.language]
        self._session: Session | None = None
        self._last_offer: dict[str, Outcome] = {}
        self._audience = plan.people
        self._notes = notes
        self._noted: NoteTaken | None = None
        self._turn_number = 0
        self._is_forced = False

    def show(self, event: Event) -> None:
        """Print one event."""
        if isinstance(event, TableOpened):
            self._session = opened(event)
            self._last_offer = {}
            self._open(self._plan.scenario.table(event.table))
            return
        if self._session is None:
            return
        session = self._session
        self._session = evolve(session, event)
        if isinstance(event, NoteTaken):
            self._noted = event
            return
        if isinstance(event, DeadlinePassed):
            self._line(self._texts["deadline"], style="bold yellow")
            return
        if not hasattr(event, "turn"):
            return
        self._turn_number = event.turn
        forced = self._plan.forced_at(event.table, getattr(event, "party", ""))
        self._is_forced = self._turn_number in forced
        first_of_round = (event.turn - 1) % len(session.parties) == 0
        if first_of_round and session.refusals == 0:
            text = self._texts["round"].format(
                round=session.round, deadline=session.deadline_rounds
            )
            self._console.print(Rule(Text(text, style="dim"), style="dim"))
        seen: Event | None = event
        for party in self._audience:
            seen = as_seen(seen, party) if seen is not None else None
        if seen is not None:
            self._turn(seen)
        self._noted = None

    def _open(self, table: Table) -> None:
        language = self._plan.language
        self._console.print(Rule(Text(table.title.in_language(language), style="bold")))
        self._line(table.setting.in_language(language), style="italic")
        for party in table.parties:
            known = self._plan.scenario.party(party)
            name, role = known.name.in_language(language), known.role.in_language(language)
            line = Text(name, style=f"bold {self._colour(party)}")
            line.append(f" · {role}", style="dim")
            if not self._audience or party in self._audience:
                line.append(f" · {self._plan.seats[party]}", style="dim")
            self._console.print(line)

    def _turn(self, event: Event) -> None:
        match event:
            case Talked():
                self._speech(event.party, event.message, "")
            case OfferMade():
                self._offer(event)
            case OfferRejected():
                act = self._texts["rejected"].format(offer_id=event.offer_id)
                self._speech(event.party, event.message, act)
            case AgreementReached():
                act = self._texts["accepted"].format(offer_id=event.offer_id)
                self._speech(event.party, event.message, act)
                self._agreement(event)
            case WalkedAway():
                self._speech(event.party, event.message, self._texts["walked_away"])
            case MoveRefused():
                reasons = reason_in(self._plan.language, "; ".join(event.reasons))
                text = self._texts["refused"].format(party=self._name(event.party), reasons=reasons)
                self._line(text, style="yellow")
            case TurnForfeited():
                self._speech(event.party, "", self._lost(event))
            case _:
                pass

    def _lost(self, event: TurnForfeited) -> str:
        """Say that a turn is lost, and why if that may be known."""
        if not event.reason:
            return self._texts["forfeited_unexplained"]
        reason = reason_in(self._plan.language, event.reason).rstrip(".。")
        return self._texts["forfeited"].format(reason=reason)

    def _speech(self, party: str, message: str, act: str) -> None:
        head = Text(self._name(party), style=f"bold {self._colour(party)}")
        if self._turn_number:
            head = Text(f"{self._turn_number}. ", style="dim").append_text(head)
        if act:
            head.append(f" · {act}", style="bold")
        if self._is_forced:
            head.append(f" · {self._texts['forced']}", style="dim")
        noted = self._own_note()
        if noted is not None and noted.worded_by is not None:
            head.append(f" · {self._texts[f'worded_by_{noted.worded_by}']}", style="dim")
        self._console.print(head)
        if message:
            self._console.print(Padding(Text(message), (0, 2)))
        if noted is not None and self._notes:
            for line in self._note_lines(noted):
                self._console.print(Padding(Text(line, style="dim italic"), (0, 4)))

    def _own_note(self) -> NoteTaken | None:
        """Return the note that goes with the move, if the audience may see it."""
        noted = self._noted
        if noted is None or any(as_seen(noted, party) is None for party in self._audience):
            return None
        return noted

    def _note_lines(self, noted: NoteTaken) -> Iterator[str]:
        if noted.note:
            yield self._texts["note"].format(note=noted.note)
        if noted.estimate is not None and self._session is not None:
            issue = self._plan.scenario.table(noted.table).space.by_id[noted.estimate.issue]
            yield self._texts["estimate"].format(
                issue=issue.title.in_language(self._plan.language),
                value=format_value(noted.estimate.value, issue.unit, self._plan.language),
                confidence=f"{noted.estimate.confidence:.0%}",
            )
        if noted.n_invalid_replies:
            yield self._texts["invalid_replies"].format(n=noted.n_invalid_replies)

    def _offer(self, event: OfferMade) -> None:
        before = self._last_offer.get(event.party)
        act = self._texts["offer"].format(offer_id=event.offer_id)
        if before is not None and before == event.outcome:
            act = f"{act}, {self._texts['unchanged']}"
        self._speech(event.party, event.message, act)
        theirs = next(
            (offer for party, offer in self._last_offer.items() if party != event.party), None
        )
        grid = self._changes(event, before, theirs)
        if grid.row_count:
            self._console.print(Padding(grid, (0, 4)))
        self._last_offer[event.party] = event.outcome
        self._standing()

    def _changes(self, event: OfferMade, before: Outcome | None, theirs: Outcome | None) -> Grid:
        """Return the issues that the offer changed against the party's own last one."""
        grid = Grid.grid(padding=(0, 2))
        for issue in self._plan.scenario.table(event.table).agenda:
            value = event.outcome[issue.id]
            if before is not None and before[issue.id] == value:
                continue
            now = Text(self._shown(issue, event.outcome), style="bold")
            if before is not None:
                now = Text(f"{self._shown(issue, before)} → ", style="dim").append_text(now)
            other = ""
            if theirs is not None and theirs[issue.id] != value:
                other = self._texts["against"].format(value=self._shown(issue, theirs))
            title = issue.title.in_language(self._plan.language)
            grid.add_row(Text(title, style="dim"), now, Text(other, style="dim"))
        return grid

    def _agreement(self, event: AgreementReached) -> None:
        grid = Grid.grid(padding=(0, 2))
        for issue in self._plan.scenario.table(event.table).agenda:
            title = issue.title.in_language(self._plan.language)
            grid.add_row(Text(title), Text(self._shown(issue, event.outcome), style="bold"))
        self._line(self._texts["agreement"], style="bold green")
        self._console.print(Padding(grid, (0, 4)))

    def _standing(self) -> None:
        offers = self._session.standing if self._session else {}
        listed = ", ".join(
            f"{offer.offer_id} ({self._name(party)})" for party, offer in offers.items()
        )
        text = self._texts["standing"].format(offers=listed)
        self._line(text if listed else self._texts["nothing_standing"], style="dim")

    def _shown(self, issue: Issue, outcome: Outcome) -> str:
        return issue.show(outcome[issue.id], self._plan.language)

    def _name(self, party: str) -> str:
        return self._plan.scenario.party(party).name.in_language(self._plan.language)

    def _colour(self, party: str) -> str:
        position = [each.id for each in self._plan.scenario.parties].index(party)
        return PARTY_COLOURS[position % len(PARTY_COLOURS)]

    def _line(self, text: str, *, style: str) -> None:
        self._console.print(Text(text, style=style))
