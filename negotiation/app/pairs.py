"""One thing in each of two runs, and how far apart the two are."""

from typing import Generic, TypeVar

from negotiation.domain.values import Value

__all__ = ["Pair", "difference_of"]

T = TypeVar("T")


class Pair(Value, Generic[T]):
    """One thing in the first run and in the second."""

    first: T
    second: T

    @property
    def differs(self) -> bool:
        """Whether the two are not the same."""
        return self.first != self.second


def difference_of(pair: Pair[float | None]) -> float | None:
    """Return the second less the first; ``None`` where one of them is missing."""
    return None if pair.first is None or pair.second is None else pair.second - pair.first
