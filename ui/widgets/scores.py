"""The scorecard on the page."""

from collections.abc import Sequence

import streamlit as st

from negotiation.analysis.scorecard import TableScore
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from negotiation.economics.simulator import SIMULATOR_VERSION
from ui.texts import fill, say
from ui.views.results import (
    PARTY_HEADER,
    amount,
    distances,
    fate_rows,
    party_rows,
    reference_columns,
    reference_rows,
    scale_for,
)
from ui.views.talks import PartyView
from ui.widgets.show import show, show_grid

__all__ = ["show_ending", "show_score"]


def show_ending(score: TableScore, language: Language) -> None:
    """Say how the talks ended."""
    ending = score.ending.value if score.ending else "none"
    if ending == "agreement":
        st.success(say("ending_agreement", language, rounds=score.rounds))
    else:
        st.info(say(f"ending_{ending}", language, rounds=score.rounds))


def show_score(
    score: TableScore, table: Table, parties: Sequence[PartyView], language: Language
) -> None:
    """Draw the whole scorecard of a table."""
    show_ending(score, language)
    with st.container(horizontal=True):
        st.metric(
            say("joint", language),
            amount(score.joint_surplus, scale_for(score, language)),
            border=True,
            height="stretch",
        )
        for key, distance in distances(score).items():
            st.metric(
                say(key, language),
                distance,
                help=say("distance_help", language),
                border=True,
                height="stretch",
            )
    show_grid(
        [say(key, language) for key in PARTY_HEADER],
        party_rows(score, table, parties, language),
        key="parties",
        alt=say("scorecard", language),
    )
    if score.attendance:
        show_grid(
            [say(key, language) for key in ("party", "last_offer", "fate")],
            fate_rows(score, table, parties, language),
            key="fates",
            alt=say("fates", language),
        )
    _possible(score, language)
    if score.solutions:
        st.subheader(say("reference", language), anchor=False)
        show_grid(
            [say("issue", language), *reference_columns(score, language)],
            reference_rows(score, table, parties, language),
            key="solutions",
            alt=say("reference", language),
        )
    show(fill("simulator", language, version=SIMULATOR_VERSION))


def _possible(score: TableScore, language: Language) -> None:
    numbers = {"n": score.n_acceptable, "total": score.n_outcomes}
    if not score.n_acceptable:
        st.caption(say("no_zopa", language))
    elif score.is_sampled:
        st.caption(say("sampled", language, **numbers))
    else:
        st.caption(say("possible", language, **numbers))
