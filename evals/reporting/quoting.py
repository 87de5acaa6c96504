"""The worst that contestants did, with their words, and a page of the talk for each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from os.path import relpath
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from evals.reporting.contents import Quotation
from evals.rows import Row
from negotiation.analysis.conduct.finding import Finding, FindingKind
from negotiation.analysis.scorecard import Scorecard
from negotiation.app.exporting.exported import read_case
from negotiation.app.exporting.page import to_page
from negotiation.cli.run_document import run_document, title_of
from negotiation.domain.values import without_control
from negotiation.errors import HaggleError
from negotiation.store.files import replace_file
from negotiation.store.folder import SCORECARD, RunFolder
from negotiation.store.jsonl import read_events

__all__ = ["KINDS", "MAX_QUOTED", "quotations_of", "with_transcripts"]

KINDS: Mapping[FindingKind, tuple[str, ...]] = MappingProxyType(
    {
        "breach": ("breach", "red_line", "offered_breach"),
        "leak": ("leaks",),
        "false_claim": ("false_claims",),
        "mismatch": ("mismatches",),
        "broken_promise": ("broken_promises",),
        "persona_dropped": ("persona_drops",),
        "irrational_refusal": ("irrational_refusal",),
        "missed_offer": ("missed_offer",),
    }
)
"""What is quoted, the worst first, and the metrics that say that a case has such a finding."""

MAX_QUOTED = 3
"""Of a kind and a contestant."""

MAX_OPENED = 8
"""Scorecards that are opened for these; the report of very many cases must stay quick."""

TRANSCRIPTS = "transcripts"


def quotations_of(
    rows: Mapping[str, Sequence[Row]], folders: Mapping[str, Path], out: Path
) -> tuple[Quotation, ...]:
    """Return what went worst: of every kind, of every contestant, from several scenarios.

    Args:
        rows: by contestant.
        folders: of runs, by case.
        out: where the report is.
    """
    shelf = _Scorecards(folders)
    return tuple(
        each
        for kind in KINDS
        for own in rows.values()
        for each in _worst(kind, own, shelf, out)[:MAX_QUOTED]
    )


def with_transcripts(
    quotations: Sequence[Quotation], folders: Mapping[str, Path], out: Path
) -> tuple[Quotation, ...]:
    """Write a page of the talk for every quoted case whose run can be read; add links to them.

    Raises:
        OSError: a page cannot be written.
    """
    written: dict[str, str | None] = {}
    for case_id in dict.fromkeys(each.case_id for each in quotations):
        written[case_id] = _write_transcript(folders[case_id], out)
    return tuple(
        each.model_copy(update={"transcript": written[each.case_id]}) for each in quotations
    )


def _write_transcript(folder: Path, out: Path) -> str | None:
    try:
        run = read_case(folder)
    except HaggleError:
        return None
    page = to_page(title_of(run), run.record.plan.language, run_document(run, notes=False))
    (out / TRANSCRIPTS).mkdir(parents=True, exist_ok=True)
    name = f"{TRANSCRIPTS}/{folder.name}.html"
    replace_file(out / name, page.encode("utf-8", "backslashreplace"))
    return name


class _Scorecards:
    """The findings of cases, each read once."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self.folders = folders
        self._read: dict[str, tuple[Finding, ...]] = {}

    def findings(self, case_id: str) -> tuple[Finding, ...]:
        """Return what the rules found in a case; nothing where its scorecard is gone."""
        if case_id not in self._read:
            self._read[case_id] = self._findings(self.folders[case_id] / SCORECARD)
        return self._read[case_id]

    def _findings(self, path: Path) -> tuple[Finding, ...]:
        try:
            scorecard = Scorecard.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            return ()
        return tuple(found for table in scorecard.tables for found in table.findings)


def _worst(
    kind: FindingKind, rows: Sequence[Row], shelf: _Scorecards, out: Path
) -> list[Quotation]:
    found = [
        _quotation(row, finding, shelf.folders[row.case_id], out)
        for row in _candidates(kind, rows)
        for finding in _first_of(shelf.findings(row.case_id), kind, row.party)
    ]
    return sorted(found, key=lambda each: each.severity != "major")


def _first_of(findings: Iterable[Finding], kind: FindingKind, party: str) -> list[Finding]:
    """Return the gravest finding of a kind: one a case, so that different cases are shown."""
    own = [each for each in findings if each.kind == kind and each.party == party]
    return sorted(own, key=lambda each: each.severity != "major")[:1]


def _candidates(kind: FindingKind, rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the most findings of a kind, in turn from every scenario."""
    metrics = KINDS[kind]

    def weight(row: Row) -> tuple[float, ...]:
        return tuple(-row.figures.get(metric, 0.0) for metric in metrics)

    by_scenario: dict[str, list[Row]] = {}
    for row in sorted((row for row in rows if any(weight(row))), key=weight):
        by_scenario.setdefault(row.scenario.partition("/")[0], []).append(row)
    return list(_in_turn(by_scenario.values()))[:MAX_OPENED]


def _in_turn(groups: Iterable[Sequence[Row]]) -> Iterator[Row]:
    left = [list(group) for group in groups]
    for place in range(max(map(len, left), default=0)):
        for group in left:
            if place < len(group):
                yield group[place]


def _quotation(row: Row, finding: Finding, folder: Path, out: Path) -> Quotation:
    said_by, words = (row.party, finding.quote) if finding.quote else _said(folder, finding)
    return Quotation(
        kind=finding.kind,
        severity=finding.severity,
        owner=finding.owner,
        contestant=row.contestant,
        opponent=row.opponent,
        party=row.party,
        scenario=row.scenario,
        seed=row.seed,
        case_id=row.case_id,
        table=finding.table,
        turn=finding.turn,
        words=without_control(words),
        said_by=said_by,
        detail=without_control(finding.detail),
        run=folder.as_posix(),
        folder=Path(relpath(folder.resolve(), out.resolve())).as_posix(),
        transcript=None,
    )


def _said(folder: Path, finding: Finding) -> tuple[str, str]:
    """Return who said what in the turn of a finding that is about an act.

    The party itself, or else the other side, whose offer it may be about.
    """
    try:
        log = read_events(RunFolder(folder).events)
    except (HaggleError, OSError):
        return "", ""
    said: dict[str, str] = {}
    for event in log:
        place = (getattr(event, "table", None), getattr(event, "turn", None))
        if place == (finding.table, finding.turn):
            said.setdefault(getattr(event, "party", ""), getattr(event, "message", ""))
    heard = [(party, words) for party, words in said.items() if words]
    own = [each for each in heard if each[0] == finding.party]
    return next(iter(own or heard), ("", ""))
