"""A scorecard on the terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from negotiation.analysis.scorecard import PartyScore, Scorecard, TableScore
from negotiation.app.plan import RunPlan
from negotiation.cli.attendance import deal_issues, show_attendance
from negotiation.cli.campaign_scorecards import CampaignPrinter
from negotiation.cli.conduct import conduct_flags, conduct_lines
from negotiation.cli.texts import TEXTS
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import Scale, scale_of
from negotiation.domain.values import Language

__all__ = ["ScorecardPrinter"]


_SHOWN_SOLUTIONS = ("nash", "kalai_smorodinsky")
"""Reference points that fit a terminal; ``haggle frontier`` and the JSON have the others."""


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
        if scorecard.campaign is not None:
            CampaignPrinter(self._plan, self._console).show(scorecard.campaign)
        note = self._texts["simulator"].format(version=scorecard.simulator_version)
        self._console.print(Text(note, style="dim"))

    def _table(self, score: TableScore) -> None:
        texts, language = self._texts, self._plan.language
        scale = _scale(score, language)
        title = self._plan.scenario.table(score.table).title.in_language(language)
        self._console.print(Rule(Text(texts["scorecard"].format(table=title), style="bold")))
        ending = texts[f"ending_{score.ending.value if score.ending else 'none'}"]
        result = texts["result"].format(ending=ending, rounds=score.rounds, turns=score.turns)
        self._console.print(Text(result, style="bold"))
        self._console.print(self._parties(score, scale))
        show_attendance(self._plan, self._console, score)
        for party in score.parties:
            if flags := self._flags(scale, party):
                self._console.print(Text(f"{self._name(party.party)}: {flags}", style="yellow"))
        self._console.print(Text(self._joint(score, scale)))
        for party in score.parties:
            path = " → ".join(scale.show(o.value) for o in party.concessions.offers)
            if path:
                line = texts["path"].format(party=self._name(party.party), values=path)
                self._console.print(Text(line, style="dim"))
        if lines := list(conduct_lines(self._plan, score)):
            self._console.print(Text(texts["conduct"], style="bold"))
            for line in lines:
                self._console.print(Padding(Text(line, style="yellow"), (0, 2)))
        if score.solutions:
            self._console.print(Text(texts["reference"], style="bold"))
            self._console.print(Padding(self._references(score, scale), (0, 2)))

    def _parties(self, score: TableScore, scale: Scale) -> Grid:
        texts = self._texts
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        grid.add_column(texts["unit"].format(unit=scale.unit), header_style="dim")
        for key in ("value", "alternative", "surplus", "share", "attained"):
            grid.add_column(texts[key], justify="right", no_wrap=True)
        for party in score.parties:
            grid.add_row(
                self._name(party.party),
                scale.show(party.value),
                scale.show(party.reservation_value),
                Text(scale.show(party.surplus), style="bold"),
                _percent(party.surplus_share),
                _percent(party.attainable_share),
            )
        return grid

    def _flags(self, scale: Scale, party: PartyScore) -> str:
        texts = self._texts
        flags = [
            texts["red_line"].format(issue=breach.issue)
            if breach.shortfall is None
            else texts["below"].format(amount=_amount(scale, breach.shortfall))
            for breach in party.breaches
        ]
        if party.offered_breaches:
            flags.append(texts["offered"].format(offers=", ".join(party.offered_breaches)))
        if party.n_refused:
            flags.append(texts["refused_moves"].format(n=party.n_refused))
        if own_fault := party.conduct.forfeits.get("party"):
            flags.append(texts["lost_turns"].format(n=own_fault))
        flags += conduct_flags(self._plan, party)
        return "; ".join(flags)

    def _joint(self, score: TableScore, scale: Scale) -> str:
        texts = self._texts
        parts = [texts["joint"].format(amount=_amount(scale, score.joint_surplus))]
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
            n, total = f"{score.n_acceptable:,}", f"{score.n_valued:,}"
            parts.append(texts["possible"].format(n=n, total=total))
        if score.is_sampled:
            parts.append(texts["sampled"].format(total=f"{score.n_outcomes:,}"))
        return " · ".join(parts)

    def _references(self, score: TableScore, scale: Scale) -> Grid:
        """Return what was agreed beside each reference point, an issue a row."""
        texts, language = self._texts, self._plan.language
        columns: dict[str, tuple[dict[str, float], Outcome]] = {}
        if score.agreement is not None:
            gained = {party.party: party.surplus for party in score.parties}
            columns[texts["agreed"]] = (gained, score.agreement)
        for name in _SHOWN_SOLUTIONS:
            if point := score.solutions.get(name):
                columns[texts[name]] = (point.surplus, point.outcome)
        grid = Grid(box=None, padding=(0, 2, 0, 0))
        for heading in ("", *columns):
            grid.add_column(heading)
        for party in score.parties:
            label = f"{self._name(party.party)}: {texts['surplus']}"
            gains = [scale.show(gain[party.party]) for gain, _ in columns.values()]
            grid.add_row(Text(label), *(Text(gain, style="bold") for gain in gains))
        for issue in deal_issues(self._plan, score):
            shown = [issue.show(outcome[issue.id], language) for _, outcome in columns.values()]
            grid.add_row(Text(issue.title.in_language(language), style="dim"), *map(Text, shown))
        return grid

    def _name(self, party: str) -> str:
        return self._plan.scenario.party(party).name.in_language(self._plan.language)


def _scale(score: TableScore, language: Language) -> Scale:
    """Return one scale for every amount of a scorecard."""
    values = [value for party in score.parties for value in (party.value, party.reservation_value)]
    surpluses = [gain for point in score.solutions.values() for gain in point.surplus.values()]
    return scale_of([*values, *surpluses], score.unit, language)


def _amount(scale: Scale, value: float) -> str:
    return f"{scale.show(value)} {scale.unit}"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"
