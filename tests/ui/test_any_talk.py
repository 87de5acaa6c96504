"""Whatever a tender or a round table does, it is judged, scored, printed and drawn.

Random legal moves; then every rule of conduct, the scorecard, the transcript and all that the
viewer works out, in both languages, for who sees everything and for a person who plays.
"""

from collections.abc import Sequence
from io import StringIO
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from negotiation.analysis.conduct.rules import find_conduct
from negotiation.analysis.scorecard import Scorecard, TableScore, score_table
from negotiation.app.plan import RunPlan
from negotiation.app.records import seen_by_people
from negotiation.app.seats import Seat
from negotiation.app.tables import mandates_of
from negotiation.cli.scorecards import ScorecardPrinter
from negotiation.cli.transcript import Transcript
from negotiation.domain.events import Event
from negotiation.domain.values import LANGUAGES, Language
from negotiation.protocol.fold import replay
from tests.ui.conftest import plan_of
from tests.ui.random_talks import Arena, random_talk, round_table, tender
from ui.views.past import until_turn
from ui.views.points import offer_marks, worths
from ui.views.results import fate_rows, party_rows, reference_columns, reference_rows, scale_for
from ui.views.rounds import best_bids, bid_marks, vote_rows
from ui.views.talks import parties_of, proposals_of, standing_at, turns_of
from ui.widgets.bid_chart import bid_chart
from ui.widgets.charts import concession_chart

TENDERS = st.builds(
    tender,
    st.sampled_from(["open", "sealed", "batched"]),
    st.sampled_from(["price", "choice", "weights"]),
    st.sampled_from([0, 0.1]),
    presents=st.booleans(),
    has_ladder=st.booleans(),
)
ROUND_TABLES = st.builds(
    lambda proposer, rule, ladder: round_table(proposer, *rule, has_ladder=ladder),
    st.sampled_from(["rotating", "bert"]),
    st.sampled_from([(None, ()), (3, ()), (2, ("cleo",))]),
    st.booleans(),
)
ARENAS = TENDERS | ROUND_TABLES
SEEDS = st.integers(0, 10**6).map(lambda seed: np.random.Generator(np.random.PCG64(seed)))


def scored(arena: Arena, talk: Sequence[Event]) -> TableScore:
    scenario = arena.scenario
    findings = find_conduct(arena.outcomes, scenario.parties, talk, "en")
    return score_table(arena.outcomes, mandates_of(scenario), talk, findings=findings)


def played_by(plan: RunPlan, party: str) -> RunPlan:
    person = Seat(kind="human", persona="tiny_persona")
    return plan.model_copy(update={"seats": {**plan.seats, party: person}})


def printed(plan: RunPlan, talk: Sequence[Event], score: TableScore | None) -> str:
    written = StringIO()
    console = Console(file=written, width=100)
    transcript = Transcript(plan, console, notes=True)
    for event in talk:
        transcript.show(event)
    if score is not None:
        ScorecardPrinter(plan, console).show(Scorecard(scenario="x", tables=(score,)))
    return written.getvalue()


@given(ARENAS, SEEDS)
@settings(deadline=None, max_examples=30)
def test_any_talk_is_judged_scored_and_printed(arena: Arena, rng: np.random.Generator) -> None:
    scenario, talk = arena.scenario, random_talk(arena, rng)
    score = scored(arena, talk)
    assert {finding.turn for finding in score.findings} <= set(range(score.turns + 1))
    assert len(score.attendance) == len(scenario.tables[0].parties)
    for language in LANGUAGES:
        plan = plan_of(scenario).model_copy(update={"language": language})
        assert printed(plan, talk, score)
        for party in scenario.tables[0].parties:
            seen = printed(played_by(plan, party), talk, None)
            assert seen.count("Only I know.") <= sum(
                event.kind == "note_taken" and event.party == party for event in talk
            )


@given(ARENAS, SEEDS, st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=30)
def test_any_talk_is_drawn(arena: Arena, rng: np.random.Generator, language: Language) -> None:
    scenario, talk = arena.scenario, random_talk(arena, rng)
    plan, (table,) = plan_of(scenario), scenario.tables
    parties = parties_of(plan, table, language)
    proposals = proposals_of(talk)
    views = turns_of(table, talk, language, proposals=proposals)
    assert {view.act for view in views} & {"bid", "sealed", "proposal"} or not proposals
    score = scored(arena, talk)
    scale = scale_for(score, language)
    marks = offer_marks(score, talk, scale)
    n_turns = max((view.turn for view in views), default=0)
    for turn in range(n_turns + 1):
        standing = standing_at(table, talk, turn=turn, language=language)
        assert set(standing.offers) <= set(table.parties)
        if table.protocol == "roundtable":
            assert all(len(row) == len(parties) + 1 for row in vote_rows(
                until_turn(talk, turn), parties, language
            ))  # fmt: skip
    concession_chart(marks, parties, turn=n_turns, unit="points", language=language).to_dict()
    if table.tender is not None:
        bids = bid_marks(table, talk)
        bid_chart(
            bids,
            best_bids(table, talk),
            [party for party in parties if party.id != table.tender.host],
            turn=n_turns,
            issue=table.space.by_id["price"],
            language=language,
        ).to_dict()
    assert set(worths(marks, parties, scale, language)) == {mark.turn for mark in marks}
    header = reference_columns(score, language)
    rows = reference_rows(score, table, parties, language) if header else ()
    assert all(len(row) == len(header) + 1 for row in rows)
    assert len(party_rows(score, table, parties, language)) == len(parties)
    assert fate_rows(score, table, parties, language)


@given(ARENAS, SEEDS, st.data())
@settings(deadline=None, max_examples=30)
def test_a_person_who_plays_is_shown_no_sealed_bid_of_another(
    arena: Arena, rng: np.random.Generator, data: Any
) -> None:
    scenario, talk = arena.scenario, random_talk(arena, rng)
    n_events = data.draw(st.integers(1, len(talk)))
    cut, (table,) = talk[:n_events], scenario.tables
    session = replay(cut)
    for party in table.parties:
        plan = played_by(plan_of(scenario), party)
        seen = [event for event in seen_by_people(plan, cut) if hasattr(event, "table")]
        views = turns_of(table, seen, "en", proposals=proposals_of(cut))  # type: ignore[arg-type]
        shown = {view.offer_id for view in views}
        hidden = {bid.offer_id for other, bid in session.unopened.items() if other != party}
        assert not shown & hidden
        standing = standing_at(
            table, cut, turn=session.last_turn + 9, language="en", people=plan.people
        )
        assert not set(standing.offers.values()) & hidden
