"""What a deal is worth to each party, as text and plain numbers. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from negotiation.app.valuations import ValueReport
from negotiation.app.worth_rows import PartyWorth
from negotiation.domain.quantities import Scale, scale_of
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.results import amount
from ui.views.talks import PartyView

__all__ = ["PartyCard", "cards", "figure_rows", "parties_of", "scale_for_worths", "verdict"]

Rows = tuple[tuple[str, ...], ...]

_FIGURES = (
    "value",
    "reservation_value",
    "surplus",
    "expected_npv_cny",
    "sd_npv_cny",
    "cvar10_npv_cny",
    "cvar5_npv_cny",
)
"""Amounts of a ``PartyWorth``, in the order of their rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCard:
    """What stands on a party's card."""

    party: PartyView
    gain: str
    change: float | None
    """Of the gain against what it is compared with, in the unit of the scale."""
    change_shown: str | None
    loss: str | None
    tail: str | None
    """The mean of the worst tenth, where the simulator tells it."""
    warnings: tuple[str, ...]


def parties_of(scenario: Scenario, table: Table, language: Language) -> tuple[PartyView, ...]:
    """Return those who sit at a table. Two of the same name are told apart by their ids."""
    positions = {party.id: position for position, party in enumerate(scenario.parties)}
    names = [party.name.in_language(language) for party in scenario.parties]

    def view(party: str) -> PartyView:
        position = positions[party]
        name = names[position]
        return PartyView(
            id=party,
            name=name if names.count(name) == 1 else f"{name} ({party})",
            role=scenario.parties[position].role.in_language(language),
            seat="",
            position=position,
        )

    return tuple(view(party) for party in table.parties)


def scale_for_worths(reports: Sequence[ValueReport], language: Language) -> Scale:
    """Return one scale for the amounts of some reports."""
    values = [
        value
        for report in reports
        for worth in report.parties.values()
        for value in (worth.value, worth.reservation_value, worth.cvar10_npv_cny or 0.0)
    ]
    return scale_of(values, reports[0].unit, language)


def cards(
    report: ValueReport,
    parties: Sequence[PartyView],
    scale: Scale,
    language: Language,
    *,
    table: Table,
    beside: Mapping[str, float] | None = None,
) -> tuple[PartyCard, ...]:
    """Return the cards of all parties.

    Args:
        report: of the deal.
        parties: those who sit at the table.
        scale: of all amounts.
        language: of the words.
        table: whose clauses a warning may name.
        beside: the gains that this deal's are compared with, by party.
    """
    made = []
    for party in parties:
        worth = report.parties[party.id]
        change = None if beside is None else worth.surplus - beside[party.id]
        made.append(
            PartyCard(
                party=party,
                gain=amount(worth.surplus, scale),
                change=None if change is None else change / scale.divisor,
                change_shown=None if change is None else amount(change, scale),
                loss=_percent(worth.loss_probability),
                tail=None if worth.cvar10_npv_cny is None else amount(worth.cvar10_npv_cny, scale),
                warnings=_warnings(worth, table, scale, language),
            )
        )
    return tuple(made)


def figure_rows(
    report: ValueReport, parties: Sequence[PartyView], scale: Scale, language: Language
) -> Rows:
    """Return every figure of a deal, a row a figure and a column a party."""
    worths = [report.parties[party.id] for party in parties]
    rows = [
        (
            say(f"sim_row_{name}", language),
            *(_amount(getattr(worth, name), scale) for worth in worths),
        )
        for name in _FIGURES
    ]
    rows.append(
        (
            say("sim_row_loss", language),
            *(_percent(worth.loss_probability) or "" for worth in worths),
        )
    )
    rows.append(
        (
            say("sim_row_share", language),
            *(
                "" if worth.surplus_share is None else f"{worth.surplus_share:.0%}"
                for worth in worths
            ),
        )
    )
    return tuple(row for row in rows if any(row[1:]))


def verdict(report: ValueReport) -> str:
    """Return the key of what can be said of a deal at a glance."""
    gains = [worth.surplus for worth in report.parties.values()]
    if all(gain >= 0 for gain in gains):
        return "sim_all_gain"
    return "sim_some_lose" if any(gain >= 0 for gain in gains) else "sim_all_lose"


def _warnings(worth: PartyWorth, table: Table, scale: Scale, language: Language) -> tuple[str, ...]:
    found = []
    for breach in worth.breaches:
        if breach.shortfall is not None:
            found.append(fill("below", language, amount=amount(breach.shortfall, scale)))
            continue
        issue = table.space.by_id.get(breach.issue or "")
        title = issue.title.in_language(language) if issue else str(breach.issue)
        found.append(fill("red_line", language, issue=title))
    return tuple(found)


def _amount(value: float | None, scale: Scale) -> str:
    return "" if value is None else amount(value, scale)


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.0%}"
