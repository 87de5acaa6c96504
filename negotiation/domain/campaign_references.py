"""Whether a campaign names tables, contracts and parties that are there, and could have been."""

from collections.abc import Iterable, Iterator

from negotiation.domain.campaigns import (
    Campaign,
    Condition,
    ContractInForce,
    DeliveredBelow,
    InForce,
    IsSigned,
    SignerOf,
    StandIn,
)
from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.misreference import Location, Misreference, repeated, unknown
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.stand_ins import candidates, stand_in_names

__all__ = ["campaign_misreferences"]


def campaign_misreferences(scenario: Scenario) -> Iterator[Misreference]:
    """Yield what is wrong with a campaign and with what tables say of it; none without one."""
    campaign = scenario.campaign
    if campaign is None:
        return
    here: Location = ("campaign",)
    if scenario.market is None:
        yield Misreference(here, "a campaign needs the scenario's 'market'")
    for position, table in enumerate(scenario.tables):
        yield from _table_misreferences(scenario, campaign, table, ("tables", position))
    yield from _ledger_misreferences(scenario, campaign, (*here, "ledger"))
    for name, stands_for in campaign.stand_ins.items():
        place: Location = (*here, "stand_ins", name)
        if any(party.id == name for party in scenario.parties):
            yield Misreference(place, f"{name!r} is a party: a stand-in needs another name")
        yield from _stand_in_misreferences(scenario, name, stands_for, place)
    yield from repeated((phase.id for phase in campaign.phases), (*here, "phases"))
    for index, phase in enumerate(campaign.phases):
        for row, table_id in enumerate(phase.tables):
            if table_id not in _tables(scenario):
                yield unknown(
                    (*here, "phases", index, "tables", row), "table", table_id, _tables(scenario)
                )


def _table_misreferences(
    scenario: Scenario, campaign: Campaign, table: Table, here: Location
) -> Iterator[Misreference]:
    phase = _phase(campaign, table.id)
    if phase is None:
        yield Misreference((*here, "id"), f"no phase of the campaign opens table {table.id!r}")
        return
    for index, condition in enumerate(table.when):
        place: Location = (*here, "when", index)
        yield from _condition_misreferences(scenario, condition, phase, place)
    if table.replaces is not None:
        yield from _earlier(scenario, table.replaces, phase, (*here, "replaces"))
    for index, party in enumerate(table.parties):
        if party in campaign.stand_ins:
            stands_for = campaign.stand_ins[party]
            yield from _in_time(scenario, stands_for.table, phase, (*here, "parties", index))
    if table.replaces is not None:
        yield from _strangers(scenario, table, (*here, "replaces"))
    if isinstance(table.valuation, EconomicsValuation):
        yield from _without_profile(scenario, table.valuation, (*here, "valuation"))


def _strangers(scenario: Scenario, table: Table, here: Location) -> Iterator[Misreference]:
    """Nobody can end a contract that binds nobody at the table."""
    campaign, replaced = scenario.campaign, table.replaces
    first = {contract.id: contract for contract in campaign.ledger} if campaign else {}
    names = next((each.parties for each in scenario.tables if each.id == replaced), ())
    if replaced in first:
        names = tuple(first[replaced].roles.values())
    bound = {party for name in names for party in candidates(scenario, name)}
    here_too = {party for name in table.parties for party in candidates(scenario, name)}
    if names and not bound & here_too:
        yield Misreference(here, f"nobody at table {table.id!r} is a party of {replaced!r}")


def _without_profile(
    scenario: Scenario, valuation: EconomicsValuation, here: Location
) -> Iterator[Misreference]:
    """Whoever may stand behind a stand-in needs economics of its own in that role."""
    stand_ins = stand_in_names(scenario)
    for role, name in valuation.roles.items():
        if name not in stand_ins or getattr(valuation, role) is not None:
            continue
        for party in scenario.parties:
            is_bare = getattr(party.profiles, role) is None
            if is_bare and party.id in candidates(scenario, name):
                yield Misreference(
                    (*here, "roles", role),
                    f"{name!r} may be {party.id!r}, which has no {role!r} in its profiles",
                )


