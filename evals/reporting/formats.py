"""Figures as people read them."""

from evals.metrics.table import METRICS
from evals.statistics.estimates import Estimate

__all__ = ["count_shown", "interval_shown", "is_share", "p_shown", "plain", "points_shown"]
__all__ += ["shown"]

MINUS = "\N{MINUS SIGN}"
NONE = "\N{EN DASH}"

SMALL_SHARE = 0.0995
"""Below it, a share has a decimal."""


def is_share(metric: str) -> bool:
    """Whether a metric is shown as a percentage."""
    known = METRICS[metric]
    return known.kind == "rate" or known.is_percent


def shown(metric: str, value: float | None) -> str:
    """Return a value in its unit; a dash where there is none.

    >>> shown("deal_rate", 0.5), shown("leaked", 0.004), shown("rounds", 7.25), shown("cost", None)
    ('50%', '0.4%', '7.25', '–')
    """
    if value is None:
        return NONE
    if is_share(metric):
        written = f"{value:.1%}" if 0 < abs(value) < SMALL_SHARE else f"{value:.0%}"
        return _signed(written.replace(".0%", "%"))
    return _signed(f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}")  # noqa: PLR2004


def interval_shown(metric: str, estimate: Estimate, to: str) -> str:
    """Return both ends of an interval with the word between them; nothing where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{shown(metric, estimate.low)} {to} {shown(metric, estimate.high)}"


def points_shown(value: float) -> str:
    """Return a difference of shares in percentage points.

    >>> points_shown(0.123), points_shown(-0.004), points_shown(0.05)
    ('12', '−0.4', '5')
    """
    points = 100 * value
    small = 100 * SMALL_SHARE
    written = f"{points:.1f}" if 0 < abs(points) < small else f"{points:.0f}"
    return _signed(written.removesuffix(".0"))


def plain(value: float) -> str:
    """Return a number without a unit.

    >>> plain(-1.234), plain(-0.001)
    ('−1.23', '0.00')
    """
    return _signed(f"{value:.2f}")


def p_shown(p_value: float) -> str:
    """Return a p; what is tiny is not written out.

    >>> p_shown(0.0312), p_shown(0.00001), p_shown(1.0)
    ('0.031', '<0.001', '1')
    """
    least = 0.001
    return f"<{least}" if p_value < least else f"{p_value:.2g}"


def count_shown(number: int) -> str:
    """Return a number of things.

    >>> count_shown(12345)
    '12,345'
    """
    return f"{number:,}"


def _signed(written: str) -> str:
    """Return a number with a real minus, and none before a zero."""
    if not written.strip("-0.,%"):
        return written.lstrip("-")
    return written.replace("-", MINUS)
