"""What one outcome is worth, for people to read."""

from typing import TYPE_CHECKING

from negotiation.cli.table_printer import TablePrinter

if TYPE_CHECKING:
    from negotiation.app.valuations import ValueReport

__all__ = ["WorthPrinter"]


class WorthPrinter(TablePrinter):
    """Prints the worth of an outcome, clause by clause, and what it rests on."""

    def show(self, report: "ValueReport") -> None:
        """Print a report."""
        self.line(f"{self.title()}: {self.terms(report.outcome)}", "bold")
        if report.list_price_cny_per_gpu_month is not None:
            price = f"{report.list_price_cny_per_gpu_month:,.0f} RMB per GPU-month"
            self.line(f"list price L {price}, simulator version {report.simulator_version}")
        grid = self.grid("", *map(self.name, report.parties))
        for label, cells in self._figures(report).items():
            grid.add_row(label, *cells)
        self.console.print(grid)
        self._prospects(report)
        self._clauses(report)
        self._realised(report)
        if not report.assumptions:
            return
        self.line(
            "It rests on these numbers, calibrated inside public ranges and not predicted "
            "(P public, S the case, C calibrated, A assumed; * set by the scenario):",
            "dim",
        )
        facts = self.grid("", "", "", "", show_header=False)
        for row in report.assumptions:
            star = "" if row.is_default else "*"
            facts.add_row(row.status + star, row.name, _shown(row.value), row.source, style="dim")
        self.console.print(facts)

    def _clauses(self, report: "ValueReport") -> None:
        """Print what each clause adds to each side's value."""
        if not report.clauses:
            return
        self.line("What each clause adds, against the same contract without it", "bold")
        grid = self.grid("clause", "", "instead of", *map(self.name, report.parties))
        for row in report.clauses:
            amounts = [self.amount(report.unit, row.worth_cny[party]) for party in report.parties]
            grid.add_row(row.clause, _short(row.value), _short(row.instead_of), *amounts)
        self.console.print(grid)

    def _realised(self, report: "ValueReport") -> None:
        """Print what became of the contract in one world."""
        found = report.realised
        if found is None:
            return
        self.line(f"In world {found.world}", "bold")
        for each in found.happenings:
            gpus = f", {each.gpus:,.0f} GPUs" if each.gpus else ""
            self.line(f"  month {each.month:>2}  {each.kind}{gpus}")
        grid = self.grid("cash", *map(self.name, report.parties))
        net = {
            party: [sum(month) for month in zip(*found.cashflow_cny[party].values(), strict=True)]
            for party in report.parties
        }
        n_months = len(found.regimes)
        for first in range(0, n_months, 12):
            cells = [
                self.amount(report.unit, sum(net[party][first : first + 12]))
                for party in report.parties
            ]
            last = min(first + 12, n_months) - 1
            when = f"month {first}" if first == last else f"months {first}-{last}"
            grid.add_row(when, *cells)
        worths = [self.amount(report.unit, found.npv_cny[party]) for party in report.parties]
        grid.add_row("NPV after the fact", *worths)
        self.console.print(grid)

    def _prospects(self, report: "ValueReport") -> None:
        """Print what to expect of deliveries, the first model, the customer and the margins."""
        found = report.prospects
        if found is None:
            return
        said = [f"{found.delivered_fraction:.0%} of what is promised gets delivered"]
        if found.model_months is not None and found.model_fraction is not None:
            share = f" in {found.model_fraction:.0%} of futures" if found.model_fraction < 1 else ""
            said.append(f"first model after {found.model_months:.1f} months{share}")
        if found.departure_fraction:
            after = f", then after {found.departure_months:.0f} months"
            said.append(f"the lab leaves early in {found.departure_fraction:.0%} of futures{after}")
        self.line("; ".join(said) + ".")
        if found.book_margin_cny_per_gpu_month is not None:
            margins = (
                found.book_margin_cny_per_gpu_month,
                found.replacement_margin_cny_per_gpu_month,
                found.replacement_margin_in_a_year_cny_per_gpu_month,
            )
            book, now, later = (f"{each or 0.0:,.0f} RMB" for each in margins)
            self.line(
                f"The cloud's margin a GPU-month: {book} by the book, {now} at today's card price, "
                f"{later} at the price of a year from now."
            )
        if found.carriers_per_gpu:
            self.line(
                f"Each GPU at this rent takes {found.carriers_per_gpu:.2f} GPUs at other "
                "customers' rent to make up for it."
            )

    def _figures(self, report: "ValueReport") -> dict[str, list[str]]:
        """Return what is said of every party, a row a figure."""
        worths = report.parties.values()
        amounts: dict[str, list[float | None]] = {
            "value": [worth.value for worth in worths],
            "alternative": [worth.reservation_value for worth in worths],
            "surplus": [worth.surplus for worth in worths],
            "expected NPV": [worth.expected_npv_cny for worth in worths],
            "its standard deviation": [worth.sd_npv_cny for worth in worths],
            "mean of the worst tenth (CVaR)": [worth.cvar10_npv_cny for worth in worths],
            "mean of the worst twentieth": [worth.cvar5_npv_cny for worth in worths],
        }
        for label, kind in (("5 %", "low"), ("median", "median"), ("95 %", "high")):
            paths = [getattr(worth.cash, f"{kind}_cny", (None,)) for worth in worths]
            amounts[f"cash in the end, {label}"] = [path[-1] for path in paths]
        figures: dict[str, list[str]] = {
            label: [self.amount(report.unit, each) for each in row if each is not None]
            for label, row in amounts.items()
        }
        chances = [worth.loss_probability for worth in worths]
        figures["chance of a loss"] = [f"{chance:.0%}" for chance in chances if chance is not None]
        figures["breaches"] = [
            ", ".join(breach.issue or breach.kind for breach in worth.breaches) for worth in worths
        ]
        return {label: cells for label, cells in figures.items() if any(cells)}


def _shown(value: float | str | None) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) else f"{value:,.15g}"


def _short(value: float | str) -> str:
    """Write the value of a clause without digits that nobody asked for."""
    return value if isinstance(value, str) else f"{value:,.3f}".rstrip("0").rstrip(".")
