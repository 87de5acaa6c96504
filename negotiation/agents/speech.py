"""How a strategy's act is said: the persona's phrase with exactly the figures of the offer."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from negotiation.agents.chance import seat_rng
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.stock_phrases import STOCK_PHRASES, BareOccasion
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.values import Language

__all__ = ["Speech", "addressee_of", "changed_terms", "held_terms", "spoken_terms"]

_REST: Mapping[Language, str] = MappingProxyType({"en": "the rest as before", "zh": "其余不变"})

_EVERYBODY: Mapping[Language, str] = MappingProxyType({"en": "everybody here", "zh": "各位"})

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

    def bid(self, outcome: Outcome, *, before: Outcome, nth: int, is_called: bool) -> str:
        """Say a later bid at a tender: what it changes against the own bid ``before``."""
        said = self._phrases
        phrases = (said.last_call or said.final) if is_called else (said.bid or said.counter)
        return self._say(phrases, nth, changed_terms(self._space, outcome, before, self._lang))

    def bare(self, occasion: BareOccasion, *, nth: int) -> str:
        """Say something that names no terms; plain words where the persona has none for it."""
        own: Sequence[str] = getattr(self._phrases, occasion)
        return self._say(own or STOCK_PHRASES[self._lang][occasion], nth, "")

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
        speaker = f"{self._brief.own.party}{self._brief.table}"
        order = seat_rng(self._brief.seed, speaker, 0).permutation(len(phrases))
        phrase = phrases[int(order[nth % len(phrases)])]
        filling = {"{counterpart}": addressee_of(self._brief), "{offer}": terms}
        said = _PLACEHOLDER.sub(lambda found: filling[found[0]], phrase)
        return f"{said[:1].upper()}{said[1:]}"


def addressee_of(brief: SeatBrief) -> str:
    """Return whom a seat speaks to: the other side, the host of a tender, or everybody."""
    if len(brief.counterparts) == 1:
        return brief.counterpart.name
    if brief.tender is not None and not brief.is_host:
        return next(side.name for side in brief.counterparts if side.party == brief.tender.host)
    return _EVERYBODY[brief.language]


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
