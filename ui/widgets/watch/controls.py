"""Steering a run that is watched: where it stands, and pause, step, speed, stop and go on.

It looks at the service again and again and draws only itself; the page is drawn again when
something has happened in the run.
"""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from negotiation.app.plan import RunPlan
from negotiation.app.service.live import LiveRun
from negotiation.app.service.pace import Pace
from negotiation.domain.values import Language
from negotiation.errors import HaggleError, LogConflict
from negotiation.store.folder import RunFolder
from ui.page import Page
from ui.session import recall
from ui.texts import fill, say
from ui.views.palette import BadgeColour
from ui.views.watch.progress import Standing, standing_of, writers_of
from ui.views.watch.troubles import trouble_of
from ui.views.watch.wishes import NO_LIMITS
from ui.widgets.boundary import friendly
from ui.widgets.show import show
from ui.widgets.watch.set_up import SPEEDS, ask_limits, speed_name

__all__ = ["Watched", "follow"]

POLL_SECONDS = 0.5
CAMPAIGN_POLL_SECONDS = 1.0
"""How often the service is looked at; a campaign's page takes longer to draw."""

STOP_SECONDS = 2.0
"""How long the page waits for a run to let go."""

COLOURS: dict[Standing, BadgeColour] = {
    "playing": "green",
    "paused": "orange",
    "asking": "blue",
    "failed": "red",
}


@dataclass(slots=True, kw_only=True)
class Watched:
    """A run on the page, as it was when the page was drawn."""

    path: Path
    plan: RunPlan
    is_over: bool
    is_elsewhere: bool
    """Whether it was not taken up here because another process plays it."""
    drawn: tuple[Standing, int]
    """Where it stood, and how many events had come."""
    is_fresh: bool = True
    """Whether the page is being drawn just now, so that it needs not be drawn again."""

    @classmethod
    def now(cls, page: Page, path: Path, plan: RunPlan, *, is_over: bool) -> "Watched":
        """Return a run as it is now: take this before it is drawn, and nothing new is missed."""
        live = page.server.service.find(path)
        drawn = standing_of(live, is_over=is_over), _n_events(live)
        return cls(
            path=path,
            plan=plan,
            is_over=is_over,
            is_elsewhere=live is not None and isinstance(live.state.problem, LogConflict),
            drawn=drawn,
        )

    @property
    def is_live(self) -> bool:
        """Whether something may happen in it here without a click."""
        return self.drawn[0] in {"playing", "paused", "asking"}

    @property
    def may_be_elsewhere(self) -> bool:
        """Whether another process may be playing it."""
        return self.drawn[0] == "idle" or self.is_elsewhere


def follow(page: Page, watched: Watched) -> None:
    """Draw the bar, and the page again whenever the run has moved."""
    is_campaign = watched.plan.scenario.campaign is not None
    often = CAMPAIGN_POLL_SECONDS if is_campaign else POLL_SECONDS
    bar = st.fragment(_bar, run_every=often if watched.is_live else None)
    bar(page, watched)


def _bar(page: Page, watched: Watched) -> None:
    with friendly(page.language):
        live = page.server.service.find(watched.path)
        standing = standing_of(live, is_over=watched.is_over)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(
                say(f"watch_is_{standing}", page.language),
                color=COLOURS.get(standing, "gray"),
                icon=":material/sensors:" if standing == "playing" else None,
            )
            _buttons(page, watched, live, standing)
        if live is not None and live.state.status == "playing" and standing == "playing":
            _writing(live, watched.plan, page.language)
        if standing == "failed" and live is not None:
            _trouble(live.state.problem, page.language)
        # At the end, for what was clicked is lost by drawing the page anew.
        if not watched.is_fresh and (standing, _n_events(live)) != watched.drawn:
            st.rerun()
        watched.is_fresh = False


