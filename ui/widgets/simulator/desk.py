"""The desk: a deal, what it is compared with, and what both are worth."""

from dataclasses import dataclass

from negotiation.app.valuations import ValueReport
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue, Scale
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.values import Language
from negotiation.errors import UsageError
from ui.data.workbench import Bench, worth_report
from ui.views.simulator.deals import packed
from ui.views.simulator.worths import parties_of, scale_for_worths
from ui.views.talks import PartyView
from ui.widgets.simulator.choosing import Choice

__all__ = ["Desk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything that one rerun of the workbench shows."""

    choice: Choice
    language: Language
    bench: Bench
    """Under the assumptions."""
    given: Bench
    """Under the scenario's own."""
    assumed: tuple[str, ...]
    outcome: dict[str, OptionValue]
    pinned: dict[str, OptionValue] | None

    @property
    def key(self) -> str:
        """Tells one table on the workbench from another."""
        return self.choice.key

    @property
    def scenario(self) -> Scenario:
        """Under the assumptions."""
        return self.bench.scenario

    @property
    def table(self) -> Table:
        """With real parties in the place of stand-ins."""
        return self.bench.stage.table

    @property
    def parties(self) -> tuple[PartyView, ...]:
        """Those who sit at the table."""
        return parties_of(self.scenario, self.table, self.language)

    @property
    def written(self) -> str:
        """The deal as an address writes it."""
        return packed(self.bench.space, self.outcome)

    @property
    def written_start(self) -> str:
        """The deal to start from, as an address writes it."""
        return packed(self.bench.space, self.choice.start or self.outcome)

    @property
    def can_assume(self) -> bool:
        """Whether other figures may be tried: where a simulator values, and no campaign did so."""
        return self.bench.run is None and bool(self.report.assumptions)

    @property
    def report(self) -> ValueReport:
        """What the deal is worth."""
        return worth_report(self.bench, self.outcome)

    @property
    def beside(self) -> ValueReport | None:
        """What it is compared with: the pinned deal, else the same under the scenario's figures."""
        if self.pinned is not None:
            return worth_report(self.bench, self.pinned)
        return self.report_as_given if self.assumed else None

    @property
    def report_as_given(self) -> ValueReport:
        """What the deal is worth under the scenario's own figures."""
        return worth_report(self.given, self.outcome)

    @property
    def scale(self) -> Scale:
        """Of every amount on the desk."""
        return scale_for_worths([self.report], self.language)

    def under(self, assumed: tuple[str, ...]) -> Bench:
        """Return the same table under other assumptions."""
        if self.bench.run is not None:
            raise UsageError("in a campaign's run everything is as the run has it")
        return self.choice.bench(assumed)

    def gains(self, outcome: Outcome | None = None) -> dict[str, float]:
        """Return what a deal gains each party over its alternative."""
        report = self.report if outcome is None else worth_report(self.bench, outcome)
        return {party: worth.surplus for party, worth in report.parties.items()}
