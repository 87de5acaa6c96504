"""What each clause of a deal adds to each party's worth: the bars of the attribution. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from negotiation.app.worth_rows import ClauseRow
from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.quantities import Scale, Unit, format_value
from negotiation.domain.scenarios import Table
from negotiation.domain.valuations import PointsValuation, PriceValuation
from negotiation.domain.values import Language
from negotiation.economics.templates import TEMPLATES
from ui.texts import CATALOGUE, say
from ui.views.results import amount
from ui.views.talks import PartyView

__all__ = ["Bar", "additive_bars", "bar_rows", "clause_bars", "clause_name"]

_UNITS = {
    "CNY per GPU": Unit.CNY_PER_GPU,
    "GPUs": Unit.GPUS,
    "of the GPUs": Unit.FRACTION,
    "of list price": Unit.FRACTION,
    "of the contract value": Unit.FRACTION,
    "of the late part per week": Unit.FRACTION_PER_WEEK,
    "of the prepayment": Unit.FRACTION,
    "of the price": Unit.FRACTION,
    "of the time": Unit.FRACTION,
    "of what is cancelled": Unit.FRACTION,
    "of what is handed over": Unit.FRACTION,
    "share": Unit.FRACTION,
    "months": Unit.MONTHS,
    "months of rent": Unit.MONTHS,
    "weeks": Unit.WEEKS,
    "weeks late": Unit.WEEKS,
}
"""How the numbers of a clause that is not on the agenda are written."""


class Bar(NamedTuple):
    """A clause of a deal and what it adds, by party, in the unit of the table."""

    clause: str
    """As people call it."""
    value: str
    instead_of: str
    """What it was compared with; empty where nothing was."""
    worth: Mapping[str, float]


def clause_bars(
    rows: Sequence[ClauseRow], space: OutcomeSpace, language: Language
) -> tuple[Bar, ...]:
    """Return the bars of a contract, weightiest first, without clauses that move nobody."""
    bars = (
        Bar(
            clause=clause_name(row.clause, space, language),
            value=_written(row.clause, row.value, space, language),
            instead_of=_written(row.clause, row.instead_of, space, language),
            worth=row.worth_cny,
        )
        for row in rows
    )
    return tuple(bar for bar in bars if any(abs(each) >= 1 for each in bar.worth.values()))


def additive_bars(table: Table, outcome: Outcome, language: Language) -> tuple[Bar, ...]:
    """Return the bars of a table of points or of a price: what each clause brings by itself."""
    match table.valuation:
        case PointsValuation() as points:
            found = [(issue, _scores(points.scores, issue, outcome)) for issue in table.agenda]
        case PriceValuation() as price:
            found = [(issue, _of_sale(price, issue, outcome)) for issue in table.agenda]
        case _:
            return ()
    bars = [
        Bar(
            clause=issue.title.in_language(language),
            value=issue.show(outcome[issue.id], language),
            instead_of="",
            worth=worth,
        )
        for issue, worth in found
        if any(worth.values())
    ]
    return tuple(sorted(bars, key=_weight, reverse=True))


def bar_rows(
    bars: Sequence[Bar], parties: Sequence[PartyView], scale: Scale
) -> tuple[tuple[str, ...], ...]:
    """Return the bars as rows of text: clause, value, what it was compared with, each party."""
    return tuple(
        (
            bar.clause,
            bar.value,
            bar.instead_of,
            *(
                amount(bar.worth[party.id], scale) if party.id in bar.worth else ""
                for party in parties
            ),
        )
        for bar in bars
    )


def clause_name(clause: str, space: OutcomeSpace, language: Language) -> str:
    """Return how people call a clause: as the agenda does, else as our catalogue does."""
    issue = space.by_id.get(clause)
    if issue is not None:
        return issue.title.in_language(language)
    key = f"sim_clause_{clause}"
    return say(f"sim_clause_{clause}", language) if key in CATALOGUE else clause


def _weight(bar: Bar) -> float:
    return max(map(abs, bar.worth.values()))


def _scores(
    scores: Mapping[str, Mapping[str, Sequence[float]]], issue: Issue, outcome: Outcome
) -> dict[str, float]:
    place = issue.positions[outcome[issue.id]]
    return {
        party: float(by_issue[issue.id][place])
        for party, by_issue in scores.items()
        if issue.id in by_issue
    }


def _of_sale(price: PriceValuation, issue: Issue, outcome: Outcome) -> dict[str, float]:
    """Return what the price, or an adjustment, brings to those who trade."""
    if issue.id == price.price_issue:
        paid = float(outcome[issue.id])
        quantity = float(outcome[price.quantity_issue]) if price.quantity_issue else 1.0
        return {
            price.buyer: (price.worth_cny - paid) * quantity,
            price.seller: (paid - price.cost_cny) * quantity,
        }
    return _scores(price.adjustments_cny, issue, outcome)


def _written(clause: str, value: float | str, space: OutcomeSpace, language: Language) -> str:
    issue = space.by_id.get(clause)
    if issue is not None and value in issue.positions:
        return issue.show(value, language)
    if isinstance(value, str):
        key = f"sim_option_{value}"
        return say(f"sim_option_{value}", language) if key in CATALOGUE else value
    unit = issue.unit if issue is not None else _unit_of(clause)
    rounded = round(value, 4) if abs(value) < 10 else round(value)  # noqa: PLR2004 - shares and counts
    return format_value(rounded, unit, language)


def _unit_of(clause: str) -> Unit:
    for template in TEMPLATES.values():
        if clause in template.clauses:
            return _UNITS.get(template.clauses[clause].unit, Unit.NUMBER)
    return Unit.NUMBER
