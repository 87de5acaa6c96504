"""The sixteen faults of ordinary life that the peers were measured with: what comes of each here.

The rows are those of the matrix in the design notes. One party, the seller, is a model behind a
real endpoint; its alternative is worth 80 a card and its cost 80, and its private words carry a
canary. Whatever the fault, the run ends well or can be resumed, nothing private reaches the table,
and no deal is made that nobody made.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pytest

from negotiation.domain.events import (
    AgreementReached,
    Event,
    MoveRefused,
    NoteTaken,
    OfferMade,
    Talked,
    TurnForfeited,
    WalkedAway,
)
from negotiation.protocol.view import as_seen
from tests.app.scenarios import write
from tests.builders import Content, mandate_content, party_content, scenario_content, table_content
from tests.builders import text as both
from tests.cli.endpoint import Endpoint, clean
from tests.loopback import FAULTS, Fault, LoopbackServer, completion

CANARY = "PELICAN"
PRIVATE = f"My floor is 80, code word {CANARY}; they must not know."

Step: TypeAlias = str | dict[str, Any] | Fault
Events: TypeAlias = tuple[Event, ...]


def sale() -> Content:
    """A price from 30 to 100; below 80 the seller loses."""
    agenda = [
        {"id": "price", "title": both("Price"), "unit": "number", "options": [*range(30, 105, 5)]}
    ]
    valuation = {
        "kind": "points",
        "scores": {
            "buyer": {"price": [100.0 - price for price in range(30, 105, 5)]},
            "seller": {"price": [float(price) for price in range(30, 105, 5)]},
        },
    }
    mandate = mandate_content(reservation_value=80, enforcement="soft")
    return scenario_content(
        name="sale",
        parties=[
            party_content("buyer", mandate=mandate_content(reservation_value=0)),
            party_content("seller", mandate=mandate, brief=both(PRIVATE)),
        ],
        tables=[table_content(agenda=agenda, valuation=valuation, deadline_rounds=3)],
    )


def move(act: str, message: str = "As I said.", **more: Any) -> dict[str, Any]:
    blank: dict[str, Any] = {"offer": None, "accept_offer_id": None, "claims": [], "estimate": None}
    return {"private_note": PRIVATE, "act": act, "message": message, **blank, **more}


def offer(price: float, message: str = "") -> dict[str, Any]:
    return move("offer", message or f"I ask {price}.", offer={"price": price})


GOOD = offer(95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fault: what the model or its server does first, and what must have come of it."""

    steps: Sequence[Step]
    check: Callable[[Events], bool]
    code: int = 0
    is_for_ever: bool = False
    """Whether the last step is repeated instead of good offers."""


def of_seller(events: Events, kind: type[Event]) -> list[Any]:
    return [e for e in events if isinstance(e, kind) and getattr(e, "party", "") == "seller"]


def no_trace(events: Events) -> bool:
    """Nothing happened but the repair or the retry: the first move of the seller is its offer."""
    first = of_seller(events, OfferMade)[0]
    return first.turn == 2 and first.outcome == {"price": 95} and not lost(events)


def lost(events: Events) -> list[Any]:
    return of_seller(events, TurnForfeited)


def repaired(events: Events) -> bool:
    """The reply was asked for again, and counted against the model."""
    notes = of_seller(events, NoteTaken)
    return no_trace(events) and notes[0].n_invalid_replies == 1


