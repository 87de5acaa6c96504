"""Signed contracts side by side: what is signed at one table binds at the next.

Supply contracts of one vendor compete for its cards; a cloud's customers share what its stock and
its supply contracts bring, those who signed first served first; a lab's contracts add up to one
training run. Flows run on the world's months and name parties, not roles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.domain.market import Market
from negotiation.economics.availability import (
    Compute,
    Parting,
    RentalContext,
    pool_of,
    start_of_month,
)
from negotiation.economics.buyer_fleet import BuyerFleet, simulate_buyer_fleet
from negotiation.economics.card_supply import supply_entries_of
from negotiation.economics.compute_rental import (
    compute_of,
    damages_entries,
    fee_entries,
    parting_entries,
    service_entries,
    tenancy_of,
)
from negotiation.economics.discounting import Floats
from negotiation.economics.fleet import freed_gpus
from negotiation.economics.flows import Flows, renamed
from negotiation.economics.futures import Futures, simulate_futures
from negotiation.economics.ledgers import Entries
from negotiation.economics.lines import (
    Line,
    SignedContract,
    line_of,
    passed_on_fraction,
    with_rows,
)
from negotiation.economics.queues import ship_beside, without_moot_endings
from negotiation.economics.shared import first_months, shared_flows
from negotiation.economics.simulator import SUPPLY_MONTHS_MORE
from negotiation.economics.statements import in_money
from negotiation.economics.tenancy import Tenancy
from negotiation.economics.timing import later
from negotiation.economics.world import World

__all__ = ["Book", "Line", "SignedContract", "book_beside", "line_of", "simulate_book"]


@dataclass(slots=True, kw_only=True, eq=False)
class Book:
    """What has been entered so far. Arrays are on the world's months (combination, draw, month)."""

    world: World
    flows: dict[str, Flows] = field(default_factory=dict)
    """By contract."""
    shared: dict[str, Flows] = field(default_factory=dict)
    """By party, what belongs to no single contract."""
    open_entries: Entries | None = None
    rentals: list[Line] = field(default_factory=list)
    fleets: dict[str, BuyerFleet] = field(default_factory=dict)
    tenancies: dict[str, Tenancy] = field(default_factory=dict)
    upstream: dict[str, Floats] = field(default_factory=dict)
    taken: dict[str, Floats] = field(default_factory=dict)
    freed: dict[str, Floats] = field(default_factory=dict)
    compute: dict[str, Compute] = field(default_factory=dict)

    @property
    def all_flows(self) -> Flows:
        """Every flow in money."""
        every = (*self.flows.values(), *self.shared.values())
        return [flow for flows in every for flow in flows]

    def context(self, setting: ContractSetting, month: int) -> RentalContext:
        """Return what the book means for a rental that is signed in ``month``."""
        nothing = np.zeros((1, 1, self.world.months + 1))
        cloud, lab = setting.parties["cloud"], setting.parties["lab"]
        since = min(first_months(self.rentals).get(lab, month), month)
        beside = self.compute.get(lab, Compute(nothing, nothing, nothing))
        return RentalContext(
            upstream_gpus=self.upstream.get(cloud, nothing)[..., month:],
            taken_gpus=self.taken.get(cloud, nothing)[..., month:],
            freed_gpus=self.freed.get(cloud, nothing)[..., month:],
            lab=Compute(*(array[..., since:] for array in beside)),
            lab_world=self.world.since(since),
            lab_months=month - since,
            known_months=self.known_months(cloud, lab, month),
        )

    def known_months(self, cloud: str, lab: str, month: int) -> Floats | None:
        """Return how long a lab has been a cloud's customer by contracts replaced one by one."""
        known: Floats | None = None
        for line in reversed(self.rentals):
            if (line.party("cloud"), line.party("lab")) == (cloud, lab) and (
                line.ended_month == month > line.signed_month
            ):
                since = self.known_months(cloud, lab, line.signed_month)
                lasted = line.open_months + (0 if since is None else since)
                replaced = np.where(self.tenancies[line.id].by_consent, lasted, 0)
                known = replaced if known is None else np.maximum(known, replaced)
        return known


