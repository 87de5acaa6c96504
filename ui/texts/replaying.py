"""The words of replaying and comparing: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["REPLAYING_WORDS"]

REPLAYING_WORDS = pairs()
