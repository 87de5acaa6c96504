"""The words of evals: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["EVALS_WORDS"]

EVALS_WORDS = pairs()
