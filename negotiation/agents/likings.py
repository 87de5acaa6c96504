"""What the others at a round table seem to want, judged by what they put forward and vote for.

A frequency model in the spirit of Hindriks and Tykhonov 2008, "Opponent modelling in automated
multi-issue negotiation": what somebody changes in a proposal matters to it, and an option near to
those it has put forward is to its liking. It is a guess from public talk alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.events import OfferMade, TableOpened, VoteCast
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.scenarios import AgreementRule
from negotiation.protocol.view import View

__all__ = ["Likings", "Shown", "shown_by"]

ASSENT_WEIGHT = 1.5
"""Of a proposal that somebody was for, against 1 of one that it made itself."""

DISSENT_CEILING = 0.5
"""The most that somebody is thought to like what it has voted against."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one party has shown."""

    offers: tuple[tuple[int, int | None], ...]
    """Flat index of each of its offers, with that of the proposal it answered."""
    assents: tuple[int, ...]
    """Flat indices of proposals that it was for."""
    dissents: tuple[int, ...]
    """Flat indices of proposals that it was against, the newest last."""

    @property
    def indices(self) -> tuple[int, ...]:
        """Everything that it has put forward or been for."""
        return (*(index for index, _ in self.offers), *self.assents)


def shown_by(view: View, space: OutcomeSpace) -> dict[str, Shown]:
    """Return what every other party who is still there has shown so far."""
    n_parties = next((len(e.parties) for e in view.history if isinstance(e, TableOpened)), 1)
    offers: dict[str, list[tuple[int, int | None]]] = {party: [] for party in view.others}
    votes: dict[tuple[str, bool], list[int]] = {}
    made: dict[str, int] = {}
    round_of_proposal, proposal = -1, None
    for event in view.history:
        if isinstance(event, VoteCast):
            votes.setdefault((event.party, event.assents), []).append(made[event.offer_id])
        elif isinstance(event, OfferMade):
            index, place = space.index_of(event.outcome), (event.turn - 1) // n_parties
            answered = proposal if place == round_of_proposal else None
            if event.party in offers:
                offers[event.party].append((index, answered))
            if answered is None:
                round_of_proposal, proposal = place, index
            made[event.offer_id] = index
    return {
        party: Shown(
            tuple(listed), tuple(votes.get((party, True), ())), tuple(votes.get((party, False), ()))
        )
        for party, listed in offers.items()
    }


class Likings:
    """How well outcomes may please the others."""

    def __init__(self, space: OutcomeSpace, shown: dict[str, Shown]) -> None:
        self._space = space
        self._shown = shown

    def pleased(
        self, indices: NDArray[np.int64], rule: AgreementRule | None
    ) -> NDArray[np.float64]:
        """Return how likely those are to assent whose assent is needed, shape (outcome,), 0 to 1.

        Args:
            indices: flat indices of outcomes.
            rule: who must assent; ``None`` is everybody. Who looks assents to what it proposes.
        """
        parties = list(self._shown)
        if not parties:
            return np.ones(len(indices))
        positions = self._space.positions(indices)
        each = np.array([self._liking(self._shown[party], positions, indices) for party in parties])
        veto = set(parties) if rule is None else set(rule.veto) & set(parties)
        n_needed = len(parties) if rule is None else min(rule.quorum - 1, len(parties))
        is_veto = np.array([party in veto for party in parties])
        free = np.sort(each[~is_veto], axis=0)[::-1][: max(n_needed - int(is_veto.sum()), 0)]
        needed = np.vstack((each[is_veto], free))
        if not len(needed):
            return np.ones(len(indices))
        likely: NDArray[np.float64] = needed.min(axis=0) + needed.mean(axis=0)
        return likely / 2

    def _liking(
        self, shown: Shown, positions: NDArray[np.int64], indices: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return how well one party may like outcomes, shape (outcome,)."""
        if not shown.indices:
            return np.full(len(indices), 0.5)
        weights = self._weights(shown)
        liked = np.zeros(len(indices))
        seen = self._space.positions(np.array(shown.indices, dtype=np.int64))
        trust = np.array([1.0] * len(shown.offers) + [ASSENT_WEIGHT] * len(shown.assents))
        for row, n_options in enumerate(self._space.shape):
            options = np.arange(n_options)
            span = max(n_options - 1, 1)
            near = 1 - np.abs(options[:, np.newaxis] - seen[row]) / span
            score = near @ trust / trust.sum()
            liked += weights[row] * score[positions[row]]
        liked[np.isin(indices, shown.assents)] = 1.0
        against = [index for index in shown.dissents if index not in shown.assents]
        capped = np.isin(indices, against)
        liked[capped] = np.minimum(liked[capped], DISSENT_CEILING)
        return liked

    def _weights(self, shown: Shown) -> NDArray[np.float64]:
        """Return how much each issue seems to matter to a party, shape (issue,), sum 1."""
        counts = np.ones(len(self._space.shape))
        answers = [(index, put) for index, put in shown.offers if put is not None]
        if answers:
            pairs = np.array(answers, dtype=np.int64)
            made, answered = (self._space.positions(pairs[:, column]) for column in (0, 1))
            counts += (made != answered).sum(axis=1)
        total: NDArray[np.float64] = counts / counts.sum()
        return total
