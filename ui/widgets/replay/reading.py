"""A table of a run with all that its bubbles need."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.scorecard import TableScore
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from ui.data.reading import score_of
from ui.data.runs import Run
from ui.texts import say
from ui.views.points import offer_marks, worths
from ui.views.replay.findings import findings_by_turn
from ui.views.results import scale_for
from ui.views.talks import PartyView, TurnView, parties_of, proposals_of, turns_of
from ui.widgets.talk import Bubbles, is_shown

__all__ = ["TableReading", "read_table"]


@dataclass(frozen=True, slots=True)
class TableReading:
    """A talk as it may be read."""

    run: Run
    table: Table
    parties: tuple[PartyView, ...]
    score: TableScore | None
    """``None`` while a person plays."""
    context: Bubbles
    turns: tuple[TurnView, ...]
    """Those that may be shown, oldest first."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules of conduct found."""
        return self.score.findings if self.score is not None else ()

    @property
    def n_turns(self) -> int:
        """How many turns there are so far."""
        return max((view.turn for view in self.turns), default=0)


def read_table(run: Run, table: Table, language: Language, *, is_referee: bool) -> TableReading:
    """Return a talk; the score is worked out once for as long as the log stays as it is."""
    parties, events = parties_of(run.record.plan, table, language), run.talks[table.id]
    score = _scored(run, table, language)
    worth: Mapping[int, str] = {}
    if score is not None:
        scale = scale_for(score, language)
        worth = worths(offer_marks(score, events, scale), parties, scale, language)
    context = Bubbles(
        parties={party.id: party for party in parties},
        deadline_rounds=table.deadline_rounds,
        worths=worth,
        is_referee=is_referee,
        shows_private=is_referee or run.is_secret,
        issues=table.space.by_id,
        language=language,
        findings=findings_by_turn(score.findings, table, language) if score is not None else {},
    )
    every = turns_of(table, events, language, proposals=proposals_of(run.whole[table.id]))
    turns = tuple(view for view in every if is_shown(view, context))
    return TableReading(run, table, parties, score, context, turns)


def _scored(run: Run, table: Table, language: Language) -> TableScore | None:
    if run.is_secret:
        return None
    with st.spinner(say("valuing", language)):
        return score_of(run, table.id)
