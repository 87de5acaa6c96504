"""Whether the names inside a scenario point at something, with the place of each that does not.

A location is a tuple of keys and positions, as in ``("tables", 0, "opens")``.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from negotiation.domain.issues import Issue
from negotiation.domain.mandates import AuthorityStep, RedLine
from negotiation.domain.scenarios import Party, Scenario, Table
from negotiation.domain.valuations import OptionPoints, PointsValuation, PriceValuation

__all__ = ["Location", "Misreference", "misreferences"]

Location: TypeAlias = tuple[str | int, ...]


class Misreference(NamedTuple):
    """A name that points nowhere."""

    location: Location
    message: str


def misreferences(scenario: Scenario) -> Iterator[Misreference]:
    """Yield every name of the scenario that points nowhere, in the order of the file."""
    yield from _repeated([party.id for party in scenario.parties], ("parties",))
    yield from _party_misreferences(scenario)
    yield from _repeated([table.id for table in scenario.tables], ("tables",))
    for position, table in enumerate(scenario.tables):
        yield from _table_misreferences(scenario, table, ("tables", position))


def _party_misreferences(scenario: Scenario) -> Iterator[Misreference]:
    for position, party in enumerate(scenario.parties):
        here: Location = ("parties", position)
        tables = [table for table in scenario.tables if party.id in table.parties]
        if not tables:
            yield Misreference((*here, "id"), f"party {party.id!r} sits at no table")
        agenda = [issue for table in tables for issue in table.agenda]
        for index, line in enumerate(party.mandate.red_lines):
            yield from _line_misreferences(agenda, line, (*here, "mandate", "red_lines", index))
        for index, step in enumerate(party.mandate.authority):
            yield from _bound_misreferences(agenda, step, (*here, "mandate", "authority", index))
        yield from _reservation_misreferences(party, tables, (*here, "mandate"))


def _reservation_misreferences(
    party: Party, tables: list[Table], here: Location
) -> Iterator[Misreference]:
    place: Location = (*here, "reservation_value")
    kinds = {table.valuation.kind for table in tables}
    if "points" in kinds and len(kinds) > 1:
        yield Misreference(
            place, "its tables count points and money: one reservation value cannot serve both"
        )
    if party.mandate.reservation_value == "simulated" and kinds - {"economics"}:
        yield Misreference(
            place, "'simulated' needs a table with an 'economics' valuation; give a number"
        )


def _line_misreferences(
    agenda: list[Issue], line: RedLine, here: Location
) -> Iterator[Misreference]:
    yield from _bound_misreferences(agenda, line, here)
    issues = [issue for issue in agenda if issue.id == line.issue]
    for index, value in enumerate(line.only or ()):
        if issues and not any(value in issue.positions for issue in issues):
            yield Misreference((*here, "only", index), f"issue {line.issue!r} has no {value!r}")
    for issue in issues:
        if not any(line.allows(value) for value in issue.values):
            yield Misreference(here, f"no option of issue {line.issue!r} keeps to this red line")


def _bound_misreferences(
    agenda: list[Issue], bound: RedLine | AuthorityStep, here: Location
) -> Iterator[Misreference]:
    issues = [issue for issue in agenda if issue.id == bound.issue]
    if not issues:
        known = [issue.id for issue in agenda]
        yield _unknown((*here, "issue"), "issue", bound.issue, known)
    for key in ("at_least", "at_most"):
        if getattr(bound, key) is not None and not all(issue.is_numeric for issue in issues):
            yield Misreference(
                (*here, key), f"issue {bound.issue!r} has labels, a bound needs numbers"
            )


def _table_misreferences(
    scenario: Scenario, table: Table, here: Location
) -> Iterator[Misreference]:
    known = [party.id for party in scenario.parties]
    for index, party in enumerate(table.parties):
        if party not in known:
            yield _unknown((*here, "parties", index), "party", party, known)
    yield from _repeated(list(table.parties), (*here, "parties"))
    if table.opens not in table.parties:
        yield _unknown((*here, "opens"), "party", table.opens, table.parties)
    yield from _repeated([issue.id for issue in table.agenda], (*here, "agenda"))
    if table.agreement is not None and table.protocol != "none":
        yield Misreference((*here, "agreement"), "two who haggle must both agree: drop this rule")
    if table.agreement is not None:
        rule: Location = (*here, "agreement")
        if table.agreement.quorum > len(table.parties):
            yield Misreference(
                (*rule, "quorum"), f"only {len(table.parties)} parties sit at the table"
            )
        for index, party in enumerate(table.agreement.veto):
            if party not in table.parties:
                yield _unknown((*rule, "veto", index), "party", party, table.parties)
    yield from _valuation_misreferences(scenario, table, (*here, "valuation"))


def _valuation_misreferences(
    scenario: Scenario, table: Table, here: Location
) -> Iterator[Misreference]:
    match table.valuation:
        case PointsValuation(scores=scores):
            yield from _score_misreferences(table, scores, (*here, "scores"))
        case PriceValuation() as price:
            yield from _price_misreferences(table, price, here)
        case economics:
            if scenario.market is None:
                yield Misreference(here, "an 'economics' valuation needs the scenario's 'market'")
            for role, party in economics.roles.items():
                if party not in table.parties:
                    yield _unknown((*here, "roles", role), "party", party, table.parties)


def _score_misreferences(
    table: Table, scores: dict[str, dict[str, OptionPoints]], here: Location
) -> Iterator[Misreference]:
    for missing in (party for party in table.parties if party not in scores):
        yield Misreference(here, f"no scores for party {missing!r}")
    for party, by_issue in scores.items():
        place: Location = (*here, party)
        if party not in table.parties:
            yield _unknown(place, "party", party, table.parties)
        for issue in table.agenda:
            if issue.id not in by_issue:
                yield Misreference(place, f"no scores for issue {issue.id!r}")
        yield from _option_misreferences(table, by_issue, place)


def _price_misreferences(
    table: Table, price: PriceValuation, here: Location
) -> Iterator[Misreference]:
    for key, party in (("buyer", price.buyer), ("seller", price.seller)):
        if party not in table.parties:
            yield _unknown((*here, key), "party", party, table.parties)
    if price.buyer == price.seller:
        yield Misreference((*here, "seller"), "buyer and seller must be two parties")
    named = {"price_issue": price.price_issue, "quantity_issue": price.quantity_issue}
    for key, issue_id in named.items():
        if issue_id is None:
            continue
        issue = table.space.by_id.get(issue_id)
        if issue is None:
            yield _unknown((*here, key), "issue", issue_id, list(table.space.by_id))
        elif not issue.is_numeric:
            yield Misreference((*here, key), f"issue {issue_id!r} has labels, a number is needed")
    for party, by_issue in price.adjustments_cny.items():
        place: Location = (*here, "adjustments_cny", party)
        if party not in table.parties:
            yield _unknown(place, "party", party, table.parties)
        yield from _option_misreferences(table, by_issue, place)


def _option_misreferences(
    table: Table, by_issue: dict[str, OptionPoints], here: Location
) -> Iterator[Misreference]:
    by_id = table.space.by_id
    for issue_id, amounts in by_issue.items():
        place: Location = (*here, issue_id)
        if issue_id not in by_id:
            yield _unknown(place, "issue", issue_id, list(by_id))
        elif len(amounts) != len(by_id[issue_id].choices):
            yield Misreference(
                place, f"{len(amounts)} numbers for {len(by_id[issue_id].choices)} options"
            )


def _repeated(names: list[str], here: Location) -> Iterator[Misreference]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Misreference((*here, index), f"{name!r} is named twice")


def _unknown(here: Location, what: str, found: str, known: Iterable[str]) -> Misreference:
    return Misreference(
        here, f"unknown {what} {found!r}; known are {', '.join(sorted(set(known)))}"
    )
