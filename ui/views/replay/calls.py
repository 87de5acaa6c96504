"""The calls of a run to its models, as plain values: each of them, and what they came to. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from negotiation.agents.call_keys import CallKey
from negotiation.app.plan import RunPlan
from negotiation.domain.values import Language
from negotiation.llm.chat import ChatMessage
from negotiation.llm.profile import Prices
from negotiation.llm.recorded import ChatRecord, counted_usage
from ui.texts import say

__all__ = ["CALLS_PAGE", "CallView", "Usage", "calls_of_plan", "usage_of", "usage_rows"]
__all__ += ["USAGE_HEADER"]

CALLS_PAGE = 10
"""Calls on a page."""

USAGE_HEADER = ("replay_model", "party", "replay_calls", "replay_carried", "replay_failed",
                "replay_tokens_in", "replay_tokens_cached", "replay_tokens_out",
                "replay_seconds", "replay_cost")  # fmt: skip
"""Keys of the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """One call."""

    number: int
    """In the file, from 1."""
    turn: int
    """0 where its name is none of ours."""
    table: str
    seat: str
    """A party, or who signs for it; empty where its name is none of ours."""
    model: str
    n_known: int
    """Messages that the call before it in the same conversation had already."""
    record: ChatRecord


@dataclass(slots=True, kw_only=True)
class Usage:
    """What a seat used of a model."""

    model: str
    seat: str
    n_calls: int = 0
    n_carried: int = 0
    """Paid for by the run that this one was forked from."""
    n_failed: int = 0
    """Attempts that brought no usable reply."""
    tokens_in: int = 0
    tokens_cached: int = 0
    tokens_out: int = 0
    seconds: list[float] = field(default_factory=list)
    """From sending to the whole reply, of each call that was answered."""
    cost: dict[str, float] = field(default_factory=dict)
    """By currency, by the prices of the time or else by those of today."""
    is_priced: bool = True
    """Whether the price of every reply is known."""


def calls_of_plan(plan: RunPlan, calls: Iterable[ChatRecord]) -> tuple[CallView, ...]:
    """Return every call with who made it, and what it says that had not been said before."""
    before: dict[ChatMessage, tuple[ChatMessage, ...]] = {}
    answered: dict[str, str] = {}
    views: list[CallView] = []
    for number, record in enumerate(calls, 1):
        called = CallKey.parse(record.key)
        first = record.messages[0] if record.messages else None
        known = before.get(first, ()) if first is not None else ()
        pairs = zip(known, record.messages, strict=False)
        n_known = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        party = called.party if called is not None else ""
        if record.reply is not None:
            answered[party] = record.reply.model
        views.append(
            CallView(
                number=number,
                turn=called.turn if called is not None else 0,
                table=called.table if called is not None else "",
                seat=party,
                model=_asked(plan, party) or answered.get(party, ""),
                n_known=n_known,
                record=record,
            )
        )
        if first is not None:
            before[first] = record.messages
    return tuple(views)


def usage_of(
    calls: Sequence[CallView], prices: Callable[[str], Prices | None]
) -> tuple[Usage, ...]:
    """Add up by model and seat.

    Args:
        calls: of one run.
        prices: of a model by name today, for calls that were recorded without a cost.
    """
    used: dict[tuple[str, str], Usage] = {}
    for call in calls:
        key = (call.model, call.seat)
        _add(used.setdefault(key, Usage(model=call.model, seat=call.seat)), call.record, prices)
    return tuple(used[key] for key in sorted(used))


def usage_rows(
    usages: Sequence[Usage], names: Mapping[str, str], language: Language
) -> tuple[tuple[str, ...], ...]:
    """Return a line for each seat, then the sum where there are several."""
    rows = [_row(each, names.get(each.seat, each.seat or "–"), language) for each in usages]
    if len(usages) > 1:
        rows.append(_row(_sum(usages), say("replay_total", language), language))
    return tuple(rows)


def _asked(plan: RunPlan, party: str) -> str | None:
    """Return the model of a seat, as the run's own plan calls it."""
    seat = plan.seats.get(party)
    return seat.asked_model if seat is not None else None


def _add(usage: Usage, record: ChatRecord, prices: Callable[[str], Prices | None]) -> None:
    usage.n_calls += 1
    usage.n_carried += record.is_carried
    usage.n_failed += len(record.faults)
    if record.reply is None:
        return
    counted = counted_usage(record.messages, record.reply)
    usage.tokens_in += counted.prompt_tokens
    usage.tokens_cached += counted.cached_tokens or 0
    usage.tokens_out += counted.completion_tokens
    usage.seconds.append(record.reply.latency_seconds)
    if record.is_carried:
        return
    known = prices(usage.model) if record.cost is None else None
    cost = record.cost or (known.cost_of(counted) if known is not None else None)
    if cost is None:
        usage.is_priced = False
    else:
        usage.cost[cost.currency] = usage.cost.get(cost.currency, 0.0) + cost.amount


def _sum(usages: Sequence[Usage]) -> Usage:
    total = Usage(model="", seat="")
    for each in usages:
        total.n_calls += each.n_calls
        total.n_carried += each.n_carried
        total.n_failed += each.n_failed
        total.tokens_in += each.tokens_in
        total.tokens_cached += each.tokens_cached
        total.tokens_out += each.tokens_out
        total.seconds += each.seconds
        total.is_priced &= each.is_priced
        for currency, amount in each.cost.items():
            total.cost[currency] = total.cost.get(currency, 0.0) + amount
    return total


def _row(usage: Usage, seat: str, language: Language) -> tuple[str, ...]:
    seconds = f"{sum(usage.seconds) / len(usage.seconds):.1f} s" if usage.seconds else "–"
    counts = (usage.n_calls, usage.n_carried, usage.n_failed)
    tokens = (usage.tokens_in, usage.tokens_cached, usage.tokens_out)
    return (
        usage.model,
        seat,
        *(f"{count:,}" for count in (*counts, *tokens)),
        seconds,
        " + ".join(_costs(usage, language)),
    )


def _costs(usage: Usage, language: Language) -> Iterator[str]:
    for currency, amount in sorted(usage.cost.items()):
        yield f"{amount:,.4f} {currency}"
    if not usage.is_priced:
        yield say("replay_no_price", language)
    elif not usage.cost:
        yield "0"
