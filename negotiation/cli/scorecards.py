"""A scorecard on the terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from negotiation.analysis.scorecard import PartyScore, Scorecard, TableScore
from negotiation.app.plan import RunPlan
from negotiation.cli.texts import TEXTS
from negotiation.domain.quantities import format_money

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
        self._console.print(Text(self._joint(score)))
        for party in score.parties:
            path = " → ".join(self._amount(score, o.value) for o in party.concessions.offers)
            if path:
                line = texts["path"].format(party=self._name(party.party), values=path)
                self._console.print(Text(line, style="dim"))
        if score.solutions:
            self._console.print(Text(texts["reference"], style="bold"))
            self._console.print(Padding(self._references(score), (0, 2)))

    def _parties(self, score: TableScore) -> Grid:
        texts = self._texts
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        grid.add_column(texts["party"])
        grid.add_column(texts["who"])
        for key in ("value", "alternative", "surplus", "share", "attained"):
            grid.add_column(texts[key], justify="right")
        grid.add_column(texts["flags"])
        for party in score.parties:
            grid.add_row(
                self._name(party.party),
                Text(str(self._plan.seats[party.party])),
                self._amount(score, party.value),
                self._amount(score, party.reservation_value),
                Text(self._amount(score, party.surplus), style="bold"),
                _percent(party.surplus_share),
                _percent(party.attainable_share),
                Text(self._flags(score, party), style="yellow"),
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
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        grid.add_column("")
        for party in score.parties:
            name = self._name(party.party)
            grid.add_column(f"{name}: {self._texts['surplus']}", justify="right")
        grid.add_column("")
        issues = self._plan.scenario.table(score.table).agenda
        for name, point in score.solutions.items():
            surplus = [self._amount(score, point.surplus[p.party]) for p in score.parties]
            shown = [i.show(point.outcome[i.id], self._plan.language) for i in issues]
            terms = ", ".join(shown)
            grid.add_row(self._texts[name], *surplus, Text(terms, style="dim"))
        return grid

    def _amount(self, score: TableScore, value: float) -> str:
        if score.unit == "points":
            return self._texts["points"].format(value=value)
        return format_money(value, self._plan.language)

    def _name(self, party: str) -> str:
        return self._plan.scenario.party(party).name.in_language(self._plan.language)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"
