"""What the printers of tables and outcomes share: names, amounts, grids."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as Grid

    from negotiation.domain.outcomes import Outcome
    from negotiation.domain.quantities import ValueUnit
    from negotiation.domain.scenarios import Scenario, Table
    from negotiation.domain.values import Language

__all__ = ["TablePrinter"]


class TablePrinter:
    """Prints reports on one table of a scenario."""

    def __init__(
        self, scenario: "Scenario", table: "Table", language: "Language", console: "Console"
    ) -> None:
        self.scenario = scenario
        self.table = table
        self.language = language
        self.console = console

    def terms(self, outcome: "Outcome") -> str:
        """Return an outcome in words; at a tender who wins comes first, if it says so."""
        from negotiation.domain.tenders import deal_space

        issues = deal_space(self.scenario, self.table).issues
        shown = [
            issue.show(outcome[issue.id], self.language) for issue in issues if issue.id in outcome
        ]
        return ", ".join(shown)

    def amount(self, unit: "ValueUnit", value: float) -> str:
        """Return an amount in the unit of the table."""
        from negotiation.domain.quantities import format_amount

        return format_amount(value, unit, self.language)

    def name(self, party: str) -> str:
        """Return the name of a party."""
        return self.scenario.party(party).name.in_language(self.language)

    def title(self) -> str:
        """Return the title of the table."""
        return self.table.title.in_language(self.language)

    def line(self, text: str, style: str = "") -> None:
        """Print a line."""
        from rich.text import Text

        self.console.print(Text(text, style=style))

    def grid(self, *headings: str, show_header: bool = True) -> "Grid":
        """Return a table whose first columns are words and the parties' columns numbers."""
        from rich.table import Table

        names = {self.name(party) for party in self.table.parties}
        grid = Table(box=None, padding=(0, 2, 0, 0), show_header=show_header)
        for heading in headings:
            grid.add_column(heading, justify="right" if heading in names else "left")
        return grid
