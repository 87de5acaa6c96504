"""Two runs side by side: where they part, what came of it, and whether a decision made the gap."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from negotiation.analysis.campaign_score import Amplification, CampaignScore, PartyLedger
from negotiation.analysis.conduct.rules import find_conduct
from negotiation.analysis.scorecard import Scorecard, score_table
from negotiation.app.campaign_comparing import campaign_rows
from negotiation.app.comparing import ComparedRun, RunComparison, compare_runs
from negotiation.app.plan import ForcedMove, RunPlan
from negotiation.app.records import ForkedFrom, RunRecord
from negotiation.app.seats import Seat
from negotiation.app.tables import mandates_of, valued_table
from negotiation.domain.chronicle import LogEvent, PhaseOpened, table_events
from negotiation.domain.events import (
    AgreementReached,
    DeadlinePassed,
    Ending,
    MoveRefused,
    NoteTaken,
    OfferMade,
    TableOpened,
    Talked,
    WalkedAway,
)
from negotiation.domain.moves import Move, Talk
from negotiation.domain.scenarios import Scenario
from negotiation.errors import UsageError
from tests.app.scenarios import load, opposed

Events = Sequence[LogEvent]


class Runs:
    """Builds runs of one scenario of two tables from their events."""

    def __init__(self, folder: Path) -> None:
        loaded = load(folder, opposed(n_tables=2))
        self.scenario: Scenario = loaded.scenario
        parties = [party.id for party in self.scenario.parties]
        cards = {party.id: loaded.personas[party.persona] for party in self.scenario.parties}
        seat = Seat(kind="strategy", name="linear", persona="p")
        self.plan = RunPlan(
            scenario=self.scenario,
            personas=cards,
            seats=dict.fromkeys(parties, seat),
            seed=1,
            language="en",
        )
        self.record = RunRecord(
            plan=self.plan, versions={"haggle": "1"}, endpoints={}, started_at="2026-11-28"
        )

    def run(self, events: Events, name: str = "one", **changes: object) -> ComparedRun:
        fields: dict[str, object] = {
            key: changes.pop(key) for key in ("versions", "endpoints") if key in changes
        }
        plan = self.plan.model_copy(update=changes)
        record = self.record.model_copy(update={"plan": plan, **fields})
        return ComparedRun(
            name=name, record=record, events=events, scorecard=self.scored(plan, events)
        )

    def scored(self, plan: RunPlan, events: Events) -> Scorecard:
        tables = []
        for table in plan.scenario.tables:
            talks = [event for event in table_events(events) if event.table == table.id]
            if talks:
                outcomes = valued_table(plan.scenario, table)
                found = find_conduct(outcomes, plan.scenario.parties, talks, "en")
                mandates = mandates_of(plan.scenario)
                tables.append(score_table(outcomes, mandates, talks, findings=found))
        return Scorecard(scenario=plan.scenario.name, tables=tuple(tables))

    def compare(self, one: Events, other: Events, **changes: object) -> RunComparison:
        return compare_runs(self.run(one), self.run(other, "other", **changes))


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


def opened(table: str = "talk-1") -> TableOpened:
    return TableOpened(table=table, parties=("buyer", "seller"), deadline_rounds=6)


def offer(turn: int, price: int, table: str = "talk-1", message: str = "") -> OfferMade:
    return OfferMade(
        table=table,
        turn=turn,
        party=("buyer", "seller")[(turn - 1) % 2],
        offer_id=f"o{turn}",
        outcome={"price": price},
        message=message,
    )


def accepted(turn: int, price: int, table: str = "talk-1") -> AgreementReached:
    return AgreementReached(
        table=table,
        turn=turn,
        party=("buyer", "seller")[(turn - 1) % 2],
        offer_id=f"o{turn - 1}",
        outcome={"price": price},
        message="Done.",
    )


def deal(price: int, table: str = "talk-1") -> Events:
    return (opened(table), offer(1, price, table), accepted(2, price, table))


def test_the_same_run_parts_nowhere(runs: Runs) -> None:
    found = runs.compare(deal(40), deal(40))
    assert found.parting is None
    assert found.settings == ()
    assert found.is_pure_decision
    assert found.tables is not None
    assert [row.differs for row in found.tables[0].issues] == [False]
    assert {row.value_difference for row in found.tables[0].parties} == {0.0}


def test_what_was_agreed_and_what_it_was_worth_are_set_side_by_side(runs: Runs) -> None:
    found = runs.compare(deal(40), deal(60))
    assert found.tables is not None
    (table,) = found.tables
    assert (table.issues[0].agreed.first, table.issues[0].agreed.second) == (40, 60)
    assert table.issues[0].differs
    buyer, seller = table.parties
    assert (buyer.value.first, buyer.value.second, buyer.value_difference) == (60, 40, -20)
    assert (seller.surplus.first, seller.surplus.second) == (10, 30)
    assert seller.surplus_difference == 20
    assert (table.ending.first, table.turns.second) == (Ending.AGREEMENT, 2)
    assert found.totals == ()


def test_without_an_agreement_there_is_nothing_on_an_issue(runs: Runs) -> None:
    away: Events = (opened(), WalkedAway(table="talk-1", turn=1, party="buyer", message=""))
    found = runs.compare(deal(40), away)
    assert found.tables is not None
    (table,) = found.tables
    assert (table.issues[0].agreed.first, table.issues[0].agreed.second) == (40, None)
    assert (table.ending.second, table.joint_surplus.second) == (Ending.WALK_AWAY, 0)
    assert runs.compare(away, away).tables[0].issues == ()  # type: ignore[index]


def test_findings_are_counted(runs: Runs) -> None:
    talks: list[LogEvent] = [
        Talked(table="talk-1", turn=turn, party=("buyer", "seller")[(turn - 1) % 2], message="Hm.")
        for turn in range(1, 13)
    ]
    silent = (opened(), *talks, DeadlinePassed(table="talk-1"))
    found = runs.compare(deal(40), silent)
    assert found.tables is not None
    counts = found.tables[0].findings["missed_zopa"]
    assert (counts.first, counts.second) == (0, 1)


def test_a_table_that_one_run_has_not_opened_has_no_differences(runs: Runs) -> None:
    found = runs.compare((*deal(40), *deal(50, "talk-2")), deal(40))
    assert found.tables is not None
    first, second = found.tables
    assert first.parties
    assert second.parties == ()
    assert (second.rounds.first, second.rounds.second) == (1, None)
    assert found.parting is not None
    assert (found.parting.line, found.parting.table) == (4, "talk-2")
    assert found.parting.second is None
    assert {row.party for row in found.totals} == {"buyer", "seller"}


def test_several_tables_are_added_up(runs: Runs) -> None:
    found = runs.compare((*deal(40), *deal(50, "talk-2")), (*deal(60), *deal(50, "talk-2")))
    gaps = {row.party: row.value_difference for row in found.totals}
    assert gaps == {"buyer": -20, "seller": 20}


def test_the_parting_says_what_each_did(runs: Runs) -> None:
    parting = runs.compare(deal(40), (opened(), offer(1, 50), accepted(2, 50))).parting
    assert parting is not None
    assert (parting.line, parting.table, parting.turn, parting.party) == (2, "talk-1", 1, "buyer")
    assert (parting.first, parting.second) == (offer(1, 40), offer(1, 50))


NOTE = NoteTaken(table="talk-1", turn=1, party="buyer", note="Careful.")
REFUSED = MoveRefused(
    table="talk-1", turn=1, party="buyer", move=Move(act=Talk()), reasons=("no message",)
)


@pytest.mark.parametrize("aside", [NOTE, REFUSED])
def test_what_came_of_the_turn_is_shown_and_not_the_aside(runs: Runs, aside: LogEvent) -> None:
    parting = runs.compare((opened(), aside, offer(1, 40)), (opened(), offer(1, 50))).parting
    assert parting is not None
    assert (parting.first, parting.second) == (offer(1, 40), offer(1, 50))


def test_where_only_the_note_differs_it_is_shown(runs: Runs) -> None:
    other = NOTE.model_copy(update={"note": "Bold."})
    parting = runs.compare((opened(), NOTE, offer(1, 40)), (opened(), other, offer(1, 40))).parting
    assert parting is not None
    assert (parting.first, parting.second) == (NOTE, other)


def test_what_happens_away_from_the_tables_can_part_two_runs(runs: Runs) -> None:
    phase = PhaseOpened(phase="spring", month=3)
    parting = runs.compare((phase, *deal(40)), deal(40)).parting
    assert parting is not None
    assert parting.first == phase
    assert (parting.turn, parting.party) == (None, None)


@pytest.mark.parametrize(
    ("changes", "kind", "is_pure"),
    [
        ({"seed": 2}, "seed", False),
        ({"language": "zh"}, "language", False),
        ({"talk": "offers"}, "talk", False),
        ({"versions": {"haggle": "2"}}, "version", True),
        ({"endpoints": {"near": {"base_url": "http://127.0.0.1", "model": "m"}}}, "model", True),
    ],
)
def test_what_was_set_up_differently_is_listed(
    runs: Runs, *, changes: dict[str, object], kind: str, is_pure: bool
) -> None:
    found = runs.compare(deal(40), deal(40), **changes)
    assert [row.kind for row in found.settings] == [kind]
    assert found.is_pure_decision is is_pure


def test_another_negotiator_is_a_decision(runs: Runs) -> None:
    other = Seat(kind="llm", name="near", persona="p", adviser="full")
    found = runs.compare(deal(40), deal(40), seats={**runs.plan.seats, "buyer": other})
    (row,) = found.settings
    assert (row.kind, row.name) == ("seat", "buyer")
    assert (row.first, row.second) == ("strategy:linear", "llm:near,adviser=full")
    assert found.is_pure_decision


def test_a_move_in_somebody_s_place_and_another_card_are_listed(runs: Runs) -> None:
    forced = ForcedMove(table="talk-1", turn=2, party="seller", move=Move(act=Talk(), message="-"))
    card = runs.plan.personas["buyer"].model_copy(update={"name": "another"})
    found = runs.compare(
        deal(40),
        deal(40),
        forced_moves=(forced,),
        personas={**runs.plan.personas, "buyer": card},
    )
    assert [(row.kind, row.name) for row in found.settings] == [
        ("persona", "buyer"),
        ("forced_move", "talk-1/2/seller"),
    ]


def test_one_round_without_talk_is_no_other_scenario(runs: Runs) -> None:
    tables = [table.model_copy(update={"deadline_rounds": 1}) for table in runs.scenario.tables]
    short = runs.scenario.model_copy(update={"tables": tuple(tables)})
    found = runs.compare(deal(40), deal(40), talk="none", scenario=short)
    assert [row.kind for row in found.settings] == ["talk"]
    found = runs.compare(deal(40), deal(40), scenario=short)
    assert [row.kind for row in found.settings] == ["scenario"]
    assert not found.is_pure_decision


def test_another_scenario_is_refused(runs: Runs, tmp_path: Path) -> None:
    renamed = runs.scenario.model_copy(update={"name": "else"})
    with pytest.raises(UsageError, match="runs of two scenarios: opposed and else"):
        runs.compare(deal(40), deal(40), scenario=renamed)
    fewer = load(tmp_path, opposed(n_tables=1)).scenario
    with pytest.raises(UsageError, match="table 'talk-2' of opposed"):
        runs.compare(deal(40), deal(40), scenario=fewer)


def test_nothing_is_scored_while_a_person_plays(runs: Runs) -> None:
    one = runs.run(deal(40))
    other = ComparedRun(name="other", record=one.record, events=one.events, scorecard=None)
    assert compare_runs(one, other).tables is None


def test_origins_are_told(runs: Runs) -> None:
    origin = ForkedFrom(
        run="r",
        table="talk-1",
        turn=2,
        party="seller",
        n_events=2,
        kept_sha256="",
        events_sha256="",
    )
    one = runs.run(deal(40))
    record = one.record.model_copy(update={"forked_from": origin})
    other = ComparedRun(name="o", record=record, events=one.events, scorecard=one.scorecard)
    found = compare_runs(one, other)
    assert (found.forked_from.first, found.forked_from.second) == (None, origin)


def ledger(party: str, profit: float) -> PartyLedger:
    return PartyLedger(
        party=party, profit_cny=profit, by_contract_cny={}, expected_surplus_cny=5.0, n_signed=1
    )


def test_what_a_campaign_brought_is_set_side_by_side() -> None:
    none = Amplification(rented_gpus=0, ordered_gpus=0, delivered_gpus=0, ratio=None)
    first, second = (
        CampaignScore(months=12, signatures=(), parties=parties, amplification=none)
        for parties in ((ledger("vendor", 9.0), ledger("lab", 2.0)), (ledger("vendor", 4.0),))
    )
    vendor, lab = campaign_rows(first, second)
    assert (vendor.party, vendor.profit_difference_cny) == ("vendor", -5.0)
    assert (lab.profit_cny.second, lab.profit_difference_cny) == (None, None)
    assert campaign_rows(first, None) == ()
