"""The words of playing a seat oneself: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["PLAYING_WORDS"]

PLAYING_WORDS = pairs()
