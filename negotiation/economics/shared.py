"""What belongs to no single contract: a lab's training on all its compute, a cloud's own stock."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from negotiation.economics.availability import Compute
from negotiation.economics.fleet import stock_flows
from negotiation.economics.flows import Flows, renamed, up_to
from negotiation.economics.lab_use import lab_flows
from negotiation.economics.lines import Line
from negotiation.economics.timing import later
from negotiation.economics.world import World

__all__ = ["first_months", "shared_flows", "stock_of", "training_flows"]


def first_months(rentals: Sequence[Line]) -> dict[str, int]:
    """Return when each lab and cloud signs its first rental, month of the world."""
    found: dict[str, int] = {}
    for line in rentals:
        for party in line.setting.parties.values():
            found[party] = min(line.signed_month, found.get(party, line.signed_month))
    return found


def shared_flows(
    rentals: Sequence[Line], world: World, compute: Mapping[str, Compute]
) -> dict[str, Flows]:
    """Return the flows of each lab and cloud that signed rentals, on the world's months.

    Both begin with the party's first signature. A lab's training goes by the profile of its first
    contract, a cloud's stock is in each month what its latest rental says of it.
    """
    flows: dict[str, Flows] = {}
    for line in sorted(rentals, key=lambda line: line.signed_month):
        cloud, lab = line.party("cloud"), line.party("lab")
        if lab not in flows:
            flows[lab] = training_flows(lab, rentals, world, compute)
        if cloud not in flows:
            flows[cloud] = stock_of(cloud, rentals, world)
    return flows


def training_flows(
    lab: str, rentals: Sequence[Line], world: World, compute: Mapping[str, Compute]
) -> Flows:
    """Return what a lab makes of all its compute, from its first signature on."""
    own = (line for line in rentals if line.party("lab") == lab)
    line = min(own, key=lambda line: line.signed_month)
    month = line.signed_month
    given = Compute(*(array[..., month:] for array in compute[lab]))
    return posted(line, lab_flows(line.setting, world.since(month), given), month)


def stock_of(cloud: str, rentals: Sequence[Line], world: World) -> Flows:
    """Return what a cloud's own stock earns, piece by piece between its signatures."""
    own = sorted(
        (line for line in rentals if line.party("cloud") == cloud),
        key=lambda line: line.signed_month,
    )
    pieces = {line.signed_month: line for line in reversed(own)}
    months = sorted(pieces)
    flows: Flows = []
    for month, until in zip(months, [*months[1:], world.months], strict=True):
        line = pieces[month]
        stock = posted(line, stock_flows(line.setting, world.since(month)), month)
        flows += [up_to(flow, until) for flow in stock]
    return flows


def posted(line: Line, flows: Flows, month: int) -> Flows:
    """Return the flows of a line between parties, on the world's months."""
    return [
        replace(renamed(flow, line.setting.parties), amount=later(flow.amount, month))
        for flow in flows
    ]
