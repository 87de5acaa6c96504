"""Two branches that were played on from one turn, held against each other. Plain values."""

from negotiation.domain.moves import Move
from negotiation.domain.quantities import ValueUnit
from negotiation.domain.values import Value

__all__ = ["Branch", "PlayOut"]


class Branch(Value):
    """One way to go on, played as often as there are seeds."""

    surpluses: tuple[float, ...]
    """Of the party, by seed; 0 where no agreement came of it."""
    median: float
    n_agreements: int


class PlayOut(Value):
    """A turn played on as it was, and with the better move, on the same seeds."""

    table: str
    turn: int
    party: str
    unit: ValueUnit
    move: Move
    """The better one."""
    seeds: tuple[int, ...]
    strategies: dict[str, str]
    """Who played on in each seat, in both branches."""
    as_played: Branch
    better: Branch
    differences: tuple[float, ...]
    """Better less as played, seed by seed."""
    difference_median: float
    difference_quartiles: tuple[float, float]
    """What a quarter of the differences are below, and three quarters."""
