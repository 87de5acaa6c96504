"""The words of the coach: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["HINTS_WORDS"]

HINTS_WORDS = pairs()
