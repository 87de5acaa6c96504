"""The simulator's door: what contracts are worth to each side, and what no contract is worth."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.affine import AffineNpv
from negotiation.economics.clauses import Columns, distinct, fill_columns
from negotiation.economics.damages import Claim, settle
from negotiation.economics.discounting import Floats
from negotiation.economics.ledgers import discounting, profile_of
from negotiation.economics.risk import Appraisal
from negotiation.economics.strands import Plan, path_columns, plan_of
from negotiation.economics.templates import TEMPLATES
from negotiation.economics.threads import in_threads
from negotiation.economics.values import Part, Values, merge, score
from negotiation.economics.variants import run_plan_sparsely
from negotiation.economics.world import World, simulate_world

__all__ = ["SIMULATOR_VERSION", "TEMPLATES", "Appraisal", "Values", "appraise", "horizon_months"]
__all__ += ["reservation_values_cny", "values_of", "world_of"]

SIMULATOR_VERSION = "2"
"""Changes with every change of a score."""

CELLS_PER_CHUNK = 2**18
"""Cells of one array (claim, draw) while courts are heard."""

SUPPLY_MONTHS_MORE = 12
"""Cards are rented until a year after the horizon of rentals: a year of trickle. Assumption."""


def horizon_months(setting: ContractSetting) -> int:
    """Return until when a template's contracts are simulated [months]."""
    more = SUPPLY_MONTHS_MORE if setting.template == "card_supply" else 0
    return setting.market.horizon_months + more


def world_of(setting: ContractSetting) -> World:
    """Simulate the futures that contracts of ``setting`` are valued on."""
    return simulate_world(setting.market, horizon_months(setting))


def appraise(
    setting: ContractSetting,
    clauses: Mapping[str, NDArray[Any]],
    world: World | None = None,
) -> dict[str, Appraisal]:
    """Appraise contracts for both roles, as signed today with nothing known of the future.

    Args:
        setting: the template, the market, what the parties privately know.
        clauses: clause name -> array of axis (outcome,): float64 for numbers, str for labels.
            A missing clause comes from ``setting.fixed``, then from the template.
        world: the futures, where they are at hand already; else they are simulated.

    Returns:
        One ``Appraisal`` a role, in the order of ``clauses``.

    Raises:
        UsageError: if a clause is unknown or a value lies outside it.
    """
    columns = fill_columns(setting, clauses)
    values = values_of(setting, columns, world or world_of(setting))
    return {
        role: score(values, role, profile_of(setting, role).risk_aversion_fraction)
        for role in values.parties
    }


def values_of(
    setting: ContractSetting,
    columns: Columns,
    world: World,
    *,
    plan: Plan | None = None,
    factors: Mapping[str, Floats] | None = None,
) -> Values:
    """Return the present values of complete ``columns`` on every draw of ``world``.

    ``plan`` and the discount ``factors`` of the parties whom they name are the template's own
    unless given.
    """
    if factors is None:
        factors = discounting(setting, TEMPLATES[setting.template].roles, world.months)
    price = columns[TEMPLATES[setting.template].price]
    plan = plan or plan_of(setting.template)
    parts: list[Part] = []
    columns = path_columns(setting, columns)
    for value, position in run_plan_sparsely(plan, setting, columns, world=world, factors=factors):
        parts.append(Part(value.npvs, position))
        if value.claim is not None and (value.claim.owed_per_price > 0).any():
            parts.append(settled(world, value.claim, position, price))
    return Values(price=price, parts=merge(parts, price))


def settled(world: World, claim: Claim, position: NDArray[np.intp], price: Floats) -> Part:
    """Return what each distinct claim and price comes to in court."""
    keys, rows = distinct(
        {"claim": position.astype(np.float64), "price": price}, ("claim", "price")
    )
    claims = keys["claim"].astype(np.intp)
    step = max(1, CELLS_PER_CHUNK // world.chance.draws)

    def heard(start: int) -> Floats:
        """Return what some claims come to at their price, as a multiple of their worth."""
        some = slice(start, start + step)
        price = keys["price"][some]
        share = settle(
            world.market, claim, price=price, position=claims[some], petition=world.petition
        )
        return share * price[:, None]

    share = np.concatenate(in_threads(heard, range(0, len(claims), step)))
    return Part(
        {
            party: AffineNpv(share * worth[claims], None)
            for party, worth in claim.worth_per_price.items()
        },
        rows,
    )


def reservation_values_cny(
    setting: ContractSetting, world: World | None = None
) -> dict[str, float]:
    """Return what each role's alternative is worth to it, risk included [CNY].

    The alternative is a contract of zero GPUs: the same code, the same draws, the same score.
    """
    nothing = appraise(setting, {"gpus": np.zeros(1)}, world)
    return {role: float(appraisal.value_cny[0]) for role, appraisal in nothing.items()}
