"""Every topic of the coach has its three rungs, and a wording that its words fill."""

from string import Formatter
from typing import get_args

import pytest

from negotiation.agents.coach import Topic
from ui.texts import CATALOGUE

FILLED = {
    "offer": {"bid_first", "bid_step", "vote", "rather", "propose", "open", "anchor", "no_worse",
              "take_it", "last_word", "too_fast", "package", "damages", "deadline", "split"},
    "give": {"trade"},
    "take": {"trade"},
}  # fmt: skip
"""The words that the coach hands over, by the topics that have them."""


@pytest.mark.parametrize("topic", get_args(Topic))
def test_a_topic_has_three_rungs(topic: str) -> None:
    assert {f"hint_{topic}_{step}" for step in ("nudge", "principle", "wording")} <= set(CATALOGUE)


@pytest.mark.parametrize("topic", get_args(Topic))
def test_a_wording_takes_the_words_that_the_coach_hands_over(topic: str) -> None:
    said = CATALOGUE[f"hint_{topic}_wording"]
    wanted = {name for name, topics in FILLED.items() if topic in topics}
    for text in (said.en, said.zh):
        assert {name for _, name, _, _ in Formatter().parse(text) if name} == wanted
