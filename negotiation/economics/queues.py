"""Orders of one vendor side by side: they compete for its cards while they hold (R4)."""

from collections.abc import Sequence
from dataclasses import replace

from negotiation.economics.card_supply import ship
from negotiation.economics.deliveries import Rival
from negotiation.economics.lines import Line, placed_month, rival_of, with_rows
from negotiation.economics.shipments import Shipments, Span
from negotiation.economics.world import World

__all__ = ["ship_beside", "without_moot_endings"]


def without_moot_endings(supplies: Sequence[Line], world: World) -> list[Line]:
    """Return supply contracts, those not ended by agreement that had ended by themselves before."""
    if all(line.ended_month is None for line in supplies):
        return list(supplies)
    going_on = [replace(line, ended_month=None) for line in supplies]
    kept = []
    for line, free in zip(supplies, going_on, strict=True):
        if line.ended_month is not None:
            shipments = ship_beside(line, going_on, world)
            is_moot = not shipments.ending.by_consent.any()
            kept.append(free if is_moot else line)
        else:
            kept.append(line)
    return kept


def ship_beside(line: Line, supplies: Sequence[Line], world: World) -> Shipments:
    """Ship one order beside the others of the same vendor.

    An order that takes the place of one that both have ended keeps its turn in the queue.
    """
    rivals = rivals_of(line, supplies)
    line = with_rows(line, max((len(rival.weight) for rival in rivals), default=1))
    since = world.since(line.signed_month)
    span = Span(line.open_months, line.signed_month - placed_month(line, supplies))
    return ship(line.setting, line.columns, since, rivals, span=span)


def rivals_of(line: Line, supplies: Sequence[Line]) -> tuple[Rival, ...]:
    """Return the other orders in the queue of the same vendor."""
    return tuple(
        rival_of(other, line.signed_month)
        for other in supplies
        if other.id != line.id and other.party("vendor") == line.party("vendor")
    )
