"""Whether a draft is valid, what is wrong with it, and saving it."""

import streamlit as st

from negotiation.catalog.files import Loaded
from ui.data.drafts import Checked, is_taken, save_draft
from ui.page import Page
from ui.session import keep, recall
from ui.texts import fill, say
from ui.views.library.fields import Section, unplaced
from ui.views.library.wrongs import problem_line
from ui.widgets.library.draft import Draft, discard, rename
from ui.widgets.show import show

__all__ = ["show_state"]


def show_state(page: Page, draft: Draft, found: Checked, sections: tuple[Section, ...]) -> None:
    """Say whether the draft is valid, and what is wrong; save it and take it along."""
    language = page.language
    st.text_input(
        say("library_file_name", language),
        draft.name,
        key="library-name",
        help=say("library_file_name_help", language),
        on_change=rename,
        args=("library-name",),
    )
    if found.found is not None:
        st.success(say("library_valid", language), icon=":material/check_circle:")
        if isinstance(found.found, Loaded):
            sizes = sum(table.space.size for table in found.found.scenario.tables)
            st.caption(say("library_n_outcomes", language, n=sizes))
    else:
        n_wrong = len(found.problems)
        st.error(say("library_n_wrong", language, n=n_wrong), icon=":material/error:")
        for each in found.problems:
            show(problem_line(each, language))
        elsewhere = unplaced(found.problems, sections)
        if elsewhere:
            st.caption(say("library_elsewhere", language, n=len(elsewhere)))
    _keeping(page, draft, is_valid=found.found is not None)


def _keeping(page: Page, draft: Draft, *, is_valid: bool) -> None:
    language = page.language
    taken = is_taken(page.runs, draft.name)
    may_replace = taken and st.checkbox(
        say("library_replace", language), key=f"library-replace-{draft.name}"
    )
    with st.container(horizontal=True):
        if page.visitor.is_coach and st.button(
            say("library_save", language),
            icon=":material/save:",
            type="primary",
            key="library-save",
            disabled=not is_valid or (taken and not may_replace),
        ):
            path = save_draft(
                page.runs, draft.kind, draft.name, draft.text, replace=bool(may_replace)
            )
            keep("library-saved", str(path))
            st.toast(say("library_is_saved", language), icon=":material/check:")
        st.download_button(
            say("library_download", language),
            draft.text,
            file_name=f"{draft.name}.yaml",
            mime="application/yaml",
            icon=":material/download:",
            key="library-download",
            on_click="ignore",
        )
        st.button(
            say("library_discard", language),
            icon=":material/delete:",
            key="library-discard",
            on_click=discard,
        )
    if not page.visitor.is_coach:
        st.caption(say("library_coaches_save", language))
    saved = recall("library-saved", "")
    if saved:
        show(fill("library_saved_at", language, path=saved))
        st.caption(say("library_saved_then", language))
