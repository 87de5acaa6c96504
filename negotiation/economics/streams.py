"""Chance: one random stream for each purpose, all from one seed.

Common random numbers: what one purpose draws never moves the draws of another, so two contracts
are compared on the same futures and a clause's effect is not drowned in noise. Months are drawn
one after the other, so a longer horizon leaves the earlier months as they were.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from negotiation.economics.discounting import Floats

__all__ = ["Chance", "PriceMode", "Purpose", "make_stream"]

PriceMode: TypeAlias = Literal["historical", "stable", "stochastic"]
"""By which rule regimes and jumps come (section 5)."""

Purpose: TypeAlias = Literal[
    "regimes",
    "prices",
    "jumps",
    "slips",
    "fills",
    "failures",
    "exits",
    "skus",
    "reprices",
    "petitions",
    "late",
    "jitter",
    "bans",
    "parameters",
]

STREAM_KEYS: dict[Purpose, int] = {
    "regimes": 1,
    "prices": 2,
    "jumps": 3,
    "slips": 4,
    "fills": 5,
    "failures": 6,
    "exits": 7,
    "skus": 8,
    "reprices": 9,
    "petitions": 10,
    "late": 11,
    "jitter": 12,
    "bans": 13,
    "parameters": 14,
}
"""Spawn keys. A key is never reused, so old results stay reproducible."""


def make_stream(seed: int, purpose: Purpose, who: int = 0) -> np.random.Generator:
    """Return the generator of ``purpose``, one of its own for each ``who``.

    >>> one, two = make_stream(7, "prices"), make_stream(7, "prices")
    >>> bool(one.random() == two.random())
    True
    """
    key = (STREAM_KEYS[purpose], who) if who else (STREAM_KEYS[purpose],)
    sequence = np.random.SeedSequence(seed, spawn_key=key)
    return np.random.Generator(np.random.PCG64(sequence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Where random numbers come from: ``draws`` futures of one seed.

    With ``known_seed`` the first ``known_months`` months are those of that one world, in every
    draw: what has happened is known, and only what comes after is still open. That world may have
    run by another rule, ``known_mode``, than what is expected of the future; by default the same.
    """

    seed: int
    draws: int
    known_seed: int | None = None
    known_months: int = 0
    known_mode: PriceMode | None = None

    @property
    def known(self) -> "Chance | None":
        """The world whose past is known."""
        return None if self.known_seed is None else Chance(seed=self.known_seed, draws=1)

    def normals(self, purpose: Purpose, months: int) -> Floats:
        """Return standard normals, axes (draw, month)."""
        stream = make_stream(self.seed, purpose)
        drawn = stream.standard_normal((months + 1, self.draws)).T.copy()
        return self._with_past(drawn, self.known.normals(purpose, months) if self.known else None)

    def uniforms(self, purpose: Purpose, months: int) -> Floats:
        """Return numbers of [0, 1), axes (draw, month)."""
        stream = make_stream(self.seed, purpose)
        drawn = stream.random((months + 1, self.draws)).T.copy()
        return self._with_past(drawn, self.known.uniforms(purpose, months) if self.known else None)

    def gammas(self, purpose: Purpose, months: int, shape: float) -> Floats:
        """Return Gamma numbers of mean 1, axes (draw, month)."""
        stream = make_stream(self.seed, purpose)
        drawn = stream.gamma(shape, 1 / shape, (months + 1, self.draws)).T.copy()
        return self._with_past(
            drawn, self.known.gammas(purpose, months, shape) if self.known else None
        )

    def spread_uniforms(self, purpose: Purpose, months: int, who: int = 0) -> Floats:
        """Return uniforms, in every month one from each of ``draws`` equal slices of [0, 1).

        Same law for each draw and less noise across them. Axes (draw, month).
        """
        slices = np.tile(np.arange(self.draws, dtype=np.float64), (months + 1, 1))
        slices = make_stream(self.seed, purpose, who).permuted(slices, axis=1)
        jitter = make_stream(self.seed, "jitter", who).random((months + 1, self.draws))
        drawn = ((slices + jitter) / self.draws).T.copy()
        past = self.known.spread_uniforms(purpose, months, who) if self.known else None
        return self._with_past(drawn, past)

    def _with_past(self, drawn: Floats, past: Floats | None) -> Floats:
        if past is not None:
            seen = slice(0, self.known_months + 1)
            drawn[:, seen] = past[:, seen]
        return drawn
