"""Whether what a table names is there: its parties, who opens, who must agree, its proposer."""

from collections.abc import Iterator

from negotiation.domain.misreference import Location, Misreference, repeated, unknown
from negotiation.domain.protocols import RoundtableRules
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.stand_ins import stand_in_names
from negotiation.domain.tender_references import tender_misreferences
from negotiation.domain.valuation_references import valuation_misreferences

__all__ = ["table_misreferences"]

LEAST_AT_A_ROUND_TABLE = 3


def table_misreferences(scenario: Scenario, table: Table, here: Location) -> Iterator[Misreference]:
    """Yield what is wrong with a table."""
    known = [party.id for party in scenario.parties]
    for index, party in enumerate(table.parties):
        if party not in known and party not in stand_in_names(scenario):
            yield unknown(
                (*here, "parties", index), "party", party, (*known, *stand_in_names(scenario))
            )
    yield from repeated(table.parties, (*here, "parties"))
    if table.opens not in table.parties:
        yield unknown((*here, "opens"), "party", table.opens, table.parties)
    yield from repeated((issue.id for issue in table.agenda), (*here, "agenda"))
    yield from _agreement_misreferences(table, (*here, "agreement"))
    yield from _roundtable_misreferences(table, here)
    if scenario.campaign is None:
        for key, given in (("when", table.when), ("replaces", table.replaces)):
            if given:
                yield Misreference((*here, key), f"{key!r} needs the scenario's 'campaign'")
    if table.tender is not None:
        yield from tender_misreferences(scenario, table, here)
    else:
        yield from valuation_misreferences(scenario, table, (*here, "valuation"))


def _agreement_misreferences(table: Table, here: Location) -> Iterator[Misreference]:
    rule = table.agreement
    if rule is None:
        return
    if table.protocol == "alternating":
        yield Misreference(here, "two who haggle must both agree: drop this rule")
        return
    if table.protocol == "tender":
        yield Misreference(here, "a tender binds its host and whoever wins: drop this rule")
        return
    if rule.quorum > len(table.parties):
        yield Misreference((*here, "quorum"), f"only {len(table.parties)} parties sit at the table")
    yield from repeated(rule.veto, (*here, "veto"))
    for index, party in enumerate(rule.veto):
        if party not in table.parties:
            yield unknown((*here, "veto", index), "party", party, table.parties)


def _roundtable_misreferences(table: Table, here: Location) -> Iterator[Misreference]:
    place: Location = (*here, "roundtable")
    proposer = table.roundtable.proposer
    if table.protocol != "roundtable":
        if table.roundtable != RoundtableRules():
            yield Misreference(place, "'roundtable' needs the protocol 'roundtable'")
        return
    if len(table.parties) < LEAST_AT_A_ROUND_TABLE:
        yield Misreference(
            (*here, "protocol"), "a round table seats three and more; two haggle 'alternating'"
        )
    if "rotating" in table.parties:
        yield Misreference(
            (*here, "parties"), "'rotating' is a word of the round table, not a party's name"
        )
    if proposer != "rotating" and proposer not in table.parties:
        yield unknown((*place, "proposer"), "party", proposer, (*table.parties, "rotating"))
