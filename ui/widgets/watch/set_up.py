"""Setting a run up: what is played, by whom, how fast, and what it may spend."""

from pathlib import Path

import streamlit as st

from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import MAX_SEED
from negotiation.domain.moves import TalkMode
from negotiation.domain.values import LANGUAGES, Language
from ui.data.shelf import ShelfEntry, personas_on, playable, scenario_at
from ui.page import Page
from ui.session import keep, recall
from ui.texts import LANGUAGE_NAMES, say
from ui.views.naming import told_apart
from ui.views.watch.wishes import NO_LIMITS, Limits, Wish
from ui.widgets.show import show
from ui.widgets.watch.asking import ask_one, choose
from ui.widgets.watch.casting import Cast, Casting, cast_seats

__all__ = ["SPEEDS", "ask_limits", "speed_name", "wish_for_run"]

SPEEDS = (0.0, 0.5, 1.0, 2.0)
"""Seconds before every moment that can be chosen."""

FIRST_SPEED = 1.0
TALK_MODES: tuple[TalkMode, ...] = ("full", "offers", "none")


def speed_name(seconds: float, language: Language) -> str:
    """Name a speed."""
    if not seconds:
        return say("watch_speed_free", language)
    return say("watch_speed_seconds", language, n=seconds)


def wish_for_run(page: Page) -> Wish | None:
    """Draw the form; return what is to be played when it is to start."""
    language = page.language
    name = _scenario(page.runs, language)
    endpoints = Endpoints(page.settings)
    default = endpoints.default
    models = [*([default] if default else []), *(n for n in endpoints.names() if n != default)]
    casting = Casting(
        scenario=scenario_at(page.runs, name).scenario,
        models=models,
        personas=personas_on(page.runs),
        takes_other_models=page.settings.base_url is not None,
        language=language,
    )
    return _options(name, cast_seats(casting), language)


def _scenario(runs: Path, language: Language) -> str:
    entries = {entry.name: entry for entry in playable(runs)}
    titles = told_apart({name: _titled(entry, language) for name, entry in entries.items()})
    _heed_address(language)
    name = ask_one(
        "watch_scenario",
        list(titles),
        name="watch-scenario",
        language=language,
        shown=titles.__getitem__,
    )
    show(entries[name].summary.in_language(language))
    return name


def _heed_address(language: Language) -> None:
    """Choose the scenario that an address names, once for every address."""
    asked: str = st.query_params.get("scenario", "")
    if asked and asked != recall("watch-asked", ""):
        keep("watch-asked", asked)
        choose("watch-scenario", asked, language)


def _titled(entry: ShelfEntry, language: Language) -> str:
    title = entry.title.in_language(language)
    if entry.is_campaign:
        return f"{title} · {say('watch_campaign_of', language, n=entry.n_tables)}"
    if entry.n_tables > 1:
        return f"{title} · {say('watch_tables_of', language, n=entry.n_tables)}"
    return title


def _options(name: str, cast: Cast, language: Language) -> Wish | None:
    with st.expander(say("watch_options", language), icon=":material/tune:"):
        seed, spoken, talk = _chance_and_words(language)
        limits = ask_limits(language) if cast.asks_models else NO_LIMITS
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        seconds = st.segmented_control(
            say("watch_speed", language),
            SPEEDS,
            format_func=lambda each: speed_name(each, language),
            default=FIRST_SPEED,
            required=True,
            key="watch-first-speed",
        )
        is_paused = st.toggle(say("watch_starts_paused", language), key="watch-starts-paused")
    if not st.button(
        say("watch_start", language),
        type="primary",
        icon=":material/play_arrow:",
        key="watch-start",
    ):
        return None
    return Wish(
        scenario=name,
        choices=cast.choices,
        personas=cast.personas,
        seed=seed,
        language=spoken,
        talk=talk,
        seconds=float(seconds or 0.0),
        is_paused=is_paused,
        limits=limits,
    )


def _chance_and_words(language: Language) -> tuple[int, Language, TalkMode]:
    """Ask for the seed, the language of the talks, and what passes between the parties."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        seed = st.number_input(
            say("watch_seed", language),
            min_value=0,
            max_value=MAX_SEED,
            value=1,
            key="watch-seed",
            help=say("watch_seed_help", language),
            width=160,
        )
        spoken: Language | None = st.segmented_control(
            say("watch_language", language),
            LANGUAGES,
            format_func=LANGUAGE_NAMES.__getitem__,
            default=language,
            required=True,
            key=f"watch-language-{language}",
        )
        talk: TalkMode | None = st.segmented_control(
            say("watch_talk", language),
            TALK_MODES,
            format_func=lambda mode: say(f"watch_talk_{mode}", language),
            default="full",
            required=True,
            key="watch-talk",
        )
    return int(seed), spoken or language, talk or "full"


def ask_limits(language: Language) -> Limits:
    """Ask what a run may spend on its models."""
    st.caption(say("watch_limits", language))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        calls = st.number_input(
            say("watch_max_calls", language),
            min_value=1,
            value=None,
            key="watch-max-calls",
            width=180,
        )
        tokens = st.number_input(
            say("watch_max_tokens", language),
            min_value=1,
            value=None,
            key="watch-max-tokens",
            width=180,
        )
        cost = st.number_input(
            say("watch_max_cost", language),
            min_value=0.0,
            value=None,
            key="watch-max-cost",
            help=say("watch_max_cost_help", language),
            width=180,
        )
    return Limits(calls, tokens, cost)
