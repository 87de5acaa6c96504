import pytest

from evals.gates import Gate, check_gates, gates_of
from evals.results import Failure
from evals.rows import Row
from negotiation.errors import UsageError


def row(contestant: str, who: str, failure: Failure | None = None, **figures: float) -> Row:
    return Row(
        case_id="c",
        contestant=contestant,
        who=who,
        opponent="strategy:boulware",
        scenario="one",
        party="buyer",
        persona="shipped",
        language="en",
        talk="full",
        adviser="",
        opener="written",
        variant="v",
        seed=1,
        repeat=1,
        figures=figures,
        undefined={},
        failure=failure,
        model=None,
    )


DOWN = Failure(owner="endpoint", kind="ChatUnavailable", message="down")

ROWS = (
    row("small", "llm:small", deal_rate=1.0, breach=0.0),
    row("small", "llm:small", deal_rate=0.0, breach=1.0),
    row("strategy:naive", "strategy:naive", deal_rate=0.0, breach=1.0),
)


def test_a_value_at_the_limit_passes() -> None:
    gates = gates_of(["deal_rate=0.5"], ["breach=0.5"])
    found = check_gates(ROWS, gates, ["small"])
    assert [(each.contestant, each.value, each.ok) for each in found] == [
        ("small", 0.5, True),
        ("small", 0.5, True),
    ]
    assert [each.wanted for each in found] == [">= 0.5", "<= 0.5"]


@pytest.mark.parametrize(
    ("under", "over"), [(["deal_rate=0.51"], []), ([], ["breach=0.49"]), (["own_utility=0"], [])]
)
def test_what_is_on_the_wrong_side_fails(under: list[str], over: list[str]) -> None:
    (found,) = check_gates(ROWS, gates_of(under, over), ["small"])
    assert found.contestant == "small"
    assert not found.ok


def test_a_contestant_of_whom_nothing_is_known_fails() -> None:
    rows = (row("small", "llm:small", DOWN),)
    found = check_gates(rows, gates_of(["deal_rate=0"], []), ["small", "llm:other"])
    assert [(each.contestant, each.value, each.ok) for each in found] == [
        ("small", None, False),
        ("llm:other", None, False),
    ]


def test_whoever_is_named_is_judged_and_nobody_else() -> None:
    found = check_gates(ROWS, gates_of(["deal_rate=0.5"], []), ["small", "strategy:naive"])
    assert [(each.contestant, each.ok) for each in found] == [
        ("small", True),
        ("strategy:naive", False),
    ]


@pytest.mark.parametrize("given", ["deal_rate", "deal_rate=", "deal_rate=much", "deal_rate=nan"])
def test_a_gate_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="expected METRIC=X"):
        Gate.parse(given, "under")


def test_an_unknown_metric_is_refused() -> None:
    with pytest.raises(UsageError, match="no metric 'luck'"):
        gates_of([], ["luck=1"])
