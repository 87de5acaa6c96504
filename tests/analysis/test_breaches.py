"""What breaches a mandate, and whom the guard stops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.analysis.breaches import MandateGuard, breaches, within_red_lines
from negotiation.domain.mandates import RedLine
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from tests.builders import make_issue, make_mandate, make_table, text

SPACE = make_table().space
LINES = [
    {"issue": "price", "at_least": 0.7, "at_most": 0.9, "reason": text("No.")},
    {"issue": "weeks", "only": [4, 12], "reason": text("No.")},
]
ACROSS_BOTH: Outcome = {"price": 1.0, "weeks": 8}
WITHIN: Outcome = {"price": 0.9, "weeks": 12}


def line(issue: str, **bounds: object) -> RedLine:
    return RedLine.model_validate({"issue": issue, "reason": text("No."), **bounds})


def test_nothing_is_breached_at_the_very_limit() -> None:
    mandate = make_mandate(red_lines=LINES)
    assert breaches(mandate, WITHIN, value=20, reservation_value=20) == ()


def test_every_breach_is_named_the_value_first() -> None:
    mandate = make_mandate(red_lines=LINES)
    found = breaches(mandate, ACROSS_BOTH, value=17.5, reservation_value=20)
    assert [(each.kind, each.issue, each.shortfall) for each in found] == [
        ("reservation_value", None, 2.5),
        ("red_line", "price", None),
        ("red_line", "weeks", None),
    ]


def test_a_line_on_an_issue_of_another_table_is_kept() -> None:
    mandate = make_mandate(red_lines=[{"issue": "term", "at_most": 1, "reason": text("No.")}])
    assert breaches(mandate, WITHIN, value=1, reservation_value=0) == ()


@pytest.mark.parametrize(("enforcement", "n_objections"), [("soft", 0), ("hard", 3)])
def test_only_a_hard_mandate_stops_its_party(enforcement: str, n_objections: int) -> None:
    mandate = make_mandate(red_lines=LINES, enforcement=enforcement)
    guard = MandateGuard({"buyer": mandate}, {"buyer": 20}, lambda _party, _outcome: 10)
    objections = guard.objections("buyer", ACROSS_BOTH)
    assert len(objections) == n_objections
    assert not any(character.isdigit() for text in objections for character in text)


def test_each_party_is_judged_by_its_own_mandate() -> None:
    mandates = {
        "buyer": make_mandate(enforcement="hard", red_lines=LINES),
        "seller": make_mandate(enforcement="hard"),
    }
    worth = {"buyer": 30.0, "seller": 19.0}
    guard = MandateGuard(mandates, dict.fromkeys(worth, 20.0), lambda party, _outcome: worth[party])
    assert guard.objections("buyer", WITHIN) == ()
    assert guard.objections("buyer", {"price": 0.6, "weeks": 4}) == (
        "it crosses your red line on price",
    )
    assert guard.objections("seller", WITHIN) == ("it is worth less to you than your alternative",)


@given(
    at_least=st.none() | st.floats(0, 2),
    at_most=st.none() | st.floats(0, 2),
    only=st.none() | st.lists(st.sampled_from([4, 8, 12]), min_size=1),
)
def test_the_mask_agrees_with_the_line_on_every_outcome(
    at_least: float | None, at_most: float | None, only: list[int] | None
) -> None:
    lines = []
    if at_least is not None or at_most is not None:
        lines.append(line("price", at_least=at_least, at_most=at_most))
    if only is not None:
        lines.append(line("weeks", only=only))
    mandate = make_mandate(red_lines=[each.model_dump() for each in lines])
    mask = within_red_lines(SPACE, lines, np.arange(SPACE.size))
    for index, kept in enumerate(mask):
        outcome = SPACE.outcome_at(index)
        assert kept == (not breaches(mandate, outcome, value=0, reservation_value=0))


def test_the_mask_takes_any_selection_of_outcomes() -> None:
    lines = [line("weeks", only=[8]), line("elsewhere", at_most=0)]
    chosen = np.array([14, 1, 1, 0])
    assert within_red_lines(SPACE, lines, chosen).tolist() == [False, True, True, False]
    assert within_red_lines(SPACE, lines, np.array([], dtype=np.int64)).tolist() == []


def test_bounds_on_labels_hold_nothing_back_but_a_list_does() -> None:
    queue = make_issue(id="queue", unit="label", options=["last", "first"])
    space = OutcomeSpace((queue,))
    both = np.arange(2)
    assert within_red_lines(space, [line("queue", at_most=0)], both).tolist() == [True, True]
    assert within_red_lines(space, [line("queue", only=["first"])], both).tolist() == [False, True]
