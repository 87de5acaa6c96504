"""How the skills of a trainee grow: numbers, curves, and a row a skill."""

from collections.abc import Sequence

import altair as alt
import streamlit as st

from negotiation.analysis.debrief.records import SKILLS
from negotiation.domain.values import Language
from ui.data.names import seat_called
from ui.data.training import Own
from ui.page import Page
from ui.texts import say
from ui.views.palette import party_colour
from ui.views.progress.scores import Scored, best_of, moment, percent
from ui.views.progress.skills import (
    TOTAL,
    SkillGrowth,
    SkillPoint,
    growth,
    points,
    skill_name,
    weakest,
)
from ui.widgets.drawing import HEIGHT, Drawing, legend, upright
from ui.widgets.progress.clock import zone
from ui.widgets.show import show_grid

__all__ = ["show_growth"]

MAX_SHOWN = 6
"""Skills in the chart at a time: more lines than that nobody can tell apart."""


def show_growth(page: Page, own: Own) -> None:
    """Draw how a trainee's scores have changed."""
    language = page.language
    st.subheader(say("progress_curves", language), anchor=False)
    chosen = _of_one_scenario(page, own.ended)
    oldest_first = chosen[::-1]
    curves = points(oldest_first)
    grown = growth(curves)
    _numbers(oldest_first, grown, language)
    skills = _shown_skills(grown, language)
    st.altair_chart(
        _chart([each for each in curves if each.skill in {TOTAL, *skills}], language),
        alt=say("progress_curves", language),
    )
    _take_away(grown, language)
    show_grid(
        [
            say("progress_skill", language),
            say("progress_first_score", language),
            say("progress_last_column", language),
            say("progress_best_column", language),
            say("progress_recent", language),
            say("progress_occasions", language),
        ],
        [
            (
                skill_name(each.skill, language),
                *(percent(part) for part in (each.first, each.last, each.best, each.recent)),
                str(each.occasions),
            )
            for each in grown
        ],
        key="progress-skills",
        alt=say("progress_curves", language),
    )


def _of_one_scenario(page: Page, ended: Sequence[Scored]) -> Sequence[Scored]:
    """Ask for a scenario where there are several, so that like is compared with like."""
    language = page.language
    names = list(dict.fromkeys(each.attempt.scenario for each in ended))
    if len(names) == 1:
        return ended
    everything = say("progress_all_scenarios", language)
    titles = {name: seat_called(page.runs, name, "", language).scenario for name in names}
    chosen: str = st.selectbox(
        say("progress_scenario", language),
        ["", *names],
        format_func=lambda name: titles.get(name, everything),
        width=420,
        key=f"progress-scenario-{language}",
    )
    return [each for each in ended if chosen in {"", each.attempt.scenario}]


def _numbers(attempts: Sequence[Scored], grown: Sequence[SkillGrowth], language: Language) -> None:
    best = best_of(attempts)
    total = next((each for each in grown if each.skill == TOTAL), None)
    with st.container(horizontal=True):
        st.metric(
            say("progress_n_attempts", language), len(attempts), border=True, height="stretch"
        )
        st.metric(
            say("progress_best", language),
            percent(best.score if best else None),
            border=True,
            height="stretch",
        )
        st.metric(
            say("progress_last", language),
            percent(total.last if total else None),
            delta=_change(total, language),
            border=True,
            height="stretch",
        )


def _change(total: SkillGrowth | None, language: Language) -> str | None:
    if total is None:
        return None
    points = round((total.last - total.first) * 100)
    return say("progress_points", language, points=points) if points else None


def _shown_skills(grown: Sequence[SkillGrowth], language: Language) -> Sequence[str]:
    known = [skill for skill in SKILLS if any(each.skill == skill for each in grown)]
    if not known:
        return ()
    chosen: Sequence[str] = st.pills(
        say("progress_shown_skills", language),
        known,
        selection_mode="multi",
        default=[each.skill for each in weakest(grown, 2)],
        format_func=lambda skill: say(f"skill_name_{skill}", language),
        key="progress-shown-skills",
    )
    return chosen[:MAX_SHOWN]


def _chart(curves: Sequence[SkillPoint], language: Language) -> Drawing:
    """Draw a line a skill; the total is the thick one."""
    names = list(dict.fromkeys(each.skill for each in curves))
    colour = alt.Color(
        "skill:N",
        title=None,
        scale=alt.Scale(
            domain=[skill_name(name, language) for name in names],
            range=[party_colour(place).code for place in range(len(names))],
        ),
        legend=legend(columns=3),
    )
    rows = [_row(each, language) for each in curves]
    thick = [row for row in rows if row["is_total"]]
    thin = [row for row in rows if not row["is_total"]]
    last = max((each.number for each in curves), default=1)
    layers = [
        alt.Chart(alt.InlineData(values=values))
        .mark_line(point=alt.OverlayMarkDef(size=55), strokeWidth=width)
        .encode(
            x=alt.X(
                "number:Q",
                title=say("progress_attempt_axis", language),
                scale=alt.Scale(domain=[1, max(last, 2)]),
                axis=alt.Axis(tickMinStep=1, format="d", grid=False),
            ),
            y=alt.Y(
                "fraction:Q",
                title=say("progress_score_axis", language),
                scale=alt.Scale(domain=[0, 1]),
                axis=upright(".0%"),
            ),
            color=colour,
            tooltip=[
                alt.Tooltip("skill:N", title=say("progress_skill", language)),
                alt.Tooltip("fraction:Q", title=say("progress_score_axis", language), format=".0%"),
                alt.Tooltip("number:Q", title=say("progress_attempt_axis", language)),
                alt.Tooltip("at:N", title=say("progress_date", language)),
            ],
        )
        for values, width in ((thin, 1.5), (thick, 3.5))
    ]
    drawn: Drawing = alt.layer(*layers).properties(height=HEIGHT + 60)
    return drawn


def _row(point: SkillPoint, language: Language) -> dict[str, str | float | bool]:
    return {
        "skill": skill_name(point.skill, language),
        "number": point.number,
        "fraction": point.fraction,
        "is_total": point.skill == TOTAL,
        "at": moment(point.attempt.attempt.created_at, zone()),
    }


def _take_away(grown: Sequence[SkillGrowth], language: Language) -> None:
    total = next((each for each in grown if each.skill == TOTAL), None)
    if total is None or total.occasions == 1:
        st.caption(say("progress_took_one", language))
        return
    gained = round((total.last - total.first) * 100)
    if gained > 0:
        st.caption(say("progress_took_up", language, points=gained))
    elif gained < 0:
        st.caption(say("progress_took_down", language, points=-gained))
    else:
        st.caption(say("progress_took_level", language))
