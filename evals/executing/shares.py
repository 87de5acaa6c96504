"""What each of several players may spend, so that together they keep to a budget."""

from negotiation.errors import UsageError
from negotiation.llm.budget import Budget

__all__ = ["share_of"]


def share_of(budget: Budget, n_players: int) -> Budget:
    """Return one of ``n_players`` equal shares; whole calls and tokens are rounded down.

    A player that has spent its share stops, also when others have something left: a limit is never
    passed by more than the calls that are under way.

    Raises:
        UsageError: there is less than one call or token for each.

    >>> share_of(Budget(max_calls=5), 2).max_calls
    2
    """
    for limit, unit in ((budget.max_calls, "calls"), (budget.max_tokens, "tokens")):
        if limit is not None and limit < n_players:
            raise UsageError(f"{limit} {unit} are too few for {n_players} workers; use fewer")
    calls, tokens, cost = budget.max_calls, budget.max_tokens, budget.max_cost
    return Budget(
        max_calls=None if calls is None else calls // n_players,
        max_tokens=None if tokens is None else tokens // n_players,
        max_cost=None if cost is None else cost / n_players,
    )
