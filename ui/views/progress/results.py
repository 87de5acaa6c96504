"""What a class reached of what could be reached."""

from statistics import median
from typing import NamedTuple

from ui.views.progress.cohort import Cohort, Member

__all__ = ["Reached", "Spot", "reached_of"]


class Spot(NamedTuple):
    """A submission on the picture."""

    member: Member
    share: float
    """Of the best that the seat could reach."""
    score: float
    is_best: bool
    """Whether it is the one that counts for its trainee."""


class Reached(NamedTuple):
    """All of them."""

    spots: tuple[Spot, ...]
    n_without: int
    """Submissions for which there is no such share, or no score."""

    @property
    def median_share(self) -> float | None:
        """The share that half of them reached; ``None`` where there is none to show."""
        return median(spot.share for spot in self.spots) if self.spots else None

    @property
    def domain(self) -> tuple[float, float]:
        """The ends of an axis that shows all of them, nothing and everything."""
        shares = [spot.share for spot in self.spots]
        return min([0.0, *shares]), max([1.0, *shares])


def reached_of(cohort: Cohort) -> Reached:
    """Return what a class reached."""
    spots, n_without = [], 0
    for member in cohort.active:
        for each in member.submissions:
            result = each.attempt.result
            share = result.attainable_share if result else None
            if share is None or each.score is None:
                n_without += 1
            else:
                spots.append(Spot(member, share, each.score, each is member.best))
    return Reached(tuple(spots), n_without)
