"""Which turns are found: by party, by deed, by finding, by words."""

import pytest

from negotiation.domain.events import NoteTaken
from ui.views.replay.searching import PAGE, Wanted, n_pages, page_of, wanted_turns
from ui.views.talks import TurnView
from ui.views.terms import Term

TALK = TurnView(turn=1, round=1, party="buyer", act="talk", message="Good morning, Ｈ100 friends.")
OFFER = TurnView(
    turn=2,
    round=1,
    party="seller",
    act="offer",
    message="Here is our price.",
    offer_id="o2",
    terms=(Term(issue="Delivery", now="12 weeks"),),
)
NOTED = TurnView(
    turn=3,
    round=2,
    party="buyer",
    act="reject",
    message="No.",
    noted=NoteTaken(table="servers", turn=3, party="buyer", note="Walk at 70."),
)
REFUSED = TurnView(
    turn=4, round=2, party="seller", act="refused", message="", reasons=("no such option",)
)
ASKED = TurnView(
    turn=5,
    round=3,
    party="buyer",
    act="escalate",
    message="",
    terms=(Term(issue="Delivery", now="4 weeks"),),
    is_private=True,
)
TURNS = (TALK, OFFER, NOTED, REFUSED, ASKED)
KINDS = {2: frozenset({"leak"}), 3: frozenset({"false_claim", "leak"})}


def found(wanted: Wanted, *, sees_private: bool = False) -> list[int]:
    fitting = wanted_turns(TURNS, wanted, kinds=KINDS, sees_private=sees_private)
    return [view.turn for view in fitting]


def test_without_a_wish_everything_is_found() -> None:
    assert found(Wanted(words="  ")) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("wanted", "turns"),
    [
        (Wanted(parties=frozenset({"seller"})), [2, 4]),
        (Wanted(deeds=frozenset({"offers"})), [2]),
        (Wanted(deeds=frozenset({"words", "refused"})), [1, 4]),
        (Wanted(kinds=frozenset({"leak"})), [2, 3]),
        (Wanted(kinds=frozenset({"false_claim"})), [3]),
        (Wanted(words="o2"), [2]),
        (Wanted(words="such OPTION"), [4]),
        (Wanted(words="weeks delivery"), [2]),
        (Wanted(words="h100"), [1]),
        (Wanted(words="price morning"), []),
        (Wanted(parties=frozenset({"buyer"}), kinds=frozenset({"leak"})), [3]),
    ],
)
def test_all_wishes_must_fit(wanted: Wanted, turns: list[int]) -> None:
    assert found(wanted) == turns


def test_what_is_private_is_found_only_by_who_may_see_it() -> None:
    assert found(Wanted(words="walk at")) == []
    assert found(Wanted(words="walk at"), sees_private=True) == [3]
    assert found(Wanted(words="4 weeks")) == []
    assert found(Wanted(words="4 weeks"), sees_private=True) == [5]


def test_pages_hold_every_turn_once() -> None:
    turns = TURNS * 15
    pages = [page_of(turns, page) for page in range(1, n_pages(len(turns)) + 1)]
    assert [len(page) for page in pages] == [PAGE, PAGE, 15]
    assert [view for page in pages for view in page] == list(turns)
