"""The numbers that a valuation rests on: where each comes from, and which may be changed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from negotiation.app.assuming import number_or_word
from negotiation.app.worth_rows import AssumptionRow
from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.market import Market
from negotiation.domain.outcomes import Outcome
from negotiation.domain.profiles import CloudProfile, LabProfile, VendorProfile
from negotiation.domain.rules import Rules
from negotiation.domain.scenarios import Table
from negotiation.domain.tenders import WINNER
from negotiation.domain.valuations import BundleValuation, PerBidderValuation
from negotiation.domain.values import Language, Value
from ui.texts import CATALOGUE, say

__all__ = ["GROUPS", "STATUSES", "Figure", "assumption_rows", "figures_of", "read_assumed"]

STATUSES = ("P", "S", "C", "A")
"""Public, the case, calibrated, assumed."""

GROUPS: Mapping[str, type[Value]] = {
    "market": Market,
    "rules": Rules,
    "cloud": CloudProfile,
    "vendor": VendorProfile,
    "lab": LabProfile,
}
"""What can be changed; ``model`` is what no scenario can set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number behind a valuation."""

    name: str
    """As the report has it, such as ``cloud.need_gpus``."""
    pair_name: str | None
    """As ``assuming`` takes it; ``None`` for what cannot be changed."""
    group: str
    figure: str
    value: float | str | None
    """As it is assumed now."""
    given: float | str | None
    """As the scenario has it."""
    status: str
    source: str
    meaning: str
    is_default: bool
    """Whether the scenario leaves it as the model has it."""
    low: float = 0.0
    high: float = 0.0
    is_whole: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether it is assumed to be another than the scenario's."""
        return self.value != self.given

    def called(self, language: Language) -> str:
        """Return how people call it."""
        key = f"figure_{self.group}_{self.figure}"
        return (
            say(f"figure_{self.group}_{self.figure}", language)
            if key in CATALOGUE
            else self.meaning
        )


def figures_of(
    now: Sequence[AssumptionRow], given: Sequence[AssumptionRow], table: Table, outcome: Outcome
) -> tuple[Figure, ...]:
    """Return every number that a deal's worth rests on.

    Args:
        now: of the report under the assumptions that were asked for.
        given: of the report on the scenario as it is.
        table: with real parties in the place of stand-ins.
        outcome: the deal; at a tender it says whose contract the numbers are of.
    """
    before = {row.name: row for row in given}
    return tuple(_figure(row, before.get(row.name, row), table, outcome) for row in now)


def assumption_rows(figures: Sequence[Figure], language: Language) -> tuple[tuple[str, ...], ...]:
    """Return the numbers as rows: what it is, value, where from, source, name in a file."""
    return tuple(
        (
            each.called(language),
            _written(each.value) + (" *" if not each.is_default or each.is_changed else ""),
            say(f"sim_status_{each.status}", language),
            each.source,
            each.name,
        )
        for each in figures
    )


def read_assumed(text: str) -> tuple[str, ...]:
    """Read assumptions from an address: pairs with commas between. What is no pair is dropped."""
    pairs = (pair for pair in text.split(",") if pair.count("=") == 1)
    return tuple(dict.fromkeys(pairs))


def assumed_value(pairs: Sequence[str], name: str) -> float | str | None:
    """Return what the pairs say of a name; ``None`` where they say nothing."""
    for pair in pairs:
        known, _, written = pair.partition("=")
        if known == name:
            return number_or_word(written)
    return None


def _figure(row: AssumptionRow, given: AssumptionRow, table: Table, outcome: Outcome) -> Figure:
    *contract, group, figure = (
        row.name.rsplit(".", 2) if row.name.count(".") > 1 else (row.name.split(".", 1))
    )
    low, high, is_whole = _bounds(group, figure)
    return Figure(
        name=row.name,
        pair_name=_pair_name(
            f"{group}.{figure}", contract[0] if contract else None, table, outcome
        ),
        group=group,
        figure=figure,
        value=row.value,
        given=given.value,
        status=row.status,
        source=row.source,
        meaning=row.meaning,
        is_default=given.is_default,
        low=low,
        high=high,
        is_whole=is_whole,
    )


def _pair_name(name: str, contract: str | None, table: Table, outcome: Outcome) -> str | None:
    """Return how ``assuming`` calls a figure; of several contracts those of the party are meant."""
    group = name.partition(".")[0]
    if group not in GROUPS:
        return None
    valuation = _valuation_of(contract, table, outcome)
    party = None if valuation is None else valuation.roles.get(group)
    is_one = isinstance(table.valuation, EconomicsValuation)
    return name if is_one or party is None else f"{party}.{name}"


def _valuation_of(
    contract: str | None, table: Table, outcome: Outcome
) -> EconomicsValuation | None:
    match table.valuation:
        case EconomicsValuation() as only:
            return only
        case PerBidderValuation(bidders=lots):
            lot = lots.get(str(outcome.get(WINNER)))
            return lot if isinstance(lot, EconomicsValuation) else None
        case BundleValuation(contracts=contracts):
            return contracts.get(contract or next(iter(contracts)))
        case _:
            return None


def _bounds(group: str, figure: str) -> tuple[float, float, bool]:
    """Return between what a figure may be, and whether it is whole."""
    if group not in GROUPS:
        return 0.0, 0.0, False
    field = GROUPS[group].model_fields[figure]
    bounds: dict[str, Any] = {}
    for each in field.metadata:
        bounds |= {name: getattr(each, name) for name in ("ge", "le") if hasattr(each, name)}
    is_whole = "int" in str(field.annotation)
    return float(bounds.get("ge", 0.0)), float(bounds.get("le", 0.0)), is_whole


def _written(value: float | str | None) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else f"{value:,.10g}"
