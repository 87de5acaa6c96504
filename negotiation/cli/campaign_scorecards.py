"""The scorecard of a campaign on the terminal: signatures judged twice, and who earned what.

Contracts are numbered in the order in which they were signed, and named by number further down.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from negotiation.analysis.campaign_score import CampaignScore, Curse, SignatureScore
from negotiation.app.plan import RunPlan
from negotiation.cli.campaign_names import CampaignNames
from negotiation.cli.score_texts import SCORE_TEXTS
from negotiation.domain.quantities import Scale, scale_of

__all__ = ["CampaignPrinter"]

_VERDICT_STYLES = {"sound": "green", "bad luck": "yellow", "good luck": "yellow", "mistake": "red"}

FELT_CNY = 1_000_000
"""From here on what a signature changed for others is told."""

_WIDTHS: tuple[tuple[int, JustifyMethod], ...] = (
    (24, "left"),
    (10, "right"),
    (8, "right"),
    (10, "right"),
    (14, "left"),
)
"""Of the columns of a signature: the party, before, P(loss), after, the decision."""


class CampaignPrinter:
    """Prints the campaign's part of a scorecard."""

    def __init__(self, plan: RunPlan, console: Console) -> None:
        self._plan = plan
        self._console = console
        self._texts = SCORE_TEXTS[plan.language]
        self._names = CampaignNames(plan)
        self._comma = "、" if plan.language == "zh" else ", "

    def show(self, score: CampaignScore) -> None:
        """Print everything that came of a campaign."""
        start, end = self._names.month(0), self._names.month(score.months)
        head = self._texts["campaign"].format(start=start, end=end)
        self._console.print(Rule(Text(head, style="bold")))
        if regimes := self._regimes(score):
            self._line(self._texts["market"].format(regimes=regimes), style="dim")
        scale = self._scale(score)
        self._signatures(score, scale)
        self._profits(score, scale)
        for title, lines, otherwise in (
            ("promises", self._promises(score), "kept"),
            ("exposures", self._exposures(score, scale), None),
            ("curses", self._curses(score, scale), None),
            ("leaks", self._leaks(score), "no_leaks"),
        ):
            self._section(title, list(lines), otherwise)
        self._line(self._amplification(score))

    def _signatures(self, score: CampaignScore, scale: Scale) -> None:
        texts = self._texts
        self._line(texts["signatures"].format(unit=scale.unit), style="bold")
        if not score.signatures:
            self._line(f"  {texts['none_signed']}")
            return
        head = [texts[key] for key in ("before", "loss", "after", "verdict")]
        self._console.print(Padding(_columns(["", *(Text(each, "dim") for each in head)]), (0, 4)))
        for place, signature in enumerate(score.signatures, start=1):
            delivered = texts["delivered"].format(share=f"{signature.delivered_fraction:.0%}")
            title = Text(f"#{place} {self._names.contract(signature.contract)}", style="bold")
            when, ending = self._names.month(signature.month), self._ending(signature)
            title.append(f" · {when} · {delivered} · {ending}", style="dim")
            self._console.print(Padding(title, (0, 2)))
            for party in signature.parties:
                row = _columns(self._judged(signature, party, scale))
                self._console.print(Padding(row, (0, 4)))
        for line in self._third_parties(score, scale):
            self._line(f"  {line}", style="dim")

    def _judged(self, signature: SignatureScore, party: str, scale: Scale) -> list[str | Text]:
        """Return what a signature was worth to a party, before the fact and after it."""
        before, verdict = signature.before.get(party), signature.verdicts.get(party)
        judged: str | Text = self._texts["outvoted"] if party in signature.outvoted else "-"
        if verdict is not None:
            judged = Text(self._texts[verdict], style=_VERDICT_STYLES[verdict])
        return [
            Text(self._names.party(party)),
            scale.show(before.surplus_cny) if before else "-",
            f"{before.loss_probability_fraction:.0%}" if before else "-",
            Text(scale.show(signature.after_cny.get(party, 0.0)), style="bold"),
            judged,
        ]

    def _ending(self, signature: SignatureScore) -> str:
        if signature.ending is None:
            return self._texts["runs_on"]
        said = self._texts.get(f"ending_{signature.ending}", signature.ending)
        month = signature.ending_month
        return said if month is None else f"{self._names.month(month)} {said}"

    def _third_parties(self, score: CampaignScore, scale: Scale) -> Iterator[str]:
        """Yield what a signature changed by more than a little for those who did not sign it."""
        effects = [
            f"#{place} {self._names.party(party)} {scale.show(amount)}"
            for place, signature in enumerate(score.signatures, start=1)
            for party, amount in signature.after_cny.items()
            if party not in signature.parties and abs(amount) >= FELT_CNY
        ]
        if effects:
            yield self._texts["third_parties"].format(effects=self._comma.join(effects))

    def _profits(self, score: CampaignScore, scale: Scale) -> None:
        texts = self._texts
        places = {each.contract: f"#{n}" for n, each in enumerate(score.signatures, start=1)}
        self._line(texts["profits"].format(unit=scale.unit), style="bold")
        grid = Grid(box=None, padding=(0, 1, 0, 0))
        grid.add_column(Text(texts["party"]), header_style="dim", no_wrap=True)
        for key in ("profit", "expected", "n_signed"):
            grid.add_column(Text(texts[key]), header_style="dim", justify="right", no_wrap=True)
        grid.add_column(Text(texts["by_contract"]), header_style="dim")
        for party in score.parties:
            parts = [
                f"{places[contract]} {scale.show(amount)}"
                for contract, amount in party.by_contract_cny.items()
            ]
            grid.add_row(
                Text(self._names.party(party.party)),
                Text(scale.show(party.profit_cny), style="bold"),
                Text(scale.show(party.expected_surplus_cny)),
                Text(str(party.n_signed)),
                Text(self._comma.join(parts), style="dim"),
            )
        self._console.print(Padding(grid, (0, 2)))

    def _promises(self, score: CampaignScore) -> Iterator[str]:
        for promise in score.promises:
            if promise.is_over_promised:
                yield self._texts["promise"].format(
                    contract=self._names.contract(promise.contract),
                    seller=self._names.party(promise.seller),
                    promised=f"{promise.promised_gpus:,.0f}",
                    covered=f"{promise.covered_gpus:,.0f}",
                    short=f"{promise.worst_shortfall_fraction:.0%}",
                    months=promise.months_short,
                )

    def _exposures(self, score: CampaignScore, scale: Scale) -> Iterator[str]:
        for exposure in score.exposures:
            yield self._texts["exposure"].format(
                contract=self._names.contract(exposure.contract),
                seller=self._names.party(exposure.seller),
                owed=_amount(scale, exposure.most_owed_cny),
                passed=f"{exposure.passed_on_fraction:.0%}",
                open=_amount(scale, exposure.unhedged_cny),
            )

    def _curses(self, score: CampaignScore, scale: Scale) -> Iterator[str]:
        for curse in score.curses:
            said = self._texts["curse"].format(
                table=self._names.contract(curse.table),
                winner=self._names.party(curse.winner),
                price=self._names.price(curse.table, curse.price),
                runner=self._runner(curse),
                expected=_amount(scale, curse.expected_surplus_cny),
                realised=_amount(scale, curse.realised_cny),
            )
            verdict = self._texts["cursed" if curse.is_cursed else "not_cursed"]
            yield f"{said}{'；' if self._plan.language == 'zh' else '; '}{verdict}"

    def _runner(self, curse: Curse) -> str:
        if curse.runner_up is None or curse.runner_up_price is None:
            return ""
        return self._texts["runner"].format(
            price=self._names.price(curse.table, curse.runner_up_price),
            party=self._names.party(curse.runner_up),
        )

    def _leaks(self, score: CampaignScore) -> Iterator[str]:
        for leak in score.leaks:
            issue = self._plan.scenario.table(leak.heard_at).space.by_id[leak.issue]
            yield self._texts["leak"].format(
                table=self._names.contract(leak.table),
                turn=leak.turn,
                party=self._names.party(leak.party),
                issue=issue.title.in_language(self._plan.language),
                of=self._names.party(leak.of),
                heard=self._names.contract(leak.heard_at),
                quote=leak.quote,
            )

    def _amplification(self, score: CampaignScore) -> str:
        found = score.amplification
        ratio = (
            "" if found.ratio is None else self._texts["ratio"].format(ratio=f"{found.ratio:.1f}")
        )
        return self._texts["amplification"].format(
            rented=f"{found.rented_gpus:,.0f}",
            ordered=f"{found.ordered_gpus:,.0f}",
            ratio=ratio,
            delivered=f"{found.delivered_gpus:,.0f}",
        )

    def _regimes(self, score: CampaignScore) -> str:
        """Say from when on the market was in which regime."""
        said, month = [], 0
        for regime, months in groupby(score.regimes[: score.months + 1]):
            name = self._texts.get(f"regime_{regime}", regime)
            since = self._names.month(month)
            said.append(self._texts["regime_from"].format(regime=name, month=since))
            month += len(list(months))
        return self._comma.join(said)

    def _section(self, title: str, lines: list[str], otherwise: str | None) -> None:
        if not lines and otherwise is None:
            return
        if lines:
            self._line(self._texts[title], style="bold")
        for line in lines or [self._texts[otherwise or title]]:
            self._console.print(Padding(Text(line), (0, 2 if lines else 0)))

    def _scale(self, score: CampaignScore) -> Scale:
        amounts = [party.profit_cny for party in score.parties]
        for signature in score.signatures:
            amounts += [each.surplus_cny for each in signature.before.values()]
            amounts += signature.after_cny.values()
        return scale_of(amounts or [1e6], "cny", self._plan.language)

    def _line(self, text: str, *, style: str = "") -> None:
        self._console.print(Text(text, style=style))


def _columns(cells: Sequence[str | Text]) -> Grid:
    """Return a line of a table whose columns are as wide in every line."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    for width, justify in _WIDTHS:
        grid.add_column(width=width, justify=justify, no_wrap=True)
    grid.add_row(*cells)
    return grid


def _amount(scale: Scale, value: float) -> str:
    return f"{scale.show(value)} {scale.unit}"
