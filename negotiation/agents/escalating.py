"""What a seat may bind itself to by its own authority, and what it may ask its house to sign (R12).

A pure function of the mandate's ladder and of what the seat's house has answered so far.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from negotiation.agents.preferences import Preferences
from negotiation.domain.mandates import AuthorityStep, Mandate
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.protocol.view import View

__all__ = ["Authority", "Limited"]

Places: TypeAlias = tuple[int, ...]
"""Places in an authority ladder, from 0."""

Limited: TypeAlias = dict[tuple[tuple[str, bytes], ...], Preferences]
"""Preferences by the options that were barred, issue by issue."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A seat's ladder in the turn that is due."""

    steps: tuple[tuple[int, AuthorityStep], ...]
    """Those on this agenda, each with its place in the ladder."""
    view: View
    limited: Limited = field(default_factory=dict)
    """Preferences that were limited before; a search keeps its results in them."""

    @classmethod
    def of(
        cls,
        mandate: Mandate,
        preferences: Preferences,
        view: View,
        limited: Limited | None = None,
    ) -> "Authority":
        """Return the authority of a seat over the agenda of its table."""
        known = preferences.space.by_id
        steps = tuple((n, step) for n, step in enumerate(mandate.authority) if step.issue in known)
        return cls(steps, view, {} if limited is None else limited)

    def missing(self, outcome: Outcome) -> Places:
        """Return the steps that an outcome needs and that nobody has signed."""
        return tuple(
            place for place, step in self.steps if self._needs(place, step, outcome[step.issue])
        )

    def allows(self, outcome: Outcome) -> bool:
        """Whether the seat may bind itself to an outcome now."""
        return not self.missing(outcome)

    def is_closed(self, outcome: Outcome) -> bool:
        """Whether no asking can bring an outcome within reach: refused, or never to be had."""
        missing = self.missing(outcome)
        return any(self._is_shut(place, step) for place, step in self.steps if place in missing)

    def delay(self, outcome: Outcome) -> int:
        """Return the rounds until the answer comes if an outcome is asked for now."""
        missing = self.missing(outcome)
        delays = [step.delay_rounds for place, step in self.steps if place in missing]
        return max(1, *delays) if delays else 0

    def can_ask(self, outcome: Outcome) -> bool:
        """Whether asking for an outcome is open, and its answer would come in time."""
        is_open = "escalate" in self.view.legal_acts and bool(self.missing(outcome))
        in_time = self.delay(outcome) <= self.view.rounds_left
        return is_open and in_time and not self.is_closed(outcome)

    def within(self, preferences: Preferences) -> Preferences:
        """Return preferences over what the seat may bind itself to now."""
        return self._limited(preferences, only_shut=False)

    def reachable(self, preferences: Preferences) -> Preferences:
        """Return preferences over what the seat may bind itself to, or may still ask for."""
        return self._limited(preferences, only_shut=True)

    def deepest(self, outcome: Outcome, preferences: Preferences) -> Outcome:
        """Return an outcome to ask for that covers more of the same, so as not to ask every round.

        Every value that needs a signature is moved on as far as the outcome stays acceptable and
        needs no other signature.
        """
        wanted = self.missing(outcome)
        asked = dict(outcome)
        for step in (step for place, step in self.steps if place in wanted):
            for value in _onwards(step, preferences, asked[step.issue]):
                deeper = {**asked, step.issue: value}
                if self.missing(deeper) != wanted or not preferences.is_acceptable(deeper):
                    break
                asked = deeper
        return asked

    def _needs(self, place: int, step: AuthorityStep, value: OptionValue) -> bool:
        if not step.covers(value) or isinstance(value, str):
            return False
        signed = self.view.signed.get(place)
        limit = signed[step.issue] if signed is not None else None
        if limit is None or isinstance(limit, str):
            return True
        return value > limit if step.at_least is not None else value < limit

    def _is_shut(self, place: int, step: AuthorityStep) -> bool:
        return step.approval == "never" or place in self.view.denied

    def _limited(self, preferences: Preferences, *, only_shut: bool) -> Preferences:
        """Return preferences without what needs a signature, or one that is not to be had."""
        space = preferences.space
        barred: dict[str, NDArray[np.bool_]] = {}
        for place, step in self.steps:
            if only_shut and not self._is_shut(place, step):
                continue
            values = space.by_id[step.issue].values
            needs = np.array([self._needs(place, step, value) for value in values])
            barred[step.issue] = barred.get(step.issue, False) | needs
        barred = {issue: options for issue, options in barred.items() if options.any()}
        if not barred:
            return preferences
        key = tuple((issue, options.tobytes()) for issue, options in barred.items())
        if key not in self.limited:
            columns = preferences.positions_of(barred)
            keep = ~np.any([barred[issue][columns[issue]] for issue in barred], axis=0)
            self.limited[key] = replace(
                preferences,
                candidates=preferences.candidates[keep],
                values=preferences.values[keep],
            )
        return self.limited[key]


def _onwards(
    step: AuthorityStep, preferences: Preferences, value: OptionValue
) -> Iterator[OptionValue]:
    """Yield the values of the step's issue that lie deeper than one, the nearest first."""
    options = preferences.space.by_id[step.issue].values
    is_rising = step.at_least is not None
    if isinstance(value, str):
        return
    for each in sorted((v for v in options if not isinstance(v, str)), reverse=not is_rising):
        if each > value if is_rising else each < value:
            yield each
