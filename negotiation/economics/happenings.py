"""What happened in a realised world, month after month: bans, deliveries, waits, departures."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias, get_args

import numpy as np

from negotiation.economics.portfolio import Book, SignedContract
from negotiation.economics.timing import NEVER, first_month

__all__ = ["Happening", "HappeningKind", "contract_gpus", "happenings_of"]

HappeningKind: TypeAlias = Literal[
    "ban",
    "list price raised",
    "first delivery",
    "all delivered",
    "lapsed",
    "replaced by substitutes",
    "cancelled by buyer",
    "terminated for lateness",
    "cancelled by seller",
    "left at the ban",
    "ended by agreement",
    "waits for cards",
    "customer left",
    "customer left short of cards",
]


class Happening(NamedTuple):
    """Something that happened: month of the world, what, and to which contract (if any)."""

    month: int
    kind: HappeningKind
    contract: str | None
    gpus: float
    """How many GPUs it is about; 0 where that makes no sense."""


def happenings_of(contracts: Sequence[SignedContract], book: Book) -> tuple[Happening, ...]:
    """Return everything that happened on draw 0, earliest first."""
    found = list(of_the_market(book))
    for contract in contracts:
        if contract.id in book.fleets:
            found += of_supply(contract, book)
        else:
            found += of_rental(contract, book)
    order = get_args(HappeningKind)
    return tuple(
        sorted(found, key=lambda each: (each.month, each.contract or "", order.index(each.kind)))
    )


def of_the_market(book: Book) -> Iterator[Happening]:
    """Yield the ban and a higher list price."""
    futures = book.world.futures
    ban = int(first_month(futures.banned[0]))
    if 0 < ban < NEVER:
        yield Happening(ban, "ban", None, 0.0)
    raised = int(first_month(np.diff(futures.list_price_cny_per_gpu_month[0]) > 0))
    if raised < NEVER:
        yield Happening(raised + 1, "list price raised", None, 0.0)


def of_supply(contract: SignedContract, book: Book) -> Iterator[Happening]:
    """Yield deliveries and how the contract ended."""
    shipments, start = book.fleets[contract.id].shipments, contract.signed_month
    delivered, ordered = shipments.delivered_gpus[0, 0], float(contract_gpus(contract))
    first = int(first_month(delivered > 0))
    if first < NEVER:
        yield Happening(start + first, "first delivery", contract.id, float(delivered[first]))
    full = int(first_month(delivered >= ordered * (1 - 1e-9)))
    if ordered and full < NEVER:
        yield Happening(start + full, "all delivered", contract.id, ordered)
        return
    ending = shipments.ending
    month, missing = int(ending.month[0, 0]), ordered - float(delivered[-1])
    if not ordered or month >= len(delivered):
        return
    kinds: dict[HappeningKind, bool] = {
        "lapsed": bool(ending.is_lapse[0, 0]),
        "replaced by substitutes": bool(ending.is_replaced[0, 0]),
        "cancelled by buyer": bool(ending.by_buyer[0, 0]),
        "terminated for lateness": bool(ending.by_lateness[0, 0]),
        "cancelled by seller": bool(ending.by_seller[0, 0]),
        "ended by agreement": bool(ending.by_consent[0, 0]),
        "left at the ban": True,
    }
    kind = next(name for name, holds in kinds.items() if holds)
    yield Happening(start + month, kind, contract.id, missing)


def of_rental(contract: SignedContract, book: Book) -> Iterator[Happening]:
    """Yield months in which the lab waits for cards, and its departure."""
    tenancy, start = book.tenancies[contract.id], contract.signed_month
    late = tenancy.late_fraction[0, 0]
    began = np.diff((late > 0).astype(int), prepend=0) > 0
    for when in np.flatnonzero(began).tolist():
        missing = float(late[when]) * contract_gpus(contract)
        yield Happening(start + when, "waits for cards", contract.id, missing)
    month = int(tenancy.exit_month[0, 0])
    if month == NEVER:
        return
    gpus = float(tenancy.served_gpus[0, 0, month])
    kind: HappeningKind = "customer left"
    if tenancy.by_cloud[0, 0]:
        kind = "cancelled by seller"
    elif tenancy.by_lab[0, 0]:
        kind = "cancelled by buyer"
    elif tenancy.by_right[0, 0]:
        kind = "terminated for lateness"
    elif tenancy.by_consent[0, 0]:
        kind = "ended by agreement"
    elif tenancy.was_short[0, 0]:
        kind = "customer left short of cards"
    yield Happening(start + month, kind, contract.id, gpus)


def contract_gpus(contract: SignedContract) -> float:
    """Return the GPUs that a contract is about."""
    return float(contract.clauses.get("gpus", contract.setting.fixed.get("gpus", 1_024)))
