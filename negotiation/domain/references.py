"""Whether the names inside a scenario point at something, with the place of each that does not.

A location is a tuple of keys and positions, as in ``("tables", 0, "opens")``.
"""

from collections.abc import Iterator

from negotiation.domain.campaign_references import campaign_misreferences
from negotiation.domain.misreference import Location, Misreference, repeated
from negotiation.domain.party_references import party_misreferences
from negotiation.domain.scenarios import Scenario
from negotiation.domain.table_references import table_misreferences

__all__ = ["Location", "Misreference", "misreferences"]


def misreferences(scenario: Scenario) -> Iterator[Misreference]:
    """Yield every name of the scenario that points nowhere, in the order of the file."""
    yield from repeated((party.id for party in scenario.parties), ("parties",))
    yield from party_misreferences(scenario)
    yield from repeated((table.id for table in scenario.tables), ("tables",))
    for position, table in enumerate(scenario.tables):
        yield from table_misreferences(scenario, table, ("tables", position))
    yield from campaign_misreferences(scenario)
