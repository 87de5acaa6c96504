"""The chats of a run: each model's client, and every wrapper around it in the order that holds.

From the outside in: what was recorded is answered for nothing, be it in the run that this one was
forked from; what is asked is paid for and recorded; a call waits for a slot, is not made while the
endpoint is down, keeps to the minute's worth, and is tried again. A delegate
sees to these last ones itself.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

from negotiation.app.capability_cache import CapabilityCache
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan
from negotiation.errors import UsageError
from negotiation.llm.breaker import BreakingChat
from negotiation.llm.budget import Budget, BudgetedChat, Purse
from negotiation.llm.chat import Chat, Watch
from negotiation.llm.connections import Connections
from negotiation.llm.gate import GatedChat, PacedChat
from negotiation.llm.profile import ModelProfile, Prices
from negotiation.llm.recorded import BorrowingChat, ChatRecord, RecordedChat, ReplayedChat
from negotiation.llm.retrying import RetryingChat
from negotiation.llm.traffic import Traffic
from negotiation.store.asked import AskedChat, n_lost_calls
from negotiation.store.chats import JsonlChats, read_chats
from negotiation.store.folder import RunFolder

__all__ = ["open_chats", "read_spare", "spare_path"]


def spare_path(folder: RunFolder) -> Path:
    """Return where a fork keeps the calls of its source to turns that it plays anew."""
    return folder.path / "spare_chats.jsonl"


def read_spare(folder: RunFolder) -> tuple[ChatRecord, ...]:
    """Return the calls that a fork may answer from; none where there are none."""
    return read_chats(spare_path(folder))


@asynccontextmanager
async def open_chats(
    plan: RunPlan,
    endpoints: Endpoints,
    sink: JsonlChats,
    *,
    traffic: Traffic,
    cache: CapabilityCache,
    budget: Budget | None = None,
    purse: Purse | None = None,
    asked: Path | None = None,
    watch: Watch | None = None,
    spare: Sequence[ChatRecord] = (),
    connections: Connections | None = None,
) -> AsyncIterator[Mapping[str, Chat]]:
    """Yield a chat for each model of a run, by name, while the context is open.

    Args:
        plan: the run.
        endpoints: where its models live.
        sink: the run's calls, those of earlier processes included.
        traffic: what all runs of this process share.
        cache: what endpoints take.
        budget: what the run may spend, all its processes together.
        purse: what several runs spend from together, instead of a budget of its own.
        asked: the file of the calls that were begun; without it none is kept.
        watch: is told how far each reply has come; only then are replies streamed.
        spare: calls of the run that this one was forked from, to the same models.
        connections: what the runs of this event loop share; without them the run opens its own.

    Raises:
        UsageError: a model cannot be asked, or its price is not known and money is limited.
        SettingsError: an endpoint's address or key is not usable.
    """
    earlier = sink.read()
    purse = purse or _own_purse(budget or Budget(), earlier, asked)
    chats: dict[str, Chat] = {}
    prices: dict[str, Prices | None] = {}
    reached = partial(_reached, plan, endpoints, cache=cache, watch=watch, connections=connections)
    async with AsyncExitStack() as stack:
        for name in plan.models:
            source, prices[name] = await stack.enter_async_context(reached(name, traffic=traffic))
            recorded = RecordedChat(source, sink, prices=prices[name])
            noted = recorded if asked is None else AskedChat(recorded, asked)
            paid = BudgetedChat(noted, purse, prices=prices[name])
            chats[name] = ReplayedChat(BorrowingChat(paid, spare, sink), earlier)
        _check_priced(purse.budget, prices)
        yield chats


def _own_purse(budget: Budget, earlier: Sequence[ChatRecord], asked: Path | None) -> Purse:
    """Return what one run spends from, with what its earlier processes have spent."""
    n_lost = n_lost_calls(asked, earlier) if asked is not None else 0
    return Purse(budget, earlier=earlier, n_lost=n_lost)


@asynccontextmanager
async def _reached(
    plan: RunPlan,
    endpoints: Endpoints,
    name: str,
    *,
    traffic: Traffic,
    cache: CapabilityCache,
    watch: Watch | None,
    connections: Connections | None,
) -> AsyncIterator[tuple[Chat, Prices | None]]:
    """Yield who answers for a model while the context is open, and what its tokens cost."""
    if (delegate := endpoints.delegate(name)) is not None:
        yield delegate.chat, None
        return
    from negotiation.llm.openai_chat import OpenAIChat  # noqa: PLC0415 - heavy; only models need it

    n_talks = plan.n_seats_of(name)
    async with endpoints.opened(name, n_talks=n_talks, seed=plan.seed) as profile:
        address = endpoints.address(name)
        client = partial(OpenAIChat, profile, capabilities=cache.get(address), watch=watch)
        # A model that is served for this run alone leaves no address to come back to.
        lender = connections if profile == endpoints.profile(name) else None
        learned = partial(cache.put, address)
        async with client(on_learned=learned, connections=lender) as opened:
            yield _wrapped(opened, profile, traffic), profile.prices


def _wrapped(opened: Chat, profile: ModelProfile, traffic: Traffic) -> Chat:
    """Return a chat that is patient with its endpoint, and considerate of it."""
    road = traffic.road_to(profile)
    retrying = RetryingChat(opened, attempts=profile.attempts, total_seconds=profile.total_seconds)
    paced = PacedChat(retrying, road.gate)
    return GatedChat(BreakingChat(paced, road.breaker), road.gate)


def _check_priced(budget: Budget, priced: Mapping[str, Prices | None]) -> None:
    """Raise ``UsageError`` if money is limited and a model has no price in the one currency."""
    if budget.max_cost is None:
        return
    currencies: set[str] = set()
    for name, prices in priced.items():
        if prices is None:
            raise UsageError(
                f"--max-cost: model {name!r} has no prices; set input_cost_per_million and "
                "output_cost_per_million in the models file"
            )
        currencies.add(prices.currency)
    if len(currencies) > 1:
        raise UsageError(f"--max-cost: prices are in {' and '.join(sorted(currencies))}")
