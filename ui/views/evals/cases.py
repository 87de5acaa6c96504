"""The cases behind a figure: which of them, in which order, and how each came out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from evals.metrics.table import METRICS
from evals.reporting.contents import Quotation
from evals.reporting.formats import NONE, shown
from evals.reporting.quoting import KINDS
from evals.reporting.texts import REPORT_TEXTS
from evals.reporting.wording import Wording
from evals.rows import Row
from negotiation.analysis.conduct.finding import FindingKind
from negotiation.domain.values import Language
from ui.texts import say

__all__ = ["OUTCOMES", "CaseOutcome", "Wanted", "case_rows", "chosen", "describe", "found_in"]
__all__ += ["outcome_of", "quotation_line", "quoted", "values_of"]

CaseOutcome: TypeAlias = Literal["deal", "no_deal", "failed", "open"]
"""``failed``: could not be played. ``open``: played, and says nothing about deals."""

OUTCOMES: tuple[CaseOutcome, ...] = get_args(CaseOutcome)

_FACTORS: Mapping[str, Callable[[Row], str]] = MappingProxyType(
    {
        "contestant": lambda row: row.contestant,
        "role": lambda row: row.party,
        "scenario": lambda row: row.scenario.partition("/")[0],
        "opponent": lambda row: row.opponent,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which seats are looked for; an empty word means any."""

    contestant: str = ""
    role: str = ""
    scenario: str = ""
    opponent: str = ""
    outcome: str = ""
    finding: str = ""
    """Something that the rules found: a kind of finding."""


def values_of(rows: Sequence[Row], factor: str) -> tuple[str, ...]:
    """Return what there is to choose from, in the order of the results."""
    return tuple(dict.fromkeys(map(_FACTORS[factor], rows)))


def outcome_of(row: Row) -> CaseOutcome:
    """Return how a case came out."""
    if row.failure is not None:
        return "failed"
    if "deal_rate" not in row.figures:
        return "open"
    return "deal" if row.figures["deal_rate"] > 0 else "no_deal"


def found_in(row: Row) -> tuple[FindingKind, ...]:
    """Return what the rules found of a seat, the worst first."""
    return tuple(
        kind for kind, metrics in KINDS.items() if any(row.figures.get(each) for each in metrics)
    )


def chosen(rows: Sequence[Row], wanted: Wanted, metric: str, *, worst_first: bool) -> list[Row]:
    """Return the seats that are looked for, in order of a metric; those without a value last."""
    fits = [row for row in rows if _fits(row, wanted)]
    wants_low = METRICS[metric].better == "low"
    sign = -1.0 if worst_first == wants_low else 1.0
    with_value = [row for row in fits if metric in row.figures]
    without = [row for row in fits if metric not in row.figures]
    return [*sorted(with_value, key=lambda row: sign * row.figures[metric]), *without]


def quoted(quotations: Sequence[Quotation], wanted: Wanted) -> list[Quotation]:
    """Return the quotations that are looked for, the gravest first; outcomes do not matter."""
    fits = [
        each
        for each in quotations
        if wanted.contestant in {"", each.contestant}
        and wanted.role in {"", each.party}
        and wanted.opponent in {"", each.opponent}
        and wanted.scenario in {"", each.scenario.partition("/")[0]}
        and wanted.finding in {"", each.kind}
    ]
    return sorted(fits, key=lambda each: each.severity != "major")


def quotation_line(each: Quotation, language: Language) -> str:
    """Say what went wrong, whose it was, and where."""
    texts = REPORT_TEXTS[language]
    kind, grave = texts[f"finding_{each.kind}"], texts[f"severity_{each.severity}"]
    where = texts["where"].format(
        party=each.party,
        opponent=each.opponent,
        scenario=each.scenario,
        seed=each.seed,
        turn=each.turn,
    )
    return f"{kind} ({grave}) · {each.contestant} · {where}"


def _fits(row: Row, wanted: Wanted) -> bool:
    factors = all(
        not getattr(wanted, name) or value_of(row) == getattr(wanted, name)
        for name, value_of in _FACTORS.items()
    )
    return (
        factors
        and wanted.outcome in {"", outcome_of(row)}
        and (not wanted.finding or wanted.finding in found_in(row))
    )


def describe(row: Row, metric: str, language: Language) -> str:
    """Return a seat in one line, for a list to choose from."""
    value = shown(metric, row.figures.get(metric))
    where = f"{row.scenario} · {row.party} · {row.contestant} / {row.opponent}"
    return f"{where} · {_numbered(row, language)} · {value}"


def case_rows(
    rows: Sequence[Row], metric: str, outcomes: Mapping[str, str], language: Language
) -> list[list[str]]:
    """Return seats as rows of a table.

    Args:
        rows: the seats.
        metric: whose value is shown.
        outcomes: what each outcome is called.
        language: of the table.
    """
    texts, wording = REPORT_TEXTS[language], Wording(language)
    return [
        [
            shown(metric, row.figures.get(metric)),
            row.contestant,
            row.party,
            row.scenario,
            row.opponent,
            f"{row.seed}.{row.repeat}" if row.repeat > 1 else str(row.seed),
            outcomes[outcome_of(row)],
            wording.listed(texts[f"finding_{kind}"] for kind in found_in(row)) or NONE,
        ]
        for row in rows
    ]


def _numbered(row: Row, language: Language) -> str:
    """Return the seed, and the repetition where it is not the first."""
    if row.repeat > 1:
        return say("evals_seed_again", language, seed=row.seed, repeat=row.repeat)
    return say("evals_seed", language, seed=row.seed)
