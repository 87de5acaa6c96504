"""Signed contracts side by side: what is signed at one table binds at the next.

Supply contracts of one vendor compete for its cards; a cloud's customers share what its stock and
its supply contracts bring, those who signed first served first; a lab's contracts add up to one
training run. Flows run on the world's months and name parties, not roles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from negotiation.domain.contracts import ContractSetting
from negotiation.economics.availability import RentalContext, start_of_month
from negotiation.economics.buyer_fleet import BuyerFleet, simulate_buyer_fleet
from negotiation.economics.card_supply import ship, supply_entries_of
from negotiation.economics.clauses import Columns, fill_columns, rows
from negotiation.economics.compute_rental import (
    compute_of,
    damages_entries,
    fee_entries,
    parting_entries,
    service_entries,
    tenancy_of,
)
from negotiation.economics.deliveries import Rival
from negotiation.economics.discounting import Floats
from negotiation.economics.fleet import stock_flows
from negotiation.economics.flows import Flow, Flows
from negotiation.economics.lab_use import Compute, lab_flows
from negotiation.economics.ledgers import Entries
from negotiation.economics.shipments import order_weight
from negotiation.economics.statements import in_money
from negotiation.economics.strands import path_columns
from negotiation.economics.tenancy import Tenancy
from negotiation.economics.world import World

__all__ = ["Book", "Line", "SignedContract", "line_of", "simulate_book"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedContract:
    """A contract in force since ``signed_month`` of the world. Its clauses are complete or not."""

    id: str
    setting: ContractSetting
    clauses: Mapping[str, float | str]
    signed_month: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """A contract in a book; ``columns`` may hold several combinations of an open one."""

    id: str
    setting: ContractSetting
    columns: Columns
    signed_month: int = 0
    is_open: bool = False
    """Still negotiated: its flows stay per unit of price, its damages apart."""


@dataclass(slots=True, kw_only=True, eq=False)
class Book:
    """What has been entered so far. Arrays are on the world's months (combination, draw, month)."""

    world: World
    flows: dict[str, Flows] = field(default_factory=dict)
    """By contract, and by party for what belongs to no single contract."""
    open_entries: Entries | None = None
    fleets: dict[str, BuyerFleet] = field(default_factory=dict)
    tenancies: dict[str, Tenancy] = field(default_factory=dict)
    upstream: dict[str, Floats] = field(default_factory=dict)
    taken: dict[str, Floats] = field(default_factory=dict)
    compute: dict[str, Compute] = field(default_factory=dict)

    @property
    def all_flows(self) -> Flows:
        """Every flow in money."""
        return [flow for flows in self.flows.values() for flow in flows]

    def context(self, setting: ContractSetting, month: int) -> RentalContext:
        """Return what the book means for a rental that is signed in ``month``."""
        nothing = np.zeros((1, 1, self.world.months + 1))
        lab = self.compute.get(setting.parties["lab"])
        return RentalContext(
            upstream_gpus=self.upstream.get(setting.parties["cloud"], nothing)[..., month:],
            taken_gpus=self.taken.get(setting.parties["cloud"], nothing)[..., month:],
            lab_hours=(lab.hours if lab else nothing)[..., month:],
            lab_gpus=(lab.bound_gpus if lab else nothing)[..., month:],
        )


def line_of(contract: SignedContract) -> Line:
    """Return a signed contract as a line."""
    clauses = {name: np.array([value]) for name, value in contract.clauses.items()}
    return Line(
        id=contract.id,
        setting=contract.setting,
        columns=path_columns(contract.setting, fill_columns(contract.setting, clauses)),
        signed_month=contract.signed_month,
    )


def simulate_book(lines: Sequence[Line], world: World) -> Book:
    """Enter every line: supply first, then rentals in the order of signing.

    What belongs to no single contract comes last: the labs' training and the clouds' own stock.
    """
    book = Book(world=world)
    supplies = [line for line in lines if line.setting.template == "card_supply"]
    rentals = [line for line in lines if line.setting.template == "compute_rental"]
    for line in supplies:
        enter_supply(book, line, supplies)
    for line in sorted(rentals, key=lambda line: line.signed_month):
        enter_rental(book, line, supplies)
    enter_shared(book, rentals)
    return book


