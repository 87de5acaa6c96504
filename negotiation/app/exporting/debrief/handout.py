"""What a debrief is written from: the findings, the scenario that names things, who reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from negotiation.analysis.debrief.branches import PlayOut
from negotiation.analysis.debrief.records import Debrief, Improvement, TableDebrief
from negotiation.analysis.debrief.turning_records import TurningPoint
from negotiation.app.clause_words import CLAUSE_TITLES, OPTION_TITLES
from negotiation.app.exporting.debrief.words import said
from negotiation.domain.issues import Issue
from negotiation.domain.quantities import OptionValue, Scale, format_amount, format_value, scale_of
from negotiation.domain.scenarios import Scenario
from negotiation.domain.tenders import WINNER
from negotiation.domain.valuations import BundleValuation
from negotiation.domain.values import Language

__all__ = ["Handout", "Names"]

RESERVATION_VALUE = "reservation_value"
"""What a finding calls the worth of an alternative."""


@dataclass(frozen=True)
class Handout:
    """A debrief for somebody to read."""

    debrief: Debrief
    scenario: Scenario
    language: Language
    """Of the document; what was said in the talks stays as it was said."""
    date: str
    """ISO date of the talks."""
    trainee: str = ""
    """As the document names them; empty where nobody is to be named."""
    play_outs: tuple[PlayOut, ...] = ()
    """Turning points that were played out on more seeds than the debrief itself did."""

    @property
    def own(self) -> str:
        """The party that is debriefed."""
        return self.debrief.party

    @cached_property
    def names(self) -> Mapping[str, "Names"]:
        """How things are called and measured at each table."""
        return {
            table.table: Names(self.scenario, table, self.language) for table in self.debrief.tables
        }

    def play_out(self, point: TurningPoint) -> PlayOut | None:
        """Return what came of playing a turning point out, at most seeds; ``None`` if untried."""
        wanted = (point.table, point.turn, point.better)
        found = (each for each in self.play_outs if (each.table, each.turn, each.move) == wanted)
        return next(found, point.tried)


@dataclass(frozen=True)
class Names:
    """The words and the scale of one table."""

    scenario: Scenario
    table: TableDebrief
    language: Language

    @cached_property
    def issues(self) -> Mapping[str, Issue]:
        """The table's issues by id."""
        return {issue.id: issue for issue in self.scenario.table(self.table.table).agenda}

    @cached_property
    def scale(self) -> Scale:
        """One scale for every amount of the table, so that they compare at a glance."""
        return scale_of(_amounts(self.table), self.table.unit, self.language)

    @property
    def title(self) -> str:
        """What the table is called."""
        return self.scenario.table(self.table.table).title.in_language(self.language)

    def amount(self, value: float) -> str:
        """Write an amount in the unit of the table."""
        if self.table.unit == "points":
            return format_amount(value, "points", self.language)
        return f"{self.scale.show(value)} {self.scale.unit}"

    def party(self, party: str) -> str:
        """Name a party; two of one name carry their ids too."""
        known = {each.id: each.name.in_language(self.language) for each in self.scenario.parties}
        name = known.get(party, party)
        is_alone = list(known.values()).count(name) <= 1
        return name if is_alone else f"{name} ({party})"

    def issue(self, issue: str) -> str:
        """Name an issue."""
        if issue == WINNER:
            return said("winner", self.language)
        known = self.issues.get(issue)
        return known.title.in_language(self.language) if known else issue

    def option(self, issue: str, value: OptionValue) -> str:
        """Write the value of an issue."""
        if issue == WINNER:
            return self.party(str(value))
        known = self.issues.get(issue)
        return known.show(value, self.language) if known else str(value)

    def clause(self, clause: str) -> str:
        """Name a clause as the agenda does, else as lawyers do."""
        known = CLAUSE_TITLES.get(clause)
        if clause in self.issues or known is None:
            return self.issue(clause)
        title = known.in_language(self.language)
        return f"{title[:1].upper()}{title[1:]}"

    def clause_value(self, clause: str, value: OptionValue) -> str:
        """Write what a clause says; what it is compared with need not be an option of the table."""
        issue = self.issues.get(clause)
        if issue is not None and value in issue.positions:
            return issue.show(value, self.language)
        if isinstance(value, str):
            known = OPTION_TITLES.get(value)
            return known.in_language(self.language) if known else value
        if issue is None:
            is_share = clause.endswith("_fraction")
            return f"{100 * value:.4g}%" if is_share else f"{value:,.4g}"
        return format_value(float(f"{value:.4g}"), issue.unit, self.language)

    def contract(self, contract: str) -> str:
        """Name one of several contracts of a table by those who sign it."""
        valuation = self.scenario.table(self.table.table).valuation
        if not isinstance(valuation, BundleValuation) or contract not in valuation.contracts:
            return self.party(contract)
        return " – ".join(map(self.party, valuation.contracts[contract].roles.values()))

    def fact(self, party: str, fact: str) -> str:
        """Say a private fact, or the limit, of a party."""
        if fact == RESERVATION_VALUE:
            return said("reservation_value", self.language)
        parties = [each for each in self.scenario.parties if each.id == party]
        facts = parties[0].mandate.private_facts if parties else ()
        known = [each for each in facts if each.id == fact]
        return known[0].in_language(self.language) if known else self.issue(fact)


def _amounts(table: TableDebrief) -> Iterator[float]:
    """Yield the amounts that set the scale: a whole table reads in one unit."""
    result = table.result
    yield from (result.value, result.alternative, result.surplus, result.others_surplus)
    yield from (each for each in (result.target, result.best_surplus) if each is not None)
    known: tuple[Improvement | None, ...] = (table.left.to_frontier, table.left.to_nash)
    yield from (each.surplus for each in known if each is not None)
