"""A comparison of two runs on the terminal."""

from collections.abc import Mapping, Sequence
from itertools import chain

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from negotiation.app.campaign_comparing import CampaignRow
from negotiation.app.comparing import PartyRow, RunComparison, TableComparison
from negotiation.app.differences import SettingDifference
from negotiation.cli.comparing_texts import COMPARING_TEXTS, DEEDS
from negotiation.cli.texts import TEXTS
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import Ending, OfferMade
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue, ValueUnit, scale_of
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.values import Language

__all__ = ["ComparisonPrinter"]

DIFFERS = "≠"
LONGEST_QUOTE = 160
"""Characters of what somebody said that are shown."""


class ComparisonPrinter:
    """Prints comparisons of runs of one scenario."""

    def __init__(self, scenario: Scenario, language: Language, console: Console) -> None:
        self._scenario = scenario
        self._language = language
        self._console = console
        self._texts = COMPARING_TEXTS[language]

    def show(self, found: RunComparison) -> None:
        """Print everything."""
        texts = self._texts
        title = self._scenario.title.in_language(self._language)
        self._console.print(Rule(Text(texts["title"].format(scenario=title), style="bold")))
        self._runs(found)
        key = "pure" if found.is_pure_decision else "not_pure"
        self._line(texts[key], style="bold")
        for row in found.settings:
            self._line(f"  {self._setting(row)}")
        self._parting(found)
        if found.tables is None:
            self._line(texts["later"], style="yellow")
            return
        for table in found.tables:
            self._table(table)
        if found.totals:
            self._console.print(Rule(Text(texts["totals"], style="bold")))
            self._console.print(self._parties(found.totals, found.tables[0].unit))
        if found.campaign:
            self._console.print(Rule(Text(texts["campaign"], style="bold")))
            self._console.print(self._campaign(found.campaign))

    def _runs(self, found: RunComparison) -> None:
        for key in ("first", "second"):
            line = self._labelled(self._texts[key], getattr(found.runs, key))
            if origin := getattr(found.forked_from, key):
                table = self._title(origin.table)
                line += " · " + self._texts["forked"].format(
                    run=origin.run, table=table, turn=origin.turn
                )
            self._line(line, style="dim")

    def _setting(self, row: SettingDifference) -> str:
        label = self._texts[f"setting_{row.kind}"].format(name=row.name)
        if row.first is None and row.second is None:
            return label
        values = [row.first or "-", row.second or "-"]
        if row.kind == "forced_move":  # the parting says what it was
            values = [self._texts["set"] if move else "-" for move in (row.first, row.second)]
        return self._labelled(label, f" {DIFFERS} ".join(dict.fromkeys(values)))

    def _parting(self, found: RunComparison) -> None:
        parting = found.parting
        if parting is None:
            self._line(self._texts["same"])
            return
        key = "turn" if parting.party and parting.turn else "table" if parting.table else "none"
        where = self._texts[f"where_{key}"].format(
            table=self._title(parting.table) if parting.table else "",
            turn=parting.turn,
            party=self._name(parting.party or ""),
            line=parting.line,
        )
        self._line(self._texts["parting"].format(where=where), style="bold")
        for key, event, beside in (
            ("first", parting.first, parting.second),
            ("second", parting.second, parting.first),
        ):
            deed = self._texts["ends"] if event is None else self._deed(event, beside)
            self._line(f"  {self._labelled(self._texts[key], deed)}")
            if message := " ".join(str(getattr(event, "message", "")).split()):
                cut = message[:LONGEST_QUOTE] + ("..." if len(message) > LONGEST_QUOTE else "")
                self._console.print(Padding(Text(cut, style="dim"), (0, 4)))

    def _deed(self, event: LogEvent, beside: LogEvent | None) -> str:
        """Say what an event did; of an offer only what the other offer has not."""
        said = DEEDS[self._language][event.kind].format_map(dict(event))
        party = getattr(event, "party", None)
        if party is not None and party != getattr(beside, "party", party):
            said = self._labelled(self._name(party), said)
        if not isinstance(event, OfferMade):
            return said
        other = beside.outcome if isinstance(beside, OfferMade) else {}
        return self._labelled(said, self._terms(event, other))

    def _terms(self, event: OfferMade, other: Outcome) -> str:
        shown = [
            self._shown(event.table, issue, value)
            for issue, value in event.outcome.items()
            if other.get(issue) != value
        ]
        if len(shown) < len(event.outcome):
            shown.append(self._texts["rest"])
        return (", " if self._language == "en" else "，").join(shown)

    def _table(self, found: TableComparison) -> None:
        self._console.print(Rule(Text(self._title(found.table), style="bold")))
        self._console.print(self._results(found))
        if found.parties:
            self._console.print(self._parties(found.parties, found.unit, found))
        if found.findings:
            counts = [
                f"{TEXTS[self._language][f'finding_{kind}']} {pair.first} / {pair.second}"
                for kind, pair in found.findings.items()
            ]
            self._line(self._labelled(self._texts["findings"], " · ".join(counts)), style="yellow")

    def _results(self, found: TableComparison) -> Grid:
        """Return how the talks ended and what was agreed, a mark where the two differ."""
        grid = self._grid("", self._texts["first"], self._texts["second"], "")
        ends = (found.ending.first, found.rounds.first), (found.ending.second, found.rounds.second)
        self._row(grid, self._texts["ending"], [self._ending(*end) for end in ends])
        lengths = [
            "-" if rounds is None else f"{rounds}, {turns}"
            for rounds, turns in (
                (found.rounds.first, found.turns.first),
                (found.rounds.second, found.turns.second),
            )
        ]
        self._row(grid, self._texts["rounds"], lengths)
        for row in found.issues:
            agreed = (row.agreed.first, row.agreed.second)
            shown = [self._shown(found.table, row.issue, value) for value in agreed]
            self._row(grid, self._issue_title(found.table, row.issue), shown)
        return grid

    def _row(self, grid: Grid, label: str, shown: Sequence[str]) -> None:
        differs = len(set(shown)) > 1
        cells = [Text(cell, style="bold" if differs else "dim") for cell in shown]
        grid.add_row(Text(label, style="dim"), *cells, DIFFERS if differs else "")

    def _ending(self, ending: Ending | None, rounds: int | None) -> str:
        if rounds is None:
            return self._texts["not_opened"]
        return TEXTS[self._language][f"ending_{ending.value if ending else 'none'}"]

    def _parties(
        self, rows: Sequence[PartyRow], unit: ValueUnit, table: TableComparison | None = None
    ) -> Grid:
        """Return what the parties got."""
        texts = self._texts
        amounts: dict[str, tuple[float | None, float | None]] = {}
        for row in rows:
            name = self._name(row.party)
            amounts[self._labelled(name, texts["value"])] = row.value.first, row.value.second
            amounts[self._labelled(name, texts["surplus"])] = (
                row.surplus.first,
                row.surplus.second,
            )
        if table is not None:
            joint = table.joint_surplus
            amounts[texts["joint"]] = joint.first, joint.second
        return self._amounts(amounts, unit)

    def _campaign(self, rows: Sequence[CampaignRow]) -> Grid:
        """Return what a campaign brought the parties, and what they had expected of it."""
        amounts: dict[str, tuple[float | None, float | None]] = {}
        for row in rows:
            for key, pair in (("profit", row.profit_cny), ("expected", row.expected_surplus_cny)):
                label = self._labelled(self._name(row.party), self._texts[key])
                amounts[label] = pair.first, pair.second
        return self._amounts(amounts, "cny")

    def _amounts(
        self, amounts: Mapping[str, tuple[float | None, float | None]], unit: ValueUnit
    ) -> Grid:
        """Return labelled amounts of both runs in one scale, with their differences."""
        texts = self._texts
        known = [amount for amount in chain(*amounts.values()) if amount is not None]
        scale = scale_of(known, unit, self._language)
        grid = self._grid(
            texts["unit"].format(unit=scale.unit), texts["first"], texts["second"],
            texts["difference"], numbers=True,
        )  # fmt: skip
        for label, (one, other) in amounts.items():
            shown = ["-" if amount is None else scale.show(amount) for amount in (one, other)]
            gap = ""
            if one is not None and other is not None and one != other:
                gap = f"{'+' if other > one else ''}{scale.show(other - one)}"
            grid.add_row(Text(label, style="dim"), *shown, Text(gap, style="bold"))
        return grid

    def _grid(self, *headings: str, numbers: bool = False) -> Grid:
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        for number, heading in enumerate(headings):
            is_number = numbers and number > 0
            grid.add_column(
                heading, justify="right" if is_number else "left", header_style="dim",
                no_wrap=is_number,
            )  # fmt: skip
        return grid

    def _shown(self, table: str, issue: str, value: OptionValue | None) -> str:
        """Write a value; an issue that is not on the agenda names a party, as a tender's winner."""
        known = self._table_of(table).space.by_id.get(issue)
        if value is None:
            return "-"
        return known.show(value, self._language) if known else self._name(str(value))

    def _issue_title(self, table: str, issue: str) -> str:
        known = self._table_of(table).space.by_id.get(issue)
        return known.title.in_language(self._language) if known else self._texts[issue]

    def _table_of(self, table: str) -> Table:
        return self._scenario.table(table)

    def _title(self, table: str) -> str:
        return self._table_of(table).title.in_language(self._language)

    def _name(self, party: str) -> str:
        known = {each.id: each.name for each in self._scenario.parties}
        return known[party].in_language(self._language) if party in known else party

    def _labelled(self, label: str, text: str) -> str:
        return f"{label}: {text}" if self._language == "en" else f"{label}：{text}"

    def _line(self, text: str, *, style: str = "") -> None:
        self._console.print(Text(text, style=style))
