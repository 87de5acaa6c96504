"""Strands: the parts of a contract's value, each simulated once for the clauses that it reads.

A table of outcomes is a product of options, and most of its value hangs on a few clauses at a
time. So each strand runs on the distinct combinations of its own clauses and the rest is addition.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.affine import AffineNpv, join_npvs
from negotiation.economics.availability import RentalContext
from negotiation.economics.card_options import is_any_right
from negotiation.economics.card_supply import card_supply_entries
from negotiation.economics.clauses import Columns, distinct, rows
from negotiation.economics.compute_rental import (
    damages_entries,
    fee_entries,
    parting_entries,
    tenancy_of,
    use_entries,
)
from negotiation.economics.damages import Claim, join_claims, make_claim
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import fold
from negotiation.economics.ledgers import Entries
from negotiation.economics.pricing import is_capped
from negotiation.economics.templates import TEMPLATES
from negotiation.economics.tenancy import Tenancy
from negotiation.economics.tenancy_rights import is_only_poached, uses_price
from negotiation.economics.threads import in_threads
from negotiation.economics.world import World

__all__ = ["Plan", "Strand", "StrandValue", "entries_of", "path_columns", "plan_of", "run_plan"]

CELLS_PER_CHUNK = 2**18
"""Cells of one array (combination, draw, month): bounds memory, and stays near the cache."""

SERVICE = (
    "sla", "uptime_tier", "goodput_target_fraction", "goodput_credit_multiplier", "repair_hours",
    "spare_pool_fraction", "checkpoint_storage", "support",
)  # fmt: skip
SCOPE = ("gpus", "sku", "form_factor", "same_fabric")
TENANCY = (
    *SCOPE, "path_price", "start_months", "ramp", "term_months", "renewal",
    "renewal_list_price_fraction", "right_of_first_refusal", "option_gpus_fraction", "exclusivity",
    "exit_fee_months", "anti_poach_fee_months", "ban_exit", "substitute_ratio", "grace_weeks",
    "delivery_firmness", "termination_weeks", "buyer_cancellation_fee_fraction",
    "seller_cancellation_fee_fraction",
)  # fmt: skip
FEES = (
    "take_or_pay_fraction", "price_unit", "quote_validity_days", "index_beta", "index_input",
    "index_floor", "index_cap", "index_period_months", "mfn", "benchmark", "payment_days",
)  # fmt: skip
ADVANCE = ("prepayment_fraction", "deposit_fraction", "drawdown", "ban_refund_fraction")
DAMAGES = (
    "ld_fraction_per_week", "ld_cap_fraction", "ld_base", "ld_remedy", "law",
    "liability_cap_fraction", "ban_risk", "force_majeure", "force_majeure_months",
)  # fmt: skip
USE = ("take_or_pay_fraction", "engineering_hours_per_month", "joint_marketing")

Ledger: TypeAlias = Callable[[ContractSetting, Columns, World, Any], Entries]
"""Setting, columns, world, and how the contracts go (a ``Tenancy``; ``None`` for supply)."""


class Strand(NamedTuple):
    """A ledger and the columns that it reads besides those of the path."""

    names: tuple[str, ...]
    ledger: Ledger


class Plan(NamedTuple):
    """How contracts go, simulated once for each combination of ``names``, and what hangs on it."""

    names: tuple[str, ...]
    simulate: Callable[[ContractSetting, Columns, World], Tenancy | None]
    strands: tuple[Strand, ...]
    is_variant: Callable[[ContractSetting, Columns], NDArray[np.bool_]] | None = None
    """Where the price changes when the customer leaves, and nothing else about the path."""


class StrandValue(NamedTuple):
    """The present values of a strand for each combination of its columns."""

    npvs: Mapping[str, AffineNpv]
    claim: Claim | None


def plan_of(template: str, context: RentalContext | None = None) -> Plan:
    """Return the plan of a template; ``context`` is what other contracts mean for a rental."""
    if template == "card_supply":
        price = TEMPLATES[template].price
        names = tuple(name for name in TEMPLATES[template].clauses if name != price)

        def supply(setting: ContractSetting, columns: Columns, world: World, _: None) -> Entries:
            return card_supply_entries(setting, columns, world)

        return Plan((*names, "path_price"), lambda *_: None, (Strand((), supply),))

    def go(setting: ContractSetting, columns: Columns, world: World) -> Tenancy:
        return tenancy_of(setting, columns, world, context)

    return Plan(
        TENANCY,
        go,
        (
            Strand((*SERVICE, *USE), partial(use_entries, context=context)),
            Strand((*SERVICE, *FEES), fee_entries),
            Strand(ADVANCE, parting_entries),
            Strand(DAMAGES, damages_entries),
        ),
        is_only_poached if context is None else None,
    )


def path_columns(setting: ContractSetting, columns: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return ``columns`` with ``path_price``: the price where it decides the path, 0 elsewhere."""
    price = columns[TEMPLATES[setting.template].price]
    if setting.template == "card_supply":
        decides = is_any_right(columns) | is_capped(columns)
    else:
        decides = uses_price(setting, columns)
    return {**columns, "path_price": np.where(decides, price, 0.0)}


