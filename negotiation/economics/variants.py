"""Prices that only drive customers away: most futures go as they would at any other such price.

Above a rival's price the customer leaves sooner (R5) and nothing else about the rental changes. So
a rental is simulated once without that pull, and for each such price again on those futures only
on which the customer does leave at another time.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.affine import AffineNpv
from negotiation.economics.clauses import Columns, distinct, rows
from negotiation.economics.damages import Claim
from negotiation.economics.discounting import Floats
from negotiation.economics.strands import Plan, StrandValue, run_plan
from negotiation.economics.threads import in_threads
from negotiation.economics.world import World

__all__ = ["run_plan_sparsely"]

Found = list[tuple[StrandValue, NDArray[np.intp]]]


class Pairs(NamedTuple):
    """The futures on which some prices matter: which path and which draw, and what comes of them.

    ``found`` are the strands' values with a pair instead of a draw on the last axis, and the row of
    each of ``outcomes`` in them.
    """

    outcomes: NDArray[np.intp]
    path: NDArray[np.intp]
    draw: NDArray[np.intp]
    found: Found


def run_plan_sparsely(
    plan: Plan,
    setting: ContractSetting,
    columns: Columns,
    *,
    world: World,
    factors: Mapping[str, Floats],
) -> Found:
    """Do what ``run_plan`` does, the same result with less work."""
    if plan.is_variant is None or not (variant := plan.is_variant(setting, columns)).any():
        return run_plan(plan, setting, columns, world=world, factors=factors)
    plain = {**columns, "path_price": np.where(variant, 0.0, columns["path_price"])}
    found = run_plan(plan, setting, plain, world=world, factors=factors)
    paths, path_of = distinct(columns, plan.names)
    bases, base_of = distinct(plain, plan.names)
    changed = np.unique(base_of[variant])

    def on_pairs(place: int) -> Pairs | None:
        """Value the futures on which one plain path goes otherwise at some price."""
        outcomes = np.flatnonzero(variant & (base_of == changed[place]))
        some = np.unique(path_of[outcomes])
        course = plan.simulate(setting, rows(bases, changed[place : place + 1]), world)
        courses = plan.simulate(setting, rows(paths, some), world)
        if course is None or courses is None:
            raise TypeError("a plan with variants needs courses")
        at, draw = np.nonzero(courses.exit_month != course.exit_month)
        if not len(draw):
            return None
        there = courses.at_pairs(at, draw)
        values = run_plan(
            plan._replace(simulate=lambda *_: there),
            setting,
            rows(plain, outcomes),
            world=world.on_draws(draw),
            factors=factors,
        )
        return Pairs(outcomes, some[at], draw, values)

    groups = [pairs for pairs in in_threads(on_pairs, range(len(changed))) if pairs is not None]

    def completed(place: int) -> tuple[StrandValue, NDArray[np.intp]]:
        """Return one strand on every path."""
        value, position = found[place]
        return with_pairs(value, position, path_of, [(group, place) for group in groups])

    return in_threads(completed, range(len(found)))


def with_pairs(
    value: StrandValue,
    position: NDArray[np.intp],
    path_of: NDArray[np.intp],
    groups: list[tuple[Pairs, int]],
) -> tuple[StrandValue, NDArray[np.intp]]:
    """Return a strand's value on every path, and each outcome's row.

    Rows start as on the plain path; where a path has pairs of its own they take over.
    """
    keys = {"row": position.astype(np.float64), "path": path_of.astype(np.float64)}
    found, rows_of = distinct(keys, keys)
    whole = gathered(value, found["row"].astype(np.intp))
    for pairs, strand in groups:
        other, row_in_pairs = pairs.found[strand]
        theirs, first = np.unique(rows_of[pairs.outcomes], return_index=True)
        for row, outcome in zip(theirs, first, strict=True):
            own = pairs.path == int(found["path"][row])
            draws, source = pairs.draw[own], row_in_pairs[outcome]
            for target, array in zip(draw_arrays(whole), draw_arrays(other), strict=True):
                target[row, draws] = array[source, own]
    return whole, rows_of


def gathered(value: StrandValue, at: NDArray[np.intp]) -> StrandValue:
    """Return a copy of some rows."""
    npvs = {
        party: AffineNpv(npv.base_cny[at], None if npv.slope is None else npv.slope[at])
        for party, npv in value.npvs.items()
    }
    claim = value.claim
    if claim is None:
        return StrandValue(npvs, None)
    return StrandValue(
        npvs,
        Claim(
            columns=rows(claim.columns, at),
            value_per_price=claim.value_per_price[at],
            owed_per_price=claim.owed_per_price[at],
            loss_cny=claim.loss_cny[at],
            expected_loss_cny=claim.expected_loss_cny[at],
            worth_per_price={party: worth[at] for party, worth in claim.worth_per_price.items()},
        ),
    )


def draw_arrays(value: StrandValue) -> list[Floats]:
    """Return every array that has an axis of draws, always in the same order."""
    found: list[Floats] = []
    for npv in value.npvs.values():
        found += [npv.base_cny] if npv.slope is None else [npv.base_cny, npv.slope]
    if value.claim is not None:
        found += [value.claim.owed_per_price, value.claim.loss_cny]
        found += list(value.claim.worth_per_price.values())
    return found
