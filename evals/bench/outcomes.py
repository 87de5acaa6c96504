"""``outcomes``: everything that ``haggle frontier`` says of a large points table."""

from evals.bench.claims import Claim, Claims, cpu_seconds, least_cpu_seconds
from evals.bench.generated import points_scenario
from negotiation.app.frontiers import frontier_report

__all__ = ["measure_outcomes"]

LIMIT_SECONDS = 3.0
RESERVATION_VALUE = 20.0


def measure_outcomes(*, n_issues: int = 8, n_options: int = 5, repeats: int = 3) -> Claims:
    """Measure the report on a table of ``n_options ** n_issues`` outcomes.

    Two parties care for the issues in opposite order, so there is something to trade.
    """
    scenario = points_scenario(
        {
            "buyer": _falling(range(1, n_issues + 1), n_options),
            "seller": [points[::-1] for points in _falling(range(n_issues, 0, -1), n_options)],
        },
        {"buyer": RESERVATION_VALUE, "seller": RESERVATION_VALUE},
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
            claim=f"everything about {report.n_outcomes:,} outcomes: values, ZOPA, frontier and "
            "solutions within 3 s of CPU",
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
    """Return points that fall from each issue's weight to nothing, not quite in even steps."""
    return [
        [weight * (1 - option / (n_options - 1)) ** 1.2 for option in range(n_options)]
        for weight in weights
    ]
