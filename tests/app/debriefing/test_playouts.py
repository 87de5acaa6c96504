"""Branches that are played on: the same chance in both, nothing left behind, nothing made up."""

import asyncio
from collections.abc import Iterator

import numpy as np
import pytest

from negotiation.analysis.debrief.branches import PlayOut
from negotiation.app.debriefing.debriefs import debrief_of
from negotiation.app.debriefing.players import Start, pace_of
from negotiation.app.debriefing.playouts import play_out, play_out_at
from negotiation.domain.events import OfferMade
from negotiation.domain.moves import Accept, Escalate, Move, Offer, WalkAway
from negotiation.domain.scenarios import StrategyName
from negotiation.errors import UsageError
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events
from tests.app.debriefing.played import bound, roundtable, shipped, tiny


def offers(folder: RunFolder, party: str) -> Iterator[OfferMade]:
    for event in read_events(folder.events):
        if isinstance(event, OfferMade) and event.party == party:
            yield event


def tried(folder: RunFolder, event: OfferMade, move: Move, n: int = 4) -> PlayOut:
    return asyncio.run(
        play_out_at(folder, event.table, event.turn, party=event.party, move=move, n=n)
    )


@pytest.mark.parametrize("party", ["buyer", "seller"])
def test_the_move_that_was_made_makes_no_difference(party: str) -> None:
    for event in list(offers(tiny(), party))[:3]:
        same = tried(tiny(), event, Move(act=Offer(outcome=event.outcome)))
        assert same.as_played == same.better
        assert set(same.differences) == {0.0}


def test_the_same_holds_at_a_tender_and_in_a_campaign() -> None:
    for name, party in (("price-war", "heron"), ("short-delivery", "lab")):
        event = list(offers(shipped(name), party))[-1]
        same = tried(shipped(name), event, Move(act=Offer(outcome=event.outcome)), n=2)
        assert same.as_played == same.better


def test_leaving_brings_nothing() -> None:
    event = next(offers(tiny(), "buyer"))
    found = tried(tiny(), event, Move(act=WalkAway()))
    assert set(found.better.surpluses) == {0.0}
    assert found.better.n_agreements == 0
    assert found.differences == tuple(-each for each in found.as_played.surpluses)


def test_accepting_brings_what_the_offer_is_worth() -> None:
    (theirs, *_) = offers(tiny(), "seller")
    mine = next(event for event in offers(tiny(), "buyer") if event.turn > theirs.turn)
    found = tried(tiny(), mine, Move(act=Accept(offer_id=theirs.offer_id)))
    table = debrief_of(tiny(), "buyer", n_tries=0).tables[0]
    worth = next(step.surplus for step in table.plane.path if step.offer_id == theirs.offer_id)
    assert set(found.better.surpluses) == {worth}


def test_what_the_house_has_signed_is_offered() -> None:
    event = next(offers(bound(), "buyer"))
    gift = {"price": 1.0, "weeks": 12}  # which no seller refuses
    found = tried(bound(), event, Move(act=Escalate(outcome=gift)))
    assert set(found.better.surpluses) == {-20.0}


def test_seeds_draw_how_patient_the_sides_are() -> None:
    event = next(offers(shipped("a800-supply"), "cloud"))
    found = tried(shipped("a800-supply"), event, Move(act=Offer(outcome=event.outcome)), n=6)
    assert len(set(found.as_played.surpluses)) > 1
    assert found.strategies == {"cloud": "linear", "vendor": "boulware"}
    assert len(set(found.seeds)) == 6


def test_the_figures_are_of_the_branches() -> None:
    event = next(offers(tiny(), "buyer"))
    found = tried(tiny(), event, Move(act=Offer(outcome={"price": 0.8, "weeks": 4})), n=5)
    before, after = found.as_played.surpluses, found.better.surpluses
    assert found.differences == tuple(b - a for a, b in zip(before, after, strict=True))
    assert found.difference_median == pytest.approx(float(np.median(found.differences)))
    low, high = found.difference_quartiles
    assert low <= found.difference_median <= high


def test_a_debrief_tells_only_what_did_not_end_worse() -> None:
    folder = shipped("a800-supply")
    before = sorted(path.name for path in folder.path.iterdir())
    found = debrief_of(folder, "vendor")
    assert sorted(path.name for path in folder.path.iterdir()) == before
    assert len(found.turning_points) == 3
    for point in found.turning_points:
        assert point.tried is not None
        assert point.tried.difference_median >= 0
        assert point.tried.move == point.better
    point = found.turning_points[0]
    assert point.tried is not None
    assert point.tried.difference_median > 0
    assert asyncio.run(play_out(folder, point)) == point.tried


def test_a_move_that_the_referee_refuses() -> None:
    event = next(offers(tiny(), "buyer"))
    with pytest.raises(UsageError, match=f"refuses that move in turn {event.turn}: no offer 'o99'"):
        tried(tiny(), event, Move(act=Accept(offer_id="o99")))


def test_a_turn_of_somebody_else() -> None:
    event = next(offers(tiny(), "buyer"))
    wrong = event.model_copy(update={"party": "seller"})
    with pytest.raises(UsageError, match="was 'buyer''s, not 'seller''s"):
        tried(tiny(), wrong, Move(act=WalkAway()))


def test_a_round_table_is_played_on_by_its_strategies() -> None:
    event = next(offers(roundtable(), "chair"))
    found = tried(roundtable(), event, Move(act=Offer(outcome={"site": "here", "size": 2})), n=2)
    assert found.strategies.keys() == {"chair", "left", "right"}


def test_only_strategies_that_go_by_time_have_a_pace() -> None:
    start = Start(0.0, 0)
    assert pace_of(StrategyName.LINEAR, 1, "buyer", start) is not None
    assert pace_of(StrategyName.TIT_FOR_TAT, 1, "buyer", start) is None
