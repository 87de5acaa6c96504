"""How a contract went in a realised world, month by month."""

from typing import NamedTuple

import numpy as np

from negotiation.economics.discounting import Floats
from negotiation.economics.hardware import HOURS_PER_MONTH
from negotiation.economics.portfolio import Book, SignedContract, line_of
from negotiation.economics.reliability import simulate_service
from negotiation.economics.shipments import promised_fractions
from negotiation.economics.tenancy import promised_gpus
from negotiation.economics.tenancy_rights import terms_end

__all__ = ["ContractCourse", "course_of"]


class ContractCourse(NamedTuple):
    """How one contract went, by month of the world, axis (month,).

    GPUs are the cumulative cards of a supply contract, or the GPUs in use of a rental.
    ``stopped_fraction`` is the share of a rental's hours that failures, restarts and checkpoints
    took.
    """

    promised_gpus: Floats
    delivered_gpus: Floats
    stopped_fraction: Floats


def course_of(contract: SignedContract, book: Book) -> ContractCourse:
    """Return the course of ``contract`` on draw 0 of the book's world."""
    line, month = line_of(contract), contract.signed_month
    world = book.world.since(month)
    months = np.arange(world.months + 1)
    if contract.id in book.fleets:
        share = promised_fractions(line.setting, line.columns, world.months)[0, 0]
        promised = share * line.columns["gpus"][0]
        shipments = book.fleets[contract.id].shipments
        if shipments.ending.by_consent[0, 0]:
            promised = np.minimum(promised, promised[int(shipments.ending.month[0, 0])])
        delivered = shipments.delivered_gpus[0, 0]
        stopped = np.zeros(len(months))
    else:
        tenancy = book.tenancies[contract.id]
        inside = months <= terms_end(line.columns)[0]
        if tenancy.by_consent[0, 0]:
            inside &= months <= tenancy.exit_month[0, 0]
        promised = promised_gpus(line.columns, world.months)[0, 0] * inside
        delivered = tenancy.served_gpus[0, 0]
        useful = simulate_service(world, line.columns).useful_hours_per_gpu_month[0, 0]
        stopped = np.where(delivered > 0, 1 - useful / HOURS_PER_MONTH, 0.0)
    before = np.zeros(month)
    return ContractCourse(
        *(np.concatenate([before, array]) for array in (promised, delivered, stopped))
    )
