"""Every word that the app itself says, in English and Chinese: one catalogue, in parts.

``say`` takes only numbers, so what it returns is ours from end to end and may be drawn as a label.
``fill`` takes words from elsewhere, so what it returns goes through ``ui.widgets.show`` only.
"""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Language, Text
from ui.texts.campaign import CAMPAIGN_WORDS
from ui.texts.clauses import CLAUSES_WORDS
from ui.texts.coaching import COACHING_WORDS
from ui.texts.comparing import COMPARING_WORDS
from ui.texts.debriefing import DEBRIEFING_WORDS
from ui.texts.evals import EVALS_WORDS
from ui.texts.figures import FIGURES_WORDS
from ui.texts.hints import HINTS_WORDS
from ui.texts.library import LIBRARY_WORDS
from ui.texts.own_figures import OWN_FIGURES_WORDS
from ui.texts.playing import PLAYING_WORDS
from ui.texts.progress import PROGRESS_WORDS
from ui.texts.replaying import REPLAYING_WORDS
from ui.texts.run_files import RUN_FILES_WORDS
from ui.texts.shell import SHELL_WORDS
from ui.texts.simulating import SIMULATING_WORDS
from ui.texts.skills import SKILLS_WORDS
from ui.texts.viewing import VIEWING_WORDS
from ui.texts.watching import WATCHING_WORDS
from ui.texts.writing import WRITING_WORDS

__all__ = ["CATALOGUE", "LANGUAGE_LABEL", "LANGUAGE_NAMES", "PARTS", "fill", "say"]

LANGUAGE_NAMES: Mapping[Language, str] = MappingProxyType({"en": "English", "zh": "中文"})
LANGUAGE_LABEL = "Language · 语言"

PARTS: tuple[Mapping[str, Text], ...] = (
    SHELL_WORDS,
    VIEWING_WORDS,
    CAMPAIGN_WORDS,
    PLAYING_WORDS,
    HINTS_WORDS,
    DEBRIEFING_WORDS,
    SKILLS_WORDS,
    PROGRESS_WORDS,
    COACHING_WORDS,
    WATCHING_WORDS,
    REPLAYING_WORDS,
    RUN_FILES_WORDS,
    COMPARING_WORDS,
    SIMULATING_WORDS,
    CLAUSES_WORDS,
    FIGURES_WORDS,
    OWN_FIGURES_WORDS,
    EVALS_WORDS,
    LIBRARY_WORDS,
    WRITING_WORDS,
)
"""By subject; no key stands in two of them."""

CATALOGUE: Mapping[str, Text] = MappingProxyType(
    {key: text for part in PARTS for key, text in part.items()}
)


def say(key: str, language: Language, **numbers: float) -> str:
    """Return one of our own texts, with numbers put in."""
    return CATALOGUE[key].in_language(language).format(**numbers)


def fill(key: str, language: Language, **words: str) -> str:
    """Return one of our texts with foreign words put in: for ``show`` only."""
    return CATALOGUE[key].in_language(language).format(**words)
