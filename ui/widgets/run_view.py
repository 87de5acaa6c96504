"""One run on the page: the talk with what stands beside it, the charts, the scorecard.

All of it is one fragment: stepping through a talk draws nothing else again, and while a run is
being played the fragment looks for new turns by itself.
"""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import streamlit as st

from negotiation.analysis.scorecard import TableScore
from negotiation.domain.events import Event
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from ui.data.reading import frontier_of, read, score_of
from ui.data.runs import Run
from ui.texts import say
from ui.views.points import offer_marks, plane_of, worths
from ui.views.replay.findings import findings_by_turn
from ui.views.results import scale_for
from ui.views.talks import (
    PartyView,
    parties_of,
    proposals_of,
    rounds_shown,
    standing_at,
    turns_of,
)
from ui.widgets.beside import show_rounds
from ui.widgets.boundary import friendly
from ui.widgets.campaign import show_campaign, show_timeline
from ui.widgets.charts import concession_chart, plane_chart
from ui.widgets.scores import show_ending, show_score
from ui.widgets.show import show, show_command, show_grid
from ui.widgets.stepping import WINDOW, choose_turn
from ui.widgets.tables import choose_table
from ui.widgets.talk import Bubbles, show_standing, show_talk
from ui.widgets.watch.minds import show_minds

__all__ = ["ChooseTable", "OnTurn", "show_run"]

POLL_SECONDS = 2
"""How often a run that is not over is looked at again."""


OnTurn: TypeAlias = Callable[[Run, str, int, int], None]
"""Told of the run, the table, the turn that is on the screen and the last one there is; it may draw
beside the slider."""

ChooseTable: TypeAlias = Callable[[Run, Language], Table]
"""Asks for one of the tables that have opened."""


def show_run(
    path: Path,
    language: Language,
    *,
    on_turn: OnTurn | None = None,
    choose: ChooseTable = choose_table,
    is_followed: bool = False,
) -> None:
    """Draw a run, and follow it while it is being played.

    Args:
        path: its folder.
        language: of the page.
        on_turn: told which turn is on the screen.
        choose: asks for a table where there are several.
        is_followed: whether the page itself says how the run goes on, and draws it anew.
    """
    is_over = read(path).is_over
    draw = st.fragment(_draw, run_every=None if is_over or is_followed else POLL_SECONDS)
    draw(path, language, was_over=is_over, on_turn=on_turn, choose=choose, is_followed=is_followed)


def _draw(
    path: Path,
    language: Language,
    *,
    was_over: bool,
    on_turn: OnTurn | None,
    choose: ChooseTable,
    is_followed: bool,
) -> None:
    with friendly(language):
        run = read(path)
        if run.is_over and not was_over:
            st.rerun()
        show(run.record.plan.scenario.title.in_language(language))
        if not run.is_over and not is_followed:
            st.info(say("live", language), icon=":material/sensors:")
            show_command(f"haggle resume {shlex.quote(str(path))}")
        if not run.talks:
            st.caption(say("not_begun", language))
            return
        if run.record.plan.scenario.campaign is None:
            _table(_Look(run, choose(run, language), language, on_turn))
            return
        timeline, tables, card = st.tabs(
            [say("timeline", language), say("tables", language), say("campaign", language)]
        )
        with timeline:
            show_timeline(run, language)
        with tables:
            _table(_Look(run, choose(run, language), language, on_turn))
        with card:
            show_campaign(run, language)


@dataclass(frozen=True, slots=True)
class _Look:
    """One table of a run, in the language of the page."""

    run: Run
    table: Table
    language: Language
    on_turn: OnTurn | None

    @property
    def events(self) -> Sequence[Event]:
        return self.run.talks[self.table.id]

    @property
    def parties(self) -> tuple[PartyView, ...]:
        return parties_of(self.run.record.plan, self.table, self.language)


def _table(look: _Look) -> None:
    language = look.language
    with st.expander(say("about", language)):
        show(look.table.setting.in_language(language))
        show_grid(
            [say(key, language) for key in ("party", "role", "seat")],
            [(party.name, party.role, _seat(look, party)) for party in look.parties],
            key="seats",
            alt=say("about", language),
        )
    if look.run.is_secret:
        st.info(say("secret", language), icon=":material/lock:")
        _talk(look, None)
        return
    with st.spinner(say("valuing", language)):
        score = score_of(look.run, look.table.id)
    talk, card = st.tabs([say("talk", language), say("scorecard", language)])
    with talk:
        _talk(look, score)
    with card:
        show_score(score, look.table, look.parties, language)


def _seat(look: _Look, party: PartyView) -> str:
    """Say who plays a party; whom a person is up against stays open until the end."""
    is_open = look.run.is_secret and party.id not in look.run.record.plan.people
    return "?" if is_open else party.seat


def _talk(look: _Look, score: TableScore | None) -> None:
    """Draw the talk; without a score nothing that depends on values."""
    language, parties, whole = look.language, look.parties, look.run.whole[look.table.id]
    views = turns_of(look.table, look.events, language, proposals=proposals_of(whole))
    n_turns = max((view.turn for view in views), default=0)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        turn = choose_turn(f"{look.run.path}/{look.table.id}", n_turns, len(parties), language)
        is_referee = score is not None and st.toggle(
            say("referee", language), key="referee", help=say("referee_help", language)
        )
        if look.on_turn is not None:
            look.on_turn(look.run, look.table.id, turn, n_turns)
    left, right = st.columns([11, 9], gap="medium")
    context = Bubbles(
        parties={party.id: party for party in parties},
        deadline_rounds=look.table.deadline_rounds,
        worths=_worths(look, score) if score is not None else {},
        findings=findings_by_turn(score.findings, look.table, language) if score else {},
        is_referee=is_referee,
        shows_private=is_referee or look.run.is_secret,
        issues=look.table.space.by_id,
        language=language,
    )
    with left:
        show_talk(rounds_shown(views, turn=turn, window=WINDOW), context)
        if score is not None and turn == n_turns:
            show_ending(score, language)
    with right:
        people = look.run.record.plan.people if look.run.is_secret else ()
        standing = standing_at(look.table, whole, turn=turn, language=language, people=people)
        show_standing(standing, parties, language)
        show_rounds(look.table, look.events, whole, parties, turn=turn, language=language)
        if score is not None:
            _charts(look, score, turn, is_end=turn == n_turns)
        if is_referee:
            show_minds(look.run.record.plan.scenario, look.table, whole, language, turn=turn)


def _worths(look: _Look, score: TableScore) -> dict[int, str]:
    """Return what each offer is worth to each side, by turn."""
    scale = scale_for(score, look.language)
    marks = offer_marks(score, look.events, scale)
    return worths(marks, look.parties, scale, look.language)


def _charts(look: _Look, score: TableScore, turn: int, *, is_end: bool) -> None:
    language, parties = look.language, look.parties
    scale = scale_for(score, language)
    marks = offer_marks(score, look.events, scale)
    st.subheader(say("concessions", language), anchor=False)
    st.altair_chart(
        concession_chart(marks, parties, turn=turn, unit=scale.unit, language=language),
        key="concessions",
        alt=say("concessions", language),
    )
    if len(parties) != 2:  # noqa: PLR2004 - a plane
        return
    plane = plane_of(score, frontier_of(look.run, look.table.id), scale)
    if plane is None:
        return
    shown = plane if is_end else plane.without_result()
    st.subheader(say("plane", language), anchor=False)
    st.altair_chart(
        plane_chart(shown, marks, parties, turn=turn, unit=scale.unit, language=language),
        key="plane",
        alt=say("plane", language),
    )
