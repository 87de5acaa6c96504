"""What the valuations of a scenario take for the facts that its parties are told."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from negotiation.domain.contracts import EconomicsValuation, contract_setting
from negotiation.domain.market import Market
from negotiation.domain.profiles import CloudProfile, LabProfile, VendorProfile
from negotiation.domain.scenarios import Scenario, Table
from negotiation.domain.valuations import BundleValuation, PerBidderValuation
from negotiation.economics.hardware import SKUS
from negotiation.economics.refusal import BACKLOG_MONTHS, RESALE_FRACTIONS, YIELD_FRACTIONS
from negotiation.economics.valuation import profiles_of

__all__ = ["contracts_of", "figures_by_fact"]

MODEL_ENGINEER_CNY_PER_HOUR = 500


class Scale(NamedTuple):
    """How a contract's cards compare with an A800."""

    price: float
    speed: float


def contracts_of(table: Table) -> list[EconomicsValuation]:
    """Return every contract that a table may bring about."""
    match table.valuation:
        case PerBidderValuation(bidders=lots):
            return [lot for lot in lots.values() if isinstance(lot, EconomicsValuation)]
        case BundleValuation(contracts=contracts):
            return list(contracts.values())
        case EconomicsValuation() as contract:
            return [contract]
        case _:
            return []


def figures_by_fact(scenario: Scenario, party: str) -> dict[str, set[float]]:
    """Return the figures of a party, fact -> those of each of its contracts."""
    market = scenario.market or Market()
    found: dict[str, set[float]] = defaultdict(set)
    for profile, scale in profiles_in_play(scenario, party, market):
        figures = {
            "ban_hazard": market.ban_hazard_per_month,
            "restart": market.rules.restart_hours,
        }
        match profile:
            case CloudProfile():
                figures |= cloud_figures(profile, market, scale)
            case LabProfile():
                figures |= lab_figures(profile)
            case VendorProfile():
                figures |= vendor_figures(profile, market, scale)
        for fact, value in figures.items():
            found[fact].add(value)
    return found


def profiles_in_play(
    scenario: Scenario, party: str, market: Market
) -> Iterator[tuple[CloudProfile | LabProfile | VendorProfile, Scale]]:
    """Yield a party's own economics, at large and at every contract that it may sign."""
    own = scenario.party(party).profiles
    for profile in (own.cloud, own.lab, own.vendor):
        if profile is not None:
            yield profile, Scale(1, 1)
    for table in scenario.tables:
        for contract in contracts_of(table):
            setting = contract_setting(contract, market, profiles_of(scenario))
            sku = SKUS[str(contract.fixed.get("sku", "a800"))]
            for role, member in contract.roles.items():
                if member == party:
                    yield (
                        getattr(setting, role),
                        Scale(sku.price_multiplier, sku.speed_multiplier),
                    )


def cloud_figures(cloud: CloudProfile, market: Market, scale: Scale) -> dict[str, float]:
    """Return what a cloud may tell of itself; rents of other cards in money, as customers pay."""
    rent = cloud.contracted_rent_list_fraction
    if scale.speed != 1:
        rent *= market.list_price_cny_per_gpu_month * scale.speed
    return {
        "lighthouse_value": cloud.lighthouse_value_cny,
        "platform_credit": cloud.lighthouse_value_cny,
        "signed_rent": rent,
        "contracted": cloud.contracted_fraction,
        "spot_stock": cloud.spot_stock_gpus,
        "free_machines": cloud.own_stock_gpus / 8,
        "free_cards": cloud.own_stock_gpus,
        "own_cards": cloud.own_stock_gpus,
        "set_aside": cloud.own_stock_gpus,
        "on_order": cloud.order_gpus,
        "tranche_share": cloud.tranche_share_fraction,
        "need": cloud.need_gpus,
        "idle_share": 1 - cloud.other_occupancy_calm_fraction,
        "other_rent": cloud.other_rent_list_fraction,
        "ordinary_rent": cloud.other_rent_list_fraction,
        "others_pay": cloud.other_rent_list_fraction,
        "signing_days": cloud.signing_days,
        "engineer_cost": MODEL_ENGINEER_CNY_PER_HOUR,
    }


def lab_figures(lab: LabProfile) -> dict[str, float]:
    """Return what a lab, or another customer, may tell of itself."""
    return {
        "elsewhere": lab.alternative_stock_gpus,
        "burn": lab.burn_cny_per_month,
        "milestone_value": lab.milestone_value_cny,
        "hour_worth": lab.compute_value_cny_per_gpu_hour,
        "token_hour": lab.compute_value_cny_per_gpu_hour,
        "fading": lab.compute_value_decay_per_month,
        "engineer_worth": lab.engineering_value_cny_per_hour,
        "engineers_worth": lab.engineering_value_cny_per_hour,
        "lab_signing_days": lab.signing_days,
    }


def vendor_figures(vendor: VendorProfile, market: Market, scale: Scale) -> dict[str, float]:
    """Return what a seller of cards may tell of itself."""

    def by_backlog(fractions: tuple[float, ...]) -> float:
        return float(np.interp(market.backlog_months, BACKLOG_MONTHS, fractions))

    queue_price = vendor.queue_price_cny_per_gpu * scale.price
    return {
        "unit_cost": vendor.unit_cost_cny_per_gpu * scale.price,
        "queue_price": queue_price,
        "next_buyer": queue_price,
        "hoard_price": queue_price,
        "warehouse": vendor.allotment_gpus,
        "resale": vendor.queue_resale_fraction or by_backlog(RESALE_FRACTIONS),
        "buyers_who_yield": vendor.buyer_yields_fraction or by_backlog(YIELD_FRACTIONS),
    }
