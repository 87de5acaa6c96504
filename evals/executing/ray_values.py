"""Large jobs of the simulator on a cluster: the same function over many items, in pieces.

``map_on_ray(function, items)`` is ``list(map(function, items))``, bit for bit, on however many
processors. Whatever takes a mapping function can be given this one, as ``evals.worlds`` does.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from evals.executing.ray_door import joined_cluster, n_cpus_of
from negotiation.settings import Settings

__all__ = ["map_on_ray"]

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

CHUNKS_PER_CPU = 4
"""Pieces of a job for each processor, so that one that is slow holds up nobody for long."""

MAX_IN_CHUNK = 1_000
"""Items of a piece, so that a machine that is lost takes little with it."""

MAX_IN_FLIGHT_PER_CPU = 2


def map_on_ray(
    function: Callable[[ItemT], ResultT],
    items: Sequence[ItemT],
    *,
    address: str | None = None,
    n_in_chunk: int | None = None,
) -> list[ResultT]:
    """Return what a function makes of every item, in the order of the items.

    A piece that is lost with its machine is computed again elsewhere, as often as Ray does that.

    Args:
        function: pure, and known to workers by its name, or whole as a ``partial`` of such a one.
        items: what it is applied to.
        address: of the cluster; else what ``RAY_ADDRESS`` says, else one is started here.
        n_in_chunk: items that a worker gets at a time; by default a few pieces for each processor.

    Raises:
        UsageError: Ray is not installed, or there is no cluster at the address.
    """
    address = address or Settings.from_environment().ray_address
    with joined_cluster(address) as ray:
        n_cpus = n_cpus_of(ray)
        size = n_in_chunk or min(MAX_IN_CHUNK, -(-len(items) // (CHUNKS_PER_CPU * n_cpus)) or 1)
        chunks = [items[start : start + size] for start in range(0, len(items), size)]
        apply = ray.remote(_applied)
        shared = ray.put(function)
        refs: list[Any] = []
        for chunk in chunks:
            n_busy = MAX_IN_FLIGHT_PER_CPU * n_cpus
            if len(refs) >= n_busy:  # what lies ready at the workers takes memory there
                ray.wait(refs, num_returns=len(refs) - n_busy + 1)
            refs.append(apply.remote(shared, chunk))
        return [result for ref in refs for result in ray.get(ref)]


def _applied(function: Callable[[ItemT], ResultT], chunk: Sequence[ItemT]) -> list[ResultT]:
    """Apply a function to a piece; runs in a worker."""
    return [function(item) for item in chunk]
