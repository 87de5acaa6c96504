"""The pictures of a class: its skills, its results, and how it moves."""

import altair as alt
import streamlit as st

from negotiation.domain.values import Language
from ui.texts import fill, say
from ui.views.palette import NEUTRAL, party_colour
from ui.views.progress.cohort import Cohort
from ui.views.progress.results import Reached, reached_of
from ui.views.progress.scores import percent
from ui.views.progress.skills import skill_name
from ui.widgets.drawing import HEIGHT, Drawing, legend, upright
from ui.widgets.progress.class_members import member_name
from ui.widgets.show import show, show_grid

__all__ = ["show_results", "show_skills", "show_trend"]

ROW_HEIGHT = 26


def show_skills(cohort: Cohort, language: Language) -> None:
    """Draw the mean of each skill, the reach from the lowest to the highest, and how many."""
    if not cohort.skills:
        return
    st.subheader(say("progress_skill_means", language), anchor=False)
    st.altair_chart(_skills(cohort, language), alt=say("progress_skill_means", language))
    worst = min(cohort.skills, key=lambda each: each.mean)
    show(
        fill(
            "progress_skill_means_take",
            language,
            skill=skill_name(worst.skill, language),
            mean=percent(worst.mean),
            n=str(worst.n),
        )
    )
    st.caption(say("progress_skill_means_note", language))
    show_grid(
        [
            say("progress_skill", language),
            say("progress_mean", language),
            say("progress_range", language),
            say("progress_n", language),
        ],
        [
            (
                skill_name(each.skill, language),
                percent(each.mean),
                f"{percent(each.low)} – {percent(each.high)}",
                str(each.n),
            )
            for each in cohort.skills
        ],
        key="progress-class-skills",
        alt=say("progress_skill_means", language),
    )


def _skills(cohort: Cohort, language: Language) -> Drawing:
    rows = [each._asdict() | {"name": skill_name(each.skill, language)} for each in cohort.skills]
    y = alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=160))
    share = alt.X("mean:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=_share_axis())
    shown = [
        alt.Tooltip("name:N", title=say("progress_skill", language)),
        alt.Tooltip("mean:Q", title=say("progress_mean", language), format=".0%"),
        alt.Tooltip("n:Q", title=say("progress_n", language)),
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y, tooltip=shown)
    means = base.mark_point(filled=True, size=110, color=party_colour(0).code, opacity=1)
    reach = base.mark_rule(color=NEUTRAL, strokeWidth=2).encode(x="low:Q", x2="high:Q")
    layers = (reach, means.encode(x=share))
    drawn: Drawing = alt.layer(*layers).properties(height=ROW_HEIGHT * len(rows))
    return drawn


def _share_axis() -> alt.Axis:
    return alt.Axis(format=".0%", tickCount=5)


def show_results(cohort: Cohort, language: Language) -> None:
    """Draw every submission by what it reached, and by how well it was played."""
    reached = reached_of(cohort)
    st.subheader(say("progress_results", language), anchor=False)
    if reached.n_without:
        st.caption(say("progress_results_hidden", language, n=reached.n_without))
    if reached.median_share is None:
        return
    st.altair_chart(_results(cohort, reached, language), alt=say("progress_results", language))
    show(
        fill(
            "progress_results_take",
            language,
            n=str(len(reached.spots)),
            share=percent(reached.median_share),
        )
    )


def _results(cohort: Cohort, reached: Reached, language: Language) -> Drawing:
    rows = [
        {
            "who": member_name(spot.member, language),
            "share": spot.share,
            "score": spot.score,
            "best": say("progress_yes" if spot.is_best else "progress_no", language),
        }
        for spot in reached.spots
    ]
    low, high = reached.domain
    marks = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_point(filled=True, size=90, opacity=0.8)
        .encode(
            x=alt.X(
                "share:Q",
                title=say("progress_reached_axis", language),
                scale=alt.Scale(domain=[low, high]),
                axis=_share_axis(),
            ),
            y=alt.Y(
                "score:Q",
                title=say("progress_score_axis", language),
                scale=alt.Scale(domain=[0, 1]),
                axis=upright(".0%"),
            ),
            color=alt.Color(
                "best:N",
                title=say("progress_is_best", language),
                scale=alt.Scale(
                    domain=[say("progress_yes", language), say("progress_no", language)],
                    range=[party_colour(0).code, NEUTRAL],
                ),
                legend=legend(columns=2),
            ),
            tooltip=[
                alt.Tooltip("who:N", title=say("progress_trainee", language)),
                alt.Tooltip("share:Q", title=say("progress_reached_axis", language), format=".0%"),
                alt.Tooltip("score:Q", title=say("progress_score_axis", language), format=".0%"),
            ],
        )
    )
    drawn: Drawing = alt.layer(marks, *_mark_line(cohort)).properties(height=HEIGHT + 80)
    return drawn


def _mark_line(cohort: Cohort) -> list[alt.Chart]:
    """Draw the pass mark, where there is one."""
    if cohort.assignment is None:
        return []
    at = alt.InlineData(values=[{"mark": cohort.assignment.pass_mark}])
    rule = alt.Chart(at).mark_rule(strokeDash=[5, 4], color=party_colour(1).code, strokeWidth=1.5)
    return [rule.encode(y="mark:Q")]


def show_trend(cohort: Cohort, language: Language) -> None:
    """Draw a thin line a trainee, and the median as a thick one; for more than one submission."""
    if len(cohort.steps) < 2:  # noqa: PLR2004 - a line has two ends
        return
    st.subheader(say("progress_trend", language), anchor=False)
    st.altair_chart(_trend(cohort, language), alt=say("progress_trend", language))
    first, last = cohort.steps[0], cohort.steps[-1]
    show(
        fill(
            "progress_trend_take",
            language,
            first=percent(first.median),
            n_first=str(first.n),
            last=percent(last.median),
            n_last=str(last.n),
        )
    )


def _trend(cohort: Cohort, language: Language) -> Drawing:
    thin = [
        {"who": member_name(member, language), "number": number, "score": each.score}
        for member in cohort.active
        for number, each in enumerate(member.submissions, start=1)
        if each.score is not None
    ]
    thick = [
        {"who": say("progress_median_line", language), "number": step.number, "score": step.median}
        for step in cohort.steps
    ]
    layers = [
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(
            point=alt.OverlayMarkDef(color=colour), strokeWidth=width, color=colour, opacity=opacity
        )
        .encode(
            x=alt.X(
                "number:Q",
                title=say("progress_submission_axis", language),
                axis=alt.Axis(tickMinStep=1, format="d", grid=False),
            ),
            y=alt.Y(
                "score:Q",
                title=say("progress_score_axis", language),
                scale=alt.Scale(domain=[0, 1]),
                axis=upright(".0%"),
            ),
            detail="who:N",
            tooltip=[
                alt.Tooltip("who:N", title=say("progress_trainee", language)),
                alt.Tooltip("score:Q", title=say("progress_score_axis", language), format=".0%"),
            ],
        )
        for rows, width, colour, opacity in (
            (thin, 1, NEUTRAL, 0.6),
            (thick, 3.5, party_colour(0).code, 1.0),
        )
    ]
    drawn: Drawing = alt.layer(*layers, *_mark_line(cohort)).properties(height=HEIGHT)
    return drawn
