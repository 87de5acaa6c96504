"""The deal on the workbench: what can be set, and how an address writes it. Pure."""

from dataclasses import dataclass

from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.quantities import OptionValue, Unit, format_value
from negotiation.domain.values import Language

__all__ = ["Control", "controls", "middle", "packed", "unpacked"]

_BETWEEN = "-"


@dataclass(frozen=True, slots=True)
class Control:
    """One clause that can be set."""

    issue: Issue
    language: Language

    @property
    def title(self) -> str:
        """How the scenario calls it."""
        return self.issue.title.in_language(self.language)

    @property
    def is_slider(self) -> bool:
        """Whether a slider may write its options: numbers in a unit. Words go in a menu."""
        is_bare = all(each.title is None for each in self.issue.choices)
        return self.issue.is_numeric and (is_bare or self.issue.unit is not Unit.NUMBER)

    def shown(self, value: OptionValue) -> str:
        """Write one of its options."""
        return self.issue.show(value, self.language)

    def figure(self, value: OptionValue) -> str:
        """Write a number in the unit of the clause: words of our own only."""
        return format_value(value, self.issue.unit, self.language)


def controls(space: OutcomeSpace, language: Language) -> tuple[Control, ...]:
    """Return what can be set, in the order of the agenda."""
    return tuple(Control(issue, language) for issue in space.issues)


def middle(space: OutcomeSpace) -> dict[str, OptionValue]:
    """Return the deal with the middle option of every clause: where nobody has argued yet."""
    return {issue.id: issue.values[(len(issue.values) - 1) // 2] for issue in space.issues}


def packed(space: OutcomeSpace, outcome: Outcome) -> str:
    """Write a deal shortly: the place of each clause's option."""
    return _BETWEEN.join(str(issue.positions[outcome[issue.id]]) for issue in space.issues)


def unpacked(space: OutcomeSpace, text: str) -> dict[str, OptionValue] | None:
    """Read what ``packed`` wrote; ``None`` where it is no deal of this space."""
    places = text.split(_BETWEEN)
    is_number = all(place.isascii() and place.isdecimal() and len(place) < 5 for place in places)  # noqa: PLR2004 - options of an issue end at 2000
    if len(places) != len(space.issues) or not is_number:
        return None
    found = [int(place) for place in places]
    if any(place >= n_options for place, n_options in zip(found, space.shape, strict=True)):
        return None
    return {issue.id: issue.values[place] for issue, place in zip(space.issues, found, strict=True)}
