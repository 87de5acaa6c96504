"""How many more pairs a comparison takes, and what those that are there can resolve."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from evals.rows import Row
from evals.sides import cells_of
from evals.statistics.power import POWER, pairs_to_resolve, smallest_effect
from negotiation.domain.values import Value

__all__ = ["PowerHint", "power_hint"]


class PowerHint(Value):
    """What the pairs of two contestants say of how many it takes. Effects in the metric's unit.

    Pairs answer for more seeds in the same scenarios, scenarios for more scenarios of the kind;
    where scenarios differ among themselves, it is these that it takes.
    """

    metric: str
    first: str
    second: str
    n_pairs: int
    n_scenarios: int
    power: float = POWER
    """The chance with which a difference shows, in all of the figures below."""
    effect: float | None
    """The difference that is asked for: the given one, or else the one that was seen."""
    pairs_needed: int | None
    """Pairs that resolve it; None where no spread was seen, or there is no difference."""
    scenarios_needed: int | None
    """Scenarios that resolve it, each with as many pairs as now."""
    resolvable_by_pairs: float | None
    """The smallest difference that as many pairs resolve; None where no spread was seen."""
    resolvable_by_scenarios: float | None
    """The smallest difference that as many scenarios resolve."""


def power_hint(
    rows: Iterable[Row], metric: str, first: str, second: str, *, effect: float | None = None
) -> PowerHint:
    """Say how many pairs of two contestants resolve a difference.

    Args:
        rows: of both.
        metric: what is compared.
        first: a contestant.
        second: another one.
        effect: the difference that is to be seen, of either sign; without it the mean of the
            pairs, which is too hopeful where it is large by chance.
    """
    kept = list(rows)
    one, other = (cells_of(kept, name, metric) for name in (first, second))
    by_scenario: dict[str, list[float]] = {}
    for cell in sorted(one.keys() & other.keys()):
        by_scenario.setdefault(cell.scenario, []).append(one[cell] - other[cell])
    differences = [each for several in by_scenario.values() for each in several]
    means = [fmean(several) for several in by_scenario.values()]
    if effect is None and differences:
        effect = fmean(differences)
    return PowerHint(
        metric=metric,
        first=first,
        second=second,
        n_pairs=len(differences),
        n_scenarios=len(means),
        effect=effect,
        pairs_needed=_needed(differences, effect),
        scenarios_needed=_needed(means, effect),
        resolvable_by_pairs=smallest_effect(differences),
        resolvable_by_scenarios=smallest_effect(means),
    )


def _needed(differences: Sequence[float], effect: float | None) -> int | None:
    return None if effect is None else pairs_to_resolve(differences, effect)
