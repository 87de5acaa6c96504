"""What is set up on this server: its models by name, its versions and places. Never a key."""

import streamlit as st

from negotiation.app.capability_cache import CapabilityCache
from negotiation.app.endpoints import Endpoints
from negotiation.app.versions import versions
from negotiation.domain.values import Language
from negotiation.errors import HaggleError
from negotiation.settings import Settings
from ui.identity import can_sign_in
from ui.page import Page
from ui.texts import fill, say
from ui.widgets.show import show_grid

__all__ = ["show_facts"]


def show_facts(page: Page) -> None:
    """Draw the models that can be asked, and what the server is."""
    language = page.language
    rows = _models(page.settings, language)
    if rows:
        st.subheader(say("settings_found_models", language), anchor=False)
        header = ("watch_model", "settings_where", "settings_knows")
        show_grid(
            [say(key, language) for key in header],
            rows,
            key="settings-models",
            alt=say("settings_found_models", language),
        )
    st.subheader(say("settings_server", language), anchor=False)
    show_grid(
        [say("settings_item", language), say("settings_value", language)],
        _server(page),
        key="settings-server",
        alt=say("settings_server", language),
    )


def _models(settings: Settings, language: Language) -> list[tuple[str, str, str]]:
    """Return every model, where it lives, and what was found out about it."""
    endpoints, cache = Endpoints(settings), CapabilityCache(settings.cache_dir)
    rows = []
    for name in endpoints.names():
        try:
            place, known = endpoints.place(name), cache.get(endpoints.address(name))
        except HaggleError as exc:
            rows.append((name, str(exc), "–"))
            continue
        title = f"{name} ({say('settings_default', language)})"
        knows = known.rung if known is not None else say("settings_not_tested", language)
        rows.append((title if name == endpoints.default else name, place, knows))
    return rows


def _server(page: Page) -> list[tuple[str, str]]:
    language, settings = page.language, page.server.settings
    url = settings.database_url
    is_postgres = url is not None and url.startswith("postgres")
    rows = [
        (
            say("settings_database", language),
            say("settings_postgresql" if is_postgres else "settings_sqlite", language),
        ),
        (
            say("settings_signed_in", language),
            say("settings_with_sign_in" if can_sign_in() else "settings_without_sign_in", language),
        ),
    ]
    if page.visitor.is_coach:
        rows += _places(page, settings, language)
    found = versions()
    return [
        *rows,
        *((fill("settings_version_of", language, name=name), found[name]) for name in found),
    ]


def _places(page: Page, settings: Settings, language: Language) -> list[tuple[str, str]]:
    file = settings.models_file
    cache = CapabilityCache(settings.cache_dir).path
    absent = fill("settings_no_file", language, path=str(file))
    return [
        (say("settings_runs", language), str(page.runs)),
        (say("settings_models_file", language), str(file) if file.is_file() else absent),
        (say("settings_cache", language), str(cache) if cache is not None else "–"),
    ]
