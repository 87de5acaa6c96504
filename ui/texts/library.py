"""The words of the library: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["LIBRARY_WORDS"]

LIBRARY_WORDS = pairs()
