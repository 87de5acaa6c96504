"""Tabs stay open when the language is switched: their labels are what Streamlit knows them by."""

from collections.abc import Iterable

from negotiation.domain.values import LANGUAGES, Language
from ui.session import keep, recall
from ui.texts import say

__all__ = ["keep_tab_open"]


def keep_tab_open(key: str, labels: Iterable[str], language: Language) -> None:
    """Let the tab that is open stay open, under its name in ``language``: before they are drawn.

    Args:
        key: of the tabs.
        labels: keys of the catalogue.
        language: that the tabs are about to be drawn in.
    """
    opened = recall(key, "")
    for label in labels:
        if any(opened == say(label, each) for each in LANGUAGES):
            keep(key, say(label, language))
