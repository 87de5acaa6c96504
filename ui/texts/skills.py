"""The words of the skills and their rubric: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["SKILLS_WORDS"]

SKILLS_WORDS = pairs()