def enter_supply(book: Book, line: Line, supplies: Sequence[Line]) -> None:
    """Ship one order, beside the others of the same vendor."""
    world = book.world.since(line.signed_month)
    vendor = line.setting.parties["vendor"]
    others = [
        other
        for other in supplies
        if other is not line and other.setting.parties["vendor"] == vendor
    ]
    rivals = tuple(rival_of(other) for other in others)
    line = with_rows(line, max((len(rival.weight) for rival in rivals), default=1))
    shipments = ship(line.setting, line.columns, world, rivals)
    fleet = simulate_buyer_fleet(line.setting, line.columns, world, shipments)
    entries = supply_entries_of(line.setting, line.columns, world, fleet)
    post(book, line, entries, dict(line.setting.parties))
    book.fleets[line.id] = fleet
    cloud = line.setting.parties["cloud"]
    came = later(start_of_month(fleet.installed_gpus), line.signed_month)
    book.upstream[cloud] = book.upstream.get(cloud, np.zeros((1, 1, 1))) + came


def rival_of(line: Line) -> Rival:
    """Return a line as others in the vendor's queue meet it; no cards are no rival."""
    queue_fraction = line.setting.vendor.queue_share_fraction
    return Rival(
        np.where(line.columns["gpus"] > 0, queue_fraction, 0.0),
        order_weight(line.setting, line.columns),
    )


def enter_rental(book: Book, line: Line, supplies: Sequence[Line]) -> None:
    """Serve one customer from what those who signed earlier have left."""
    month, world = line.signed_month, book.world.since(line.signed_month)
    context = book.context(line.setting, month)
    cloud, lab = line.setting.parties["cloud"], line.setting.parties["lab"]
    upstream = [each for each in supplies if each.setting.parties["cloud"] == cloud]
    setting = line.setting
    line = with_rows(line, max(len(context.upstream_gpus), len(context.taken_gpus)))
    columns = line.columns
    if upstream:
        columns = {**columns, "passed_on_fraction": passed_on_fraction(upstream)}
    tenancy = tenancy_of(setting, columns, world, context)
    entries = Entries(
        service_entries(setting, columns, world, tenancy, context=context).flows
        + fee_entries(setting, columns, world, tenancy).flows
        + parting_entries(setting, columns, world, tenancy).flows,
        damages_entries(setting, columns, world, tenancy).damages,
    )
    vendor = upstream[0].setting.parties["vendor"] if upstream else "vendor"
    names = {**line.setting.parties, "vendor": vendor}
    post(book, line, entries, names)
    book.tenancies[line.id] = tenancy
    book.taken[cloud] = book.taken.get(cloud, np.zeros((1, 1, 1))) + later(
        tenancy.served_gpus, month
    )
    given = compute_of(setting, columns, world, tenancy)
    added = Compute(*(later(array, month) for array in given))
    book.compute[lab] = joined(book.compute[lab], added) if lab in book.compute else added


def joined(one: Compute, other: Compute) -> Compute:
    """Return what two contracts give a lab together."""
    return Compute(
        one.hours + other.hours,
        one.bound_gpus + other.bound_gpus,
        np.maximum(one.moving_fraction, other.moving_fraction),
    )


def with_rows(line: Line, n_rows: int) -> Line:
    """Return a line with as many equal combinations as another, open line has."""
    if n_rows <= len(line.columns["gpus"]):
        return line
    return replace(line, columns=rows(line.columns, np.zeros(n_rows, dtype=np.intp)))


def passed_on_fraction(upstream: Sequence[Line]) -> Floats:
    """Return the share of a cloud's damages that its supply contracts take, axis (combination,).

    Several supply contracts count by their size.
    """
    gpus = sum(line.columns["gpus"] for line in upstream)
    taken = sum(line.columns["gpus"] * line.columns["back_to_back_fraction"] for line in upstream)
    share: Floats = np.asarray(taken / np.maximum(gpus, 1e-9))
    return share


def enter_shared(book: Book, rentals: Sequence[Line]) -> None:
    """Enter what each lab makes of all its compute, and what each cloud's own stock earns."""
    for line in rentals:
        cloud, lab = line.setting.parties["cloud"], line.setting.parties["lab"]
        if lab not in book.flows:
            flows = lab_flows(line.setting, book.world, book.compute[lab])
            book.flows[lab] = [renamed(flow, line.setting.parties) for flow in flows]
        if cloud not in book.flows:
            flows = stock_flows(line.setting, book.world)
            book.flows[cloud] = [renamed(flow, line.setting.parties) for flow in flows]


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


def renamed(flow: Flow, names: Mapping[str, str]) -> Flow:
    """Return a flow between parties instead of roles."""
    return replace(
        flow,
        payer=names.get(flow.payer, flow.payer),
        payee=names.get(flow.payee, flow.payee),
    )


def later(amount: Floats, months: int) -> Floats:
    """Return ``amount`` with ``months`` empty months before it."""
    if months == 0:
        return amount
    before = np.zeros((*amount.shape[:-1], months))
    return np.concatenate([before, amount], axis=-1)
