"""A scorecard on the terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from negotiation.analysis.scorecard import PartyScore, Scorecard, TableScore
from negotiation.app.plan import RunPlan
from negotiation.cli.texts import TEXTS
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import format_money
from negotiation.domain.values import Language

__all__ = ["ScorecardPrinter"]


class ScorecardPrinter:
    """Prints scorecards of one run."""

    def __init__(self, plan: RunPlan, console: Console) -> None:
        self._plan = plan
        self._console = console
        self._texts = TEXTS[plan.language]

    def show(self, scorecard: Scorecard) -> None:
        """Print every table of the scorecard."""
        for table in scorecard.tables:
            self._table(table)
        note = self._texts["simulator"].format(version=scorecard.simulator_version)
        self._console.print(Text(note, style="dim"))

    def _table(self, score: TableScore) -> None:
        texts, language = self._texts, self._plan.language
        title = self._plan.scenario.table(score.table).title.in_language(language)
        self._console.print(Rule(Text(texts["scorecard"].format(table=title), style="bold")))
        ending = texts[f"ending_{score.ending.value if score.ending else 'none'}"]
        result = texts["result"].format(ending=ending, rounds=score.rounds, turns=score.turns)
        self._console.print(Text(result, style="bold"))
        self._console.print(self._parties(score))
        for party in score.parties:
            if flags := self._flags(score, party):
                self._console.print(Text(f"{self._name(party.party)}: {flags}", style="yellow"))
        self._console.print(Text(self._joint(score)))
        for party in score.parties:
            path = " → ".join(_number(score, o.value, language) for o in party.concessions.offers)
            if path:
                line = texts["path"].format(party=self._name(party.party), values=path)
                self._console.print(Text(line, style="dim"))
        if score.solutions:
            self._console.print(Text(texts["reference"], style="bold"))
            self._console.print(Padding(self._references(score), (0, 2)))

    def _parties(self, score: TableScore) -> Grid:
        texts, language = self._texts, self._plan.language
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        grid.add_column(texts[f"unit_{score.unit}"], header_style="dim")
        for key in ("value", "alternative", "surplus", "share", "attained"):
            grid.add_column(texts[key], justify="right", no_wrap=True)
        for party in score.parties:
            grid.add_row(
                self._name(party.party),
                _number(score, party.value, language),
                _number(score, party.reservation_value, language),
                Text(_number(score, party.surplus, language), style="bold"),
                _percent(party.surplus_share),
                _percent(party.attainable_share),
            )
        return grid

    def _flags(self, score: TableScore, party: PartyScore) -> str:
        texts = self._texts
        flags = [
            texts["red_line"].format(issue=breach.issue)
            if breach.shortfall is None
            else texts["below"].format(amount=self._amount(score, breach.shortfall))
            for breach in party.breaches
        ]
        if party.offered_breaches:
            flags.append(texts["offered"].format(offers=", ".join(party.offered_breaches)))
        if party.n_refused:
            flags.append(texts["refused_moves"].format(n=party.n_refused))
        if party.n_forfeited:
            flags.append(texts["lost_turns"].format(n=party.n_forfeited))
        return "; ".join(flags)

    def _joint(self, score: TableScore) -> str:
        texts = self._texts
        parts = [texts["joint"].format(amount=self._amount(score, score.joint_surplus))]
        for key, distance in (
            ("frontier", score.distance_to_frontier),
            ("to_nash", score.distance_to_nash),
            ("to_ks", score.distance_to_kalai_smorodinsky),
        ):
            if distance is not None:
                parts.append(texts[key].format(distance=f"{distance:.2f}"))
        if not score.n_acceptable:
            parts.append(texts["no_zopa"])
        else:
            n, total = f"{score.n_acceptable:,}", f"{score.n_outcomes:,}"
            parts.append(texts["possible"].format(n=n, total=total))
        if score.is_sampled:
            parts.append(texts["sampled"])
        return " · ".join(parts)

    def _references(self, score: TableScore) -> Grid:
        """Return what was agreed beside each reference point, an issue a row."""
        texts, language = self._texts, self._plan.language
        columns: dict[str, tuple[dict[str, float], Outcome]] = {}
        if score.agreement is not None:
            gained = {party.party: party.surplus for party in score.parties}
            columns[texts["agreed"]] = (gained, score.agreement)
        for name, point in score.solutions.items():
            columns[texts[name]] = (point.surplus, point.outcome)
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        for heading in ("", *columns):
            grid.add_column(heading)
        for party in score.parties:
            label = f"{self._name(party.party)}: {texts['surplus']}"
            gains = [_number(score, gain[party.party], language) for gain, _ in columns.values()]
            grid.add_row(Text(label), *(Text(gain, style="bold") for gain in gains))
        for issue in self._plan.scenario.table(score.table).agenda:
            shown = [issue.show(outcome[issue.id], language) for _, outcome in columns.values()]
            grid.add_row(Text(issue.title.in_language(language), style="dim"), *map(Text, shown))
        return grid

    def _amount(self, score: TableScore, value: float) -> str:
        if score.unit == "points":
            return self._texts["points"].format(value=value)
        return format_money(value, self._plan.language)

    def _name(self, party: str) -> str:
        return self._plan.scenario.party(party).name.in_language(self._plan.language)


def _number(score: TableScore, value: float, language: Language) -> str:
    """Write a value without its unit, which stands once beside the figures."""
    if score.unit == "points":
        return f"{value:g}"
    return f"{value / 1e4:,.1f}" if language == "zh" else f"{value / 1e6:,.2f}"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"
