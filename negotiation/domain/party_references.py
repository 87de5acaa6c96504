"""Whether what a party's mandate names is there at the tables where it may sit."""

from collections.abc import Iterator

from negotiation.domain.issues import Issue
from negotiation.domain.mandates import AuthorityStep, RedLine
from negotiation.domain.misreference import Location, Misreference, unknown
from negotiation.domain.scenarios import Party, Scenario, Table
from negotiation.domain.stand_ins import seats_of
from negotiation.domain.valuations import PerBidderValuation

__all__ = ["RULED_ISSUES", "party_misreferences"]

RULED_ISSUES = ("ld_fraction_per_week", "list_price_fraction")
"""The issues on which rule R12 says how often a signer agrees."""

SIMULATED = frozenset({"economics", "bundle"})
"""The kinds of valuation that can play an alternative out."""


def party_misreferences(scenario: Scenario) -> Iterator[Misreference]:
    """Yield what is wrong with the parties and their mandates."""
    in_ledger = {
        party
        for contract in (scenario.campaign.ledger if scenario.campaign else ())
        for party in contract.roles.values()
    }
    for position, party in enumerate(scenario.parties):
        here: Location = ("parties", position)
        tables = seats_of(scenario, party.id)
        if not tables and party.id not in in_ledger:
            yield Misreference((*here, "id"), f"party {party.id!r} sits at no table")
        agenda = [issue for table in tables for issue in table.agenda]
        for index, line in enumerate(party.mandate.red_lines):
            yield from _line_misreferences(agenda, line, (*here, "mandate", "red_lines", index))
        for index, step in enumerate(party.mandate.authority):
            yield from _step_misreferences(agenda, step, (*here, "mandate", "authority", index))
        yield from _reservation_misreferences(party, tables, (*here, "mandate"))


def _reservation_misreferences(
    party: Party, tables: tuple[Table, ...], here: Location
) -> Iterator[Misreference]:
    place: Location = (*here, "reservation_value")
    kinds = {kind for table in tables for kind in _kinds(table)}
    if "points" in kinds and len(kinds) > 1:
        yield Misreference(
            place, "its tables count points and money: one reservation value cannot serve both"
        )
    if party.mandate.reservation_value != "simulated":
        return
    if kinds - SIMULATED:
        yield Misreference(
            place, "'simulated' needs a table with an 'economics' valuation; give a number"
        )
    for table in tables:
        if table.valuation.kind == "bundle" and party.id in table.parties:
            signs = {
                each for part in table.valuation.contracts.values() for each in part.roles.values()
            }
            if party.id not in signs:
                yield Misreference(
                    place,
                    f"it has no contract at table {table.id!r}, so there is nothing to simulate; "
                    "give a number",
                )


def _kinds(table: Table) -> set[str]:
    """Return the kinds of a table's valuation, those of the lots of a tender."""
    if isinstance(table.valuation, PerBidderValuation):
        return {lot.kind for lot in table.valuation.bidders.values()}
    return {table.valuation.kind}


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


def _step_misreferences(
    agenda: list[Issue], step: AuthorityStep, here: Location
) -> Iterator[Misreference]:
    yield from _bound_misreferences(agenda, step, here)
    if step.approval == "rule" and step.issue not in RULED_ISSUES:
        yield Misreference(
            (*here, "approval"),
            f"rule R12 knows {' and '.join(RULED_ISSUES)}, not {step.issue!r}; give a chance",
        )


def _bound_misreferences(
    agenda: list[Issue], bound: RedLine | AuthorityStep, here: Location
) -> Iterator[Misreference]:
    issues = [issue for issue in agenda if issue.id == bound.issue]
    if not issues:
        yield unknown((*here, "issue"), "issue", bound.issue, (issue.id for issue in agenda))
    for key in ("at_least", "at_most"):
        if getattr(bound, key) is not None and not all(issue.is_numeric for issue in issues):
            yield Misreference(
                (*here, key), f"issue {bound.issue!r} has labels, a bound needs numbers"
            )
