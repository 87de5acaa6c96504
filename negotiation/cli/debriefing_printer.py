"""A debrief on the terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from negotiation.analysis.debrief.records import Debrief, Skill, TurningPoint
from negotiation.analysis.debrief.texts import (
    check_said,
    check_title,
    reason_said,
    reason_title,
    skill_title,
)
from negotiation.cli.debriefing_lines import DebriefLines, percent
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language

__all__ = ["DebriefPrinter"]


class DebriefPrinter:
    """Prints debriefs of one scenario."""

    def __init__(self, scenario: Scenario, language: Language, console: Console) -> None:
        self._lines = DebriefLines(scenario, language)
        self._language = language
        self._console = console

    def show(self, found: Debrief) -> None:
        """Print a debrief: the tables, the skills, the turning points."""
        lines = self._lines
        for table in found.tables:
            heading = lines.say(
                "heading", party=lines.name(found.party), table=lines.title(table.table)
            )
            self._console.print(Rule(Text(heading, style="bold")))
            for line in (*lines.result(table), *lines.words(table), *lines.later(table)):
                self._console.print(Text(line), soft_wrap=True)
        self._bold("skills", score=percent(found.score.fraction))
        for skill in found.skills:
            self._skill(skill, has_tables=len(found.tables) > 1)
        if not found.turning_points:
            self._console.print(lines.say("no_points"), style="dim")
            return
        self._bold("turning_points")
        for point in found.turning_points:
            self._point(point)

    def show_played_out(self, point: TurningPoint) -> None:
        """Print a turning point with every branch that was played on from it."""
        self._point(point)
        tried = point.tried
        if tried is None:
            return
        who = ", ".join(
            f"{self._lines.name(each)}={name}" for each, name in tried.strategies.items()
        )
        self._bold("played_out", turn=point.turn, strategies=who)
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        for key in ("seed", "as_played", "with_better", "difference"):
            grid.add_column(self._lines.texts[key], justify="right")
        rows = zip(
            tried.seeds,
            tried.as_played.surpluses,
            tried.better.surpluses,
            tried.differences,
            strict=True,
        )
        for seed, *amounts in rows:
            grid.add_row(str(seed), *(self._lines.amount(each, point.unit) for each in amounts))
        medians = (tried.as_played.median, tried.better.median, tried.difference_median)
        last = [self._lines.amount(each, point.unit) for each in medians]
        grid.add_row(self._lines.texts["median"], *last, style="bold")
        self._console.print(grid)
        low, high = (self._lines.amount(each, point.unit) for each in tried.difference_quartiles)
        self._console.print(self._lines.say("quartiles", low=low, high=high))

    def _skill(self, skill: Skill, *, has_tables: bool) -> None:
        lines, fraction = self._lines, skill.fraction
        shown = lines.texts["no_occasion"] if fraction is None else percent(fraction)
        title = skill_title(skill.skill, self._language)
        style = "bold" if skill.checks else "dim"
        self._console.print(Text(f"{title}{lines.colon}{shown}", style=style))
        for check in skill.checks:
            line = (
                f"{percent(check.earned)}  {check_title(check, self._language)} "
                f"{check_said(check, self._language)} [{lines.place(check, has_tables=has_tables)}]"
            )
            self._console.print(Padding(Text(line), (0, 2)))

    def _point(self, point: TurningPoint) -> None:
        title = reason_title(point, self._language)
        self._bold("turn", table=self._lines.title(point.table), turn=point.turn, title=title)
        lines = [f"“{point.quote}”"] if point.quote else []
        lines += [
            reason_said(point, self._language),
            self._lines.say("better", move=self._lines.better(point)),
        ]
        if (tried := point.tried) is not None:
            lines.append(
                self._lines.say(
                    "tried",
                    n=len(tried.seeds),
                    before=self._lines.amount(tried.as_played.median, point.unit),
                    after=self._lines.amount(tried.better.median, point.unit),
                    difference=self._lines.amount(tried.difference_median, point.unit),
                )
            )
        for line in lines:
            self._console.print(Padding(Text(line), (0, 2)))

    def _bold(self, key: str, **words: object) -> None:
        self._console.print(Text(self._lines.say(key, **words), style="bold"))
