"""Calls to models: what is new in each, and what they came to."""

from typing import Any

import pytest

from negotiation.app.plan import RunPlan
from negotiation.app.seats import Seat
from negotiation.llm.chat import ChatMessage, ChatReply, ChatUsage, FailedAttempt
from negotiation.llm.profile import Prices
from negotiation.llm.recorded import ChatRecord
from tests.builders import make_scenario
from tests.ui.conftest import plan_of
from ui.views.replay.calls import calls_of_plan, usage_of, usage_rows

PRICES = Prices(
    input_per_million=2, cached_input_per_million=1, output_per_million=10, currency="USD"
)
SLOW = FailedAttempt(kind="ChatUnavailable", message="slow", owner="endpoint")


def said(*texts: str) -> tuple[ChatMessage, ...]:
    system = ChatMessage(role="system", content="You are the buyer.")
    return (system, *(ChatMessage(role="user", content=text) for text in texts))


def reply(prompt: int, cached: int | None, completion: int, *faults: FailedAttempt) -> ChatReply:
    return ChatReply(
        text="Fine.",
        usage=ChatUsage(prompt_tokens=prompt, completion_tokens=completion, cached_tokens=cached),
        finish_reason="stop",
        model="as the server names it",
        latency_seconds=2.0,
        rung="text",
        failed_attempts=faults,
    )


def call(
    key: str, messages: tuple[ChatMessage, ...], answer: ChatReply | None, **more: Any
) -> ChatRecord:
    error = "ChatUnavailable: gone" if answer is None else None
    content = {"key": key, "messages": messages, "reply": answer, "error": error}
    return ChatRecord.model_validate(content | more)


CALLS = (
    call("servers/buyer/t1/r0/a0", said("first"), reply(1000, 400, 100, SLOW)),
    call("servers/buyer/t3/r0/a0", said("first", "second"), reply(2000, None, 200),
         cost={"amount": 0.5, "currency": "EUR"}),
    call("servers/buyer/t3/r0/a1", said("first", "second"), None, failures=(SLOW,)),
    call("servers/buyer/t5/r0/a0", said("other"), reply(500, 0, 50), is_carried=True),
    call("no key of ours", (), reply(10, 0, 1)),
)  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> RunPlan:
    """The buyer is a model."""
    made = plan_of(make_scenario())
    seat = Seat(kind="llm", name="small", persona="tiny_persona")
    return made.model_copy(update={"seats": {**made.seats, "buyer": seat}})


def test_each_call_says_whose_it_is_and_what_is_new(plan: RunPlan) -> None:
    found = calls_of_plan(plan, CALLS)
    assert [(each.turn, each.seat, each.model, each.n_known) for each in found] == [
        (1, "buyer", "small", 0),
        (3, "buyer", "small", 2),
        (3, "buyer", "small", 3),
        (5, "buyer", "small", 1),
        (0, "", "as the server names it", 0),
    ]


def test_usage_is_summed_by_model_and_seat(plan: RunPlan) -> None:
    _, buyer = usage_of(calls_of_plan(plan, CALLS), lambda _: PRICES)
    assert (buyer.model, buyer.seat) == ("small", "buyer")
    assert (buyer.n_calls, buyer.n_carried, buyer.n_failed) == (4, 1, 2)
    assert (buyer.tokens_in, buyer.tokens_cached, buyer.tokens_out) == (3500, 400, 350)
    # The first call at today's prices, the second as recorded, the carried one for nothing.
    assert buyer.cost == {"USD": pytest.approx(0.0026), "EUR": 0.5}
    assert buyer.is_priced


def test_a_price_that_nobody_knows_is_said_and_not_taken_for_nothing(plan: RunPlan) -> None:
    rows = usage_rows(
        usage_of(calls_of_plan(plan, CALLS), lambda _: None), {"buyer": "Buyer House"}, "en"
    )
    assert rows[1][:2] == ("small", "Buyer House")
    assert [row[-1] for row in rows] == [
        "price not known",
        "0.5000 EUR + price not known",
        "0.5000 EUR + price not known",
    ]
    assert rows[2][:3] == ("", "all together", "5")
    assert rows[1][-2] == "2.0 s"


def test_calls_that_were_all_taken_over_cost_nothing(plan: RunPlan) -> None:
    usages = usage_of(calls_of_plan(plan, CALLS[3:4]), lambda _: PRICES)
    assert [row[-1] for row in usage_rows(usages, {}, "zh")] == ["0"]
