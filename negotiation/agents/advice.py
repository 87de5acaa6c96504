"""What a deal desk has to say: figures of one seat's own mandate, before anybody words them."""

from dataclasses import dataclass
from typing import NamedTuple

from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.economics.own import OwnRisk

__all__ = ["Advice", "ClauseStep", "Swap", "Terms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """An outcome and what it is worth to the seat."""

    outcome: Outcome
    value: float
    offer_id: str | None = None
    """Under which it was offered, if it was."""
    risk: OwnRisk | None = None


@dataclass(frozen=True, slots=True)
class ClauseStep:
    """One clause of some terms moved by one option, and what that adds to their value."""

    issue: str
    before: OptionValue
    after: OptionValue
    gain: float
    is_wanted: bool
    """Whether it goes back towards what the other side has asked for before."""


class Swap(NamedTuple):
    """Two steps at once: a wanted one that costs the seat little, for one that brings it much."""

    give: ClauseStep
    take: ClauseStep
    gain: float
    """Of both together; clauses work on each other, so it need not be the sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What the desk has to say on one turn. What its level leaves out is empty."""

    reservation_value: float
    best_value: float
    has_candidates: bool
    """Whether any terms on this agenda are acceptable to the seat."""
    theirs: Terms | None
    """The offer of the other side that stands, else its last one."""
    is_standing: bool
    """Whether that one may be accepted."""
    own: Terms | None
    """The seat's own last offer."""
    crossed: tuple[str, ...]
    """Issues on which ``theirs`` crosses a red line."""
    nearest: Terms | None
    """The acceptable terms that change ``theirs`` least; themselves if they are acceptable."""
    steps: tuple[ClauseStep, ...] = ()
    """Every clause of ``base`` moved by one option, the most gainful first."""
    swaps: tuple[Swap, ...] = ()
    counters: tuple[Terms, ...] = ()
    """Offers worth less and less, each as near to ``base`` as its value allows."""

    @property
    def base(self) -> Terms | None:
        """What the desk compares with: their terms, before they made an offer one's own."""
        return self.theirs or self.own

    @property
    def is_acceptable(self) -> bool:
        """Whether ``theirs`` keeps to the red lines and is worth no less than no deal."""
        return (
            self.theirs is not None
            and not self.crossed
            and self.theirs.value >= self.reservation_value
        )

    def gain(self, terms: Terms) -> float:
        """Return by how much terms are better than no deal."""
        return terms.value - self.reservation_value

    def gain_fraction(self, terms: Terms) -> float | None:
        """Return the gain as a share of the best one; ``None`` when there is nothing to gain."""
        best = self.best_value - self.reservation_value
        return self.gain(terms) / best if best > 0 else None