def _condition_misreferences(
    scenario: Scenario, condition: Condition, phase: int, here: Location
) -> Iterator[Misreference]:
    if isinstance(condition, InForce | DeliveredBelow):
        yield from _earlier(scenario, condition.table, phase, (*here, "table"))
    if not isinstance(condition, IsSigned):
        return
    tables = _tables(scenario)
    if condition.table not in tables:
        yield unknown((*here, "table"), "table", condition.table, tables)
        return
    yield from _in_time(scenario, condition.table, phase, (*here, "table"))
    seated = tables[condition.table].parties
    known = {party.id for party in scenario.parties} | set(seated)
    if condition.by is not None and condition.by not in known:
        yield unknown((*here, "by"), "party", condition.by, known)


def _earlier(scenario: Scenario, name: str, phase: int, here: Location) -> Iterator[Misreference]:
    """Yield a name that is neither a contract of the ledger nor a table of an earlier phase."""
    ledger = [contract.id for contract in scenario.campaign.ledger] if scenario.campaign else []
    if name in ledger:
        return
    if name not in _tables(scenario):
        yield unknown(here, "table or contract", name, (*_tables(scenario), *ledger))
        return
    yield from _in_time(scenario, name, phase, here)


def _in_time(
    scenario: Scenario, table_id: str, phase: int, here: Location
) -> Iterator[Misreference]:
    """Yield a table that cannot have ended by the time that it is asked about."""
    opened = _phase(scenario.campaign, table_id) if scenario.campaign else None
    if opened is not None and opened >= phase:
        yield Misreference(here, f"table {table_id!r} opens no earlier: it cannot have ended")


def _stand_in_misreferences(
    scenario: Scenario, name: str, stands_for: StandIn, here: Location
) -> Iterator[Misreference]:
    tables = _tables(scenario)
    if stands_for.table not in tables:
        yield unknown((*here, "table"), "table", stands_for.table, tables)
        return
    table = tables[stands_for.table]
    if isinstance(stands_for, SignerOf):
        if stands_for.other not in table.parties:
            yield unknown((*here, "other"), "party", stands_for.other, table.parties)
    elif table.tender is None:
        yield Misreference((*here, "table"), f"table {table.id!r} is no tender: nobody loses there")
    if name in table.parties:
        yield Misreference((*here, "table"), f"{name!r} sits at this table itself")


def _ledger_misreferences(
    scenario: Scenario, campaign: Campaign, here: Location
) -> Iterator[Misreference]:
    parties = [party.id for party in scenario.parties]
    yield from repeated((contract.id for contract in campaign.ledger), here)
    for index, contract in enumerate(campaign.ledger):
        place: Location = (*here, index)
        if contract.id in _tables(scenario):
            yield Misreference((*place, "id"), f"{contract.id!r} is a table: another name")
        for role, party in contract.roles.items():
            if party not in parties:
                yield unknown((*place, "roles", role), "party", party, parties)
        if len(set(contract.roles.values())) < len(contract.roles):
            yield Misreference((*place, "roles"), "each role needs a party of its own")
        for role in _strays(contract):
            yield Misreference((*place, "profiles", role), f"{contract.template} has no {role!r}")


def _strays(contract: ContractInForce) -> Iterable[str]:
    given = [role for role, profile in contract.profiles if profile is not None]
    return sorted(role for role in given if role not in contract.roles)


def _tables(scenario: Scenario) -> dict[str, Table]:
    return {table.id: table for table in scenario.tables}


def _phase(campaign: Campaign, table_id: str) -> int | None:
    """Return the place of the phase that opens a table."""
    for place, phase in enumerate(campaign.phases):
        if table_id in phase.tables:
            return place
    return None
