"""What an offer says, line by line, against the offers before it. Pure, as ``talks`` is."""

from dataclasses import dataclass

from negotiation.domain.events import OfferMade
from negotiation.domain.issues import Issue
from negotiation.domain.outcomes import Outcome
from negotiation.domain.quantities import OptionValue
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language

__all__ = ["Term", "Terms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One line of an offer."""

    issue: str
    now: str
    before: str | None = None
    """In the party's last offer, where there was one."""
    theirs: str | None = None
    """In the other side's last offer, where it differs."""


class Terms:
    """Writes the terms of offers, each against the offers before it."""

    def __init__(self, table: Table, language: Language) -> None:
        self.table = table
        self._language = language
        self._last: dict[str, Outcome] = {}

    def of_offer(self, party: str, outcome: Outcome) -> tuple[Term, ...]:
        """Return what an offer says that the party's own last one did not."""
        own = self._last.get(party, {})
        is_pair = len(self.table.parties) == 2  # noqa: PLR2004 - of three, who is the other side?
        others = [offer for other, offer in self._last.items() if other != party and is_pair]
        theirs = next(iter(others), {})
        return tuple(
            Term(
                issue=issue.title.in_language(self._language),
                now=self._shown(issue, outcome[issue.id]),
                before=self._shown(issue, own[issue.id]) if own else None,
                theirs=self._unless_same(issue, theirs.get(issue.id), outcome[issue.id]),
            )
            for issue in self.table.agenda
            if issue.id in outcome and own.get(issue.id) != outcome[issue.id]
        )

    def of_agreement(self, outcome: Outcome) -> tuple[Term, ...]:
        """Return everything that an outcome says."""
        return tuple(
            Term(
                issue=issue.title.in_language(self._language),
                now=self._shown(issue, outcome[issue.id]),
            )
            for issue in self.table.agenda
        )

    def remember(self, offer: OfferMade) -> None:
        """Take an offer as what later ones are read against."""
        self._last[offer.party] = offer.outcome

    def is_repeated(self, offer: OfferMade) -> bool:
        """Whether the party's last offer was the same."""
        return self._last.get(offer.party) == offer.outcome

    def _unless_same(
        self, issue: Issue, theirs: OptionValue | None, own: OptionValue
    ) -> str | None:
        return None if theirs is None or theirs == own else self._shown(issue, theirs)

    def _shown(self, issue: Issue, value: OptionValue) -> str:
        """Write a value; a refused offer may hold one that is not on the agenda."""
        return issue.show(value, self._language) if value in issue.positions else str(value)
