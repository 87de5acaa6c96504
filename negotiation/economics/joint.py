"""What a table's contracts are worth to everybody, beside the other contracts already signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.clauses import Columns, fill_columns
from negotiation.economics.discounting import discount_factors
from negotiation.economics.flows import fold, sliced
from negotiation.economics.joint_plans import Table, join_rental, join_supply
from negotiation.economics.ledgers import parties_of
from negotiation.economics.portfolio import SignedContract, line_of
from negotiation.economics.risk import Appraisal, appraise_draws
from negotiation.economics.simulator import horizon_months, values_of
from negotiation.economics.values import Part, Values, score
from negotiation.economics.world import World, simulate_world

__all__ = ["JointWorth", "appraise_beside", "appraise_jointly", "joint_world"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class JointWorth:
    """What every party has, by party: with each outcome, and if nothing is signed."""

    appraisals: Mapping[str, Appraisal]
    """Of everything that a party has from now on."""
    gains: Mapping[str, Appraisal]
    """Of what the contract adds to it, draw by draw: is it the contract that loses money?"""
    reservation_values_cny: Mapping[str, float]


def joint_world(setting: ContractSetting, month: int = 0) -> World:
    """Simulate futures long enough for contracts of either template signed in ``month``."""
    months = horizon_months(replace(setting, template="card_supply"))
    return simulate_world(setting.market, months + month)


def appraise_jointly(
    setting: ContractSetting,
    clauses: Mapping[str, NDArray[Any]],
    portfolio: Sequence[SignedContract],
    *,
    world: World | None = None,
    month: int = 0,
) -> JointWorth:
    """Appraise contracts for every party of the table and of ``portfolio``.

    A cloud's promise downstream is worth what its supply upstream delivers, and cards are worth
    what the customers who wait for them pay. Money that moved before ``month`` is sunk.

    Args:
        setting: as for ``simulator.appraise``; its parties may stand in the portfolio too.
        clauses: clause name -> array of axis (outcome,).
        portfolio: the contracts in force, signed in ``month`` of the world or before.
        world: the futures from the world's month 0; ``Chance`` with a known past conditions them on
            what has happened. Default: ``joint_world(setting, month)``.
        month: when the table's contract is signed.

    Returns:
        Appraisals and alternatives by party, values at ``month``.
    """
    everybody = parties_of([setting, *(contract.setting for contract in portfolio)])
    return appraise_beside(
        setting,
        fill_columns(setting, clauses),
        before=portfolio,
        after=portfolio,
        world=world or joint_world(setting, month),
        month=month,
        parties=frozenset(everybody),
    )


def appraise_beside(
    setting: ContractSetting,
    columns: Columns,
    *,
    before: Sequence[SignedContract],
    after: Sequence[SignedContract],
    world: World,
    month: int,
    parties: frozenset[str],
) -> JointWorth:
    """Appraise complete ``columns`` for ``parties`` beside the portfolio ``after`` a signature.

    The alternative is a contract of zero GPUs beside the portfolio as it was ``before``.
    """
    nothing = {**{name: column[:1] for name, column in columns.items()}, "gpus": np.zeros(1)}
    if before == after:
        columns = {name: np.concatenate([nothing[name], columns[name]]) for name in columns}
    people = {
        party: figures
        for party, figures in parties_of([setting, *(each.setting for each in after)]).items()
        if party in parties
    }
    table = Table(setting, world, month, {party: rate for party, (rate, _) in people.items()})
    values = joint_values(table, columns, after)
    alternative = None if before == after else joint_values(table, nothing, before)
    signed = slice(0 if alternative else 1, None)
    appraisals, gains, reservations = {}, {}, {}
    for party, (_, aversion) in people.items():
        without = (alternative or values).draws_cny(party, slice(0, 1))
        appraisals[party] = score(values, party, aversion).of(signed)
        gains[party] = score(values, party, aversion, less_cny=without).of(signed)
        reservations[party] = float(appraise_draws(without, aversion).value_cny[0])
    return JointWorth(appraisals=appraisals, gains=gains, reservation_values_cny=reservations)


def joint_values(table: Table, columns: Columns, portfolio: Sequence[SignedContract]) -> Values:
    """Return the NPV of every party of ``table`` on every draw."""
    signed = [line_of(contract) for contract in portfolio]
    last = table.world.months - table.month
    factors = {party: discount_factors(rate, last) for party, rate in table.rates.items()}
    join = join_supply if table.setting.template == "card_supply" else join_rental
    plan, columns, constants, position = join(table, columns, signed)
    now = table.world.since(table.month)
    values = values_of(table.setting, columns, now, plan=plan, factors=factors)
    shape = (int(position.max(initial=0)) + 1, table.world.chance.draws)
    beside = fold(sliced(constants, table.month), factors, shape)
    return replace(values, parts=(*values.parts, Part(beside, position)))
