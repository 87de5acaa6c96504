"""Families of scenarios that are made up from a seed, so that more seeds are more evidence.

Between deterministic strategies a second seed of a written scenario says nothing new. Every
scenario of a family is a table of its own: weights, options and alternatives are drawn.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from evals.generated import PERSONA, points_scenario
from negotiation.catalog.files import Loaded, load_persona

__all__ = ["FAMILIES", "mixed"]

N_ISSUES = 4
OPTIONS = (3, 4, 5, 6)
DEADLINE_ROUNDS = 12
RESERVATION = (0.25, 0.5)
"""Least and most of the alternative's worth, as a share of all points."""
ALL_POINTS = 100.0


def mixed(seed: int) -> Loaded:
    """Return a table of points where each issue divides the two, and weighs differently for each.

    So there is something to share and something to gain by trading issues (integrative bargaining,
    Raiffa 1982). Alternatives leave room for agreements in nearly every draw, not in all.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    n_options = rng.choice(OPTIONS, size=N_ISSUES)
    weights = rng.dirichlet(np.full(N_ISSUES, 1.5), 2) * ALL_POINTS
    scores = {
        party: [
            np.concatenate(([0.0], np.sort(rng.random(n - 2)), [1.0]))[:: 1 if rises else -1]
            * weight
            for n, weight in zip(n_options, weights[row], strict=True)
        ]
        for row, (party, rises) in enumerate((("buyer", True), ("seller", False)))
    }
    alternatives = rng.uniform(*RESERVATION, size=2) * ALL_POINTS
    scenario = points_scenario(
        {party: [list(map(float, points)) for points in rows] for party, rows in scores.items()},
        dict(zip(scores, map(float, alternatives), strict=True)),
        deadline_rounds=DEADLINE_ROUNDS,
    )
    return Loaded(Path(f"mixed-{seed}"), scenario, {PERSONA: load_persona(PERSONA)})


FAMILIES: Mapping[str, Callable[[int], Loaded]] = MappingProxyType({"mixed": mixed})
"""By the word of a suite; each makes the scenario of a seed."""
