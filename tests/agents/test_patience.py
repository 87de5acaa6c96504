"""Patience moves by rules: a seat leaves a talk that stands still, and never one that pays."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.agents.choices import situation_of
from negotiation.agents.llm_persona import LlmPersona, SeatStyle
from negotiation.agents.patience import Patience, patience_of
from negotiation.domain.events import WalkedAway
from negotiation.domain.moves import Act, Move, Offer, Reject, Talk, WalkAway
from negotiation.llm.scripted import ScriptedChat
from tests.agents.builders import FIRST, SECOND, Talks, grid, make_brief, make_preferences
from tests.builders import make_persona

SPACE = grid(11)
ROUNDS = 20
LIKES_HIGH = make_preferences(SPACE, range(11), reservation_value=5)
"""Outcome n is worth n to the seat, and 5 is what it has without a deal."""


class Says:
    """Makes the moves of a list, the last one for ever."""

    def __init__(self, *acts: Act) -> None:
        self.acts = list(acts)

    async def propose(self, view: Any) -> Move:  # noqa: ARG002 - the port's signature
        act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
        return Move(act=act, message="Hm." if isinstance(act, Talk) else "")


def offers(*options: int) -> list[Act]:
    return [Offer(outcome={"a": option}) for option in options]


def after(*theirs: Act, patience: float = 0.0) -> Patience:
    """The patience of the seat that opens, after its counterpart made these moves."""
    talks = Talks(SPACE, ROUNDS)
    own, other = Says(Offer(outcome={"a": 10})), Says(*theirs)
    for _ in theirs:
        asyncio.run(talks.step(own))
        asyncio.run(talks.step(other))
    view = talks.view()
    return patience_of(view, situation_of(view, LIKES_HIGH, {}), LIKES_HIGH, patience=patience)


def test_a_first_offer_costs_nothing() -> None:
    assert after(*offers(0)).used_fraction == 0


def test_the_same_offer_again_uses_patience_up() -> None:
    used = [after(*offers(*[1] * n)).used_fraction for n in range(1, 5)]
    assert used == [0.0, 0.5, 1.0, 1.5]


def test_progress_gives_patience_back_and_never_more_than_was_used() -> None:
    assert after(*offers(1, 1, 2)).used_fraction == 0
    assert after(*offers(1, 2, 3, 4, 4)).used_fraction == 0.5


def test_a_retreat_costs_most() -> None:
    assert after(*offers(3, 2)).used_fraction > after(*offers(3, 3)).used_fraction


def test_words_cost_less_than_a_repeated_offer_and_a_rebuff_as_much() -> None:
    words = after(*offers(1), Talk()).used_fraction
    repeated = after(*offers(1, 1)).used_fraction
    rebuff = after(*offers(1), Reject(offer_id="o3")).used_fraction
    assert words < repeated == rebuff


def test_an_offer_that_only_regains_lost_ground_is_no_progress() -> None:
    assert after(*offers(4, 2, 4)).used_fraction == (2.0 + 1.0) / 2


@pytest.mark.parametrize(("n_same", "mood"), [(1, "calm"), (2, "calm"), (3, "out")])
def test_the_most_impatient_leave_after_two_turns_of_standstill(n_same: int, mood: str) -> None:
    assert after(*offers(*[1] * n_same)).mood == mood


def test_a_standing_offer_that_beats_the_alternative_keeps_a_seat_at_the_table() -> None:
    patience = after(*offers(*[6] * 9))
    assert patience.used_fraction > 1
    assert patience.mood == "thin"


@given(st.lists(st.integers(0, 10), min_size=1, max_size=12), st.floats(0, 1), st.floats(0, 1))
def test_more_patience_never_leaves_earlier(options: list[int], one: float, other: float) -> None:
    low, high = sorted((one, other))
    acts = offers(*options)
    assert after(*acts, patience=high).used_fraction <= after(*acts, patience=low).used_fraction


def test_full_patience_outlasts_any_talk_that_does_not_go_backwards() -> None:
    assert after(*offers(*[1] * (ROUNDS - 1)), patience=1.0).mood != "out"


def seat(*, is_patient: bool, n_replies: int) -> LlmPersona:
    reply = '{"act": "offer", "offer": {"a": 10}, "message": "Ten."}'
    brief = make_brief(
        LIKES_HIGH, deadline_rounds=ROUNDS, persona=make_persona(dials={"patience": 0.1})
    )
    style = SeatStyle(is_patient=is_patient)
    return LlmPersona(brief, ScriptedChat([reply] * n_replies), style=style)


def test_a_model_that_would_stay_for_ever_really_leaves() -> None:
    talks = Talks(SPACE, ROUNDS)
    talks.run({FIRST: seat(is_patient=False, n_replies=5), SECOND: Says(*offers(1))})
    left = talks.log[-1]
    assert isinstance(left, WalkedAway)
    assert (left.party, left.turn) == (FIRST, 11)
    assert left.message in make_persona().phrases.en.walk_away
    view, move = talks.asked[-1]
    assert move == Move(
        act=WalkAway(), message=left.message, private_note="out of patience", worded_by="template"
    )
    assert view.rounds_left > 0


def test_a_seat_that_was_told_to_be_patient_stays() -> None:
    talks = Talks(SPACE, ROUNDS)
    talks.run({FIRST: seat(is_patient=True, n_replies=ROUNDS), SECOND: Says(*offers(1))})
    assert talks.ending == "deadline"
