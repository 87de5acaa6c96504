"""The clauses of a contract by which a cloud buys cards from their vendor."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.economics.clause_specs import SHARED_CLAUSES, ClauseSpec, label, number

__all__ = ["SUPPLY_CLAUSES"]

SUPPLY_CLAUSES: Mapping[str, ClauseSpec] = MappingProxyType(
    {
        "price_cny_per_gpu": number(72_000, (1_000, 500_000), "CNY per GPU", "price of a card"),
        "gpus": number(1_024, (0, 200_000), "GPUs", "cards ordered"),
        "channel": label(
            ("direct", "grey", "spot"),
            "the vendor's own; a middleman, little by little; stock on hand, if paid in full",
        ),
        "delivery_schedule": label(
            ("best_efforts", "monthly_batches", "front_loaded"),
            "estimated dates; even dated batches; early dated batches",
        ),
        "allocation_priority": label(
            ("standard", "preferred", "first"), "place in the vendor's queue"
        ),
        "ld_cap_fraction": number(
            0.05, (0, 1), "of the contract value", "most that liquidated damages can come to"
        ),
        "back_to_back_fraction": number(
            0, (0, 1), "share", "of the damages that the cloud owes its customers, to the vendor", 0
        ),
        "ban_risk": label(
            ("buyer", "shared", "seller"), "whether damages run on while a ban is the reason"
        ),
        **SHARED_CLAUSES,
    }
)
"""Clause name -> what it may be."""
