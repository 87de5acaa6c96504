"""The tables of a scenario: which one is meant, and what its outcomes are worth."""

from collections.abc import Sequence

from negotiation.analysis.outcome_table import OutcomeTable, outcome_table
from negotiation.domain.mandates import Mandate
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.stand_ins import candidates, stand_in_names, with_parties
from negotiation.economics.situation import Situation
from negotiation.economics.valuation import table_valuation
from negotiation.errors import UsageError

__all__ = ["choose_table", "mandates_of", "named_parties", "valued_table"]


def choose_table(scenario: Scenario, table_id: str | None) -> Table:
    """Return the table that is meant: the named one, or the only one.

    Raises:
        UsageError: it does not exist, or there are several and none is named.
    """
    known = ", ".join(table.id for table in scenario.tables)
    if table_id is None:
        if len(scenario.tables) > 1:
            raise UsageError(f"{scenario.name} has several tables, name one with --table: {known}")
        return scenario.tables[0]
    try:
        return scenario.table(table_id)
    except KeyError:
        raise UsageError(f"no table {table_id!r} in {scenario.name}; known are {known}") from None


def named_parties(scenario: Scenario, table: Table, pairs: Sequence[str]) -> Table:
    """Return a table of a campaign with parties in the place of stand-ins.

    Args:
        scenario: the campaign.
        table: one of its tables.
        pairs: each ``NAME=PARTY``.

    Raises:
        UsageError: a pair is not of that form, a name is no stand-in of the table, a party cannot
            stand behind it, or nobody is named for a stand-in.
    """
    names: dict[str, str] = {}
    open_names = [name for name in table.parties if name in stand_in_names(scenario)]
    for pair in pairs:
        name, _, party = pair.partition("=")
        if name not in open_names:
            known = ", ".join(open_names) or "none"
            raise UsageError(f"--as: no stand-in {name!r} at table {table.id!r}; there are {known}")
        possible = candidates(scenario, name)
        if party not in possible:
            raise UsageError(
                f"--as: {party!r} cannot be {name!r}; it may be {', '.join(sorted(possible))}"
            )
        names[name] = party
    for name in open_names:
        if name not in names:
            possible = candidates(scenario, name)
            raise UsageError(
                f"who {name!r} at table {table.id!r} is hangs on what happens before: "
                f"say --as {name}=PARTY, one of {', '.join(sorted(possible))}"
            )
    try:
        return with_parties(table, names) if names else table
    except ValueError as exc:
        raise UsageError(f"--as: {exc}") from exc


def valued_table(
    scenario: Scenario, table: Table, situation: Situation | None = None
) -> OutcomeTable:
    """Value the outcomes of a table, in a campaign as it stands when the table opens."""
    return outcome_table(table_valuation(scenario, table, situation))


def mandates_of(scenario: Scenario) -> dict[str, Mandate]:
    """Return every mandate by party."""
    return {party.id: party.mandate for party in scenario.parties}