def entries_of(setting: ContractSetting, columns: Columns, world: World) -> Entries:
    """Return every flow of contracts, strand after strand, and their damages."""
    plan = plan_of(setting.template)
    path = plan.simulate(setting, columns, world)
    parts = [strand.ledger(setting, columns, world, path) for strand in plan.strands]
    flows = [flow for part in parts for flow in part.flows]
    (damages,) = [part.damages for part in parts if part.damages is not None]
    return Entries(flows, damages)


def run_plan(
    plan: Plan,
    setting: ContractSetting,
    columns: Columns,
    *,
    world: World,
    factors: Mapping[str, Floats],
) -> list[tuple[StrandValue, NDArray[np.intp]]]:
    """Value every strand, a few combinations at a time; also return each row's combination."""
    paths, position = distinct(columns, plan.names)
    by_path = {**columns, "path": position.astype(np.float64)}
    # the path comes first, so that the combinations of one path stand together
    keyed = [distinct(by_path, ("path", *plan.names, *strand.names)) for strand in plan.strands]
    step = max(1, CELLS_PER_CHUNK // (world.chance.draws * (world.months + 1)))
    n_paths = len(paths[plan.names[0]])

    def valued(start: int) -> list[list[StrandValue]]:
        """Value every strand on the paths from ``start`` on."""
        some = np.arange(start, min(start + step, n_paths))
        course = plan.simulate(setting, rows(paths, some), world)
        found: list[list[StrandValue]] = [[] for _ in plan.strands]
        for strand, (keys, _), parts in zip(plan.strands, keyed, found, strict=True):
            first, last = map(int, np.searchsorted(keys["path"], (start, start + len(some))))
            for low in range(first, last, step):
                chunk = rows(keys, slice(low, min(low + step, last)))
                at = chunk["path"].astype(np.intp) - start
                path = course.of(at) if course is not None else None
                entries = strand.ledger(setting, chunk, world, path)
                parts.append(value_of(entries, factors, (len(at), world.chance.draws)))
        return found

    chunks = in_threads(valued, range(0, n_paths, step))
    return [
        (joined([part for chunk in chunks for part in chunk[place]], factors), rows_of)
        for place, (_, rows_of) in enumerate(keyed)
    ]


def value_of(
    entries: Entries, factors: Mapping[str, Floats], shape: tuple[int, int]
) -> StrandValue:
    """Return present values of a few combinations."""
    return StrandValue(fold(entries.flows, factors, shape), claim_of(entries, factors))


def joined(parts: list[StrandValue], factors: Mapping[str, Floats]) -> StrandValue:
    """Return the combinations of ``parts`` one after the other."""
    npvs = {party: join_npvs([part.npvs[party] for part in parts]) for party in factors}
    claims = [part.claim for part in parts if part.claim is not None]
    return StrandValue(npvs, join_claims(claims) if claims else None)


def claim_of(entries: Entries, factors: Mapping[str, Floats]) -> Claim | None:
    """Return the damages of ``entries`` before a court, if any clause can owe some."""
    due = entries.damages
    if due is None:
        return None
    return make_claim(
        due.columns,
        due.lateness,
        due.flows,
        value_per_price=due.value_per_price,
        loss_cny_per_gpu_month=due.loss_cny_per_gpu_month,
        expected_loss_cny=due.expected_loss_cny,
        factors=factors,
    )
