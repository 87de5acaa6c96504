"""How a contract at the table is valued beside the contracts already signed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.clauses import Columns, distinct, rows
from negotiation.economics.discounting import Floats
from negotiation.economics.flows import Flows, renamed, sliced, up_to
from negotiation.economics.ledgers import DamagesDue, Entries
from negotiation.economics.lines import Line, passed_on_fraction
from negotiation.economics.portfolio import book_beside, simulate_book
from negotiation.economics.queues import without_moot_endings
from negotiation.economics.shared import stock_of, training_flows
from negotiation.economics.shipments import order_weight
from negotiation.economics.strands import Plan, Strand, path_columns, plan_of
from negotiation.economics.tenancy import Tenancy
from negotiation.economics.world import World

__all__ = ["Joined", "Table", "join_rental", "join_supply"]

OPEN = "the contract at the table"


class Table(NamedTuple):
    """A contract's setting, its world, the month of its signing, and whose worth is asked for.

    ``rates`` are the discount rates by party.
    """

    setting: ContractSetting
    world: World
    month: int
    rates: Mapping[str, float]


class Joined(NamedTuple):
    """A plan for the contract at the table, its columns, and the flows that stand beside it.

    ``constants`` run on the world's months; ``position`` (outcome,) is each outcome's row in them.
    """

    plan: Plan
    columns: Columns
    constants: Flows
    position: NDArray[np.intp]


def join_supply(table: Table, columns: Columns, signed: Sequence[Line]) -> Joined:
    """Return a plan that enters an order beside everything that is signed.

    What other buyers of the vendor get hangs only on the order's place in the queue, so they are
    entered once for each place; the buyer's own customers wait for its cards.
    """
    setting, world, month, _ = table
    cloud = setting.parties["cloud"]
    keys, place = queue_places(setting, columns)
    rival = Line(id=OPEN, setting=setting, columns=keys, signed_month=month)
    supplies = without_moot_endings([line for line in signed if line.is_supply], world)
    rentals = [line for line in signed if not line.is_supply]
    waiting = [line for line in rentals if line.party("cloud") == cloud]
    others = [line for line in rentals if line.party("cloud") != cloud]
    beside = simulate_book([*supplies, *others], world, rival=rival)
    labs = sorted({line.party("lab") for line in waiting} & set(table.rates))

    def ledger(_: ContractSetting, columns: Columns, __: World, ___: None) -> Entries:
        line = Line(id=OPEN, setting=setting, columns=columns, signed_month=month, is_open=True)
        book = book_beside(beside, line, waiting, supplies)
        for lab in labs:
            book.shared[lab] = training_flows(lab, rentals, world, book.compute)
        damages = book.open_entries.damages if book.open_entries else None
        return Entries(sliced(book.all_flows, month), named(damages, setting.parties))

    plan = plan_of("card_supply")
    plan = plan._replace(names=(*plan.names, "rival_row"), strands=(Strand((), ledger),))
    own = {cloud, *(line.party("lab") for line in waiting)}
    apart = {party: flows for party, flows in beside.shared.items() if party not in own}
    constants = [flow for flows in (*beside.flows.values(), *apart.values()) for flow in flows]
    if waiting:
        constants += stock_of(cloud, waiting, world)
    return Joined(plan, {**columns, "rival_row": place.astype(np.float64)}, constants, place)


def queue_places(
    setting: ContractSetting, columns: Columns
) -> tuple[dict[str, Floats], NDArray[np.intp]]:
    """Return an order for each place in the vendor's queue, and each outcome's place."""
    filled = path_columns(setting, columns)
    keys = {
        "weight": order_weight(setting, filled),
        "is_there": (filled["gpus"] > 0).astype(np.float64),
    }
    _, place = distinct(keys, keys)
    return rows(filled, np.unique(place, return_index=True)[1]), place


def join_rental(table: Table, columns: Columns, signed: Sequence[Line]) -> Joined:
    """Return the plan of a rental beside what is signed, and the flows that it leaves alone."""
    setting, world, month, _ = table
    book = simulate_book(signed, world, arriving=(setting, month))
    cloud, lab = setting.parties["cloud"], setting.parties["lab"]
    upstream = [line for line in signed if line.is_supply and line.party("cloud") == cloud]
    names = dict(setting.parties)
    if upstream:
        names["vendor"] = upstream[0].party("vendor")
    share = passed_on_fraction(upstream, month, world.months)
    handed_on = {"passed_on_fraction": share} if upstream else {}

    def in_names(strand: Strand) -> Strand:
        def run(_: ContractSetting, columns: Columns, now: World, path: Tenancy) -> Entries:
            entries = strand.ledger(setting, {**columns, **handed_on}, now, path)
            flows = [renamed(flow, names) for flow in entries.flows]
            return Entries(flows, named(entries.damages, names))

        return strand._replace(ledger=run)

    plan = plan_of(setting.template, book.context(setting, month))
    plan = plan._replace(strands=tuple(map(in_names, plan.strands)))
    # the lab's training and the cloud's stock from now on are in the open contract's own strands
    constants = [flow for flows in book.flows.values() for flow in flows]
    for party, flows in book.shared.items():
        if party == cloud:
            constants += [up_to(flow, month) for flow in flows]
        elif party != lab:
            constants += flows
    return Joined(plan, columns, constants, np.zeros(len(columns["gpus"]), dtype=np.intp))


def named(damages: DamagesDue | None, names: Mapping[str, str]) -> DamagesDue | None:
    """Return damages between parties instead of roles."""
    if damages is None:
        return None
    return damages._replace(flows=[renamed(flow, names) for flow in damages.flows])
