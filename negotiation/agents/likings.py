"""What the others at a round table seem to want, judged by what they put forward and vote for.

A frequency model in the spirit of Hindriks and Tykhonov 2008, "Opponent modelling in automated
multi-issue negotiation": what somebody changes in a proposal matters to it, and an option near to
those it has put forward is to its liking. It is a guess from public talk alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.domain.events import OfferMade, VoteCast
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.scenarios import AgreementRule
from negotiation.protocol.view import View

__all__ = ["Likings", "Shown", "shown_by"]

ASSENT_WEIGHT = 1.5
"""Of a proposal that somebody was for, against 1 of one that it made itself."""

MARGIN, RIDGE, N_MENDINGS = 0.1, 0.1, 5
"""By how much what was chosen should be worth more than what was turned down, the shares of a
party's whole worth; how soft that is; and how often it is tried."""

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
    offers: dict[str, list[tuple[int, int | None]]] = {party: [] for party in view.others}
    votes: dict[tuple[str, bool], list[int]] = {}
    made: dict[str, int] = {}
    round_of_proposal, proposal = -1, None
    for event in view.history:
        if isinstance(event, VoteCast):
            votes.setdefault((event.party, event.assents), []).append(made[event.offer_id])
        elif isinstance(event, OfferMade):
            index, place = space.index_of(event.outcome), view.round_of(event.turn)
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
        likely: NDArray[np.float64] = 2 * needed.prod(axis=0)
        return likely / 2

    def _liking(
        self, shown: Shown, positions: NDArray[np.int64], indices: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return how likely one party is to assent to outcomes, shape (outcome,), 0 to 1."""
        if not shown.indices:
            return np.full(len(indices), 0.5)
        worth = self._learned(shown)
        value = self._features(positions).T @ worth
        span = max(float(np.ptp(worth)) * len(self._space.shape) / 2, 1e-9)
        content = float((self._rows(shown.indices) @ worth).min())
        likely = np.clip(1 + (value - content) / span, 0.0, 1.0)
        likely[np.isin(indices, shown.assents)] = 1.0
        against = [index for index in shown.dissents if index not in shown.assents]
        capped = np.isin(indices, against)
        likely[capped] = np.minimum(likely[capped], DISSENT_CEILING)
        return likely

    def _learned(self, shown: Shown) -> NDArray[np.float64]:
        """Return what each option may be worth to a party, all issues in a row, shape (option,).

        The frequency model, mended where it does not put what the party put forward, or was for,
        above what it turned down in its place.
        """
        worth = self._prior(shown)
        pairs = [(made, put) for made, put in shown.offers if put is not None and made != put]
        pairs += [(good, bad) for good in shown.assents for bad in shown.dissents if good != bad]
        if not pairs:
            return worth
        better, worse = (self._rows(each) for each in zip(*pairs, strict=True))
        gaps = better - worse
        for _ in range(N_MENDINGS):
            lacking = MARGIN - gaps @ worth
            wrong = lacking > 0
            if not wrong.any():
                break
            rows = gaps[wrong]
            gram = rows @ rows.T + RIDGE * np.eye(len(rows))
            worth = worth + rows.T @ np.linalg.solve(gram, lacking[wrong])
        return worth

    def _prior(self, shown: Shown) -> NDArray[np.float64]:
        weights = self._weights(shown)
        seen = self._space.positions(np.array(shown.indices, dtype=np.int64))
        trust = np.array([1.0] * len(shown.offers) + [ASSENT_WEIGHT] * len(shown.assents))
        scores = []
        for row, n_options in enumerate(self._space.shape):
            options = np.arange(n_options)
            near = 1 - np.abs(options[:, np.newaxis] - seen[row]) / max(n_options - 1, 1)
            scores.append(weights[row] * (near @ trust / trust.sum()))
        return np.concatenate(scores)

    def _rows(self, indices: Sequence[int]) -> NDArray[np.float64]:
        return self._features(self._space.positions(np.array(indices, dtype=np.int64))).T

    def _features(self, positions: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return which option of every issue outcomes have, shape (option, outcome), 0 or 1."""
        return np.concatenate(
            [
                (np.arange(n_options)[:, np.newaxis] == row).astype(np.float64)
                for n_options, row in zip(self._space.shape, positions, strict=True)
            ]
        )

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