MATRIX: dict[str, Row] = {
    "1 one 429": Row(steps=[FAULTS["429"]], check=no_trace),
    "2 one 500": Row(steps=[FAULTS["500"]], check=no_trace),
    "3 one 503": Row(steps=[FAULTS["503 html"]], check=no_trace),
    "4 a leading think-block": Row(
        steps=[completion(f'<think>{PRIVATE}</think>{{"act": "offer", "offer": {{"price": 95}}}}')],
        check=no_trace,
    ),
    "5 a persistent 500": Row(
        steps=[FAULTS["500"]], is_for_ever=True, code=3, check=lambda events: not lost(events)
    ),
    "6 a hang": Row(steps=[FAULTS["hang"]], check=no_trace),
    "7 free text without form": Row(steps=[f"I want more. {PRIVATE}"], check=repaired),
    "8 no public message": Row(
        steps=[{"private_note": PRIVATE, "act": "talk", "offer": None}], check=repaired
    ),
    "9 a truncated reply": Row(
        steps=[completion('{"private_note": "' + PRIVATE + '", "act": "acc', finish="length")],
        check=repaired,
    ),
    "10 a decimal off the grid": Row(steps=[offer(95.5)], check=repaired),
    "11 empty and null content": Row(
        steps=[completion(""), completion(None)],
        check=lambda events: (
            no_trace(events) and of_seller(events, NoteTaken)[0].n_invalid_replies == 2
        ),
    ),
    "12 it walks away": Row(
        steps=[move("walk_away", "I am leaving.")],
        check=lambda events: isinstance(events[-1], WalkedAway) and events[-1].turn == 2,
    ),
    "13 a rival's price in the talk": Row(
        steps=[move("talk", "A competitor is at 60; I will not name my number.")],
        check=lambda events: (
            of_seller(events, Talked)[0].turn == 2
            and of_seller(events, OfferMade)[0].outcome == {"price": 95}
        ),
    ),
    "14 words and figures at odds": Row(
        steps=[offer(85, "I can do 75, no more.")],
        check=lambda events: of_seller(events, OfferMade)[0].outcome == {"price": 85},
    ),
    "15 more answers than the rules allow": Row(
        steps=[move("accept", accept_offer_id="o77")] * 3,
        check=lambda events: (
            len(of_seller(events, MoveRefused)) == 3
            and [e.owner for e in lost(events)] == ["party"]
        ),
    ),
    "16 malformed JSON in the offer": Row(
        steps=['{"act": "offer", "offer": {"price": 95,}, "message": "95"}'], check=repaired
    ),
}


def test_the_matrix_has_sixteen_rows() -> None:
    assert len(MATRIX) == 16


@pytest.mark.parametrize("row", MATRIX.values(), ids=MATRIX)
def test_the_fault_matrix(endpoint: Endpoint, row: Row) -> None:
    steps = list(row.steps)

    def respond(_body: dict[str, Any]) -> Step:
        if row.is_for_ever:
            return steps[-1]
        return steps.pop(0) if steps else GOOD

    scenario = write(endpoint.folder, sale())
    with LoopbackServer(respond) as server:
        endpoint.read_timeout_seconds = 0.5 if row.steps[0] is FAULTS["hang"] else 20
        seats = ("--seat", "seller=llm:loop,patience=off", "--seat", "buyer=strategy:hardliner")
        done = endpoint.run(server, scenario, *seats)
    assert done.code == row.code, done.err
    if row.code == 0:
        clean(done)
    else:
        assert "haggle resume" in done.err
    assert "Traceback" not in done.err
    events = endpoint.events
    assert row.check(events)
    assert not [event for event in events if isinstance(event, AgreementReached)]
    heard = [seen for event in events if (seen := as_seen(event, "buyer")) is not None]
    assert heard
    assert CANARY not in "".join(event.model_dump_json() for event in heard)


def test_words_and_figures_at_odds_are_flagged(endpoint: Endpoint) -> None:
    """The structured offer binds, and the scorecard says that the words said something else."""
    steps: list[Step] = [offer(85, "I can do 75, no more.")]
    scenario = write(endpoint.folder, sale())
    with LoopbackServer(lambda _: steps.pop(0) if steps else GOOD) as server:
        seats = ("--seat", "seller=llm:loop,patience=off", "--seat", "buyer=strategy:hardliner")
        done = clean(endpoint.run(server, scenario, *seats, "--json"))
    (table,) = done.json["scorecard"]["tables"]
    flagged = [f for f in table["findings"] if f["kind"] == "mismatch"]
    assert [(f["party"], f["turn"]) for f in flagged] == [("seller", 2)]
