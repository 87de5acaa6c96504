"""Views for a deal desk: a table on which some offers have been made, one party's turn to move."""

from negotiation.agents.preferences import Preferences
from negotiation.domain.events import Event, OfferMade, OfferRejected, TableOpened, Talked
from negotiation.domain.outcomes import Outcome
from negotiation.protocol.fold import replay
from negotiation.protocol.view import View, view_for
from tests.agents.builders import FIRST, SECOND

__all__ = ["difference", "offered"]


def offered(
    *outcomes: Outcome | None, party: str = FIRST, parties: tuple[str, str] = (FIRST, SECOND)
) -> View:
    """Return the view of ``party``, whose turn it is after the offers so far.

    The other side made the last one; ``None`` turns down the offer before, if there is one.
    """
    first = parties.index(party) if len(outcomes) % 2 == 0 else 1 - parties.index(party)
    order = (parties[first], parties[1 - first])
    log: list[Event] = [TableOpened(table="table", parties=order, deadline_rounds=20)]
    for turn, outcome in enumerate(outcomes, start=1):
        where = {"table": "table", "turn": turn, "party": order[(turn - 1) % 2], "message": ""}
        if outcome is None and not isinstance(log[-1], OfferMade):
            log.append(Talked(**where))
        elif outcome is None:
            log.append(OfferRejected(offer_id=f"o{turn - 1}", **where))
        else:
            log.append(OfferMade(offer_id=f"o{turn}", outcome=outcome, **where))
    return view_for(replay(log), log, party)


def difference(preferences: Preferences, one: Outcome, other: Outcome) -> float:
    """Return how unlike two outcomes are, worked out issue by issue."""
    return sum(
        abs(issue.positions[one[issue.id]] - issue.positions[other[issue.id]])
        / max(len(issue.values) - 1, 1)
        for issue in preferences.space.issues
    )
