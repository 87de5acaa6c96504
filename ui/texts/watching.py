"""The words of watching a run live: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["WATCHING_WORDS"]

WATCHING_WORDS = pairs()
