"""A budget is held before a call, counts every call, and remembers earlier processes."""

from typing import Any

import pytest

from negotiation.errors import ChatBudgetSpent, ChatError, ChatNotAsked, ChatUnavailable
from negotiation.llm.breaker import Breaker, BreakingChat
from negotiation.llm.budget import Budget, BudgetedChat, Purse
from negotiation.llm.chat import ChatReply, ChatUsage
from negotiation.llm.profile import Prices
from negotiation.llm.recorded import RecordedChat, counted_usage
from negotiation.llm.scripted import ScriptedChat, Step, reply_of
from tests.llm.builders import Clock, Records, complete, make_profile, make_request

PRICES = Prices(
    input_per_million=2.0, cached_input_per_million=0.5, output_per_million=10.0, currency="CNY"
)


def reply(prompt: int, completion: int, cached: int | None = None, text: str = "x") -> ChatReply:
    usage = ChatUsage(prompt_tokens=prompt, completion_tokens=completion, cached_tokens=cached)
    return reply_of(text, make_request()).model_copy(update={"usage": usage})


def spend(budget: Budget, *steps: Step, prices: Prices | None = PRICES) -> tuple[Purse, int]:
    """Ask until the budget is spent, and return the purse and how many calls were made."""
    purse, inner = Purse(budget), ScriptedChat(steps)
    chat = BudgetedChat(inner, purse, prices=prices)
    while True:
        try:
            complete(chat)
        except ChatUnavailable:
            continue
        except ChatBudgetSpent:
            return purse, len(inner.calls)


@pytest.mark.parametrize(
    ("budget", "n_calls"),
    [
        (Budget(max_calls=0), 0),
        (Budget(max_calls=2), 2),
        (Budget(max_tokens=1), 1),
        (Budget(max_tokens=1500), 1),
        (Budget(max_tokens=1501), 2),
        (Budget(max_cost=0.0064), 1),
        (Budget(max_cost=0.0065), 2),
        (Budget(max_calls=9, max_tokens=4000, max_cost=1.0), 3),
    ],
)
def test_a_call_is_made_while_there_is_room(budget: Budget, n_calls: int) -> None:
    # each: 1000 of input, 400 of them cached, and 500 of output: 1200 + 200 + 5000 millionths
    assert spend(budget, *[reply(1000, 500, 400)] * 9)[1] == n_calls


def test_failed_calls_count_as_calls() -> None:
    down = ChatUnavailable("down")
    assert spend(Budget(max_calls=3), down, reply(1, 1), down)[1] == 3


def test_calls_that_a_dead_endpoint_is_spared_cost_nothing_now_and_later() -> None:
    records, clock = Records(), Clock()
    inner = ScriptedChat([*[ChatUnavailable("down")] * 3, "back"])
    breaker = Breaker(failures_to_open=3, cool_down_seconds=30, clock=clock)
    purse = Purse(Budget(max_calls=4))
    asked = RecordedChat(BreakingChat(inner, breaker), records)
    chat = BudgetedChat(asked, purse, prices=None)
    for kind in (*[ChatUnavailable] * 3, *[ChatNotAsked] * 7):
        with pytest.raises(ChatUnavailable) as caught:
            complete(chat)
        assert type(caught.value) is kind
    assert (purse.n_calls, len(inner.calls)) == (3, 3)
    assert [record.n_attempts for record in records.kept] == [1] * 3 + [0] * 7
    assert Purse(Budget(), earlier=records.kept).n_calls == 3
    clock.now += 30
    assert complete(chat).text == "back"
    with pytest.raises(ChatBudgetSpent, match="4 of 4 calls"):
        complete(chat)


def test_a_server_that_counts_nothing_is_counted_by_the_length_of_texts() -> None:
    said = reply(0, 0, text="十二个字的答复在此为止了")
    usage = counted_usage(make_request("Your offer?").messages, said)
    assert (usage.prompt_tokens, usage.completion_tokens) == (4, 12)
    purse, n_calls = spend(Budget(max_tokens=20), said, said)
    assert (purse.n_tokens, n_calls) == (32, 2)


def test_what_earlier_processes_spent_counts() -> None:
    records = Records()
    chat = RecordedChat(ScriptedChat([reply(1000, 500, 400)] * 2), records, prices=PRICES)
    complete(chat)
    complete(chat)
    purse = Purse(Budget(max_calls=2), earlier=records.kept)
    assert (purse.n_calls, purse.n_tokens) == (2, 3000)
    assert purse.cost == pytest.approx(0.0128)
    assert records.kept[0].cost is not None
    assert records.kept[0].cost.model_dump() == {"amount": 0.0064, "currency": "CNY"}
    with pytest.raises(ChatBudgetSpent, match="2 of 2 calls"):
        purse.check()


def test_no_budget_has_no_end() -> None:
    purse, inner = Purse(Budget()), ScriptedChat(["x"] * 50)
    for _ in range(50):
        complete(BudgetedChat(inner, purse, prices=None))
    assert purse.n_calls == 50


def test_a_spent_budget_is_an_error_of_the_models_side() -> None:
    assert issubclass(ChatBudgetSpent, ChatError)


@pytest.mark.parametrize(
    "prices",
    [
        {"input_cost_per_million": 1.0},
        {"output_cost_per_million": 0.0},
        {"cached_input_cost_per_million": 1.0},
        {"cached_input_cost_per_million": 0.0, "output_cost_per_million": 2.0},
    ],
)
def test_half_a_price_is_refused(prices: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="go together"):
        make_profile("http://127.0.0.1:9/v1", **prices)


def test_cached_tokens_cost_as_the_rest_if_not_said_otherwise() -> None:
    profile = make_profile(
        "http://127.0.0.1:9/v1", input_cost_per_million=0.0, output_cost_per_million=2.0
    )
    assert profile.prices is not None
    assert profile.prices.cached_input_per_million == 0
    assert make_profile("http://127.0.0.1:9/v1").prices is None


def test_what_another_run_has_paid_for_is_not_spent_again() -> None:
    records = Records()
    complete(RecordedChat(ScriptedChat([reply(1000, 500)]), records, prices=PRICES))
    carried = [record.model_copy(update={"is_carried": True}) for record in records.kept]
    purse = Purse(Budget(max_calls=1), earlier=carried)
    assert (purse.n_calls, purse.n_tokens, purse.cost) == (0, 0, 0)
    assert Purse(Budget(), earlier=records.kept).n_calls == 1
