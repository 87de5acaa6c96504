"""``outcomes``: everything that ``haggle frontier`` says of a large points table."""

import numpy as np

from evals.bench.claims import Claim, Claims, cpu_seconds, least_cpu_seconds
from evals.generated import points_scenario
from negotiation.app.frontiers import frontier_report

__all__ = ["measure_outcomes"]

LIMIT_SECONDS = 3.0
RESERVATION_FRACTION = 0.3
"""Of the points at stake, what a party must at least get."""


def measure_outcomes(*, n_issues: int = 8, n_options: int = 5, repeats: int = 3) -> Claims:
    """Measure the report on a table of ``n_options ** n_issues`` outcomes.

    Two parties care for the issues in opposite order, so there is something to trade.
    """
    scenario = points_scenario(
        {
            "buyer": _falling(range(1, n_issues + 1), n_options),
            "seller": [points[::-1] for points in _falling(range(n_issues, 0, -1), n_options)],
        },
        dict.fromkeys(("buyer", "seller"), RESERVATION_FRACTION * sum(range(1, n_issues + 1))),
        deadline_rounds=10,
    )
    (table,) = scenario.tables
    first_s = cpu_seconds(lambda: frontier_report(scenario, table))
    taken_s = least_cpu_seconds(lambda: frontier_report(scenario, table), repeats=repeats)
    report = frontier_report(scenario, table)
    if report.n_valued != report.n_outcomes:
        raise AssertionError(f"only {report.n_valued:,} of {report.n_outcomes:,} were valued")
    return (
        Claim(
            name="outcomes.seconds",
            claim=f"values, ZOPA, frontier and solutions of {report.n_outcomes:,} outcomes",
            unit="CPU s",
            limit=LIMIT_SECONDS,
            measured=taken_s,
            details={
                "first_time_s": first_s,
                "n_acceptable": report.n_acceptable,
                "n_efficient": len(report.frontier),
            },
        ),
    )


def _falling(weights: range, n_options: int) -> list[list[float]]:
    """Return points that fall from each issue's weight to nothing, ever faster.

    No two issues fall alike, so hardly any two outcomes are worth the same.
    """
    return [
        [weight * (1 - step ** (1.3 + place / 10)) for step in np.linspace(0, 1, n_options)]
        for place, weight in enumerate(weights)
    ]
