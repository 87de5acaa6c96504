"""A report as blocks, to be written as Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from evals.reporting.contents import SKILL, Origin, Quotation, Report, Split
from evals.reporting.formats import count_shown, interval_shown, p_shown, plain, points_shown, shown
from evals.reporting.quoting import KINDS, MAX_QUOTED
from evals.reporting.wording import Wording
from evals.summaries import Summary
from negotiation.app.exporting.blocks import Block, Heading, Line, Run, Sheet, Words
from negotiation.domain.values import Language, without_control

__all__ = ["report_document"]

READING = ("read_skill", "read_interval", "read_resolved", "read_baselines", "read_fault")
SPENT = ("cases", "calls", "prompt_tokens", "completion_tokens", "abandoned", "failed_attempts",
         "cost")  # fmt: skip


def report_document(report: Report, language: Language) -> list[Block]:
    """Return a report as blocks: all that the page says, but for the pictures."""
    return list(_Document(report, Wording(language)).blocks())


class _Document:
    def __init__(self, report: Report, wording: Wording) -> None:
        self._report = report
        self._wording = wording
        self._texts = wording.texts
        self._names = {
            each.name: wording.marked(each.name, is_baseline=each.is_baseline)
            for each in report.contestants
        }

    def blocks(self) -> Iterator[Block]:
        report, language = self._report, self._wording.language
        yield Heading(without_control(report.title.in_language(language)), 1)
        yield _line(report.summary.in_language(language))
        yield _line(self._joined(self._wording.counts(report)))
        yield from self._headline()
        yield from self._skill()
        yield from self._ranking()
        for split in report.splits:
            yield from self._split(split)
        yield from self._others()
        yield from self._findings()
        yield from self._spending()
        yield Heading(self._texts["origins"], 2)
        for origin in report.origins:
            yield from self._origin(origin)
        yield Heading(self._texts["reading"], 2)
        for key in READING:
            yield _line(self._texts[key])

    def _joined(self, sentences: Iterable[str]) -> str:
        return ("" if self._wording.language == "zh" else " ").join(sentences)

    def _headline(self) -> Iterator[Block]:
        report, texts = self._report, self._texts
        yield Heading(texts["headline"], 2)
        if not report.contestants:
            yield _line(texts["no_rows"])
            return
        yield _line(texts["headline_note"].format(metric=self._wording.title(SKILL)))
        rows = [
            [self._names[each.name],
             *(self._figure(report.summary_of(metric, each.name)) for metric in report.headline)]
            for each in report.contestants
        ]  # fmt: skip
        yield _sheet([texts["contestant"], *map(self._wording.title, report.headline)], rows)
        for metric, reason, n, n_rows in self._wording.left_out(report):
            yield _line(
                texts["excluded"].format(
                    metric=metric, reason=reason, n=count_shown(n), rows=count_shown(n_rows)
                )
            )

    def _figure(self, summary: Summary) -> str:
        """Return a value with its interval and n."""
        estimate = summary.estimate
        value = shown(summary.metric, estimate.value)
        if estimate.value is None:
            return value
        interval = interval_shown(summary.metric, estimate, self._texts["to"])
        n = self._texts["n"].format(n=count_shown(estimate.n))
        return f"{value} ({interval}; {n})" if interval else f"{value} ({n})"

    def _skill(self) -> Iterator[Block]:
        texts, duels = self._texts, self._report.duels
        if not duels:
            return
        yield Heading(texts["skill"], 2)
        yield _line(texts["skill_note"])
        rows = []
        for duel in duels:
            found = duel.comparison
            points = "" if found.difference is None else points_shown(found.difference)
            rows.append([self._wording.duel(duel), points, count_shown(found.n_pairs),
                         p_shown(found.p_adjusted), self._wording.verdict(duel)])  # fmt: skip
        keys = ("skill", "difference", "pairs", "p", "verdict")
        yield _sheet([texts[key] for key in keys], rows)

    def _ranking(self) -> Iterator[Block]:
        report, texts = self._report, self._texts
        if not (report.ranking or report.ranking_problem):
            return
        yield Heading(texts["ranking"], 2)
        yield _line(report.ranking_problem or texts["ranking_note"])
        rows = [
            [self._names.get(each.name, each.name), str(each.rank),
             self._wording.ranks(each),
             f"{plain(each.strength)} ({plain(each.low)} {texts['to']} {plain(each.high)})",
             count_shown(each.n_games)]
            for each in report.ranking
        ]  # fmt: skip
        keys = ("contestant", "rank", "ranks", "strength", "games")
        if rows:
            yield _sheet([texts[key] for key in keys], rows)

    def _split(self, split: Split) -> Iterator[Block]:
        """Yield the split of the first metric; the others are on the page and in the JSON."""
        metric = self._report.headline[0]
        cells = {each.group: each for each in split.summaries if each.metric == metric}
        yield Heading(f"{self._texts[f'by_{split.axis}']}: {self._wording.title(metric)}", 2)
        rows = []
        for each in self._report.contestants:
            own = (cells.get((each.name, value)) for value in split.values)
            rows.append(
                [
                    self._names[each.name],
                    *("" if cell is None else self._figure(cell) for cell in own),
                ]
            )
        values = [self._wording.value_of(split.axis, value) for value in split.values]
        yield _sheet([self._texts["contestant"], *values], rows)

    def _others(self) -> Iterator[Block]:
        report, texts = self._report, self._texts
        yield Heading(texts["others"], 2)
        names = [each.name for each in report.contestants]
        for group, metrics in self._wording.others(report):
            yield Heading(group, 3)
            rows = [
                [self._wording.title(metric),
                 *(self._figure(report.summary_of(metric, name)) for name in names)]
                for metric in metrics
            ]  # fmt: skip
            yield _sheet([texts["metric"], *(self._names[name] for name in names)], rows)
        if silent := self._wording.silent(report):
            yield _line(silent)

    def _findings(self) -> Iterator[Block]:
        texts, quotations = self._texts, self._report.quotations
        yield Heading(texts["findings"], 2)
        note = texts["findings_note"].format(n=MAX_QUOTED)
        yield _line(note if quotations else texts["no_findings"])
        for kind in KINDS:
            own = [each for each in quotations if each.kind == kind]
            if own:
                yield Heading(texts[f"finding_{kind}"], 3)
            for each in own:
                yield from self._quotation(each)

    def _quotation(self, each: Quotation) -> Iterator[Block]:
        texts = self._texts
        where = texts["where"].format(
            party=each.party, opponent=each.opponent, scenario=each.scenario, seed=each.seed,
            turn=each.turn,
        )  # fmt: skip
        severity = texts[f"severity_{each.severity}"]
        yield _line(f"{self._names[each.contestant]}, {where} ({severity}): {each.detail}")
        if each.words:
            speaker = "" if each.said_by == each.party else f"{each.said_by}: "
            yield _line(f"{speaker}{each.words}", indent=2)
        yield _line(texts["replay"].format(path=each.run))

    def _spending(self) -> Iterator[Block]:
        texts = self._texts
        yield Heading(texts["spending"], 2)
        yield _line(texts["spending_note"])
        rows = [
            [self._names.get(name, name),
             *map(count_shown, (spent.n_cases, spent.calls, spent.prompt_tokens,
                                spent.completion_tokens, spent.abandoned_calls,
                                spent.failed_attempts)),
             self._wording.cost(spent)]
            for name, spent in self._wording.spending(self._report)
        ]  # fmt: skip
        yield _sheet([texts["contestant"], *(texts[key] for key in SPENT)], rows)

    def _origin(self, origin: Origin) -> Iterator[Block]:
        rows = [[key, value] for key, value in self._wording.origin(origin)]
        yield _sheet(["", ""], rows)


def _line(text: str, indent: int = 0) -> Line:
    return Line(_run(text), indent)


def _run(text: str) -> Run:
    return (Words(without_control(text)),)


def _sheet(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Sheet:
    return Sheet(
        headings=tuple(map(_run, headings)),
        rows=tuple(tuple(map(_run, row)) for row in rows),
        is_right=(False,) * len(headings),
    )
