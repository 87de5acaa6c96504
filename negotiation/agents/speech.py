"""How a strategy's act is said: the persona's phrase with exactly the figures of the offer."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from negotiation.agents.chance import seat_rng
from negotiation.agents.negotiator import SeatBrief
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.values import Language

__all__ = ["Speech", "changed_terms", "held_terms", "spoken_terms"]

_REST: Mapping[Language, str] = MappingProxyType({"en": "the rest as before", "zh": "其余不变"})

_PLACEHOLDER = re.compile(r"\{counterpart\}|\{offer\}")


class Speech:
    """One seat's voice: the phrases of its persona, in an order of its own."""

    def __init__(self, brief: SeatBrief) -> None:
        self._brief = brief
        self._phrases = brief.persona.phrases.in_language(brief.language)

    def opening(self, outcome: Outcome) -> str:
        """Say the first offer."""
        return self._say(self._phrases.opening, 0, spoken_terms(self._space, outcome, self._lang))

    def counter(self, outcome: Outcome, *, before: Outcome, nth: int) -> str:
        """Say what a later offer changes against the own offer ``before``."""
        terms = changed_terms(self._space, outcome, before, self._lang)
        return self._say(self._phrases.counter, nth, terms)

    def hold(self, outcome: Outcome, *, nth: int) -> str:
        """Say the same offer again: its first term, and that the rest is as before."""
        return self._say(self._phrases.hold, nth, held_terms(self._space, outcome, self._lang))

    def final(self, outcome: Outcome) -> str:
        """Say the last offer before the deadline."""
        return self._say(self._phrases.final, 0, spoken_terms(self._space, outcome, self._lang))

    def accept(self, outcome: Outcome) -> str:
        """Say yes to an outcome."""
        return self._say(self._phrases.accept, 0, spoken_terms(self._space, outcome, self._lang))

    def walk_away(self) -> str:
        """Say goodbye."""
        return self._say(self._phrases.walk_away, 0, "")

    def warning(self) -> str:
        """Say that patience is nearly gone; nothing where the persona has no words for it."""
        return self._say(self._phrases.warning, 0, "") if self._phrases.warning else ""

    @property
    def _space(self) -> OutcomeSpace:
        return self._brief.space

    @property
    def _lang(self) -> Language:
        return self._brief.language

    def _say(self, phrases: Sequence[str], nth: int, terms: str) -> str:
        """Fill a phrase; none comes twice before every one has had its turn."""
        order = seat_rng(self._brief.seed, self._brief.own.party, 0).permutation(len(phrases))
        phrase = phrases[int(order[nth % len(phrases)])]
        filling = {"{counterpart}": self._brief.counterpart.name, "{offer}": terms}
        said = _PLACEHOLDER.sub(lambda found: filling[found[0]], phrase)
        return f"{said[:1].upper()}{said[1:]}"


def spoken_terms(space: OutcomeSpace, outcome: Outcome, language: Language) -> str:
    """Say every term of an outcome."""
    clauses = [issue.speak(outcome[issue.id], language) for issue in space.issues]
    return _joined(clauses, language)


def changed_terms(
    space: OutcomeSpace, outcome: Outcome, before: Outcome, language: Language
) -> str:
    """Say the terms that differ from ``before``, and that the rest does not."""
    changed = [issue for issue in space.issues if outcome[issue.id] != before[issue.id]]
    clauses = [issue.speak(outcome[issue.id], language) for issue in changed]
    if len(changed) < len(space.issues):
        clauses.append(_REST[language])
        return "，".join(clauses) if language == "zh" else ", ".join(clauses)
    return _joined(clauses, language)


def held_terms(space: OutcomeSpace, outcome: Outcome, language: Language) -> str:
    """Say an outcome that was on the table before, as people do: not every clause again."""
    first, *others = space.issues
    clauses = [first.speak(outcome[first.id], language)]
    clauses += [_REST[language]] if others else []
    return ("，" if language == "zh" else ", ").join(clauses)


def _joined(clauses: Sequence[str], language: Language) -> str:
    if language == "zh":
        return "，".join(clauses)
    if len(clauses) == 1:
        return clauses[0]
    return f"{', '.join(clauses[:-1])} and {clauses[-1]}"
