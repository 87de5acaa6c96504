"""From a figure to the cases behind it, and from a case to its talk."""

from collections.abc import Sequence

import streamlit as st

from evals.reporting.formats import shown
from evals.reporting.quoting import KINDS
from evals.reporting.texts import REPORT_TEXTS
from evals.reporting.wording import Wording
from evals.rows import Row
from negotiation.domain.values import Language
from ui.data.evals import Opened, quotations_in
from ui.data.places import name_of
from ui.page import Page
from ui.texts import say
from ui.views.evals.cases import (
    OUTCOMES,
    Wanted,
    case_rows,
    chosen,
    describe,
    quotation_line,
    quoted,
    values_of,
)
from ui.views.evals.figures import title_of
from ui.widgets.evals.files import show_files
from ui.widgets.run_view import show_run
from ui.widgets.show import show, show_grid

__all__ = ["asked_case", "show_case", "show_cases"]

PER_PAGE = 25
MAX_QUOTED = 20
FACTORS = {
    "contestant": "evals_contestant",
    "role": "evals_role",
    "scenario": "evals_scenario",
    "opponent": "evals_opponent",
}
"""What seats can be chosen by, and what it is called."""

COLUMNS = (*FACTORS.values(), "evals_seed_column", "evals_outcome", "evals_finding")


def asked_case(held: Opened) -> str | None:
    """Return the case that the address asks for, if it is one of these results."""
    asked = st.query_params.get("case")
    return asked if asked in held.results.folders else None


def show_cases(held: Opened, metric: str, language: Language) -> None:
    """Draw the seats that are looked for, a page of them at a time."""
    wanted = _wanted(held.rows, language)
    worst_first: bool = st.toggle(say("evals_worst_first", language), value=True, key="evals-worst")
    found = chosen(held.rows, wanted, metric, worst_first=worst_first)
    st.caption(say("evals_n_found", language, n=len(found), total=len(held.rows)))
    if not found:
        st.info(say("evals_none_found", language), icon=":material/search_off:")
        return
    n_pages = -(-len(found) // PER_PAGE)
    place = st.pagination(n_pages, key=f"evals-page-{n_pages}") if n_pages > 1 else 1
    page = found[PER_PAGE * (place - 1) : PER_PAGE * place]
    _open_one(page, metric, language)
    show_grid(
        [
            title_of(metric, language),
            *(say(key, language) for key in COLUMNS),
        ],
        case_rows(page, metric, {each: _outcome(each, language) for each in OUTCOMES}, language),
        key="evals-cases",
        alt=say("evals_view_cases", language),
    )
    _quotations(held, wanted, language)


def _open_one(page: Sequence[Row], metric: str, language: Language) -> None:
    by_key = {f"{row.case_id}/{row.party}": row for row in page}
    asked: str | None = st.selectbox(
        say("evals_open_case", language),
        list(by_key),
        index=None,
        format_func=lambda key: describe(by_key[key], metric, language),
        placeholder=say("evals_choose_case", language),
        key=f"evals-case-{language}",
    )
    if asked is not None:
        st.query_params["case"] = by_key[asked].case_id
        st.rerun()


def _quotations(held: Opened, wanted: Wanted, language: Language) -> None:
    """Draw the worst in their words, each with a way to its talk."""
    found = quoted(quotations_in(held), wanted)
    if not found:
        return
    with st.expander(say("evals_quotations", language, n=len(found))):
        for number, each in enumerate(found[:MAX_QUOTED]):
            with st.container(border=True):
                show(quotation_line(each, language))
                if each.words:
                    show(f"{each.said_by}: {each.words}")
                if st.button(
                    say("evals_its_talk", language),
                    type="tertiary",
                    icon=":material/forum:",
                    key=f"evals-quotation-{number}",
                ):
                    st.query_params["case"] = each.case_id
                    st.rerun()


def _wanted(rows: Sequence[Row], language: Language) -> Wanted:
    texts = REPORT_TEXTS[language]
    any_word = say("evals_any", language)
    found: dict[str, str] = {}
    with st.container(horizontal=True):
        for factor, key in FACTORS.items():
            found[factor] = st.selectbox(
                say(key, language),
                ("", *values_of(rows, factor)),
                format_func=lambda value: value or any_word,
                key=f"evals-{factor}-{language}",
            )
        found["outcome"] = st.selectbox(
            say("evals_outcome", language),
            ("", *OUTCOMES),
            format_func=lambda value: _outcome(value, language) if value else any_word,
            key=f"evals-outcome-{language}",
        )
        found["finding"] = st.selectbox(
            say("evals_finding", language),
            ("", *KINDS),
            format_func=lambda value: texts[f"finding_{value}"] if value else any_word,
            key=f"evals-finding-{language}",
        )
    return Wanted(**found)


def show_case(held: Opened, case_id: str, page: Page) -> None:
    """Draw a case: who sat where, what was measured, its talk and its files."""
    language = page.language
    rows = [row for row in held.rows if row.case_id == case_id]
    folder = held.results.folders[case_id]
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(say("evals_back", language), icon=":material/arrow_back:", key="evals-back"):
            del st.query_params["case"]
            st.rerun()
        st.page_link(
            "screens/replay.py",
            label=say("evals_replay", language),
            icon=":material/history:",
            query_params={"run": name_of(page.runs, folder)},
        )
    for row in rows:
        _figures(row, language)
    with st.expander(say("evals_files", language)):
        show_files(folder, case_id, language)
    show_run(folder, language)


def _figures(row: Row, language: Language) -> None:
    """Draw what was measured of a seat."""
    show(f"{row.contestant} / {row.opponent} · {row.scenario} · {row.party}")
    if row.failure is not None:
        st.warning(say("evals_case_failed", language), icon=":material/warning:")
        show(f"{REPORT_TEXTS[language][f'owner_{row.failure.owner}']}: {row.failure.message}")
        return
    with st.expander(say("evals_measured", language, n=len(row.figures))):
        wording, texts = Wording(language), REPORT_TEXTS[language]
        show_grid(
            [texts["metric"], say("evals_value", language)],
            [[title_of(name, language), shown(name, value)] for name, value in row.figures.items()],
            key=f"evals-measured-{row.party}",
            alt=say("evals_all_metrics", language),
        )
        if row.undefined:
            show_grid(
                [texts["metric"], texts["reason"]],
                [
                    [title_of(name, language), wording.reason(why)]
                    for name, why in row.undefined.items()
                ],
                key=f"evals-undefined-{row.party}",
                alt=say("evals_left_out", language),
            )


def _outcome(outcome: str, language: Language) -> str:
    return say(f"evals_outcome_{outcome}", language)
