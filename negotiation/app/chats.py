"""The chats of a run: each model's client, and every wrapper around it in the order that holds.

From the outside in: what was recorded is answered for nothing, be it in the run that this one was
forked from; what is asked is paid for and recorded; a call waits for a slot, is not made while the
endpoint is down, keeps to the minute's worth, and is tried again.
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
from negotiation.llm.gate import GatedChat, PacedChat
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.profile import ModelProfile
from negotiation.llm.recorded import BorrowingChat, ChatRecord, RecordedChat, ReplayedChat
from negotiation.llm.retrying import RetryingChat
from negotiation.llm.traffic import Traffic
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
    watch: Watch | None = None,
    spare: Sequence[ChatRecord] = (),
) -> AsyncIterator[Mapping[str, Chat]]:
    """Yield a chat for each model of a run, by name, while the context is open.

    Args:
        plan: the run.
        endpoints: where its models live.
        sink: the run's calls, those of earlier processes included.
        traffic: what all runs of this process share.
        cache: what endpoints take.
        budget: what the run may spend, all its processes together.
        watch: is told how far each reply has come; only then are replies streamed.
        spare: calls of the run that this one was forked from, to the same models.

    Raises:
        UsageError: a model cannot be asked, or its price is not known and money is limited.
        SettingsError: an endpoint's address or key is not usable.
    """
    earlier, budget = sink.read(), budget or Budget()
    purse = Purse(budget, earlier=earlier)
    chats: dict[str, Chat] = {}
    profiles: list[ModelProfile] = []
    async with AsyncExitStack() as stack:
        for name in plan.models:
            reached = endpoints.opened(name, n_talks=plan.n_seats_of(name), seed=plan.seed)
            profile = await stack.enter_async_context(reached)
            profiles.append(profile)
            address = endpoints.address(name)
            client = OpenAIChat(
                profile,
                capabilities=cache.get(address),
                on_learned=partial(cache.put, address),
                watch=watch,
            )
            opened = await stack.enter_async_context(client)
            asked = RecordedChat(_wrapped(opened, profile, traffic), sink, prices=profile.prices)
            paid = BudgetedChat(asked, purse, prices=profile.prices)
            chats[name] = ReplayedChat(BorrowingChat(paid, spare, sink), earlier)
        _check_priced(budget, profiles)
        yield chats


def _wrapped(opened: Chat, profile: ModelProfile, traffic: Traffic) -> Chat:
    """Return a chat that is patient with its endpoint, and considerate of it."""
    road = traffic.road_to(profile)
    retrying = RetryingChat(opened, attempts=profile.attempts, total_seconds=profile.total_seconds)
    paced = PacedChat(retrying, road.gate)
    return GatedChat(BreakingChat(paced, road.breaker), road.gate)


def _check_priced(budget: Budget, profiles: Sequence[ModelProfile]) -> None:
    """Raise ``UsageError`` if money is limited and a model has no price in the one currency."""
    if budget.max_cost is None:
        return
    for profile in profiles:
        if profile.prices is None:
            raise UsageError(
                f"--max-cost: model {profile.name!r} has no prices; set input_cost_per_million and "
                "output_cost_per_million in the models file"
            )
    currencies = {profile.currency for profile in profiles}
    if len(currencies) > 1:
        raise UsageError(f"--max-cost: prices are in {' and '.join(sorted(currencies))}")
