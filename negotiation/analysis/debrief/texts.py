"""The published words of a debrief: formulas of the skills, checks, and reasons, in both languages.

Figures of a check or a reason are written by the ending of their names, as ``records.Check`` says.
"""

from collections.abc import Mapping

from negotiation.analysis.debrief.check_words import CHECK_SAID, CHECK_TITLES
from negotiation.analysis.debrief.reason_words import PLAYED_WORDS, REASON_SAID, REASON_TITLES
from negotiation.analysis.debrief.records import Check, SkillId, TurningPoint
from negotiation.analysis.debrief.skill_words import SKILL_FORMULAS, SKILL_TITLES
from negotiation.domain.quantities import ValueUnit, format_amount
from negotiation.domain.values import Language

__all__ = ["check_said", "check_title", "played_said", "reason_said", "reason_title"]
__all__ += ["skill_formula", "skill_title"]


def skill_title(skill: SkillId, language: Language) -> str:
    """Return what a skill is called."""
    return _in(SKILL_TITLES[skill], language)


def skill_formula(skill: SkillId, language: Language) -> str:
    """Return how a skill is scored."""
    return _in(SKILL_FORMULAS[skill], language)


def check_title(check: Check, language: Language) -> str:
    """Return the question that a check asks; of an issue with its title."""
    title = _in(CHECK_TITLES[check.id], language)
    if check.about_title is None:
        return title
    colon = ": " if language == "en" else "："
    return f"{check.about_title.in_language(language)}{colon}{title}"


def check_said(check: Check, language: Language) -> str:
    """Return what was found, with its figures."""
    return _filled(CHECK_SAID[check.id], check.figures, check.unit, language)


def reason_title(point: TurningPoint, language: Language) -> str:
    """Return the reason of a turning point in a few words."""
    return _in(REASON_TITLES[point.reason], language)


def reason_said(point: TurningPoint, language: Language) -> str:
    """Return why the other move was better, in a sentence or two with figures."""
    return _filled(REASON_SAID[point.reason], point.figures, point.unit, language)


def played_said(played: str, language: Language) -> str:
    """Return the name of what was done in a turn, such as ``offer``."""
    return _in(PLAYED_WORDS[played], language)


def _in(pair: tuple[str, str], language: Language) -> str:
    return pair[0] if language == "en" else pair[1]


def _filled(
    pair: tuple[str, str], figures: Mapping[str, float], unit: ValueUnit, language: Language
) -> str:
    said = {name: _figure(name, value, unit, language) for name, value in figures.items()}
    return _in(pair, language).format(**said)


def _figure(name: str, value: float, unit: ValueUnit, language: Language) -> str:
    if name.endswith("_fraction"):
        return f"{value:.0%}"
    if name.endswith("_value"):
        return format_amount(round(value, 2), unit, language)
    return f"{value:g}"
