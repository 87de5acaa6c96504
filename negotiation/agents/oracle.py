"""A baseline that knows both mandates: how much there is to be had from a counterpart.

It breaks the isolation of seats on purpose, so it is a measure for players and no player. It makes
no use of what the counterpart is, a strategy or a model, but only of what outcomes are worth to
both and of what the counterpart has done so far:

* It asks for too much once, so that who answers moves with moves shows it, and from then on for the
  best for itself that leaves the counterpart ``LEFT_FRACTION`` of what that could hope for.
* From one who comes down it expects a yes in the end, and holds. Where the counterpart has the last
  word and is still coming down, the last offer goes no lower than that one is about to go itself.
* From one who never came down it takes what stands while that one is sure to be there still; a turn
  before, it offers what is worth as much to the counterpart and more to itself.
* From one who goes up and down it expects any acceptable outcome with equal chance, and stops where
  waiting is worth no more (optimal stopping; Baarslag and Hindriks 2013, "Accepting optimally in
  automated negotiation with incomplete information").
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.agents.choices import Choice, Propose, Situation, Take
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.preferences import Preferences
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.domain.mandates import AuthorityStep
from negotiation.domain.outcomes import Indices
from negotiation.domain.scenarios import StrategyName

__all__ = ["LEFT_FRACTION", "OraclePolicy", "oracle_seat"]

LEFT_FRACTION = 0.01
"""What the counterpart is left with, as a share of what it could gain at most."""

UNMOVED_FRACTION = 0.01
"""Who has come down by no more than this share of its range has not moved."""

ERRATIC_FRACTION = 0.4
"""Who has gone up again by more than this share of its range has no plan."""

FEWEST_ROUNDS_TO_PROBE = 3
MOST_PROBES = 64
"""Outcomes among which a first offer is looked for."""

MOST_LOOKED_AHEAD = 50
"""Rounds; beyond them one more is worth next to nothing."""


def oracle_seat(brief: SeatBrief, counterpart: SeatBrief) -> StrategyNegotiator:
    """Return the seat at a table of two that knows the counterpart's brief as well as its own."""
    known = counterpart.mandate.authority
    ladder = tuple(step for step in known if step.issue in brief.space.by_id)
    policy = OraclePolicy(counterpart.preferences, ladder, opens=brief.opens)
    return StrategyNegotiator(brief, StrategyName.BOULWARE, policy=policy)


