"""Negotiators of other people, good and bad, to be seated as ``python:tests.app.guests:NAME``."""

from negotiation.agents.negotiator import SeatBrief
from negotiation.domain.moves import Accept, Move, Offer, Pass, Talk
from negotiation.protocol.view import View


class Eager:
    """Offers the first option of everything and accepts whatever stands."""

    def __init__(self, brief: SeatBrief) -> None:
        self._brief = brief

    async def propose(self, view: View) -> Move:
        if view.offers:
            return Move(act=Accept(offer_id=view.offers[0].offer_id), message="Done.")
        outcome = {issue.id: issue.values[0] for issue in self._brief.space.issues}
        return Move(act=Offer(outcome=outcome), message="This is all I can think of.")


class Dear:
    """Offers the last option of everything."""

    def __init__(self, brief: SeatBrief) -> None:
        self._brief = brief

    async def propose(self, view: View) -> Move:  # noqa: ARG002 - the port has it
        outcome = {issue.id: issue.values[-1] for issue in self._brief.space.issues}
        return Move(act=Offer(outcome=outcome), message="Take it or leave it.")


class Refused:
    """Never makes a legal move."""

    def __init__(self, brief: SeatBrief) -> None:
        self._brief = brief

    async def propose(self, view: View) -> Move:
        return Move(act=Accept(offer_id=f"none-{view.turn}"))


class Raising:
    def __init__(self, brief: SeatBrief) -> None:
        self._brief = brief

    async def propose(self, view: View) -> Move:
        raise ZeroDivisionError(f"turn {view.turn}")


class Willing:
    """Accepts whatever stands, puts the first option of everything forward once, and waits."""

    def __init__(self, brief: SeatBrief) -> None:
        self._brief = brief

    async def propose(self, view: View) -> Move:
        if view.offers and "accept" in view.legal_acts:
            return Move(act=Accept(offer_id=view.offers[0].offer_id), message="Done.")
        if view.own_offer is None and "offer" in view.legal_acts:
            outcome = {issue.id: issue.values[0] for issue in self._brief.space.issues}
            return Move(act=Offer(outcome=outcome), message="This is all I can think of.")
        return Move(act=Pass() if "pass" in view.legal_acts else Talk(), message="I wait.")