def simulate_book(
    lines: Sequence[Line],
    world: World,
    *,
    arriving: tuple[ContractSetting, int] | None = None,
    rival: Line | None = None,
) -> Book:
    """Enter every line: supply first, then rentals in the order of signing.

    What belongs to no single contract comes last: the labs' training and the clouds' own stock.
    Two lines are there and not entered: ``arriving``, a rental at the table and its month, and
    ``rival``, an order at the table that competes for the vendor's cards.
    """
    book = Book(world=world)
    supplies = without_moot_endings([line for line in lines if line.is_supply], world)
    rentals = in_order(lines)
    coming = [(line.setting, line.signed_month) for line in rentals]
    coming += [arriving] if arriving else []
    for line in supplies:
        enter_supply(book, line, [*supplies, *([rival] if rival else [])])
    for line in rentals:
        enter_rental(book, line, supplies, parting_of(line, coming))
    book.shared = shared_flows(rentals, world, book.compute)
    return book


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Return the rentals in the order of signing."""
    rentals = [line for line in lines if not line.is_supply]
    return sorted(rentals, key=lambda line: line.signed_month)


def book_beside(
    beside: Book, line: Line, rentals: Sequence[Line], supplies: Sequence[Line]
) -> Book:
    """Enter an order at the table and what hangs on its cards, on top of what has been entered.

    Args:
        beside: everything else, entered with ``line`` as a rival; it has a row for each of the
            combinations that a column ``rival_row`` of ``line`` names.
        line: the order at the table.
        rentals: those of its buyer's customers.
        supplies: every signed supply contract.
    """
    at, cloud = line.columns["rival_row"].astype(np.intp), line.party("cloud")
    book = Book(world=beside.world)
    if (came := beside.upstream.get(cloud)) is not None:
        book.upstream[cloud] = came[at] if len(came) > 1 else came
    for lab, compute in beside.compute.items():
        book.compute[lab] = Compute(*(each[at] if len(each) > 1 else each for each in compute))
    enter_supply(book, line, [line, *supplies])
    coming = [(each.setting, each.signed_month) for each in rentals]
    for rental in in_order(rentals):
        enter_rental(book, rental, [*supplies, line], parting_of(rental, coming))
    return book


def parting_of(line: Line, coming: Sequence[tuple[ContractSetting, int]]) -> Parting | None:
    """Return how a rental is ended by agreement, and whom the lab then signs with."""
    if line.ended_month is None:
        return None
    clouds = {
        setting.parties["cloud"]
        for setting, month in coming
        if month == line.ended_month and setting.parties["lab"] == line.party("lab")
    }
    stays = line.party("cloud") in clouds
    return Parting(line.open_months, stays, goes_over=bool(clouds) and not stays)


def enter_supply(book: Book, line: Line, supplies: Sequence[Line]) -> None:
    """Ship one order, beside the others of the same vendor."""
    world = book.world.since(line.signed_month)
    shipments = ship_beside(line, supplies, book.world)
    line = with_rows(line, len(shipments.delivered_gpus))
    believed = None if line.is_open else beliefs_at(line.setting.market)
    fleet = simulate_buyer_fleet(line.setting, line.columns, world, shipments, believed=believed)
    entries = supply_entries_of(line.setting, line.columns, world, fleet)
    post(book, line, entries, dict(line.setting.parties))
    book.fleets[line.id] = fleet
    cloud = line.party("cloud")
    came = later(start_of_month(fleet.installed_gpus), line.signed_month)
    book.upstream[cloud] = book.upstream.get(cloud, np.zeros((1, 1, 1))) + came


@lru_cache(maxsize=64)
def beliefs_at(market: Market) -> Futures:
    """Return the futures that everybody expected who ordered cards in ``market``.

    What was decided at signing stays decided, whatever has happened since and however long the
    book's world goes on.
    """
    return simulate_futures(market, market.horizon_months + SUPPLY_MONTHS_MORE)


def enter_rental(book: Book, line: Line, supplies: Sequence[Line], parting: Parting | None) -> None:
    """Serve one customer from what those who signed earlier have left."""
    month, world = line.signed_month, book.world.since(line.signed_month)
    context = replace(book.context(line.setting, month), parting=parting)
    cloud, lab = line.party("cloud"), line.party("lab")
    upstream = [each for each in supplies if each.party("cloud") == cloud]
    setting = line.setting
    line = with_rows(line, max(len(context.upstream_gpus), len(context.taken_gpus)))
    columns = line.columns
    if upstream:
        share = passed_on_fraction(upstream, month, book.world.months)
        columns = {**columns, "passed_on_fraction": share}
    tenancy = tenancy_of(setting, columns, world, context)
    entries = Entries(
        service_entries(setting, columns, world, tenancy, context=context).flows
        + fee_entries(setting, columns, world, tenancy).flows
        + parting_entries(setting, columns, world, tenancy).flows,
        damages_entries(setting, columns, world, tenancy).damages,
    )
    vendor = upstream[0].party("vendor") if upstream else "vendor"
    post(book, line, entries, {**setting.parties, "vendor": vendor})
    book.rentals.append(line)
    book.tenancies[line.id] = tenancy
    freed = freed_gpus(tenancy, pool_of(setting, columns, context))
    for cards, gpus in ((book.taken, tenancy.served_gpus), (book.freed, freed)):
        if gpus.any() or cards is book.taken:
            cards[cloud] = cards.get(cloud, np.zeros((1, 1, 1))) + later(gpus, month)
    added = compute_of(setting, columns, world, tenancy).later(month)
    book.compute[lab] = book.compute[lab].beside(added) if lab in book.compute else added


def post(book: Book, line: Line, entries: Entries, names: Mapping[str, str]) -> None:
    """Enter the flows of a line under the parties' names."""
    world = book.world.since(line.signed_month)
    if line.is_open:
        flows = entries.flows
        book.open_entries = entries
    else:
        flows = in_money(line.setting, line.columns, entries, world)
    book.flows[line.id] = [
        replace(renamed(flow, names), amount=later(flow.amount, line.signed_month))
        for flow in flows
    ]
