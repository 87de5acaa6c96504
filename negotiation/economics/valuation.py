"""One interface over every kind of valuation: outcomes in, value per party out.

Values of different kinds never meet: a table has one valuation, in CNY or in points.
"""

from collections.abc import Mapping
from dataclasses import replace

from negotiation.domain.contracts import ContractSetting, EconomicsValuation, contract_setting
from negotiation.domain.market import Market
from negotiation.domain.profiles import Profiles
from negotiation.domain.quantities import ValueUnit
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.tenders import bidders_of, deal_space, lot_table
from negotiation.domain.valuations import (
    BundleValuation,
    PerBidderValuation,
    PointsValuation,
    PriceValuation,
)
from negotiation.economics.bundles import Bundle, BundledTerms, PartContract
from negotiation.economics.lots import Lots
from negotiation.economics.simulator import reservation_values_cny, world_of
from negotiation.economics.table_values import Contract, Scores, TableValuation
from negotiation.economics.world import World
from negotiation.errors import UsageError

__all__ = ["TableValuation", "lot_valuation", "lot_valuations", "profiles_of", "table_valuation"]


def table_valuation(scenario: Scenario, table: Table) -> TableValuation:
    """Return the valuation of a table, its simulated reservation values worked out.

    A tender is valued as one space of deals (``tenders.deal_space``).

    Raises:
        UsageError: a party of the table is none of the scenario's.
    """
    match table.valuation:
        case PerBidderValuation():
            return _tender(scenario, table)
        case BundleValuation() as bundle:
            return _bundle(scenario, table, bundle)
        case EconomicsValuation() as economics:
            return _contract(scenario, table, economics, {})
        case PointsValuation() | PriceValuation() as valuation:
            return TableValuation(
                table=table,
                space=table.space,
                unit=_unit_of(valuation),
                reservation_values=_reservations(scenario, table, {}),
                source=Scores(table.parties, table.space, valuation),
            )


def lot_valuations(
    scenario: Scenario, table: Table, share_fraction: float = 1.0
) -> dict[str, TableValuation]:
    """Return what a tender's lot is worth to the host and each bidder, as tables for two.

    The host has one reservation value at all of them. Where it is simulated and differs from
    bidder to bidder, it is the greatest: to sign with nobody is the best that it can do alone.

    Args:
        scenario: the tender's scenario.
        table: the tender.
        share_fraction: share of the lot that each of them would win.

    Returns:
        Bidder -> valuation over the agenda, without the winner.
    """
    worlds: dict[str, World] = {}
    lots: dict[str, TableValuation] = {}
    for bidder in bidders_of(table):
        pair = lot_table(table, bidder, share_fraction)
        if isinstance(pair.valuation, EconomicsValuation):
            lots[bidder] = _contract(scenario, pair, pair.valuation, worlds)
        else:
            lots[bidder] = table_valuation(scenario, pair)
    host = table.tender.host if table.tender else ""
    alone = max((lot.reservation_values[host] for lot in lots.values()), default=0.0)
    return {
        bidder: replace(lot, reservation_values={**lot.reservation_values, host: alone})
        for bidder, lot in lots.items()
    }


def lot_valuation(
    scenario: Scenario, table: Table, bidder: str, share_fraction: float = 1.0
) -> TableValuation:
    """Return what a tender's lot is worth to the host and one bidder, as a table for two.

    Raises:
        KeyError: there is no such bidder.
    """
    return lot_valuations(scenario, table, share_fraction)[bidder]


def profiles_of(scenario: Scenario) -> dict[str, Profiles]:
    """Return every party's own economics, by party."""
    return {party.id: party.profiles for party in scenario.parties}


def _contract(
    scenario: Scenario, table: Table, valuation: EconomicsValuation, worlds: dict[str, World]
) -> TableValuation:
    """Return the valuation of a table that fills in one contract.

    ``worlds`` keeps the futures by template, so that several contracts are valued on the same.
    """
    setting, world = _setting(scenario, valuation, worlds)
    alone = _alone(setting, world)
    return TableValuation(
        table=table,
        space=table.space,
        unit="cny",
        reservation_values=_reservations(scenario, table, alone),
        source=Contract(table.space, setting, world),
    )


def _tender(scenario: Scenario, table: Table) -> TableValuation:
    share = (table.tender.split_fractions or (1.0,))[0] if table.tender else 1.0
    lots = lot_valuations(scenario, table, share)
    reservations = {
        party: worth for lot in lots.values() for party, worth in lot.reservation_values.items()
    }
    space = deal_space(scenario, table)
    host = table.tender.host if table.tender else ""
    return TableValuation(
        table=table,
        space=space,
        unit=next(iter(lots.values())).unit,
        reservation_values=reservations,
        source=Lots(space, lots, host, reservations),
    )


def _bundle(scenario: Scenario, table: Table, bundle: BundleValuation) -> TableValuation:
    worlds: dict[str, World] = {}
    contracts: dict[str, PartContract] = {}
    alone = dict.fromkeys(table.parties, 0.0)
    for name, contract in bundle.contracts.items():
        setting, world = _setting(scenario, contract, worlds)
        reservations = _alone(setting, world)
        terms = BundledTerms(table.space, contract.clauses)
        contracts[name] = PartContract(terms, setting, world, reservations)
        for party, worth in reservations.items():
            alone[party] += worth
    return TableValuation(
        table=table,
        space=table.space,
        unit="cny",
        reservation_values=_reservations(scenario, table, alone),
        source=Bundle(table.parties, contracts),
    )


def _setting(
    scenario: Scenario, valuation: EconomicsValuation, worlds: dict[str, World]
) -> tuple[ContractSetting, World]:
    """Return a contract's setting and its futures."""
    setting = contract_setting(valuation, scenario.market or Market(), profiles_of(scenario))
    if setting.template not in worlds:
        worlds[setting.template] = world_of(setting)
    return setting, worlds[setting.template]


def _alone(setting: ContractSetting, world: World) -> dict[str, float]:
    """Return what both parties' alternatives to a contract are worth, by party [CNY]."""
    by_role = reservation_values_cny(setting, world)
    return {setting.parties[role]: worth for role, worth in by_role.items()}


def _reservations(
    scenario: Scenario, table: Table, simulated: Mapping[str, float]
) -> dict[str, float]:
    """Return the reservation values of a table's mandates."""
    found: dict[str, float] = {}
    for party_id in table.parties:
        try:
            given = scenario.party(party_id).mandate.reservation_value
        except KeyError:
            raise UsageError(
                f"who {party_id!r} at table {table.id!r} is hangs on what happens before"
            ) from None
        found[party_id] = simulated[party_id] if given == "simulated" else given
    return found


def _unit_of(valuation: PointsValuation | PriceValuation) -> ValueUnit:
    return "points" if valuation.kind == "points" else "cny"
