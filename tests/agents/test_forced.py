"""Moves made in a seat's place: once, in their turn, and told to whoever sits there."""

import asyncio

import pytest

from negotiation.agents.forced import ForcedNegotiator
from negotiation.agents.negotiator import Answer
from negotiation.agents.state_card import render_turn
from negotiation.domain.moves import Accept, Act, Move, Offer, Reject, Talk
from negotiation.domain.values import Language
from negotiation.protocol.view import View
from tests.agents.builders import FIRST, Talks, grid, make_brief, make_preferences

GIVEN = Move(act=Talk(), message="As I was told.")
OWN = Move(act=Talk(), message="As I please.")


class Says:
    """Always makes the same move."""

    def __init__(self, move: Move) -> None:
        self._move = move

    async def propose(self, view: View) -> Answer:  # noqa: ARG002 - the port has it
        return self._move


def play(talks: Talks, *moves: Move) -> None:
    for move in moves:
        asyncio.run(talks.step(Says(move)))


def test_a_given_move_is_made_in_its_turn_and_once() -> None:
    talks = Talks(grid(4), 9)
    seat = ForcedNegotiator.around(Says(OWN), {1: GIVEN, 5: Move(act=Accept(offer_id="o9"))})
    said = [
        asyncio.run(talks.step(each)) for each in (seat, Says(OWN), seat, Says(OWN), seat, seat)
    ]
    assert [move.message for move in said[::2]] == [GIVEN.message, OWN.message, ""]
    assert said[5] == OWN, "what was refused is not tried again"


def test_where_nothing_is_given_nobody_stands_between() -> None:
    own = Says(OWN)
    assert ForcedNegotiator.around(own, {}) is own


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ['You: "Three."', "You offered o3: a 2", "You rejected o4."]),
        ("zh", ['你说："Three."', "你报了o3：a 2", "你拒绝了o4。"]),
    ],
)
def test_a_seat_is_told_what_was_done_in_its_place(language: Language, told: list[str]) -> None:
    brief = make_brief(make_preferences(grid(4), [1, 2, 3, 4]), FIRST, language=language)
    talks = Talks(grid(4), 9)
    acts: list[tuple[Act, str]] = [
        (Offer(outcome={"a": 1}), "One."),
        (Offer(outcome={"a": 3}), "Two."),
        (Offer(outcome={"a": 2}), "Three."),
        (Offer(outcome={"a": 3}), "Four."),
        (Reject(offer_id="o4"), ""),
        (Talk(), "Six."),
    ]
    play(talks, *(Move(act=act, message=message) for act, message in acts))
    card = render_turn(brief, talks.view(), since_turn=1)
    for line in told:
        assert line in card
    assert "One." not in card, "its own turn it knows"
    assert told[0] not in render_turn(brief, talks.view(), since_turn=5)
