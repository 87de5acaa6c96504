"""Everything that a guest could get at from an object that it was handed."""

import gc
from collections.abc import Iterator
from types import ModuleType

import numpy as np

__all__ = ["reachable"]


def reachable(root: object) -> Iterator[object]:
    """Everything that can be got at from an object by attributes, items, closures and views."""
    seen: dict[int, object] = {}
    waiting = [root]
    while waiting:
        met = waiting.pop()
        if id(met) in seen or isinstance(met, type | ModuleType):
            continue
        seen[id(met)] = met
        yield met
        if isinstance(met, np.ndarray):
            waiting.append(met.base)
        elif callable(met) and hasattr(met, "__closure__"):
            waiting.append(getattr(met, "__self__", None))
            waiting.extend(cell.cell_contents for cell in met.__closure__ or ())
        else:
            waiting.extend(gc.get_referents(met))
