"""Bradley-Terry: strengths from games between two, where not everybody met everybody.

The chance that i beats j is 1 / (1 + exp(s_j - s_i)); a tie is half a win for each. Source:
Bradley and Terry, Biometrika 39 (1952); fitted by choix (Maystre and Grossglauser, NIPS 2015). A
strength is relative to the field: it says nothing of how much is won, nor of what a pair creates.

Strengths exist on one scale only where a chain of games joins all names. Names that no chain joins
are refused rather than ranked: any order between them would be made up.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evals.statistics.intervals import CONFIDENCE
from negotiation.domain.values import Value
from negotiation.economics.discounting import Floats
from negotiation.errors import UsageError

__all__ = ["PRIOR_WINS", "Game", "Strength", "bradley_terry"]

Indices: TypeAlias = NDArray[np.int64]

PRIOR_WINS = 0.1
"""Wins added each way for every two names that met (assumption): without them, who never lost would
be infinitely strong. Ten wins in ten games are then log(10.1 / 0.1) = 4.6 apart."""

TOLERANCE = 1e-8
MAX_ITERATIONS = 10_000
DECIMALS = 6
"""Strengths that differ by less are a tie in rank: the fit is no finer."""


class Game(NamedTuple):
    """One meeting. ``score`` is of the first: 1 wins, 0.5 a tie, 0 loses."""

    first: str
    second: str
    score: float
    cluster: str
    """The scenario."""


class Strength(Value):
    """What a name is worth against the field."""

    name: str
    n_games: int
    strength: float
    """Log odds; the mean of all names is 0."""
    low: float
    """Ends of the 95 % bootstrap interval."""
    high: float
    rank: int
    """1 is the strongest; equal strengths share the better rank."""
    rank_low: int
    """The best rank of the 95 % interval."""
    rank_high: int
    """The worst."""


class _Games(NamedTuple):
    """Games as arrays, axis (game,): indices of the names and of the unit that is resampled."""

    first: Indices
    second: Indices
    score: Floats
    unit: Indices


def bradley_terry(
    games: Sequence[Game], rng: np.random.Generator, n_resamples: int = 500
) -> tuple[Strength, ...]:
    """Rank the names of ``games``, best first; without a game nobody.

    The intervals come from resampling whole clusters with replacement, as games of one scenario are
    not independent; with a single cluster, from resampling its games. Below some ten clusters they
    are too narrow, as those of every bootstrap. They are stretched where they would leave out the
    strength itself.

    Args:
        games: in any order.
        rng: draws the resamples.
        n_resamples: at least 1.

    Raises:
        UsageError: if a name plays itself, a score is outside [0, 1], or names are in groups that
            never met.
    """
    if not games:
        return ()
    _check(games)
    names = sorted({name for game in games for name in (game.first, game.second)})
    played = _arrays(games, names)
    wins = _wins(played, np.ones(len(games)), len(names))
    meetings = wins + wins.T
    _check_joined(meetings, names)
    prior = PRIOR_WINS * (meetings > 0)
    fitted = _fit(wins + prior, None)
    n_units = int(played.unit.max()) + 1
    drawn = rng.multinomial(n_units, np.full(n_units, 1 / n_units), size=n_resamples)
    resampled = [
        _fit(_wins(played, times[played.unit].astype(np.float64), len(names)) + prior, fitted)
        for times in drawn
    ]
    n_games = meetings.sum(axis=1).round().astype(int)
    return _strengths(names, n_games, fitted, np.stack(resampled))


def _check(games: Sequence[Game]) -> None:
    for game in games:
        if game.first == game.second:
            raise UsageError(f"{game.first!r} plays itself in {game.cluster!r}; leave it out")
        if not 0 <= game.score <= 1:
            raise UsageError(
                f"a score is 1, 0.5 or 0, not {game.score}: {game.first!r} against "
                f"{game.second!r} in {game.cluster!r}"
            )


def _check_joined(meetings: Floats, names: Sequence[str]) -> None:
    """Raise ``UsageError`` if some names have no chain of games to others; axes (name, name)."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - an extra, and heavy

    n_groups, group = connected_components(meetings > 0, directed=False)
    if n_groups > 1:
        groups = (
            ", ".join(name for name, of in zip(names, group, strict=True) if of == each)
            for each in range(n_groups)
        )
        raise UsageError(
            f"no game joins these groups, so they cannot be ranked together: {'; '.join(groups)}"
        )


def _arrays(games: Sequence[Game], names: Sequence[str]) -> _Games:
    index = {name: position for position, name in enumerate(names)}
    unit = np.unique([game.cluster for game in games], return_inverse=True)[1]
    return _Games(
        first=np.array([index[game.first] for game in games]),
        second=np.array([index[game.second] for game in games]),
        score=np.array([game.score for game in games], dtype=np.float64),
        unit=unit if unit.any() else np.arange(len(games)),
    )


def _wins(played: _Games, times: Floats, n_names: int) -> Floats:
    """Return how often each beat each, axes (winner, loser); game g counts ``times[g]``."""
    wins = np.zeros((n_names, n_names))
    np.add.at(wins, (played.first, played.second), times * played.score)
    np.add.at(wins, (played.second, played.first), times * (1 - played.score))
    return wins


def _fit(wins: Floats, start: Floats | None) -> Floats:
    """Return the strengths of the greatest likelihood, mean zero, axis (name,)."""
    from choix import ilsr_pairwise_dense  # noqa: PLC0415 - an extra, and heavy

    found = ilsr_pairwise_dense(wins, initial_params=start, max_iter=MAX_ITERATIONS, tol=TOLERANCE)
    centred: Floats = found - found.mean()
    return centred


def _strengths(
    names: Sequence[str], n_games: Indices, fitted: Floats, resampled: Floats
) -> tuple[Strength, ...]:
    """Return everybody, best first; ``resampled`` has axes (resample, name)."""
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(resampled, (tail, 1 - tail), axis=0)
    rank, ranks = _ranks(fitted), _ranks(resampled)
    rank_low = np.quantile(ranks, tail, axis=0, method="lower")
    rank_high = np.quantile(ranks, 1 - tail, axis=0, method="higher")
    found = (
        Strength(
            name=name,
            n_games=int(n_games[i]),
            strength=float(fitted[i]),
            low=float(min(low[i], fitted[i])),
            high=float(max(high[i], fitted[i])),
            rank=int(rank[i]),
            rank_low=int(min(rank_low[i], rank[i])),
            rank_high=int(max(rank_high[i], rank[i])),
        )
        for i, name in enumerate(names)
    )
    return tuple(sorted(found, key=lambda each: (each.rank, each.name)))


def _ranks(strengths: Floats) -> Indices:
    """Return 1 for the strongest along the last axis, the better rank for equals."""
    from scipy.stats import rankdata  # noqa: PLC0415 - an extra, and heavy

    ranks: Indices = rankdata(-strengths.round(DECIMALS), method="min", axis=-1).astype(np.int64)
    return ranks
