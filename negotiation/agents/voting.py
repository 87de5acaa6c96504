"""How a strategy plays a round table: what it proposes, and to what it assents.

A strategy concedes as it does between two: by time, by what the others have given, or not at all.
Of what is worth that much to it, it puts forward what the others seem to like best.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from negotiation.agents.choices import Ask, Hold, Propose, Refuse, Situation, Step, Take
from negotiation.agents.escalating import Authority
from negotiation.agents.likings import Likings, Shown, shown_by
from negotiation.agents.preferences import Candidate, Preferences
from negotiation.domain.scenarios import AgreementRule, StrategyName
from negotiation.protocol.view import View

__all__ = ["LEVELS", "Voter"]

UNBENDING = frozenset({StrategyName.FIRM, StrategyName.HARDLINER})
"""Strategies that time does not press; the others concede at least as ``boulware`` does."""

MOST_COMPARED = 2**15
"""Outcomes that a proposer compares at most, the least demanding of those it would sign."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The talk as a voter sees it."""

    seen: Situation
    preferences: Preferences
    shown: Mapping[str, Shown]
    draw: float


Level: TypeAlias = Callable[[Standing], float]
"""What a strategy asks for, as a share of its own range."""


def _by_time(exponent: float) -> Level:
    return lambda at: 1 - at.seen.t**exponent


def _by_gifts(at: Standing) -> float:
    """Give back what the others have given on average, by what each has shown so far."""
    prefs, given = at.preferences, []
    for shown in at.shown.values():
        values = [prefs.value_of(prefs.space.outcome_at(index)) for index in shown.indices]
        given.append(max(values) - values[0] if values else 0.0)
    span = prefs.best_value - prefs.reservation_value
    return 1 - min(float(np.mean(given)) / span, 1.0) if given and span > 0 else 1.0


def _by_rungs(at: Standing) -> float:
    """Step down a rung when every other has shown as many outcomes as oneself (MiCRO)."""
    made = len({bid.index for bid in at.seen.own})
    fewest = min((len({*shown.indices}) for shown in at.shown.values()), default=0)
    n_rungs = max(at.seen.deadline_rounds - 1, 1)
    return max(1 - min(made, fewest) / n_rungs, 0.0)


LEVELS: Mapping[StrategyName, Level] = MappingProxyType(
    {
        StrategyName.BOULWARE: _by_time(4.0),
        StrategyName.LINEAR: _by_time(1.0),
        StrategyName.CONCEDER: _by_time(0.25),
        StrategyName.NAIVE: _by_time(1.0),
        StrategyName.TIT_FOR_TAT: _by_gifts,
        StrategyName.MICRO: _by_rungs,
        StrategyName.MICRO_FAST: _by_rungs,
        StrategyName.FIRM: lambda _at: 0.6,
        StrategyName.HARDLINER: lambda _at: 1.0,
        StrategyName.RANDOM: lambda at: at.draw,
        StrategyName.UNDERCUT: lambda at: 0.15 if at.seen.own else 0.6,
        StrategyName.AGREEABLE: lambda _at: 0.0,
    }
)


class Voter:
    """One party at a round table in the turn that is due."""

    def __init__(
        self,
        view: View,
        rule: AgreementRule | None,
        preferences: Preferences,
        authority: Authority,
        *,
        seen: Situation,
        strategy: StrategyName,
        rng: np.random.Generator,
    ) -> None:
        self._view = view
        self._rule = rule
        self._all = preferences
        self._own = authority.within(preferences)
        self._reachable = authority.reachable(preferences)
        self._authority = authority
        self._strategy = strategy
        self._shown = shown_by(view, preferences.space)
        standing = Standing(seen, preferences, self._shown, float(rng.random()))
        level = LEVELS[strategy](standing)
        if strategy not in UNBENDING:
            level = min(level, _by_time(4.0)(standing))
        self._level = preferences.level(level)
        self._seen = seen

    def step(self) -> Step:
        """Return what the party does."""
        if self._view.offers:
            return self._answer()
        if "offer" not in self._view.legal_acts:
            return Hold()
        is_proposer = self._view.proposer == self._view.party
        return self._propose() if is_proposer else self._suggest(None)

    def _propose(self) -> Step:
        asked = self._best_liked(self._reachable)
        own = self._best_liked(self._own)
        if own is not None and own.value >= min(self._level, self._own.best_value):
            return Propose(own.index)
        if asked is not None and (question := self._question(asked.index)) is not None:
            return question
        return Propose(own.index) if own is not None else Hold()

    def _answer(self) -> Step:
        (put,) = self._view.offers
        value = self._all.value_of(put.outcome)
        least = self._level
        if self._view.is_final_vote or self._strategy is StrategyName.NAIVE:
            least = self._all.reservation_value
        if value >= least and self._all.is_acceptable(put.outcome):
            if self._authority.allows(put.outcome):
                return Take(put.offer_id)
            if (question := self._question(self._all.space.index_of(put.outcome))) is not None:
                return question
        return self._suggest(put.offer_id)

    def _suggest(self, refused: str | None) -> Step:
        """Put forward what one would rather have: what changes the proposal least."""
        plain: Step = Refuse(refused) if refused else Hold()
        if "offer" not in self._view.legal_acts or not len(self._own.candidates):
            return plain
        put = self._view.offers[0].outcome if self._view.offers else None
        level = min(self._level, self._own.best_value)
        found = self._own.nearest(put, at_least=level) if put is not None else None
        found = found or self._best_liked(self._own)
        own = self._view.own_offer
        if found is None or not self._authority.allows(self._all.space.outcome_at(found.index)):
            return plain
        is_same = own is not None and self._all.space.index_of(own.outcome) == found.index
        return plain if is_same else Propose(found.index)

    def _question(self, index: int) -> Ask | None:
        outcome = self._all.space.outcome_at(index)
        if not self._authority.can_ask(outcome):
            return None
        return Ask(self._authority.deepest(outcome, self._reachable))

    def _best_liked(self, prefs: Preferences) -> Candidate | None:
        """Return the candidate worth the level that the others may like best, the best of equals.

        Where none is worth so much it is the best there is.
        """
        n_above = int(np.searchsorted(-prefs.values, -self._level, side="right"))
        if not len(prefs.candidates):
            return None
        if not n_above:
            return prefs.candidate(0)
        start = max(n_above - MOST_COMPARED, 0)
        likings = Likings(prefs.space, dict(self._shown))
        pleased = likings.pleased(prefs.candidates[start:n_above], self._rule)
        return prefs.candidate(start + int(np.argmax(pleased)))
