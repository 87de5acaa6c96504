"""Who may stand behind the names that a campaign settles by what happens."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from negotiation.domain.campaigns import SignerOf
from negotiation.domain.contracts import EconomicsValuation
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.tenders import bidders_of
from negotiation.domain.valuations import (
    BundleValuation,
    PerBidderValuation,
    PointsValuation,
    PriceValuation,
    Valuation,
)

__all__ = ["candidates", "seats_of", "stand_in_names", "with_parties"]

_Economics = TypeVar("_Economics", bound=EconomicsValuation)
_Held = TypeVar("_Held")


def stand_in_names(scenario: Scenario) -> frozenset[str]:
    """Return the names that stand for parties who are not settled yet."""
    return frozenset(scenario.campaign.stand_ins) if scenario.campaign else frozenset()


def candidates(scenario: Scenario, name: str) -> frozenset[str]:
    """Return the parties that a name at a table may stand for: itself, unless it is a stand-in."""
    return frozenset(_candidates(scenario, name, frozenset()))


def seats_of(scenario: Scenario, party: str) -> tuple[Table, ...]:
    """Return the tables where a party sits or may come to sit."""
    return tuple(
        table
        for table in scenario.tables
        if any(party in candidates(scenario, name) for name in table.parties)
    )


def with_parties(table: Table, names: Mapping[str, str]) -> Table:
    """Return a table with real parties in the place of stand-ins, wherever they are named.

    Args:
        table: a table of a campaign.
        names: stand-in -> party; a name that is not there stays.

    Raises:
        ValueError: a party would sit at the table twice.
    """
    of = {name: names.get(name, name) for name in table.parties}
    if len(set(of.values())) < len(table.parties):
        raise ValueError(f"a party would sit at table {table.id!r} twice")
    tender, agreement, proposer = table.tender, table.agreement, table.roundtable.proposer
    if tender is not None:
        weights = tender.weights
        if weights is not None and weights.trust is not None:
            trust = weights.trust.model_copy(update={"scores": _renamed(weights.trust.scores, of)})
            weights = weights.model_copy(update={"trust": trust})
        tender = tender.model_copy(update={"host": of[tender.host], "weights": weights})
    if agreement is not None:
        veto = tuple(of[name] for name in agreement.veto)
        agreement = agreement.model_copy(update={"veto": veto})
    return table.model_copy(
        update={
            "parties": tuple(of.values()),
            "opens": of[table.opens],
            "tender": tender,
            "roundtable": table.roundtable.model_copy(
                update={"proposer": of.get(proposer, proposer)}
            ),
            "agreement": agreement,
            "valuation": _valued(table.valuation, of),
        }
    )


def _valued(valuation: Valuation, of: Mapping[str, str]) -> Valuation:
    """Return a valuation with other names for the parties."""
    match valuation:
        case PointsValuation():
            return valuation.model_copy(update={"scores": _renamed(valuation.scores, of)})
        case PriceValuation():
            adjustments = _renamed(valuation.adjustments_cny, of)
            buyer, seller = of[valuation.buyer], of[valuation.seller]
            return valuation.model_copy(
                update={"buyer": buyer, "seller": seller, "adjustments_cny": adjustments}
            )
        case EconomicsValuation():
            return _with_roles(valuation, of)
        case PerBidderValuation():
            lots = {name: _valued(lot, of) for name, lot in valuation.bidders.items()}
            return valuation.model_copy(update={"bidders": _renamed(lots, of)})
        case BundleValuation():
            contracts = {
                name: _with_roles(contract, of) for name, contract in valuation.contracts.items()
            }
            return valuation.model_copy(update={"contracts": contracts})


def _with_roles(valuation: _Economics, of: Mapping[str, str]) -> _Economics:
    roles = {role: of[party] for role, party in valuation.roles.items()}
    return valuation.model_copy(update={"roles": roles})


def _renamed(by_party: Mapping[str, _Held], of: Mapping[str, str]) -> dict[str, _Held]:
    return {of[name]: held for name, held in by_party.items()}


def _candidates(scenario: Scenario, name: str, seen: frozenset[str]) -> Iterator[str]:
    if name not in stand_in_names(scenario):
        yield name
        return
    stands_for = scenario.campaign.stand_ins[name] if scenario.campaign else None
    table = next((each for each in scenario.tables if stands_for and each.id == stands_for.table),
                 None)  # fmt: skip
    if table is None or stands_for is None or name in seen:
        return
    if isinstance(stands_for, SignerOf):
        names = _opposite(table, stands_for.other)
    else:
        names = bidders_of(table)
    for each in names:
        yield from _candidates(scenario, each, seen | {name})


def _opposite(table: Table, other: str) -> tuple[str, ...]:
    """Return who may have signed beside ``other``: at a tender host and bidders face each other."""
    if table.tender is not None:
        return bidders_of(table) if other == table.tender.host else (table.tender.host,)
    return tuple(party for party in table.parties if party != other)
