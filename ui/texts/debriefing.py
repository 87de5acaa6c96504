"""The words of the debrief: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["DEBRIEFING_WORDS"]

DEBRIEFING_WORDS = pairs()
