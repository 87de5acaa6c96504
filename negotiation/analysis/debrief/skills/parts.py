"""What the checks of all skills are made with."""

from collections.abc import Iterable

from negotiation.analysis.debrief.records import Check, Spot
from negotiation.domain.issues import Issue

__all__ = ["between", "check", "ramp", "share_of", "slack"]

_TOLERANCE_FRACTION = 1e-9


def check(
    name: str,
    earned: float,
    spots: Iterable[Spot],
    *,
    about: Issue | None = None,
    **figures: float,
) -> Check:
    """Return a check; what it earned is held within 0 and 1."""
    return Check(
        id=name,
        earned=between(earned),
        about=about and about.id,
        about_title=about and about.title,
        figures=figures,
        spots=tuple(spots),
    )


def between(share: float) -> float:
    """Hold a share within 0 and 1."""
    return min(1.0, max(0.0, share))


def ramp(value: float, *, nothing: float, full: float) -> float:
    """Return 0 at ``nothing``, 1 at ``full``, and a straight line between.

    >>> ramp(4, nothing=8, full=0)
    0.5
    """
    return between((value - nothing) / (full - nothing))


def share_of(hits: Iterable[bool]) -> float:
    """Return the share of hits among at least one."""
    found = list(hits)
    return sum(found) / len(found)


def slack(value: float) -> float:
    """Return how far two amounts may differ by rounding."""
    return _TOLERANCE_FRACTION * max(1.0, abs(value))
