"""What came of two runs: where they part, who gained, what was agreed, how each side gave way."""

from dataclasses import dataclass

import streamlit as st

from negotiation.app.comparing import RunComparison, TableComparison
from negotiation.app.parting import Parting
from negotiation.domain.events import round_of
from negotiation.domain.quantities import scale_of
from negotiation.domain.values import Language
from ui.texts import say
from ui.views.compare.parting import deeds_of, where_of
from ui.views.compare.rows import (
    Wording,
    campaign_rows,
    finding_rows,
    gain_lines,
    party_rows,
    result_rows,
    setting_rows,
)
from ui.views.points import offer_marks
from ui.widgets.compare.chart import paths_chart
from ui.widgets.replay.reading import TableReading
from ui.widgets.show import show, show_grid

__all__ = [
    "Sides",
    "show_campaigns",
    "show_parting",
    "show_results",
    "show_settings",
    "show_verdict",
]


@dataclass(frozen=True, slots=True)
class Sides:
    """One table in both runs; ``None`` where a run has not opened it."""

    first: TableReading | None
    second: TableReading | None


def show_verdict(found: RunComparison, words: Wording) -> None:
    """Say whether it was the decisions alone, and who was better off where."""
    language = words.language
    if found.parting is None:
        st.success(say("compare_same", language), icon=":material/equal:")
        return
    if found.is_pure_decision:
        st.info(say("compare_pure", language), icon=":material/balance:")
    else:
        st.warning(say("compare_not_pure", language), icon=":material/warning:")
    if lines := gain_lines(found, words):
        show("\n".join(lines))
    elif found.tables is not None:
        st.caption(say("compare_no_gain", language))


def show_parting(parting: Parting, words: Wording) -> None:
    """Draw what was done in each run where they part."""
    language = words.language
    st.subheader(say("compare_parting", language), anchor=False)
    show(where_of(parting, words))
    first, second = deeds_of(parting, words)
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.caption(say("compare_first", language))
        show(first.said)
        show(first.message)
    with right, st.container(border=True, height="stretch"):
        st.caption(say("compare_second", language))
        show(second.said)
        show(second.message)


def show_results(
    found: TableComparison, sides: Sides, words: Wording, *, part_turn: int | None
) -> None:
    """Draw what came of a table: gains and conduct, the clauses, and both paths of offers."""
    language = words.language
    left, right = st.columns([11, 9], gap="medium")
    with left:
        st.subheader(say("compare_clauses", language), anchor=False)
        show_grid(
            [say(key, language) for key in ("issue", "compare_first", "compare_second")]
            + [say("compare_mark", language)],
            result_rows(found, words),
            key="compare-clauses",
            alt=say("compare_clauses", language),
        )
    with right:
        if found.parties:
            st.subheader(say("compare_gains", language), anchor=False)
            _amounts(party_rows(found, words), "compare-gains", language)
        if found.findings:
            st.subheader(say("replay_by_finding", language), anchor=False)
            show_grid(
                ["", say("compare_first", language), say("compare_second", language)],
                finding_rows(found, language),
                key="compare-findings",
                alt=say("replay_by_finding", language),
            )
    _paths(sides, language, part_turn=part_turn)


def show_campaigns(found: RunComparison, words: Wording) -> None:
    """Draw what a campaign brought every party in each run."""
    if found.campaign:
        st.subheader(say("profits", words.language), anchor=False)
        _amounts(campaign_rows(found.campaign, words), "compare-campaign", words.language)


def show_settings(found: RunComparison, language: Language) -> None:
    """Draw what was set up differently."""
    st.subheader(say("compare_settings", language), anchor=False)
    if not found.settings:
        st.caption(say("compare_no_settings", language))
        return
    show_grid(
        [say(key, language) for key in ("compare_setting", "compare_first", "compare_second")],
        setting_rows(found, language),
        key="compare-settings",
        alt=say("compare_settings", language),
    )


def _amounts(rows: tuple[tuple[str, ...], ...], key: str, language: Language) -> None:
    header = ("party", "compare_first", "compare_second", "compare_difference")
    show_grid(
        [say(each, language) for each in header],
        rows,
        key=key,
        alt=say("compare_gains", language),
    )


def _paths(sides: Sides, language: Language, *, part_turn: int | None) -> None:
    one, other = sides.first, sides.second
    if one is None or other is None or one.score is None or other.score is None:
        return
    made = [
        value
        for score in (one.score, other.score)
        for party in score.parties
        for offer in party.concessions.offers
        for value in offer.surplus.values()
    ]
    if not made:
        return
    scale = scale_of(made, one.score.unit, language)
    marks = (
        offer_marks(one.score, one.run.talks[one.table.id], scale),
        offer_marks(other.score, other.run.talks[other.table.id], scale),
    )
    st.subheader(say("concessions", language), anchor=False)
    st.caption(say("compare_chart_help", language))
    st.altair_chart(
        paths_chart(
            marks,
            one.parties,
            part_round=round_of(part_turn, len(one.parties)) if part_turn else None,
            unit=scale.unit,
            language=language,
        ),
        key="compare-paths",
        alt=say("concessions", language),
    )
