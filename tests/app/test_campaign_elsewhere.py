"""What a party at one table has heard away from it: news, its contracts, its other tables."""

from pathlib import Path

import pytest

from negotiation.domain.chronicle import (
    CampaignEvent,
    ContractMoved,
    LogEvent,
    NewsPublished,
    PhaseOpened,
    TableSkipped,
)
from negotiation.domain.events import NoteTaken
from negotiation.graph.moments import Due, Moments
from tests.app.campaigns import AGREED, Deal, Played, play


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Everybody takes notes; the new terms are signed two rounds after the rescue."""
    deals = {name: Deal(deal.outcome, note="mine") for name, deal in AGREED.items()}
    deals["renew"] = Deal(AGREED["renew"].outcome, round=3, note="mine")
    return play(tmp_path_factory.mktemp("elsewhere"), deals)


def heard(run: Played, table: str, party: str, n_events: int) -> tuple[LogEvent, ...]:
    moments = Moments(run.programme())
    for event in run.log[:n_events]:
        moments.fold(event)
    due = next(each for each in moments.due if (each.table, each.party) == (table, party))
    return moments.view(due).elsewhere


def tables_of(events: tuple[LogEvent, ...]) -> set[str]:
    return {event.table for event in events if not isinstance(event, CampaignEvent)}


def test_a_party_at_two_tables_knows_what_it_heard_at_the_other(run: Played) -> None:
    signed = run.place("agreement_reached", table="rescue")
    away = heard(run, "renew", "lab", run.place("offer_made", table="renew") - 1)
    assert tables_of(away) == {"tender", "rescue"}
    assert run.log[signed] in away
    assert run.log[run.place("offer_made", table="rescue")] in away


def test_whoever_sits_at_one_of_them_hears_nothing_of_the_other(run: Played) -> None:
    place = run.place("agreement_reached", table="renew") - 1
    assert tables_of(heard(run, "renew", "north", place)) == {"tender", "order"}
    opened = run.place("table_opened", table="rescue") + 1
    assert tables_of(heard(run, "rescue", "lab", opened)) == {"tender", "renew"}


def test_nobodys_notes_are_heard_but_ones_own(run: Played) -> None:
    place = run.place("agreement_reached", table="renew") - 1
    assert sum(isinstance(event, NoteTaken) for event in run.log[:place]) > 10
    for party in ("lab", "north"):
        notes = [
            event
            for event in heard(run, "renew", party, place if party == "north" else place - 2)
            if isinstance(event, NoteTaken)
        ]
        assert notes
        assert {note.party for note in notes} == {party}


def test_everybody_reads_the_news_and_its_own_contracts(run: Played) -> None:
    opened = run.place("table_opened", table="poach") + 1
    past = run.log[:opened]
    away = heard(run, "poach", "south", opened)
    for kind in (PhaseOpened, NewsPublished):
        assert [e for e in away if isinstance(e, kind)] == [e for e in past if isinstance(e, kind)]
    own = [e for e in past if isinstance(e, ContractMoved) and "south" in e.parties]
    assert [e for e in away if isinstance(e, ContractMoved)] == own
    assert any(isinstance(e, ContractMoved) and "south" not in e.parties for e in past)


def test_nobody_hears_which_tables_did_not_open(tmp_path: Path) -> None:
    """Nobody won the tender, so that nobody orders for it."""
    run = play(tmp_path, {"late_order": AGREED["order"]})
    place = run.place("table_opened", table="late_order") + 1
    assert any(isinstance(event, TableSkipped) for event in run.log[:place])
    away = heard(run, "late_order", "south", place)
    assert away
    assert not any(isinstance(event, TableSkipped) for event in away)


def test_what_is_decided_at_one_moment_is_heard_at_the_next(run: Played) -> None:
    """The lab thinks about both its tables before either of its moves is known."""
    first = run.place("note_taken", table="renew")
    moments = Moments(run.programme())
    for event in run.log[: first + 2]:
        moments.fold(event)
    lab = Due("rescue", "lab")
    assert lab in moments.due
    assert tables_of(moments.view(lab).elsewhere) == {"tender", "renew"}
    assert run.log[first + 1] not in moments.view(lab).elsewhere
    assert tuple(moments.known) == run.log[:first]
