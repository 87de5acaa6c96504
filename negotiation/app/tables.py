"""The tables of a scenario: which one is meant, and what its outcomes are worth."""

from negotiation.analysis.outcome_table import OutcomeTable, outcome_table
from negotiation.domain.mandates import Mandate
from negotiation.domain.scenarios import Scenario, Table
from negotiation.economics.situation import Situation
from negotiation.economics.valuation import table_valuation
from negotiation.errors import UsageError

__all__ = ["choose_table", "mandates_of", "valued_table"]


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


def valued_table(
    scenario: Scenario, table: Table, situation: Situation | None = None
) -> OutcomeTable:
    """Value the outcomes of a table, in a campaign as it stands when the table opens."""
    return outcome_table(table_valuation(scenario, table, situation))


def mandates_of(scenario: Scenario) -> dict[str, Mandate]:
    """Return every mandate by party."""
    return {party.id: party.mandate for party in scenario.parties}
