"""One interface over every kind of valuation: outcomes in, value per party out.

Values of different kinds never meet: a table has one valuation, in CNY or in points.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from negotiation.domain.contracts import ContractSetting, EconomicsValuation, contract_setting
from negotiation.domain.market import Market
from negotiation.domain.profiles import Profiles
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
from negotiation.economics.situated import (
    ListedContract,
    SituatedBundle,
    listed_contract,
    situated_bundle,
)
from negotiation.economics.situation import Situation
from negotiation.economics.table_values import Contract, Scores, TableValuation
from negotiation.economics.world import World
from negotiation.errors import UsageError

__all__ = ["MAX_LISTED", "TableValuation", "lot_valuation", "lot_valuations", "profiles_of"]
__all__ += ["table_valuation"]

MAX_LISTED = 200_000
"""Outcomes of a simulated table in a campaign at most: every one of them is valued beforehand."""


def table_valuation(
    scenario: Scenario, table: Table, situation: Situation | None = None
) -> TableValuation:
    """Return the valuation of a table, its simulated reservation values worked out.

    A tender is valued as one space of deals (``tenders.deal_space``); of a split award these are
    the deals of the largest share.

    Args:
        scenario: the table's scenario.
        table: the table, with real parties in the place of stand-ins.
        situation: where a campaign stands; without one the table stands alone. Points and prices
            are the same in every situation.

    Raises:
        UsageError: a party of the table is none of the scenario's; in a situation, the table has
            more than ``MAX_LISTED`` outcomes.
    """
    basis = _Basis(scenario, situation, {})
    match table.valuation:
        case PerBidderValuation():
            return _tender(basis, table)
        case BundleValuation() as bundle:
            return _bundle(basis, table, bundle)
        case EconomicsValuation() | PointsValuation() | PriceValuation() as valuation:
            return _pair(basis, table, valuation)


def lot_valuations(
    scenario: Scenario,
    table: Table,
    share_fraction: float = 1.0,
    *,
    situation: Situation | None = None,
) -> dict[str, TableValuation]:
    """Return what a tender's lot is worth to the host and each bidder, as tables for two.

    The host has one reservation value at all of them. Where it is simulated and differs from
    bidder to bidder, it is the greatest: to sign with nobody is the best that it can do alone.

    Args:
        scenario: the tender's scenario.
        table: the tender.
        share_fraction: share of the lot that each of them would win.
        situation: as for ``table_valuation``.

    Returns:
        Bidder -> valuation over the agenda, without the winner.
    """
    return _lots(_Basis(scenario, situation, {}), table, share_fraction)


def lot_valuation(
    scenario: Scenario,
    table: Table,
    bidder: str,
    share_fraction: float = 1.0,
    *,
    situation: Situation | None = None,
) -> TableValuation:
    """Return what a tender's lot is worth to the host and one bidder, as a table for two.

    Raises:
        KeyError: there is no such bidder.
    """
    return lot_valuations(scenario, table, share_fraction, situation=situation)[bidder]


def profiles_of(scenario: Scenario) -> dict[str, Profiles]:
    """Return every party's own economics, by party."""
    return {party.id: party.profiles for party in scenario.parties}


class _Basis(NamedTuple):
    """What the valuations of a table rest on."""

    scenario: Scenario
    situation: Situation | None
    worlds: dict[str, World]
    """The futures by template, so that several contracts are valued on the same."""

    def setting(self, valuation: EconomicsValuation) -> ContractSetting:
        """Return the setting of a contract."""
        market = self.scenario.market or Market()
        return contract_setting(valuation, market, profiles_of(self.scenario))

    def world(self, setting: ContractSetting) -> World:
        """Return the futures of a contract that stands alone."""
        if setting.template not in self.worlds:
            self.worlds[setting.template] = world_of(setting)
        return self.worlds[setting.template]

    def reservations(self, table: Table, simulated: Mapping[str, float]) -> dict[str, float]:
        """Return the reservation values of a table's mandates."""
        found: dict[str, float] = {}
        for party_id in table.parties:
            try:
                given = self.scenario.party(party_id).mandate.reservation_value
            except KeyError:
                raise UsageError(
                    f"who {party_id!r} at table {table.id!r} is hangs on what happens before"
                ) from None
            found[party_id] = simulated[party_id] if given == "simulated" else given
        return found


