"""What a paired comparison says, in a sentence."""

from evals.metrics.table import METRICS
from evals.power_hints import PowerHint
from evals.reporting.formats import is_share, p_shown, plain, points_shown
from evals.statistics.pairing import PairedComparison

__all__ = ["difference_shown", "power_said", "verdict"]


def verdict(comparison: PairedComparison) -> str:
    """Say plainly who is ahead by how much, and whether that is resolved."""
    each = comparison
    title = METRICS[each.metric].title.en
    if each.difference is None:
        return f"{each.first} and {each.second} share no cell with a value of {title}."
    low, high = (difference_shown(each.metric, end) for end in (each.low, each.high))
    said = difference_shown(each.metric, each.difference)
    resolved = "resolved" if each.is_resolved else "not resolved"
    return (
        f"{title}: {each.first} less {each.second} is {said} (95 % {low} to {high}), "
        f"p {p_shown(each.p_adjusted)} after Holm, {each.n_pairs} pairs in {each.n_clusters} "
        f"scenarios: {resolved}."
    )


def power_said(hint: PowerHint) -> str:
    """Say how many pairs and scenarios a difference takes, and what is resolved by those there."""
    names = f"{hint.first} and {hint.second}"
    if hint.pairs_needed is None or hint.scenarios_needed is None:
        return f"{names}: no spread was seen, so nothing can be said of how many pairs it takes."
    wanted, least = (
        difference_shown(hint.metric, each).removeprefix("+")
        for each in (hint.effect, hint.resolvable_by_scenarios)
    )
    return (
        f"{names}: to resolve {wanted} with a chance of {hint.power:.0%} takes "
        f"{hint.pairs_needed:,} pairs in these scenarios, {hint.scenarios_needed:,} scenarios "
        f"beyond them; the {hint.n_scenarios} that are there resolve {least}."
    )


def difference_shown(metric: str, value: float | None) -> str:
    """Return a difference with its sign, percentages in points."""
    if value is None:
        return "-"
    sign = "+" if value > 0 else ""
    return f"{sign}{points_shown(value)} points" if is_share(metric) else f"{sign}{plain(value)}"
