"""What a run may spend on its models, and what it has spent.

The limit is checked before a call and the call is counted after it, for nobody knows earlier what
it will use. So a run overspends by at most one call for each that is under way at once. A call that
was never made, for its endpoint counts as down, costs nothing.
"""

from collections.abc import Iterable

from pydantic import Field

from negotiation.domain.values import Value
from negotiation.errors import ChatBudgetSpent, ChatError, ChatNotAsked
from negotiation.llm.chat import Chat, ChatReply, ChatRequest
from negotiation.llm.profile import Prices
from negotiation.llm.recorded import ChatRecord, counted_usage

__all__ = ["Budget", "BudgetedChat", "Purse"]


class Budget(Value):
    """Limits of a run, all its processes together; None is no limit.

    ``max_cost`` is in the currency of the endpoints' prices.
    """

    max_calls: int | None = Field(default=None, ge=0)
    max_tokens: int | None = Field(default=None, ge=0)
    max_cost: float | None = Field(default=None, ge=0)


class Purse:
    """What a run has spent of its budget; ``earlier`` are its calls in earlier processes.

    What the run that it was forked from had paid for is not spent again. ``n_lost`` calls were
    under way when a process ended; nobody knows their tokens.
    """

    def __init__(
        self, budget: Budget, *, earlier: Iterable[ChatRecord] = (), n_lost: int = 0
    ) -> None:
        self.budget = budget
        self.n_calls = n_lost
        self.n_tokens = 0
        self.cost = 0.0
        for record in earlier:
            if record.is_carried:
                continue
            self.n_calls += min(record.n_attempts, 1)
            if record.reply is not None:
                usage = counted_usage(record.messages, record.reply)
                self.n_tokens += usage.prompt_tokens + usage.completion_tokens
                self.cost += record.cost.amount if record.cost is not None else 0.0

    def check(self) -> None:
        """Raise ``ChatBudgetSpent`` when there is no room for another call."""
        budget = self.budget
        for spent, most, unit in (
            (self.n_calls, budget.max_calls, "calls"),
            (self.n_tokens, budget.max_tokens, "tokens"),
            (self.cost, budget.max_cost, "money"),
        ):
            if most is not None and spent >= most:
                raise ChatBudgetSpent(f"the budget is spent: {spent:,.6g} of {most:,.6g} {unit}")

    def count(self, request: ChatRequest, reply: ChatReply | None, prices: Prices | None) -> None:
        """Count a call, and what its reply used if one came."""
        self.n_calls += 1
        if reply is None:
            return
        usage = counted_usage(request.messages, reply)
        self.n_tokens += usage.prompt_tokens + usage.completion_tokens
        if prices is not None:
            self.cost += prices.cost_of(usage).amount


class BudgetedChat:
    """A ``Chat`` that asks ``inner`` only while the purse has room for a call."""

    def __init__(self, inner: Chat, purse: Purse, *, prices: Prices | None) -> None:
        self._inner = inner
        self._purse = purse
        self._prices = prices

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Return the reply of ``inner``; raise ``ChatBudgetSpent`` before a call too many."""
        self._purse.check()
        try:
            reply = await self._inner.complete(request)
        except ChatNotAsked:
            raise
        except ChatError:
            self._purse.count(request, None, self._prices)
            raise
        self._purse.count(request, reply, self._prices)
        return reply