def _buttons(page: Page, watched: Watched, live: LiveRun | None, standing: Standing) -> None:
    language = page.language
    if standing == "ended":
        return
    if live is not None and not _may_steer(page, live):
        st.caption(say("watch_not_yours", language), width="content")
        return
    if live is None or live.state.is_over:
        _take_up(page, watched, standing)
        return
    if live.is_paused:
        _pace_button("watch_go_on", "play_arrow", live, language, is_primary=True)
        _pace_button("watch_step", "skip_next", live, language)
    else:
        _pace_button("watch_pause", "pause", live, language)
    st.button(
        say("watch_stop", language),
        icon=":material/stop:",
        key="watch-stop",
        on_click=_stop,
        args=(live,),
    )
    _speed(live, language)


def _stop(live: LiveRun) -> None:
    live.stop(seconds=STOP_SECONDS)


def _pace_button(
    name: str, icon: str, live: LiveRun, language: Language, *, is_primary: bool = False
) -> None:
    changes = {"watch_go_on": "go_on", "watch_step": "step", "watch_pause": "pause"}
    st.button(
        say(name, language),
        icon=f":material/{icon}:",
        type="primary" if is_primary else "secondary",
        key=name.replace("_", "-"),
        on_click=live.set_pace,
        args=(changes[name],),
    )


def _speed(live: LiveRun, language: Language) -> None:
    key = f"watch-speed-{live.folder.path.name}"
    st.segmented_control(
        say("watch_speed", language),
        sorted({*SPEEDS, live.seconds_a_moment}),
        format_func=lambda each: speed_name(each, language),
        default=live.seconds_a_moment,
        required=True,
        key=key,
        label_visibility="collapsed",
        on_change=_set_speed,
        args=(live, key),
    )


def _set_speed(live: LiveRun, key: str) -> None:
    seconds: float = recall(key, live.seconds_a_moment)
    live.set_pace("pause" if live.is_paused else "go_on", seconds=seconds)


def _take_up(page: Page, watched: Watched, standing: Standing) -> None:
    language = page.language
    if watched.plan.has_person:
        st.caption(say("watch_has_person", language), width="content")
        return
    is_failed = standing == "failed"
    if standing == "idle":
        st.caption(say("watch_idle_why", language), width="content")
    is_wanted = st.button(
        say(f"watch_{'try_again' if is_failed else 'take_up'}", language),
        icon=":material/refresh:" if is_failed else ":material/play_arrow:",
        type="primary",
        key="watch-take-up",
    )
    limits = NO_LIMITS
    if watched.plan.models:
        with st.popover(say("watch_limits_short", language), icon=":material/payments:"):
            limits = ask_limits(language)
    if is_wanted:
        page.server.service.play(
            RunFolder.open(watched.path),
            page.settings,
            pace=Pace(seconds=SPEEDS[0] if is_failed else SPEEDS[1]),
            budget=limits.budget,
            owner=page.visitor.key,
        )
        st.rerun()


def _writing(live: LiveRun, plan: RunPlan, language: Language) -> None:
    writers = writers_of(live.state, plan, language)
    if plan.models and not writers:
        st.caption(say("watch_thinking", language))
    for writer in writers:
        show(fill("watch_writing", language, party=writer.party, n=f"{writer.n_characters:,}"))


def _trouble(problem: HaggleError | None, language: Language) -> None:
    trouble = trouble_of(problem)
    st.warning(say(f"watch_cause_{trouble.cause}", language), icon=":material/link_off:")
    if trouble.is_set_up:
        st.page_link(
            "screens/settings.py",
            label=say("screen_settings", language),
            icon=":material/settings:",
        )
    if problem is not None:
        with st.expander(say("watch_details", language)):
            show(str(problem))


def _may_steer(page: Page, live: LiveRun) -> bool:
    """Whether a visitor may steer a run: who took it up, a coach, or anybody if it is nobody's."""
    return page.visitor.is_coach or live.owner in {"", page.visitor.key}


def _n_events(live: LiveRun | None) -> int:
    return live.state.n_events if live is not None else 0
