"""The form of a draft: a control for every field, and what is wrong beside it."""

from collections.abc import Sequence

import streamlit as st

from negotiation.catalog.reading import Plain, key_path
from negotiation.domain.values import Language
from negotiation.errors import FileProblem
from ui.texts import say
from ui.views.library.content import (
    part,
    with_issue,
    with_option,
    without_issue,
    without_option,
    written_values,
)
from ui.views.library.fields import Field, Section, problems_at
from ui.views.library.wrongs import in_words
from ui.widgets.library.draft import Draft, change, put
from ui.widgets.show import show

__all__ = ["show_form"]

PROSE_HEIGHT = 110


def show_form(
    draft: Draft, sections: Sequence[Section], problems: Sequence[FileProblem], language: Language
) -> None:
    """Draw the sections; those with something wrong in them are open."""
    for place, section in enumerate(sections):
        wrong = any(problems_at(problems, field) for field in section.fields)
        with st.container(border=True):
            is_open = st.toggle(
                say(section.title, language),
                value=place == 0,
                key=f"library-section-{draft.generation}-{place}",
            )
            if section.about:
                show(section.about)
            if wrong and not is_open:
                _wrong_mark(language)
            if is_open:
                _section(draft, section, problems, language)
    if draft.kind == "scenario" and isinstance(part(draft.content, ("tables", 0)), dict):
        st.button(
            say("library_add_issue", language),
            icon=":material/add:",
            key=f"library-add-issue-{draft.generation}",
            on_click=_add_issue,
            args=(draft,),
        )


def _section(
    draft: Draft, section: Section, problems: Sequence[FileProblem], language: Language
) -> None:
    for field in section.fields:
        _field(draft, field, language)
        for problem in problems_at(problems, field):
            with st.container(horizontal=True, vertical_alignment="center"):
                _wrong_mark(language)
                show(in_words(problem, language))
    if section.agenda is not None:
        _agenda(draft, section.agenda, language)


def _field(draft: Draft, field: Field, language: Language) -> None:
    value = part(draft.content, field.location)
    if field.about:
        show(field.about)
    match field.kind:
        case "text" | "prose":
            _both(draft, field, language)
        case "choice":
            _choice(draft, field, value, language)
        case "words":
            lines = value if isinstance(value, list) else []
            key = _key(draft, field)
            st.text_area(
                say(field.label, language),
                "\n".join(str(line) for line in lines),
                key=key,
                height=PROSE_HEIGHT,
                on_change=put,
                args=(field.location, "words", key),
            )
        case "values" | "value":
            shown = value if isinstance(value, list) else [value]
            key = _key(draft, field)
            st.text_input(
                say(field.label, language),
                written_values(shown),
                key=key,
                on_change=put,
                args=(field.location, field.kind, key),
            )


def _both(draft: Draft, field: Field, language: Language) -> None:
    """Draw a text in both languages side by side."""
    st.caption(say(field.label, language))
    english, chinese = st.columns(2)
    with english:
        _one(draft, field, "en", language)
    with chinese:
        _one(draft, field, "zh", language)


def _one(draft: Draft, field: Field, written_in: Language, language: Language) -> None:
    label = "library_english" if written_in == "en" else "library_chinese"
    location = (*field.location, written_in)
    value = part(draft.content, location)
    key = f"{_key(draft, field)}-{written_in}"
    text = value if isinstance(value, str) else ""
    if field.kind == "prose":
        st.text_area(
            say(label, language),
            text,
            key=key,
            height=PROSE_HEIGHT,
            on_change=put,
            args=(location, "prose", key),
        )
    else:
        st.text_input(
            say(label, language), text, key=key, on_change=put, args=(location, "text", key)
        )


def _choice(draft: Draft, field: Field, value: Plain, language: Language) -> None:
    options = list(field.options)
    if isinstance(value, str) and value not in options:
        options.insert(0, value)
    shown = dict(zip(field.options, field.shown, strict=True)) if field.shown else {}
    key = f"{_key(draft, field)}-{language}"  # a menu keeps the words that it was drawn with
    st.selectbox(
        say(field.label, language),
        options,
        index=options.index(value) if isinstance(value, str) else None,
        format_func=lambda option: shown.get(option, option),
        key=key,
        placeholder=say("library_not_set", language),
        on_change=put,
        args=(field.location, "choice", key),
    )


def _agenda(draft: Draft, agenda: tuple[int, int], language: Language) -> None:
    """Draw the buttons that add and take away options, or the whole issue."""
    table, issue = agenda
    key = f"library-issue-{draft.generation}-{table}-{issue}"
    options = part(draft.content, ("tables", table, "agenda", issue, "options"))
    with st.container(horizontal=True):
        if isinstance(options, list):
            st.button(
                say("library_add_option", language),
                icon=":material/add:",
                key=f"{key}-add",
                on_click=_change_option,
                args=(draft, table, issue, None),
            )
            st.button(
                say("library_drop_option", language),
                icon=":material/remove:",
                key=f"{key}-drop",
                disabled=len(options) < 2,  # noqa: PLR2004 - an issue needs an option
                on_click=_change_option,
                args=(draft, table, issue, len(options) - 1),
            )
        st.button(
            say("library_drop_issue", language),
            icon=":material/delete:",
            key=f"{key}-delete",
            on_click=_drop_issue,
            args=(draft, table, issue),
        )


def _change_option(draft: Draft, table: int, issue: int, dropped: int | None) -> None:
    if dropped is None:
        change(with_option(draft.content, table, issue))
    else:
        change(without_option(draft.content, table, issue, dropped))


def _drop_issue(draft: Draft, table: int, issue: int) -> None:
    change(without_issue(draft.content, table, issue))


def _add_issue(draft: Draft) -> None:
    change(with_issue(draft.content, 0))


def _wrong_mark(language: Language) -> None:
    st.badge(say("library_wrong", language), color="red", icon=":material/error:")


def _key(draft: Draft, field: Field) -> str:
    return f"library-field-{draft.generation}-{key_path(field.location)}"
