"""The words of the simulator: a part of the catalogue of ``ui.texts``."""

from ui.texts.words import pairs

__all__ = ["SIMULATING_WORDS"]

SIMULATING_WORDS = pairs()
