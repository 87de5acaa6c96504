"""What a coach sees over the shoulder of its trainee: the own brief and view, and no more."""

from collections.abc import Sequence
from functools import cached_property

from negotiation.agents.advice import Swap
from negotiation.agents.adviser import Adviser
from negotiation.agents.escalating import Authority
from negotiation.agents.negotiator import SeatBrief
from negotiation.analysis.conduct.terms import names_issue
from negotiation.domain.events import OfferMade
from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import Outcome
from negotiation.protocol.view import View

__all__ = ["CoachFacts"]

DAMAGES = ("ld_", "damages", "penalt", "liability", "compensation", "credit")
SUPPLY = ("delivery", "schedule", "ramp", "priority", "allocation", "tranche", "handover", "start")
"""Parts of the ids of issues by which a clause is known for what it is about."""


class CoachFacts:
    """The figures and words of one turn, each worked out when it is asked for."""

    def __init__(self, brief: SeatBrief, view: View) -> None:
        self.brief = brief
        self.view = view
        self._prefs = brief.preferences

    @property
    def floor(self) -> float:
        """What no deal is worth."""
        return self._prefs.reservation_value

    @property
    def span(self) -> float:
        """What there is between no deal and the best; never 0."""
        return (self._prefs.best_value - self.floor) or 1.0

    @property
    def has_deal(self) -> bool:
        """Whether anything can be signed at all."""
        return len(self._prefs.candidates) > 0

    @cached_property
    def own(self) -> Sequence[OfferMade]:
        """The own offers, oldest first."""
        return [made for made in self._made if made.party == self.view.party]

    @cached_property
    def theirs(self) -> Sequence[OfferMade]:
        """The others' offers, oldest first."""
        return [made for made in self._made if made.party != self.view.party]

    @cached_property
    def standing(self) -> Outcome | None:
        """The offer that could be accepted, the best of several."""
        known = [offer.outcome for offer in self.view.offers]
        return max(known, key=self.value, default=None)

    def value(self, outcome: Outcome) -> float:
        """Return what an outcome is worth to the seat."""
        return self._prefs.value_of(outcome)

    def share(self, outcome: Outcome) -> float:
        """Return how far an outcome is from no deal (0) to the best (1); below 0 it is worse."""
        return (self.value(outcome) - self.floor) / self.span

    def can_sign(self, outcome: Outcome) -> bool:
        """Whether an outcome is better than none and keeps to every red line."""
        return self._prefs.is_acceptable(outcome)

    def needs_signature(self, outcome: Outcome) -> bool:
        """Whether the own house must sign first, and can still be asked to."""
        return Authority.of(self.brief.mandate, self._prefs, self.view).can_ask(outcome)

    def about(self, share: float, near: Outcome | None = None) -> Outcome:
        """Return terms that are worth about a share of the way to the best, near to others."""
        level = self._prefs.level(share)
        found = self._prefs.nearest_about(level, near) if near is not None else None
        return self._prefs.space.outcome_at((found or self._prefs.offer_at(level)).index)

    @property
    def last_gain(self) -> float:
        """What the others' last step has brought, in shares of the span."""
        return self._step(self.theirs)

    @property
    def last_concession(self) -> float:
        """What the own last step has cost, in shares of the span."""
        return -self._step(self.own)

    @cached_property
    def swap(self) -> Swap | None:
        """Give what costs little and they have asked for, take what brings much."""
        if not self.theirs or "offer" not in self.view.legal_acts:
            return None
        return next(iter(Adviser(self._prefs, "full", None).advise(self.view).swaps), None)

    @cached_property
    def has_asked(self) -> bool:
        """Whether the seat has asked anything yet."""
        return any("?" in said or "？" in said for said in self._said)

    def has_named(self, issue: Issue) -> bool:
        """Whether the seat has spoken of an issue."""
        return any(names_issue(said.lower(), issue, self.brief.language) for said in self._said)

    def clause(self, words: Sequence[str]) -> Issue | None:
        """Return the first issue whose id holds one of some words."""
        issues = self.brief.space.issues
        return next((each for each in issues if any(word in each.id for word in words)), None)

    def better(self, issue: Issue) -> Outcome | None:
        """Return what stands with one clause as good for the seat as it can be made."""
        base = self.standing
        if base is None:
            return None
        changed = [{**base, issue.id: value} for value in issue.values]
        best = max(filter(self._prefs.is_allowed, changed), key=self.value, default=None)
        return best if best is not None and self.value(best) > self.value(base) else None

    @cached_property
    def _made(self) -> Sequence[OfferMade]:
        return [event for event in self.view.history if isinstance(event, OfferMade)]

    @cached_property
    def _said(self) -> Sequence[str]:
        own = (
            event
            for event in self.view.history
            if getattr(event, "party", "") == self.view.party and event.kind != "move_refused"
        )
        return [message for event in own if (message := getattr(event, "message", ""))]

    def _step(self, made: Sequence[OfferMade]) -> float:
        if len(made) < 2:  # noqa: PLR2004 - a step has two ends
            return 0.0
        return self.share(made[-1].outcome) - self.share(made[-2].outcome)
