"""The clauses of a contract by which a model lab rents GPUs from a cloud."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.market import MAX_HORIZON_MONTHS
from negotiation.economics.clause_specs import SHARED_CLAUSES, ClauseSpec, label, number, switch

__all__ = ["RENTAL_CLAUSES"]

RENTAL_CLAUSES: Mapping[str, ClauseSpec] = MappingProxyType(
    {
        "list_price_fraction": number(0.5, (0, 2), "of list price", "rent, share of list"),
        "price_unit": label(
            ("fixed", "list"), "money fixed at signing, or a share of the list price of the day"
        ),
        "gpus": number(1_024, (0, 200_000), "GPUs", "GPUs rented"),
        "same_fabric": label(("on", "off"), "all GPUs in one network"),
        "ramp": label(
            ("immediate", "three_months", "six_months", "four_months"),
            "promised handover, even steps",
        ),
        "delivery_firmness": label(
            ("firm", "estimate"), "an estimate has two months of grace, and no damages before"
        ),
        "right_of_first_refusal": switch("on what reaches the cloud while this customer waits"),
        "term_months": number(36, (1, MAX_HORIZON_MONTHS), "months", "length of the contract"),
        "renewal": label(
            ("none", "option", "automatic"), "to the horizon: never, if the lab wants, bound to it"
        ),
        "renewal_list_price_fraction": number(
            0, (0, 2), "of list price", "rent after renewal; 0: as before", 0
        ),
        "exit_fee_months": number(
            0, (0, 6), "months of rent", "paid by a lab that leaves a cloud that serves it", 0
        ),
        "take_or_pay_fraction": number(
            1, (0, 1), "of what is handed over", "paid for whether used or not", 1
        ),
        "sla": label(
            ("standard", "enhanced", "goodput"),
            "no credits; uptime credits and hot spares; cluster-goodput credits as well",
        ),
        "uptime_tier": label(
            ("99.9", "99.0", "99.95", "99.99"), "per cent of uptime below which credits begin"
        ),
        "goodput_target_fraction": number(
            0.95,
            (0.5, 1),
            "of the time",
            "useful training time that the cluster guarantee holds",
            0.95,
        ),
        "goodput_credit_multiplier": number(
            2, (1, 3), "times the shortfall", "credit of the cluster guarantee", 2
        ),
        "repair_hours": number(
            0, (0, 336), "hours", "in which a machine is repaired; 0: by service level", 0
        ),
        "spare_pool_fraction": number(
            0, (0, 0.10), "of the GPUs", "spare machines for this customer beyond the usual", 0
        ),
        "checkpoint_storage": label(("standard", "fast"), "how soon a checkpoint is saved"),
        "ld_cap_fraction": number(
            0.10, (0, 1), "of the contract value", "most that liquidated damages can come to"
        ),
        "drawdown": label(("pro_rata", "last"), "which invoices the prepayment settles"),
        "exclusivity": switch("the lab may not train elsewhere while it is served"),
        "anti_poach_fee_months": number(
            0, (0, 6), "months of rent", "paid when the lab goes over to a rival", 0
        ),
        "ban_risk": label(
            ("seller", "shared", "buyer"), "whether damages run on while a ban is the reason"
        ),
        "support": label(("none", "standard", "dedicated"), "who helps when a run stops"),
        "engineering_hours_per_month": number(
            0, (0, 2_000), "hours", "of the cloud's engineers for the lab", 0
        ),
        "joint_marketing": switch("the lab lends its name"),
        **SHARED_CLAUSES,
    }
)
"""Clause name -> what it may be."""
