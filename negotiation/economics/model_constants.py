"""Every number of the rules that no scenario can set, with its status, so that none is hidden.

The values are read from where the rules use them.
"""

from collections.abc import Iterable
from typing import NamedTuple

from negotiation.domain.contracts import Assumption, Template
from negotiation.economics import (
    availability,
    buyer_fleet,
    card_options,
    cards,
    compute_rental,
    fleet,
    futures,
    hardware,
    lab_use,
    poaching,
    regimes,
    reliability,
    resale,
    shipments,
    simulator,
    tenancy,
)
from negotiation.economics.refusal import RESALE_FRACTIONS, YIELD_FRACTIONS

__all__ = ["model_constants"]


class _Constant(NamedTuple):
    name: str
    values: object
    status: str
    source: str
    meaning: str


_SHARED = (
    _Constant("sigma_log_per_month", futures.SIGMA_LOG_PER_MONTH, "A", "R1", "by regime"),
    _Constant("transitions", regimes.TRANSITIONS, "C", "R1", "regimes, row = from"),
    _Constant(
        "sku_price_multiplier",
        [sku.price_multiplier for sku in hardware.SKUS.values()],
        "P",
        "R1, 2.2",
        "a800, h800, h20, ascend_910b",
    ),
    _Constant(
        "sku_speed_multiplier",
        [sku.speed_multiplier for sku in hardware.SKUS.values()],
        "A",
        "2.1",
        "the same cards, in training",
    ),
    _Constant(
        "pcie_speed_and_rest",
        [*hardware.FORM_FACTORS["pcie"]],
        "A",
        "7.3",
        "PCIe against SXM: speed, cost of the rest of a server",
    ),
    _Constant("option_month", card_options.OPTION_MONTH, "A", "7.3", "when options fall due"),
)

_SUPPLY = (
    _Constant("strategic", shipments.STRATEGIC, "A", "R4", "weight by place in the queue"),
    _Constant("slip_multiplier", shipments.SLIP_MULTIPLIERS, "A", "R4", "by delivery schedule"),
    _Constant("fill_multiplier", shipments.FILL_MULTIPLIERS, "A", "R4", "by delivery schedule"),
    _Constant("evenness", shipments.EVENNESS, "A", "R4", "by delivery schedule"),
    _Constant("promise_shift_months", shipments.PROMISE_SHIFT_MONTHS, "A", "R11", "by schedule"),
    _Constant("promise_scarce_months", shipments.PROMISE_SCARCE_MONTHS, "A", "R11", "by schedule"),
    _Constant("ban_weight", shipments.BAN_WEIGHTS, "A", "R11", "buyer, shared, seller bears it"),
    _Constant("queue_resale_fraction", RESALE_FRACTIONS, "C", "R6", "chi at 0, 3, 6, 12 months"),
    _Constant("buyer_yields_fraction", YIELD_FRACTIONS, "C", "R6", "q at 0, 3, 6, 12 months"),
    _Constant(
        "downstream_ramp_months",
        buyer_fleet.DOWNSTREAM_RAMP_MONTHS,
        "A",
        "R5",
        "to others",
    ),
    _Constant("downstream_term_months", buyer_fleet.DOWNSTREAM_TERM_MONTHS, "A", "4", "to others"),
    _Constant("trend_months", resale.TREND_MONTHS, "A", "R13", "that a trend follower looks back"),
    _Constant("horizon_more_months", simulator.SUPPLY_MONTHS_MORE, "A", "R3", "for supply"),
)

_RENTAL = (
    _Constant("fabric_speed", cards.FABRIC_SPEED, "A", "7.3", "cards in several networks"),
    _Constant("ramp_months", tenancy.RAMP_MONTHS, "A", "R5", "by clause"),
    _Constant("estimate_grace_months", tenancy.ESTIMATE_GRACE_MONTHS, "A", "7.3", "of an estimate"),
    _Constant("locking_fee_months", poaching.LOCKING_FEE_MONTHS, "A", "R5", "from which it binds"),
    _Constant(
        "first_refusal_multiplier",
        availability.FIRST_REFUSAL_MULTIPLIER,
        "A",
        "7.3",
        "of the share of a tranche",
    ),
    _Constant("lighthouse_gpus", fleet.LIGHTHOUSE_GPUS, "A", "V36", "that make a full reference"),
    _Constant("joint_marketing_multiplier", fleet.JOINT_MARKETING_MULTIPLIER, "A", "7.3", "of LV"),
    _Constant(
        "joint_marketing_cost_cny", lab_use.JOINT_MARKETING_COST_CNY, "A", "7.3", "to the lab"
    ),
    _Constant("engineer_cny_per_hour", fleet.ENGINEER_CNY_PER_HOUR, "A", "F91", "cost of one"),
    _Constant("spare_fraction", reliability.SPARE_FRACTION, "A", "R10", "by service level"),
    _Constant(
        "watch_cny_per_gpu_month", reliability.WATCH_CNY_PER_GPU_MONTH, "A", "R10", "by level"
    ),
    _Constant(
        "support_cny_per_gpu_month", reliability.SUPPORT_CNY_PER_GPU_MONTH, "A", "7.3", "by level"
    ),
    _Constant(
        "supported_restart_multiplier",
        reliability.SUPPORTED_RESTART_MULTIPLIER,
        "A",
        "R8",
        "by support level",
    ),
    _Constant(
        "fast_storage_cny_per_gpu_month",
        reliability.FAST_STORAGE_CNY_PER_GPU_MONTH,
        "A",
        "R8",
        "fast checkpoint storage",
    ),
    _Constant(
        "repair_call_cny_per_gpu_hour",
        reliability.REPAIR_CALL_CNY_PER_GPU_HOUR,
        "A",
        "R8",
        "of repair time saved, a month",
    ),
    _Constant("spare_pool_scale", reliability.SPARE_POOL_SCALE, "A", "R8", "cuts repair to 1/e"),
    _Constant("uptime_tier", reliability.TIER_SHIFT, "P", "[62][63]", "no credit above, by clause"),
    _Constant(
        "uptime_credit", reliability.CREDIT_STEPS, "P", "R10", "from this uptime, this credit"
    ),
    _Constant("ban_weight", compute_rental.BAN_WEIGHTS, "A", "R11", "seller, shared, buyer"),
)


def model_constants(template: Template) -> tuple[Assumption, ...]:
    """List the numbers of the rules that a template rests on and no scenario sets."""
    own = _SUPPLY if template == "card_supply" else _RENTAL
    return tuple(_rows((*_SHARED, *own)))


def _rows(constants: Iterable[_Constant]) -> Iterable[Assumption]:
    for constant in constants:
        yield Assumption(
            f"model.{constant.name}",
            _written(constant.values),
            constant.status,
            constant.source,
            constant.meaning,
            is_default=True,
        )


def _written(values: object) -> str:
    """Write a number or a table of numbers on one line.

    >>> _written(((0.95, 0.1), 2))
    '(0.95, 0.1), 2'
    """
    if isinstance(values, int | float):
        return f"{values:g}"
    if isinstance(values, Iterable):
        parts = [_written(each) for each in values]
        nested = [
            f"({part})" if isinstance(each, tuple) else part
            for each, part in zip(values, parts, strict=True)
        ]
        return ", ".join(nested)
    raise TypeError(f"{values!r} is no number")