def _pair(
    basis: _Basis,
    table: Table,
    valuation: EconomicsValuation | PointsValuation | PriceValuation,
) -> TableValuation:
    """Return the valuation of a table that is no tender and fills in one contract at most."""
    source: Scores | Contract | ListedContract
    simulated: Mapping[str, float] = {}
    if not isinstance(valuation, EconomicsValuation):
        source = Scores(table.parties, table.space, valuation)
    elif basis.situation is None:
        setting = basis.setting(valuation)
        source = Contract(table.space, setting, basis.world(setting))
        simulated = _alone(setting, source.world)
    else:
        _check_listed(table)
        source, simulated = listed_contract(basis.situation, basis.setting(valuation), table.space)
    return TableValuation(
        table=table,
        space=table.space,
        unit="points" if valuation.kind == "points" else "cny",
        reservation_values=basis.reservations(table, simulated),
        source=source,
    )


def _lots(basis: _Basis, table: Table, share_fraction: float) -> dict[str, TableValuation]:
    lots: dict[str, TableValuation] = {}
    for bidder in bidders_of(table):
        pair = lot_table(table, bidder, share_fraction)
        if isinstance(pair.valuation, EconomicsValuation | PointsValuation | PriceValuation):
            lots[bidder] = _pair(basis, pair, pair.valuation)
    host = table.tender.host if table.tender else ""
    alone = max((lot.reservation_values[host] for lot in lots.values()), default=0.0)
    return {
        bidder: replace(lot, reservation_values={**lot.reservation_values, host: alone})
        for bidder, lot in lots.items()
    }


def _tender(basis: _Basis, table: Table) -> TableValuation:
    share = (table.tender.split_fractions or (1.0,))[0] if table.tender else 1.0
    lots = _lots(basis, table, share)
    reservations = {
        party: worth for lot in lots.values() for party, worth in lot.reservation_values.items()
    }
    space = deal_space(basis.scenario, table)
    host = table.tender.host if table.tender else ""
    return TableValuation(
        table=table,
        space=space,
        unit=next(iter(lots.values())).unit,
        reservation_values=reservations,
        source=Lots(space, lots, host, reservations),
    )


def _bundle(basis: _Basis, table: Table, bundle: BundleValuation) -> TableValuation:
    contracts = {
        name: (BundledTerms(table.space, contract.clauses), basis.setting(contract))
        for name, contract in bundle.contracts.items()
    }
    source: Bundle | SituatedBundle
    if basis.situation is not None:
        source = situated_bundle(basis.situation, table.parties, contracts)
        simulated = source.alone_cny
    else:
        parts: dict[str, PartContract] = {}
        simulated = dict.fromkeys(table.parties, 0.0)
        for name, (terms, setting) in contracts.items():
            alone = _alone(setting, basis.world(setting))
            parts[name] = PartContract(terms, setting, basis.world(setting), alone)
            for party, worth in alone.items():
                simulated[party] += worth
        source = Bundle(table.parties, parts)
    return TableValuation(
        table=table,
        space=table.space,
        unit="cny",
        reservation_values=basis.reservations(table, simulated),
        source=source,
    )


def _alone(setting: ContractSetting, world: World) -> dict[str, float]:
    """Return what both parties' alternatives to a contract are worth, by party [CNY]."""
    by_role = reservation_values_cny(setting, world)
    return {setting.parties[role]: worth for role, worth in by_role.items()}


def _check_listed(table: Table) -> None:
    if table.space.size > MAX_LISTED:
        raise UsageError(
            f"table {table.id!r} has {table.space.size:,} outcomes; "
            f"in a campaign at most {MAX_LISTED:,} can be valued"
        )
