"""What a party must keep to itself, as figures and words that can be looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from negotiation.analysis.conduct.measures import FigureKind, kind_of_unit
from negotiation.domain.mandates import AuthorityStep, PrivateFact, RedLine
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.scenarios import Party

__all__ = ["Secret", "secrets_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """One private value."""

    source: Literal["fact", "red_line", "authority", "reservation_value"]
    name: str
    """Id of the fact or of the issue."""
    value: float
    kinds: tuple[FigureKind, ...]
    """Of figures that say it outright."""
    fact: PrivateFact | None = None


def secrets_of(party: Party, space: OutcomeSpace) -> Iterator[Secret]:
    """Yield the private numbers of a party. A bound of zero says nothing by its figure."""
    mandate = party.mandate
    for fact in mandate.private_facts:
        if isinstance(fact.value, int | float):
            kind = kind_of_unit(fact.unit) or "plain"
            kinds: tuple[FigureKind, ...] = ("machines", "plain") if kind == "plain" else (kind,)
            yield Secret(
                source="fact", name=fact.id, value=float(fact.value), kinds=kinds, fact=fact
            )
    for line in mandate.red_lines:
        yield from _bounds("red_line", line, space)
    for step in mandate.authority:
        yield from _bounds("authority", step, space)
    if not isinstance(mandate.reservation_value, str) and mandate.reservation_value != 0:
        yield Secret(
            source="reservation_value",
            name="reservation_value",
            value=float(mandate.reservation_value),
            kinds=("money", "points"),
        )


def _bounds(
    source: Literal["red_line", "authority"], bounded: RedLine | AuthorityStep, space: OutcomeSpace
) -> Iterator[Secret]:
    issue = space.by_id.get(bounded.issue)
    kind = issue and kind_of_unit(issue.unit)
    for bound in (bounded.at_least, bounded.at_most):
        if bound and kind:
            yield Secret(source=source, name=bounded.issue, value=float(bound), kinds=(kind,))
