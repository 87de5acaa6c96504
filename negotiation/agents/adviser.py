"""The private deal desk of a seat: what is on the table, in figures of its own mandate alone.

It knows the seat's preferences and, where a contract is simulated, the risk of the seat's own
account. It has nothing of the other side's mandate, so what it says of a concession is what the
concession costs, never what it is worth across the table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from negotiation.agents.advice import Advice, ClauseStep, Swap, Terms
from negotiation.agents.negotiator import AdviserLevel, SeatBrief
from negotiation.agents.preferences import Preferences
from negotiation.domain.events import OfferMade
from negotiation.domain.outcomes import Outcome
from negotiation.economics.own import RiskOf
from negotiation.protocol.view import View

__all__ = ["Adviser", "adviser_for"]

COUNTER_FRACTIONS = (1.0, 0.5, 0.25)
"""What counter-offers ask for: shares of the way from what is had to what the seat asked last."""

MAX_SWAPS = 2


class Adviser:
    """Looks at the table for one seat. The same view always gives the same advice."""

    def __init__(self, preferences: Preferences, level: AdviserLevel, risk: RiskOf | None) -> None:
        self._preferences = preferences
        self._is_full = level == "full"
        self._risk = risk if self._is_full else None

    def advise(self, view: View) -> Advice:
        """Return the figures for the turn that is due."""
        prefs, may_offer = self._preferences, "offer" in view.legal_acts
        theirs, own = self._theirs(view), self._own(view)
        advice = Advice(
            reservation_value=prefs.reservation_value,
            best_value=prefs.best_value,
            has_candidates=len(prefs.candidates) > 0,
            theirs=theirs,
            is_standing=bool(view.offers),
            own=own,
            crossed=self._crossed(theirs.outcome) if theirs else (),
            nearest=self._nearest(theirs) if theirs and may_offer else None,
        )
        return self._completed(advice, view) if self._is_full else advice

    def _completed(self, advice: Advice, view: View) -> Advice:
        """Add what only the full level has; the risk alone where the seat may not offer."""
        if "offer" not in view.legal_acts:
            return replace(advice, theirs=self._weighed(advice.theirs) if advice.theirs else None)
        steps = tuple(self._steps(advice.base.outcome, view)) if advice.base else ()
        return replace(
            advice,
            theirs=self._weighed(advice.theirs) if advice.theirs else None,
            steps=tuple(sorted(steps, key=lambda step: -step.gain)),
            swaps=self._swaps(advice.base, steps) if advice.base else (),
            counters=tuple(map(self._weighed, self._counters(advice))),
        )

    def _terms(self, outcome: Outcome, offer_id: str | None = None) -> Terms:
        return Terms(outcome=outcome, value=self._preferences.value_of(outcome), offer_id=offer_id)

    def _weighed(self, terms: Terms) -> Terms:
        """Add the risk of terms, where the table has any."""
        return terms if self._risk is None else replace(terms, risk=self._risk(terms.outcome))

    def _theirs(self, view: View) -> Terms | None:
        """Return the standing offer that is worth most to the seat, else the last one made."""
        if view.offers:
            known = [self._terms(offer.outcome, offer.offer_id) for offer in view.offers]
            return max(known, key=lambda terms: terms.value)
        made = _made(view, is_own=False)
        return self._terms(made[-1].outcome, made[-1].offer_id) if made else None

    def _own(self, view: View) -> Terms | None:
        made = _made(view, is_own=True)
        return self._terms(made[-1].outcome, made[-1].offer_id) if made else None

    def _crossed(self, outcome: Outcome) -> tuple[str, ...]:
        lines = self._preferences.red_lines
        crossed = (line.issue for line in lines if not line.allows(outcome[line.issue]))
        return tuple(dict.fromkeys(crossed))

    def _nearest(self, theirs: Terms) -> Terms | None:
        if self._preferences.is_acceptable(theirs.outcome):
            return theirs
        found = self._preferences.nearest(theirs.outcome)
        return None if found is None else self._terms_at(found.index)

    def _terms_at(self, index: int) -> Terms:
        return self._terms(self._preferences.space.outcome_at(index))

    def _steps(self, outcome: Outcome, view: View) -> Iterator[ClauseStep]:
        """Yield every clause moved by one option either way, but not across a red line."""
        prefs, value = self._preferences, self._preferences.value_of(outcome)
        asked = [made.outcome for made in _made(view, is_own=False)]
        for issue in prefs.space.issues:
            here = issue.positions[outcome[issue.id]]
            wanted = [issue.positions[each[issue.id]] - here for each in asked]
            for way in (-1, 1):
                if not 0 <= here + way < len(issue.values):
                    continue
                after = {**outcome, issue.id: issue.values[here + way]}
                if issue.id not in self._crossed(after):
                    yield ClauseStep(
                        issue=issue.id,
                        before=outcome[issue.id],
                        after=after[issue.id],
                        gain=prefs.value_of(after) - value,
                        is_wanted=any(way * distance > 0 for distance in wanted),
                    )

    def _swaps(self, base: Terms, steps: Sequence[ClauseStep]) -> tuple[Swap, ...]:
        """Give what costs least of what they have wanted for what brings most, each clause once."""
        most_first = sorted(steps, key=lambda step: -step.gain)
        takes = [step for step in most_first if step.gain > 0]
        gives = [step for step in most_first if step.gain <= 0 and step.is_wanted]
        swaps: list[Swap] = []
        used: set[str] = set()
        for take in takes:
            free = (step for step in gives if step.issue not in used | {take.issue})
            give = next(free, None)
            if give is None or take.issue in used or len(swaps) == MAX_SWAPS:
                continue
            both = {**base.outcome, give.issue: give.after, take.issue: take.after}
            gain = self._preferences.value_of(both) - base.value
            if gain > 0:
                swaps.append(Swap(give, take, gain))
                used |= {give.issue, take.issue}
        return tuple(swaps)

    def _counters(self, advice: Advice) -> tuple[Terms, ...]:
        """Return offers of falling own value, each as near to ``base`` as can be.

        There are none when their terms are worth what the seat itself asks for.
        """
        prefs, own = self._preferences, advice.own
        is_asked = own is not None and prefs.is_acceptable(own.outcome)
        asked = own.value if own is not None and is_asked else prefs.best_value
        floor = prefs.reservation_value
        if advice.theirs is not None and advice.is_acceptable:
            floor = advice.theirs.value
        if not advice.has_candidates or asked <= floor:
            return ()
        told = (each for each in (advice.theirs, own, advice.nearest) if each is not None)
        known = {prefs.space.index_of(each.outcome) for each in told}
        levels = (floor + fraction * (asked - floor) for fraction in COUNTER_FRACTIONS)
        found = dict.fromkeys(self._counter(level, advice.base) for level in levels)
        return tuple(self._terms_at(index) for index in found if index not in known)

    def _counter(self, level: float, base: Terms | None) -> int:
        """Return the flat index of terms of about this value, most like ``base``."""
        prefs = self._preferences
        found = prefs.nearest_about(level, base.outcome) if base is not None else None
        return (found or prefs.offer_at(level)).index


def adviser_for(level: AdviserLevel, brief: SeatBrief, risk: RiskOf | None) -> Adviser | None:
    """Return the adviser that a seat has; ``None`` for one without."""
    return None if level == "none" else Adviser(brief.preferences, level, risk)


def _made(view: View, *, is_own: bool) -> list[OfferMade]:
    """Return the offers of the seat or of the other side, whether they stand or not."""
    made = (event for event in view.history if isinstance(event, OfferMade))
    return [event for event in made if (event.party == view.party) == is_own]
