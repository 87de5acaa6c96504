"""Turning points on the screen, and playing both branches out in the background."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass

import streamlit as st

from negotiation.analysis.debrief.branches import PlayOut
from negotiation.analysis.debrief.records import Debrief
from negotiation.analysis.debrief.skill_records import Spot
from negotiation.analysis.debrief.turning_records import TurningPoint
from negotiation.app.debriefing.playouts import play_out
from negotiation.app.exporting.debrief.handout import Handout
from negotiation.app.exporting.debrief.turning_parts import (
    acts_said,
    change_parts,
    played_out_said,
    reason,
    turn_of,
    worth_said,
)
from negotiation.app.exporting.debrief.words import said
from negotiation.store.folder import RunFolder
from ui.data.debriefs import Subject
from ui.page import Page
from ui.session import keep, recall
from ui.texts import say
from ui.views.debrief.links import turn_links
from ui.widgets.boundary import friendly
from ui.widgets.debrief.figures import branch_chart
from ui.widgets.debrief.parts import show_changes, show_links
from ui.widgets.show import show

__all__ = ["finished_play_outs", "show_turning"]

POLL_SECONDS = 0.5

N_MORE = 40
"""Seeds on which a turning point is played out when somebody wants to know better."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A turning point of a debrief on the screen."""

    page: Page
    subject: Subject
    handout: Handout
    point: TurningPoint
    number: int
    """From 1, the costliest first."""

    @property
    def key(self) -> str:
        """Names what is played out, in this tab."""
        return _key(self.subject, self.number)

    @property
    def work(self) -> Future[PlayOut] | None:
        """What is being played, or was."""
        return recall(self.key, None)

    @property
    def is_working(self) -> bool:
        """Whether it is still being played."""
        return self.work is not None and not self.work.done()


def show_turning(page: Page, subject: Subject, handout: Handout) -> None:
    """Draw the turning points, the costliest first."""
    points = handout.debrief.turning_points
    if not points:
        show(said("turning_none", handout.language))
    for number, point in enumerate(points, start=1):
        with st.container(border=True):
            _show_point(_Place(page, subject, handout, point, number))


def finished_play_outs(subject: Subject, debrief: Debrief) -> tuple[PlayOut, ...]:
    """Return what has been played out in this tab."""
    return tuple(_finished(subject, debrief))


def _finished(subject: Subject, debrief: Debrief) -> Iterator[PlayOut]:
    for number, _ in enumerate(debrief.turning_points, start=1):
        work: Future[PlayOut] | None = recall(_key(subject, number), None)
        if work is not None and work.done() and work.exception() is None:
            yield work.result()


def _key(subject: Subject, number: int) -> str:
    return f"played-out-{subject.name}-{subject.party}-{number}"


def _show_point(place: _Place) -> None:
    handout, point, language = place.handout, place.point, place.handout.language
    names = handout.names[point.table]
    st.subheader(say(f"debrief_point_{point.reason}", language, place=place.number), anchor=False)
    show(turn_of(handout, point))
    if point.quote:
        with st.container(border=True):
            show(point.quote)
    for text in filter(None, (reason(handout, point), acts_said(handout, point))):
        show(text)
    show_changes(change_parts(names, point), language)
    show(worth_said(names, point))
    spot = Spot(table=point.table, turn=point.turn, party=point.party)
    show_links(turn_links([spot]), place.subject, language)
    draw = st.fragment(_show_branches, run_every=POLL_SECONDS if place.is_working else None)
    draw(place, was_working=place.is_working)


def _show_branches(place: _Place, *, was_working: bool) -> None:
    language, work = place.handout.language, place.work
    with friendly(language):
        if place.is_working != was_working:
            st.rerun()
        if work is not None and work.done() and work.exception() is None:
            _show_played(place, work.result())
            return
        if place.point.tried is not None:
            _show_played(place, place.point.tried)
        if place.is_working:
            st.info(say("debrief_playing_out", language), icon=":material/hourglass_top:")
            return
        _offer_more(place)
        if work is not None:
            work.result()  # raises what went wrong, which is said here


def _offer_more(place: _Place) -> None:
    language = place.handout.language
    if st.button(
        say("debrief_play_out", language, n=N_MORE),
        help=say("debrief_play_out_help", language),
        icon=":material/call_split:",
        key=f"play-out-{place.number}",
    ):
        _start(place)
        st.rerun()


def _show_played(place: _Place, found: PlayOut) -> None:
    language = place.handout.language
    names = place.handout.names[place.point.table]
    show(played_out_said(names, found))
    st.altair_chart(
        branch_chart(found, names, language),
        key=f"branches-{place.number}",
        alt=say("debrief_play_out_chart", language),
    )
    st.caption(say("debrief_play_out_chart", language))


def _start(place: _Place) -> None:
    service = place.page.server.service
    folder = RunFolder.open(place.subject.run.path)
    more = play_out(folder, place.point, n=N_MORE)
    keep(place.key, service.spawn(more))