class _Deals(NamedTuple):
    """Outcomes that both may sign, arrays of shape (outcome,)."""

    indices: Indices
    own: NDArray[np.float64]
    theirs: NDArray[np.float64]

    def best(self, at_least: float) -> "_Deals":
        """Return the best for oneself of what is worth so much to them, if need be of them all."""
        enough = np.flatnonzero(self.theirs >= at_least)
        rows = enough if len(enough) else np.arange(len(self.own))
        order = np.lexsort((-self.theirs[rows], -self.own[rows]))
        return self.only(rows[order[:1]])

    def only(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> "_Deals":
        """Return some of them."""
        return _Deals(self.indices[rows], self.own[rows], self.theirs[rows])


@dataclass(frozen=True, slots=True, eq=False)
class OraclePolicy:
    """Plays for its own value, knowing what every outcome is worth to the counterpart."""

    theirs: Preferences
    ladder: tuple[AuthorityStep, ...]
    """What the counterpart must have signed at this table."""
    opens: bool

    def __call__(self, seen: Situation, prefs: Preferences, _rng: np.random.Generator) -> Choice:
        """Choose what to do in the turn that is due."""
        deals = self._deals(prefs)
        standing = seen.standing
        taken = None
        if standing is not None and standing.value >= prefs.reservation_value:
            taken = Take(standing.offer_id)
        last_word = seen.is_last and not self.opens
        if not len(deals.indices):
            return taken if taken and seen.is_last else Propose(int(prefs.candidates[0]))
        target = deals.best(self.theirs.level(LEFT_FRACTION))
        if taken and standing and (last_word or standing.value >= target.own[0]):
            return taken
        asked = self._their_values(seen)
        if self._is_erratic(asked):
            return self._gamble(seen, prefs, deals, taken)
        if self._is_unmoved(asked):
            last_safe = seen.deadline_rounds - (not self.opens)
            if taken and seen.round >= last_safe:
                return taken
            if seen.round == last_safe - 1:
                return Propose(int(deals.best(min(asked)).indices[0]))
        may_probe = seen.deadline_rounds >= FEWEST_ROUNDS_TO_PROBE and not seen.own
        if seen.is_last and standing is not None:
            return self._last_offer(deals, asked, taken, standing.value)
        probe = self._probe(prefs) if may_probe else None
        return Propose(int(target.indices[0]) if probe is None else probe)

    def _last_offer(
        self, deals: _Deals, asked: list[float], taken: Take | None, standing: float
    ) -> Choice:
        """Offer what they are about to ask for, or less if they stand still; or take that."""
        level = self.theirs.level(LEFT_FRACTION)
        drops = -np.diff(asked[-3:])
        if len(drops) == 2 and drops[-1] > 0:  # noqa: PLR2004 - two steps show a way
            slowed = max(drops[1] - max(drops[0] - drops[1], 0.0), 0.0)
            level = max(level, asked[-1] - slowed + UNMOVED_FRACTION * self._range)
        offered = deals.best(level)
        if taken and standing >= offered.own[0]:
            return taken
        return Propose(int(offered.indices[0]))

    def _probe(self, prefs: Preferences) -> int | None:
        """Return, of what is good for itself and they would never sign, what they like least."""
        n_good = int(np.searchsorted(-prefs.values, -prefs.level(0.5), side="right"))
        some = prefs.candidates[np.unique(np.linspace(0, n_good - 1, MOST_PROBES).astype(int))]
        outcomes = {int(index): prefs.space.outcome_at(int(index)) for index in some}
        refused = {i: o for i, o in outcomes.items() if not self.theirs.is_acceptable(o)}
        if not refused:
            return None
        return min(refused, key=lambda index: self.theirs.value_of(refused[index]))

    def _deals(self, prefs: Preferences) -> _Deals:
        """Return what both may sign, without asking on the other side wherever that leaves some."""
        indices, own, other = np.intersect1d(
            prefs.candidates, self.theirs.candidates, assume_unique=True, return_indices=True
        )
        deals = _Deals(indices, prefs.values[own], self.theirs.values[other])
        closed = tuple(step for step in self.ladder if step.approval == "never")
        for steps in (self.ladder, closed):
            free = deals.only(self._is_free(indices, steps))
            if len(free.indices):
                return free
        return deals

    def _is_free(self, indices: Indices, steps: tuple[AuthorityStep, ...]) -> NDArray[np.bool_]:
        free = np.ones(len(indices), dtype=np.bool_)
        places = self.theirs.space.positions(indices)
        for row, issue in enumerate(self.theirs.space.issues):
            mine = [step for step in steps if step.issue == issue.id]
            covered = np.array([any(s.covers(value) for s in mine) for value in issue.values])
            free &= ~covered[places[row]]
        return free

    def _their_values(self, seen: Situation) -> list[float]:
        """Return what the counterpart's offers are worth to itself, the oldest first."""
        space = self.theirs.space
        return [self.theirs.value_of(space.outcome_at(bid.index)) for bid in seen.theirs]

    def _is_unmoved(self, asked: list[float]) -> bool:
        if len(asked) < 2:  # noqa: PLR2004 - one offer shows no move
            return False
        return asked[0] - min(asked) <= UNMOVED_FRACTION * self._range

    def _is_erratic(self, asked: list[float]) -> bool:
        if not asked:
            return False
        rise = float(np.max(np.array(asked) - np.minimum.accumulate(asked)))
        return rise > ERRATIC_FRACTION * self._range

    @property
    def _range(self) -> float:
        return self.theirs.best_value - self.theirs.reservation_value

    def _gamble(
        self, seen: Situation, prefs: Preferences, deals: _Deals, taken: Take | None
    ) -> Choice:
        """Take what stands if it is worth as much as going on against one who draws at random."""
        gains = deals.own - prefs.reservation_value
        # It says yes to what is worth as much as the outcome that it has drawn.
        rising = self.theirs.values[::-1]
        chances = np.searchsorted(rising, deals.theirs, side="right") / len(rising)
        n_drawn = len(self.theirs.candidates)

        def waiting(after: float) -> NDArray[np.float64]:
            return chances * gains + (1 - chances) * after

        worth = waiting(0.0) if self.opens else np.zeros(len(gains))
        for _ in range(min(seen.deadline_rounds - seen.round, MOST_LOOKED_AHEAD)):
            goes_on = float(worth.max())
            lacking = goes_on * (n_drawn - len(gains))
            worth = waiting((float(np.maximum(gains, goes_on).sum()) + lacking) / n_drawn)
        standing = seen.standing
        is_enough = standing and standing.value - prefs.reservation_value >= worth.max()
        if taken and (is_enough or seen.is_last):  # a deal in the hand
            return taken
        return Propose(int(deals.indices[int(np.argmax(worth))]))
