"""The frame around every screen: the menu, the language, who looks.

Streamlit runs it anew on every click.
"""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from negotiation.domain.values import LANGUAGES, Language
from ui.identity import Visitor, can_sign_in, visitor
from ui.page import folder_of_runs, leave_page, set_page
from ui.server import server
from ui.session import keep, keep_first, recall
from ui.texts import LANGUAGE_LABEL, LANGUAGE_NAMES, say
from ui.widgets.boundary import friendly

__all__ = ["SCREENS", "main"]

SCREENS = {
    "practise": ("home", "play", "debrief", "progress"),
    "watching": ("watch", "replay", "compare"),
    "study": ("simulator", "evals", "library"),
    "setup": ("settings",),
}
"""Screens by section of the menu; each is a file of ``ui/screens`` and has its own address."""

CHOSEN = "chosen-language"

IMAGES = Path(__file__).parent / "images"

ICON = IMAGES / "icon.svg"

WORDMARK = IMAGES / "wordmark.svg"
"""The icon and the name, in a blue that can be read on white and on black."""

ICONS = {
    "home": ":material/home:",
    "play": ":material/handshake:",
    "debrief": ":material/rate_review:",
    "progress": ":material/trending_up:",
    "watch": ":material/visibility:",
    "replay": ":material/history:",
    "compare": ":material/compare_arrows:",
    "simulator": ":material/tune:",
    "evals": ":material/leaderboard:",
    "library": ":material/menu_book:",
    "settings": ":material/settings:",
}


def main() -> None:
    """Draw the frame, and in it the screen that the address names."""
    st.set_page_config(page_title="Haggle", page_icon=ICON, layout="wide")
    st.logo(WORDMARK, size="large")
    language = preferred_language()
    chosen = st.navigation(
        {
            say(f"menu_{section}", language): [_page(name, language) for name in names]
            for section, names in SCREENS.items()
        },
        position="top",
    )
    language = _choose_language(language)
    leave_page()  # whoever looked a moment ago may be gone
    with friendly(language):
        found = visitor(server(folder_of_runs()).settings)
        if found is None:
            _sign_in(language)
            return
        _account(found, language)
        set_page(language, found)
        chosen.run()


def preferred_language() -> Language:
    """Return the language that was chosen, at first the address's or the browser's own."""
    is_chinese = (st.context.locale or "").lower().startswith("zh")
    own: Language = "zh" if is_chinese else "en"
    named = st.query_params.get("lang")
    # The switch forgets its own value where a button leads to another page.
    keep_first("lang", named if named in LANGUAGES else recall(CHOSEN, own))
    chosen = recall("lang", own)
    keep(CHOSEN, chosen)
    if chosen not in {own, named}:  # a page was left, and its address with it
        st.query_params["lang"] = chosen
    return chosen


def _page(name: str, language: Language) -> StreamlitPage:
    return st.Page(
        Path(__file__).parent / "screens" / f"{name}.py",
        title=say(f"screen_{name}", language),
        icon=ICONS[name],
        url_path=name,
        default=name == "home",
    )


def _choose_language(preferred: Language) -> Language:
    with st.container(horizontal=True, horizontal_alignment="right"):
        chosen: Language | None = st.segmented_control(
            LANGUAGE_LABEL,
            LANGUAGES,
            format_func=LANGUAGE_NAMES.__getitem__,
            required=True,
            key="lang",
            label_visibility="collapsed",
            on_change=_name_language,
        )
    return chosen or preferred


def _name_language() -> None:
    """Write the language into the address, so that a reload and a link keep it."""
    st.query_params["lang"] = preferred_language()


def _sign_in(language: Language) -> None:
    st.title("Haggle", anchor=False)
    st.info(say("sign_in_why", language), icon=":material/lock:")
    st.button(say("sign_in", language), type="primary", on_click=st.login, key="sign-in")


def _account(found: Visitor, language: Language) -> None:
    if found.is_signed_in and can_sign_in():
        st.button(say("sign_out", language), on_click=st.logout, key="sign-out")


if __name__ == "__main__":
    main()
