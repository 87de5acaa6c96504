"""Writing a scenario or persona of one's own: a form, checked while it is filled in."""

import streamlit as st

from negotiation.catalog.files import FileKind
from negotiation.domain.personas import Persona
from ui.data.drafts import SMALL, Checked, checked, template_of
from ui.data.shelf import LIBRARY, personas_on, scenarios_on
from ui.page import Page
from ui.texts import say
from ui.views.library.fields import Section
from ui.views.library.form import form_of
from ui.views.library.persona_form import persona_form
from ui.views.naming import told_apart
from ui.widgets.boundary import friendly
from ui.widgets.library.draft import (
    Draft,
    bring_back,
    current_draft,
    has_dropped,
    put_text,
    start,
)
from ui.widgets.library.form import show_form
from ui.widgets.library.keeping import show_state
from ui.widgets.library.persona_page import show_card
from ui.widgets.library.scenario_page import show_public
from ui.widgets.library.trying import show_trial

__all__ = ["show_writing"]

TEXT_HEIGHT = 640

_MODES = ("form", "file", "preview", "trial")


@st.fragment
def show_writing(page: Page) -> None:
    """Draw the draft of this tab, or let one be started."""
    with friendly(page.language):
        draft = current_draft()
        if draft is None:
            _begin(page)
        else:
            _edit(page, draft)


def _begin(page: Page) -> None:
    language = page.language
    st.caption(say("library_write_how", language))
    if has_dropped():
        st.button(
            say("library_bring_back", language),
            icon=":material/undo:",
            key="library-bring-back",
            on_click=bring_back,
        )
    kind: FileKind = st.segmented_control(
        say("library_what_kind", language),
        ("scenario", "persona"),
        format_func=lambda each: say(f"library_a_{each}", language),
        default="scenario",
        required=True,
        key="library-new-kind",
    )
    titles = _templates(page, kind)
    template = st.selectbox(
        say("library_template", language),
        list(titles),
        format_func=titles.__getitem__,
        key=f"library-template-{kind}-{language}",
        help=say("library_template_help", language),
    )
    name = st.text_input(
        say("library_file_name", language),
        placeholder=say("library_file_name_like", language),
        help=say("library_file_name_help", language),
        key="library-new-name",
    )
    if st.button(
        say("library_start", language),
        icon=":material/edit_note:",
        type="primary",
        key="library-start",
        disabled=not name.strip(),
    ):
        start(kind, name.strip(), template_of(page.runs, kind, template))
        st.rerun()


def _templates(page: Page, kind: FileKind) -> dict[str, str]:
    """Return what a draft may begin with, and what a list calls it."""
    language = page.language
    titles = {SMALL: say("library_small", language)}
    if kind == "scenario":
        for entry in scenarios_on(page.runs):
            titles[entry.name] = entry.title.in_language(language)
    else:
        for name, persona in personas_on(page.runs).items():
            titles[name] = persona.title.in_language(language)
    return told_apart(titles)


def _edit(page: Page, draft: Draft) -> None:
    language = page.language
    found = checked(draft.text, page.runs, draft.name)
    sections = _sections(page, draft)
    left, right = st.columns([3, 2], gap="large")
    with right:
        show_state(page, draft, found, sections)
    with left:
        mode = st.segmented_control(
            say("library_mode", language),
            _MODES if draft.kind == "scenario" else _MODES[:3],
            format_func=lambda each: say(f"library_mode_{each}", language),
            default="form",
            required=True,
            key="library-mode",
            label_visibility="collapsed",
        )
        match mode:
            case "form" if draft.raw is not None:
                st.warning(say("library_unreadable", language), icon=":material/error:")
            case "form":
                show_form(draft, sections, found.problems, language)
            case "file":
                _as_file(draft, page)
            case "preview":
                _preview(found, draft, page)
            case _:
                show_trial(page, found.found)


def _sections(page: Page, draft: Draft) -> tuple[Section, ...]:
    if draft.kind == "persona":
        return persona_form(draft.content)
    titles = {
        name.removeprefix(f"{LIBRARY}/"): persona.title.in_language(page.language)
        for name, persona in personas_on(page.runs).items()
    }
    return form_of(draft.content, told_apart(titles), page.language)


def _as_file(draft: Draft, page: Page) -> None:
    language = page.language
    st.caption(say("library_file_how", language))
    key = f"library-text-{draft.generation}"
    st.text_area(
        say("library_mode_file", language),
        draft.text,
        key=key,
        height=TEXT_HEIGHT,
        label_visibility="collapsed",
        on_change=put_text,
        args=(key,),
    )


def _preview(found: Checked, draft: Draft, page: Page) -> None:
    match found.found:
        case None:
            st.info(say("library_fix_first", page.language), icon=":material/build:")
        case Persona() as persona:
            show_card(draft.name, persona, page.language)
        case loaded:
            show_public(loaded, page.language)
