"""What the parties of a table could reach, for people to read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from negotiation.cli.frontier_texts import FRONTIER_TEXTS
from negotiation.cli.table_printer import TablePrinter

if TYPE_CHECKING:
    from negotiation.app.frontiers import FrontierReport
    from negotiation.domain.outcomes import Outcome
    from negotiation.domain.quantities import ValueUnit

__all__ = ["FrontierPrinter"]

_MAX_ROWS = 20
"""Efficient outcomes that are listed for people; --json has them all."""

_MAX_BESIDE = 3
"""With more parties than this the terms do not fit beside the figures and stand below them."""


class FrontierPrinter(TablePrinter):
    """Prints what the parties of a table could reach."""

    def show(self, report: "FrontierReport") -> None:
        """Print a report."""
        self._counts(report)
        grid = self.grid(self._say("party"))
        for key in ("alternative", "acceptable_to", "best"):
            grid.add_column(self._say(key), justify="right")
        for party in self.table.parties:
            best = report.best_surplus[party]
            grid.add_row(
                self.name(party),
                self.amount(report.unit, report.reservation_values[party]),
                f"{report.n_acceptable_to[party]:,}",
                "-" if best is None else self.amount(report.unit, best),
            )
        self.console.print(grid)
        if not report.n_acceptable:
            rule = report.agreement
            self.line(self._say("nothing_by_rule" if rule else "nothing"), "bold yellow")
            return
        rows = {
            self._say(name): (point.outcome, point.surplus)
            for name, point in report.solutions.items()
        }
        self._outcomes(self._say("points"), report.unit, rows)
        shown = _spread(len(report.frontier))
        listed = {
            str(place + 1): (report.frontier[place].outcome, report.frontier[place].surplus)
            for place in shown
        }
        is_whole = len(shown) == len(report.frontier)
        title = self._say("frontier") if is_whole else self._say("some", n=len(shown))
        self._outcomes(title, report.unit, listed)

    def _counts(self, report: "FrontierReport") -> None:
        """Print how many outcomes there are, and how many could be signed."""
        size = self._say("size", title=self.title(), n=report.n_outcomes)
        if report.n_valued < report.n_outcomes:
            size = self._say("sampled", size=size, n=report.n_valued)
        self.line(size, "bold")
        tender = self.table.tender
        if tender is not None and tender.split_fractions is not None:
            self.line(self._say("largest_share", share=tender.split_fractions[0]))
        if report.basis is not None:
            basis = report.basis
            self.line(
                self._say(basis.kind, month=basis.month, seed=basis.seed, run=basis.run), "dim"
            )
        if report.n_signable < report.n_valued:
            self.line(self._say("signable", n=report.n_signable))
        self.line(
            self._say(
                "acceptable",
                n=report.n_acceptable,
                whom=self._whom(report),
                share=report.n_acceptable / report.n_valued,
                efficient=len(report.frontier),
            )
        )
        if report.opposition is not None:
            self.line(self._say("opposition", amount=report.opposition))

    def _whom(self, report: "FrontierReport") -> str:
        """Say who must find an outcome acceptable."""
        rule = report.agreement
        if self.table.tender is not None:
            return self._say("host_and_winner")
        if rule is None:
            return self._say("all")
        quorum = self._say("quorum", quorum=rule.quorum, n=len(self.table.parties))
        if not rule.veto:
            return quorum
        names = self._say("and").join(map(self.name, rule.veto))
        return self._say("veto", quorum=quorum, names=names)

    def _outcomes(
        self,
        title: str,
        unit: "ValueUnit",
        rows: "Mapping[str, tuple[Outcome, Mapping[str, float]]]",
    ) -> None:
        from rich.cells import cell_len
        from rich.text import Text

        is_wide = len(self.table.parties) > _MAX_BESIDE
        self.line(self._say("in_surplus", title=title) if is_wide else title, "bold")
        grid = self.grid("")
        grid.columns[0].min_width = max(map(cell_len, rows), default=0)
        for party in self.table.parties:
            name = self.name(party)
            heading = name if is_wide else self._say("surplus", name=name)
            grid.add_column(heading, justify="right", overflow="fold")
        if not is_wide:
            grid.add_column("")
        terms = {name: self.terms(outcome) for name, (outcome, _) in rows.items()}
        for name, (_, surplus) in rows.items():
            amounts = [self.amount(unit, surplus[party]) for party in self.table.parties]
            beside = [] if is_wide else [Text(terms[name], style="dim")]
            grid.add_row(name, *amounts, *beside)
        self.console.print(grid)
        if is_wide:
            for name, said in terms.items():
                self.line(f"{name}: {said}", "dim")

    def _say(self, key: str, **values: object) -> str:
        """Return a text of this page in the language of the printer."""
        return FRONTIER_TEXTS[self.language][key].format(**values)


def _spread(n_points: int) -> list[int]:
    """Return up to ``_MAX_ROWS`` positions, evenly spread, both ends among them."""
    if n_points <= _MAX_ROWS:
        return list(range(n_points))
    step = (n_points - 1) / (_MAX_ROWS - 1)
    return [round(place * step) for place in range(_MAX_ROWS)]
