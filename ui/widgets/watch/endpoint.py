"""A visitor's own model: entered, tested, used, forgotten. Its key stays in the server's memory."""

from asyncio import CancelledError as TaskCancelledError
from concurrent.futures import CancelledError

import streamlit as st

from negotiation.app.endpoints import Endpoints
from negotiation.app.service.probing import Tried
from negotiation.domain.values import Language
from negotiation.errors import HaggleError
from negotiation.settings import Settings
from ui.page import Page
from ui.session import forget, keep, keep_first, recall
from ui.texts import say
from ui.views.watch.endpoints import PRESETS, EndpointForm
from ui.views.watch.troubles import trouble_of
from ui.widgets.boundary import friendly
from ui.widgets.show import show
from ui.widgets.watch.own_model import (
    ASKED,
    MODEL,
    PROBLEM,
    URL,
    Asked,
    ask_again,
    forget_key,
    forget_model,
    key_field,
    own_of,
    use_model,
)
from ui.widgets.watch.probing import show_tried

__all__ = ["show_endpoint"]

POLL_SECONDS = 0.5


def show_endpoint(page: Page) -> None:
    """Draw the form, and below it how the last test goes or went."""
    language = page.language
    own = own_of(page)
    keep_first(URL, (own.base_url if own else None) or "")
    keep_first(MODEL, (own.model if own else None) or "")
    st.subheader(say("settings_model", language), anchor=False)
    st.caption(say("settings_model_why", language))
    if not page.visitor.is_coach:
        st.info(say("settings_coach_only", language), icon=":material/lock:")
        return
    _inuse_model(page, own)
    _presets(page)
    _form(page, own)
    problem: str | None = recall(PROBLEM, None)
    if problem is not None:
        st.error(say(f"settings_{problem}", language), icon=":material/error:")
    future: Asked | None = recall(ASKED, None)
    if future is not None:
        is_running = not future.done()
        st.fragment(_asked, run_every=POLL_SECONDS if is_running else None)(
            page, future, was_running=is_running
        )


def _inuse_model(page: Page, own: Settings | None) -> None:
    language = page.language
    if own is not None and own.model is not None:
        st.success(say("settings_yours", language), icon=":material/check_circle:")
        show(f"{own.model} · {own.base_url}")
    elif own is None and Endpoints(page.settings).default is not None:
        st.info(say("settings_of_server", language), icon=":material/dns:")
    else:
        st.info(say("settings_none", language), icon=":material/info:")


def _presets(page: Page) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(say("settings_presets", page.language), width="content")
        st.pills(
            say("settings_presets", page.language),
            list(PRESETS),
            key="settings-preset",
            label_visibility="collapsed",
            on_change=_fill,
        )


def _fill() -> None:
    chosen: str | None = recall("settings-preset", None)
    if chosen is not None:
        keep(URL, PRESETS[chosen])
        forget(PROBLEM)


def _form(page: Page, own: Settings | None) -> None:
    language = page.language
    has_key = own is not None and own.api_key is not None
    with st.form("settings-endpoint", border=True):
        st.text_input(
            say("settings_base_url", language),
            key=URL,
            placeholder="http://127.0.0.1:8080/v1",
            help=say("settings_base_url_help", language),
            autocomplete="url",
        )
        _key_field(language, has_key=has_key)
        st.text_input(
            say("settings_model_name", language),
            key=MODEL,
            help=say("settings_model_name_help", language),
            autocomplete="off",
        )
        st.form_submit_button(
            say("settings_save", language),
            type="primary",
            icon=":material/network_check:",
            on_click=_save,
            args=(page,),
        )
    if own is not None:
        with st.container(horizontal=True):
            st.button(
                say("settings_test_again", language),
                icon=":material/refresh:",
                key="settings-again",
                on_click=ask_again,
                args=(page, own),
            )
            st.button(
                say("settings_forget", language),
                icon=":material/delete:",
                key="settings-forget",
                on_click=forget_model,
                args=(page,),
            )


def _key_field(language: Language, *, has_key: bool) -> None:
    st.text_input(
        say("settings_key_kept" if has_key else "settings_key", language),
        key=key_field(),
        type="password",
        autocomplete="off",
        help=say("settings_key_help", language),
    )


def _save(page: Page) -> None:
    """Take what was entered. The key leaves the session at once, for the server's memory."""
    form = EndpointForm(
        base_url=recall(URL, ""), model=recall(MODEL, ""), key=recall(key_field(), "")
    )
    forget_key()
    use_model(page, form.stripped())


def _pick(page: Page) -> None:
    own = own_of(page)
    model: str = recall("settings-pick", "")
    keep(MODEL, model)
    if own is not None and own.base_url is not None:
        use_model(page, EndpointForm(base_url=own.base_url, model=model, key=""))


def _asked(page: Page, future: Asked, *, was_running: bool) -> None:
    """Draw what is being found out, or was."""
    language = page.language
    with friendly(language):
        if not future.done():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(say("settings_testing", language), width="content")
                st.button(
                    say("settings_cancel", language),
                    key="settings-cancel",
                    on_click=_cancel,
                    args=(future,),
                )
            return
        if was_running:
            st.rerun()
        try:
            found = future.result()
        except (CancelledError, TaskCancelledError):
            return
        except HaggleError as exc:
            st.error(say(f"watch_cause_{trouble_of(exc).cause}", language), icon=":material/error:")
            with st.expander(say("watch_details", language)):
                show(str(exc))
            return
        if isinstance(found, Tried):
            show_tried(found, language)
        else:
            _models(page, found)


def _cancel(future: Asked) -> None:
    future.cancel()


def _models(page: Page, names: tuple[str, ...]) -> None:
    language = page.language
    if not names:
        st.warning(say("settings_no_models", language), icon=":material/help:")
        return
    st.info(say("settings_pick_why", language), icon=":material/check:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(say("settings_pick", language), names, key="settings-pick", width=360)
        if st.button(
            say("settings_use", language),
            type="primary",
            key="settings-use",
            on_click=_pick,
            args=(page,),
        ):
            st.rerun()
