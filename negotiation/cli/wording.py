"""How a run speaks of itself on the terminal: names, colours, terms, notes."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from negotiation.app.plan import RunPlan
from negotiation.domain.events import Event, NoteTaken
from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import format_value
from negotiation.domain.scenarios import Table

__all__ = ["PARTY_COLOURS", "Wording"]

PARTY_COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red", "bright_cyan", "bright_red")


class Wording:
    """Names, colours and the note that goes with a move."""

    def __init__(
        self, plan: RunPlan, console: Console, texts: Mapping[str, str], *, shows_notes: bool
    ) -> None:
        self.plan = plan
        self.console = console
        self.texts = texts
        self.noted: NoteTaken | None = None
        """What the author of the next move keeps to itself, if it may be seen."""
        self._shows_notes = shows_notes

    def name(self, party: str) -> str:
        """Return what a party is called."""
        return self.plan.scenario.party(party).name.in_language(self.plan.language)

    def names(self, parties: Sequence[str]) -> str:
        """Return what several parties are called."""
        between = "、" if self.plan.language == "zh" else ", "
        return between.join(map(self.name, parties))

    def colour(self, party: str) -> str:
        """Return a party's colour."""
        position = [each.id for each in self.plan.scenario.parties].index(party)
        return PARTY_COLOURS[position % len(PARTY_COLOURS)]

    def line(self, text: str, *, style: str) -> None:
        """Print a line of our own."""
        self.console.print(Text(text, style=style))

    def speech(self, event: Event, act: str) -> None:
        """Print who moves, what it does, what it says and what it thinks."""
        party, turn = getattr(event, "party", ""), getattr(event, "turn", 0)
        head = Text(self.name(party), style=f"bold {self.colour(party)}")
        if turn:
            head = Text(f"{turn}. ", style="dim").append_text(head)
        if act:
            head.append(f" · {act}", style="bold")
        if turn in self.plan.forced_at(event.table, party):
            head.append(f" · {self.texts['forced']}", style="dim")
        noted = self.noted
        if noted is not None and noted.worded_by is not None:
            head.append(f" · {self.texts[f'worded_by_{noted.worded_by}']}", style="dim")
        self.console.print(head)
        if message := getattr(event, "message", ""):
            self.console.print(Padding(Text(message), (0, 2)))
        if noted is not None and self._shows_notes:
            for line in self._note_lines(noted):
                self.console.print(Padding(Text(line, style="dim italic"), (0, 4)))

    def terms(self, table: Table, outcome: Outcome, *, style: str = "bold") -> None:
        """Print an outcome, an issue a line."""
        grid = Grid.grid(padding=(0, 2))
        for issue in table.agenda:
            title = issue.title.in_language(self.plan.language)
            grid.add_row(Text(title), Text(self.shown(issue, outcome), style=style))
        self.console.print(Padding(grid, (0, 4)))

    def shown(self, issue: Issue, outcome: Outcome) -> str:
        """Return what an outcome says of an issue."""
        return issue.show(outcome[issue.id], self.plan.language)

    def _note_lines(self, noted: NoteTaken) -> Iterator[str]:
        if noted.note:
            yield self.texts["note"].format(note=noted.note)
        if noted.estimate is not None:
            issue = self.plan.scenario.table(noted.table).space.by_id[noted.estimate.issue]
            yield self.texts["estimate"].format(
                issue=issue.title.in_language(self.plan.language),
                value=format_value(noted.estimate.value, issue.unit, self.plan.language),
                confidence=f"{noted.estimate.confidence:.0%}",
            )
        if noted.n_invalid_replies:
            yield self.texts["invalid_replies"].format(n=noted.n_invalid_replies)
