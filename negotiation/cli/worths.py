"""What one outcome is worth, for people to read."""

import math
from typing import TYPE_CHECKING

from negotiation.cli.frontier_texts import FRONTIER_TEXTS
from negotiation.cli.table_printer import TablePrinter
from negotiation.cli.worth_texts import HAPPENINGS_ZH, WORTH_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from negotiation.app.contract_worths import ContractRow
    from negotiation.app.valuations import ValueReport
    from negotiation.app.worth_rows import ClauseRow, ProspectsRow

__all__ = ["WorthPrinter"]


class WorthPrinter(TablePrinter):
    """Prints the worth of an outcome, clause by clause, and what it rests on."""

    def show(self, report: "ValueReport") -> None:
        """Print a report."""
        self.line(f"{self.title()}: {self.terms(report.outcome)}", "bold")
        if report.basis is not None:
            told = FRONTIER_TEXTS[self.language][report.basis.kind]
            self.line(told.format(**report.basis.model_dump()), "dim")
        if report.list_price_cny_per_gpu_month is not None:
            price = self._money(report.list_price_cny_per_gpu_month)
            self.line(self._say("list_price", price=price, version=report.simulator_version))
            is_of_run = report.basis is not None and report.basis.kind == "run"
            key = "futures_of_run" if is_of_run else "futures"
            self.line(self._say(key, n=report.n_futures), "dim")
        is_alone = report.basis is None or report.basis.kind == "alone"
        if not is_alone and any(
            each.expected_npv_cny is not None for each in report.parties.values()
        ):
            self.line(self._say("adds"), "dim")
        grid = self.grid("", *map(self.name, report.parties))
        for label, cells in self._figures(report).items():
            grid.add_row(label, *cells)
        self.console.print(grid)
        self._prospects(report.prospects)
        self._clauses(report.clauses)
        for name, contract in report.contracts.items():
            key = "contract" if is_alone else "contract_beside"
            self.line(self._say(key, name=name), "bold")
            self._contract(contract)
        self._realised(report)
        if not report.assumptions:
            return
        self.line(self._say("rests_on"), "dim")
        facts = self.grid("", "", "", "", show_header=False)
        facts.columns[1].no_wrap, facts.columns[1].overflow = True, "fold"
        facts.columns[1].min_width = max(len(row.name) for row in report.assumptions)
        for row in report.assumptions:
            star = "" if row.is_default else "*"
            facts.add_row(row.status + star, row.name, _shown(row.value), row.source, style="dim")
        self.console.print(facts)

    def _contract(self, contract: "ContractRow") -> None:
        """Print one of several contracts."""
        sides = list(contract.value_cny)
        grid = self.grid("", *map(self.name, sides))
        alternatives = contract.reservation_value_cny
        for label, worths in (("value", contract.value_cny), ("alternative", alternatives)):
            amounts = [self.amount("cny", worths[party]) for party in sides]
            grid.add_row(self._say(label), *amounts)
        self.console.print(grid)
        self._prospects(contract.prospects)
        self._clauses(contract.clauses)

    def _clauses(self, rows: "Sequence[ClauseRow]") -> None:
        """Print what each clause of a contract adds to each side's value."""
        if not rows:
            return
        self.line(self._say("each_clause"), "bold")
        sides = [party for party in self.table.parties if party in rows[0].worth_cny]
        names = map(self.name, sides)
        grid = self.grid(self._say("clause"), "", self._say("instead_of"), *names)
        for row in rows:
            amounts = [self.amount("cny", row.worth_cny[party]) for party in sides]
            grid.add_row(row.clause, _short(row.value), _short(row.instead_of), *amounts)
        self.console.print(grid)

    def _realised(self, report: "ValueReport") -> None:
        """Print what became of the contract in one world."""
        found = report.realised
        if found is None:
            return
        self.line(self._say("in_world", world=found.world), "bold")
        for each in found.happenings:
            what = HAPPENINGS_ZH[each.kind] if self.language == "zh" else each.kind
            what = self._say("gpus", what=what, gpus=each.gpus) if each.gpus else what
            what = f"{each.contract}: {what}" if each.contract else what
            self.line(self._say("happening", month=each.month, what=what))
        sides = [party for party in report.parties if party in found.npv_cny]
        grid = self.grid(self._say("cash"), *map(self.name, sides))
        net = {
            party: [sum(month) for month in zip(*found.cashflow_cny[party].values(), strict=True)]
            for party in sides
        }
        n_months = len(found.regimes)
        for first in range(0, n_months, 12):
            cells = [
                self.amount(report.unit, sum(net[party][first : first + 12])) for party in sides
            ]
            last = min(first + 12, n_months) - 1
            when = self._say("month" if first == last else "months", first=first, last=last)
            grid.add_row(when, *cells)
        worths = [self.amount(report.unit, found.npv_cny[party]) for party in sides]
        grid.add_row(self._say("after_the_fact"), *worths)
        self.console.print(grid)

    def _prospects(self, found: "ProspectsRow | None") -> None:
        """Print what to expect of deliveries, the first model, the customer and the margins."""
        if found is None:
            return
        said = [self._say("delivered", share=found.delivered_fraction)]
        if found.model_months is not None and found.model_fraction is not None:
            model = self._say("model", months=found.model_months)
            is_sure = found.model_fraction == 1
            share = found.model_fraction
            said.append(model if is_sure else self._say("model_share", model=model, share=share))
        if found.departure_fraction and found.departure_months is not None:
            share, months = found.departure_fraction, found.departure_months
            said.append(self._say("leaves", share=share, months=months))
        self.line(self._say("and").join(said) + self._say("stop"))
        if found.book_margin_cny_per_gpu_month is not None:
            self.line(
                self._say(
                    "margins",
                    book=self._money(found.book_margin_cny_per_gpu_month),
                    now=self._money(found.replacement_margin_cny_per_gpu_month or 0.0),
                    later=self._money(found.replacement_margin_in_a_year_cny_per_gpu_month or 0.0),
                )
            )
        if found.carriers_per_gpu:
            self.line(self._say("carriers", gpus=found.carriers_per_gpu))

    def _figures(self, report: "ValueReport") -> dict[str, list[str]]:
        """Return what is said of every party, a row a figure."""
        worths = report.parties.values()
        amounts: dict[str, list[float | None]] = {
            "value": [worth.value for worth in worths],
            "alternative": [worth.reservation_value for worth in worths],
            "surplus": [worth.surplus for worth in worths],
            "expected": [worth.expected_npv_cny for worth in worths],
            "error": [standard_error(worth.sd_npv_cny, report.n_futures) for worth in worths],
            "sd": [worth.sd_npv_cny for worth in worths],
            "cvar10": [worth.cvar10_npv_cny for worth in worths],
            "cvar5": [worth.cvar5_npv_cny for worth in worths],
        }
        for kind in ("low", "median", "high"):
            paths = [getattr(worth.cash, f"{kind}_cny", (None,)) for worth in worths]
            amounts[f"cash_{kind}"] = [path[-1] for path in paths]
        figures: dict[str, list[str]] = {
            self._say(label): _cells(row, lambda each: self.amount(report.unit, each))
            for label, row in amounts.items()
        }
        shares = [worth.surplus_share for worth in worths]
        figures[self._say("share")] = _cells(shares, "{:.0%}".format)
        chances = [worth.loss_probability for worth in worths]
        figures[self._say("loss")] = _cells(chances, "{:.0%}".format)
        figures[self._say("breaches")] = [
            ", ".join(breach.issue or breach.kind for breach in worth.breaches) for worth in worths
        ]
        return {label: cells for label, cells in figures.items() if any(cells)}

    def _say(self, key: str, **values: object) -> str:
        """Return a text of this page in the language of the printer."""
        return WORTH_TEXTS[self.language][key].format(**values)

    def _money(self, amount_cny: float) -> str:
        """Write a small amount to the unit."""
        return f"{amount_cny:,.0f} RMB" if self.language == "en" else f"{amount_cny:,.0f}元"


def _cells(row: "Sequence[float | None]", write: "Callable[[float], str]") -> list[str]:
    """Write a row of figures; a side that has none has an empty cell."""
    return ["" if figure is None else write(figure) for figure in row]


def standard_error(sd: float | None, n_futures: int | None) -> float | None:
    """Return how far a mean over so many futures is off by chance.

    >>> standard_error(80.0, 64)
    10.0
    """
    return None if sd is None or not n_futures else sd / math.sqrt(n_futures)


def _shown(value: float | str | None) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) else f"{value:,.15g}"


def _short(value: float | str) -> str:
    """Write the value of a clause without digits that nobody asked for."""
    return value if isinstance(value, str) else f"{value:,.3f}".rstrip("0").rstrip(".")
