"""The words of progress, assignments and the cohort: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["PROGRESS_WORDS"]

PROGRESS_WORDS = pairs()
