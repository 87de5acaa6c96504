"""A seat's temper: its persona's patience, and the goodbye when that has run out."""

from negotiation.agents.choices import Bid, situation_of
from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.patience import Mood, patience_of
from negotiation.agents.speech import Speech
from negotiation.domain.moves import Move, WalkAway
from negotiation.protocol.view import View

__all__ = ["SeatTemper"]


class SeatTemper:
    """Keeps watch over a seat's patience. Between turns it only keeps what offers are worth."""

    def __init__(self, brief: SeatBrief, *, is_patient: bool) -> None:
        self._brief = brief
        self._is_patient = is_patient
        self._speech = Speech(brief)
        self._bids: dict[str, Bid] = {}

    def mood(self, view: View) -> Mood:
        """Return how the seat feels in the turn that is due."""
        """A bidder waits as long as the bidding goes on, and so does who signs for a party."""
        is_bidding = view.tender is not None or view.party != self._brief.own.party
        if self._is_patient or view.talk == "none" or is_bidding:
            return "calm"
        preferences = self._brief.preferences
        situation = situation_of(view, preferences, self._bids)
        dial = self._brief.persona.dials.patience
        return patience_of(view, situation, preferences, patience=dial).mood

    def warned(self, view: View, message: str) -> str:
        """Return a message with the warning before it, unless the seat has given it already."""
        warning = self._speech.warning()
        own = (e for e in view.history if getattr(e, "party", "") == view.party)
        if not warning or any(warning in str(getattr(e, "message", "")) for e in own):
            return message
        return f"{warning}{'' if self._brief.language == 'zh' else ' '}{message}"

    def leave(self) -> Move:
        """Return the move of a seat whose patience has run out."""
        return Move(
            act=WalkAway(),
            message=self._speech.walk_away(),
            private_note="out of patience",
            worded_by="template",
        )
