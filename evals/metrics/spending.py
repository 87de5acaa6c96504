"""What a contestant's model used. What was asked again after a stop counts, for it was paid."""

from collections.abc import Callable, Sequence

from evals.metrics.metric import Figure, Judged, Metric, Undefined
from negotiation.domain.values import ShortText
from negotiation.llm.recorded import ChatRecord, counted_usage

__all__ = ["SPENDING"]

NO_CALLS = Undefined("it asked no model")


def _over_calls(value: Callable[[Sequence[ChatRecord]], Figure]) -> Callable[[Judged], Figure]:
    def figure(judged: Judged) -> Figure:
        calls = judged.calls
        return value(calls) if calls else NO_CALLS

    return figure


def _tokens(calls: Sequence[ChatRecord]) -> Figure:
    used = [counted_usage(call.messages, call.reply) for call in calls if call.reply is not None]
    return float(sum(each.prompt_tokens + each.completion_tokens for each in used))


def _cost(calls: Sequence[ChatRecord]) -> Figure:
    if any(call.cost is None for call in calls if call.reply is not None):
        return Undefined("the models file has no prices for it")
    return sum(call.cost.amount for call in calls if call.cost is not None)


def _latency(calls: Sequence[ChatRecord]) -> Figure:
    times = [call.reply.latency_seconds for call in calls if call.reply is not None]
    return sum(times) / len(times) if times else Undefined("no call was answered")


def _failed(calls: Sequence[ChatRecord]) -> Figure:
    return float(sum(len(call.faults) for call in calls))


SPENDING: tuple[Metric, ...] = (
    Metric("calls", ShortText(en="calls", zh="调用次数"), "mean", "neither",
           "calls to its model, a talk, answered or failed",
           _over_calls(lambda calls: float(sum(min(call.n_attempts, 1) for call in calls)))),
    Metric("tokens", ShortText(en="tokens", zh="词元数"), "mean", "neither",
           "tokens of prompts and replies, a talk", _over_calls(_tokens)),
    Metric("cost", ShortText(en="cost", zh="费用"), "mean", "low",
           "money a talk, by the prices of the models file", _over_calls(_cost)),
    Metric("latency_seconds", ShortText(en="seconds a call", zh="每次调用秒数"), "mean", "neither",
           "from sending a call to its whole reply, waiting for a slot not counted",
           _over_calls(_latency)),
    Metric("failed_attempts", ShortText(en="failed attempts", zh="失败尝试"), "mean", "neither",
           "attempts a talk that brought no usable reply; the endpoint's are not the model's fault",
           _over_calls(_failed)),
)  # fmt: skip
"""Of the models."""
