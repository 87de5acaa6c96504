"""What a table's contracts are worth to everybody, beside the other contracts already signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.clauses import Columns, fill_columns
from negotiation.economics.discounting import discount_factors
from negotiation.economics.flows import Flows, fold
from negotiation.economics.ledgers import DamagesDue, Entries, parties_of
from negotiation.economics.portfolio import (
    Line,
    SignedContract,
    line_of,
    passed_on_fraction,
    renamed,
    simulate_book,
)
from negotiation.economics.risk import Appraisal
from negotiation.economics.simulator import horizon_months, values_of
from negotiation.economics.strands import Plan, Strand, plan_of
from negotiation.economics.tenancy import Tenancy
from negotiation.economics.values import Part, Values, score
from negotiation.economics.world import World, simulate_world

__all__ = ["JointWorth", "appraise_jointly", "joint_world"]

OPEN = "the contract at the table"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class JointWorth:
    """What every party has, by party: with each outcome, and if nothing is signed."""

    appraisals: Mapping[str, Appraisal]
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
    world = world or joint_world(setting, month)
    columns = dict(fill_columns(setting, clauses))
    nothing = {**{name: column[:1] for name, column in columns.items()}, "gpus": np.zeros(1)}
    together = {name: np.concatenate([nothing[name], columns[name]]) for name in columns}
    values, profiles = joint_values(setting, together, portfolio, world=world, month=month)
    appraisals, reservations = {}, {}
    for party, aversion in profiles.items():
        scored = score(values, party, aversion)
        reservations[party] = float(scored.value_cny[0])
        appraisals[party] = scored.of(slice(1, None))
    return JointWorth(appraisals=appraisals, reservation_values_cny=reservations)


def joint_values(
    setting: ContractSetting,
    columns: Columns,
    portfolio: Sequence[SignedContract],
    *,
    world: World,
    month: int,
) -> tuple[Values, dict[str, float]]:
    """Return the NPV of every party on every draw, and every party's risk aversion."""
    signed = [line_of(contract) for contract in portfolio]
    people = parties_of([setting, *(contract.setting for contract in portfolio)])
    last = world.months - month
    factors = {party: discount_factors(rate, last) for party, (rate, _) in people.items()}
    if setting.template == "card_supply":
        plan = supply_plan(setting, signed, world, month)
        constants: Flows = []
    else:
        plan, constants = rental_plan(setting, signed, world, month)
    values = values_of(setting, columns, world.since(month), plan=plan, factors=factors)
    fixed = fold(sliced(constants, month), factors, (1, world.chance.draws))
    everywhere = np.zeros(len(values.price), dtype=np.intp)
    parts = (*values.parts, Part(fixed, everywhere))
    return replace(values, parts=parts), {party: a for party, (_, a) in people.items()}


def supply_plan(setting: ContractSetting, signed: Sequence[Line], world: World, month: int) -> Plan:
    """Return a plan that enters an open supply contract beside everything that is signed."""

    def ledger(_: ContractSetting, columns: Columns, __: World, ___: None) -> Entries:
        line = Line(id=OPEN, setting=setting, columns=columns, signed_month=month, is_open=True)
        book = simulate_book([line, *signed], world)
        damages = book.open_entries.damages if book.open_entries else None
        return Entries(sliced(book.all_flows, month), named(damages, setting.parties))

    return plan_of("card_supply")._replace(strands=(Strand((), ledger),))


def rental_plan(
    setting: ContractSetting, signed: Sequence[Line], world: World, month: int
) -> tuple[Plan, Flows]:
    """Return the plan of an open rental beside what is signed, and the flows it leaves alone."""
    book = simulate_book(signed, world)
    cloud, lab = setting.parties["cloud"], setting.parties["lab"]
    upstream = [
        line
        for line in signed
        if line.setting.template == "card_supply" and line.setting.parties["cloud"] == cloud
    ]
    names = dict(setting.parties)
    if upstream:
        names["vendor"] = upstream[0].setting.parties["vendor"]
    handed_on = {"passed_on_fraction": passed_on_fraction(upstream)} if upstream else {}

    def in_names(strand: Strand) -> Strand:
        def run(_: ContractSetting, columns: Columns, now: World, path: Tenancy) -> Entries:
            entries = strand.ledger(setting, {**columns, **handed_on}, now, path)
            flows = [renamed(flow, names) for flow in entries.flows]
            return Entries(flows, named(entries.damages, names))

        return strand._replace(ledger=run)

    plan = plan_of(setting.template, book.context(setting, month))
    # the lab's training and the cloud's stock are in the open contract's own strands
    constants = [
        flow for key, flows in book.flows.items() if key not in {cloud, lab} for flow in flows
    ]
    return plan._replace(strands=tuple(map(in_names, plan.strands))), constants


def named(damages: DamagesDue | None, names: Mapping[str, str]) -> DamagesDue | None:
    """Return damages between parties instead of roles."""
    if damages is None:
        return None
    return damages._replace(flows=[renamed(flow, names) for flow in damages.flows])


def sliced(flows: Flows, month: int) -> Flows:
    """Return what moves from ``month`` on."""
    return [replace(flow, amount=flow.amount[..., month:]) for flow in flows]
