"""A seat whose moves a strategy chooses and a model words: right figures from any model.

The words are checked before anybody hears them: no other figure than the move's, none of its terms
left out, nothing cut. What fails three times is said in the persona's own phrase instead, and the
log says which it was.
"""

from negotiation.agents.call_keys import CallKey
from negotiation.agents.llm_persona import SeatStyle
from negotiation.agents.negotiator import Answer, SeatBrief
from negotiation.agents.patience import Mood
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.agents.speech import changed_terms, held_terms, spoken_terms
from negotiation.agents.temper import SeatTemper
from negotiation.agents.voice import Worded
from negotiation.agents.wording import (
    Tone,
    render_examples,
    render_wording,
    render_wording_system,
)
from negotiation.agents.wording_check import wording_problem
from negotiation.domain.events import OfferMade
from negotiation.domain.moves import Accept, Move, Offer, WordedBy
from negotiation.domain.outcomes import Outcome
from negotiation.domain.scenarios import StrategyName
from negotiation.errors import ChatDeclined
from negotiation.llm.chat import Chat, ChatRequest
from negotiation.protocol.view import View

__all__ = ["MAX_TRIES", "GuidedPersona"]

MAX_TRIES = 3
"""Times that a model is asked for the words of one move."""

LONGEST_WORDING_TOKENS = 300

WARMTH, WARMTH_OF_RETRIES = 0.4, 0.1
"""Temperatures. Small models wander from the terms when they are warm and repeat themselves when
they are cold, so a retry is cold, and leaves out what the other side said, which lures them away.
"""


class GuidedPersona:
    """Plays a strategy in the words of a model."""

    def __init__(
        self,
        brief: SeatBrief,
        strategy: StrategyName,
        chat: Chat,
        *,
        style: SeatStyle | None = None,
    ) -> None:
        self._brief = brief
        self._strategy = StrategyNegotiator(brief, strategy)
        self._chat = chat
        self._style = style or SeatStyle()
        self._temper = SeatTemper(brief, is_patient=self._style.is_patient)
        self._frame = (render_wording_system(brief), *render_examples(brief))

    async def propose(self, view: View) -> Answer:
        """Return the strategy's move, worded by the model where its words hold."""
        mood = self._temper.mood(view)
        chosen = self._strategy.decide(view)
        if mood == "out":
            chosen = Worded(self._temper.leave(), "walk_away")
        move = chosen.move
        if view.talk != "full" or not move.message:
            return move
        said, n_invalid = await self._worded(view, chosen, tone=_tone(view, mood))
        worded_by: WordedBy = "template" if said is None else "model"
        phrase = self._temper.warned(view, move.message) if mood == "thin" else move.message
        message = phrase if said is None else said
        return move.model_copy(
            update={"message": message, "worded_by": worded_by, "n_invalid_replies": n_invalid}
        )

    async def _worded(self, view: View, chosen: Worded, *, tone: Tone) -> tuple[str | None, int]:
        """Return the model's words, or None, and how many replies could not be used."""
        move = chosen.move
        outcome = _terms_of(view, move) if chosen.occasion in {"offer", "accept"} else None
        before = _own_last(view)
        problem = ""
        for attempt in range(MAX_TRIES):
            request = ChatRequest(
                messages=(
                    *self._frame,
                    render_wording(
                        self._brief,
                        occasion=chosen.occasion,
                        terms=self._spoken(move, outcome, before),
                        heard="" if attempt else _heard(view),
                        tone=tone,
                        problem=problem,
                    ),
                ),
                temperature=self._temperature(attempt),
                max_tokens=LONGEST_WORDING_TOKENS,
                seed=self._brief.seed + attempt,
                key=CallKey.of(view).attempt(attempt),
            )
            try:
                reply = await self._chat.complete(request)
            except ChatDeclined as exc:
                problem = f"{exc}."
                continue
            said = reply.text.strip().strip('"“”').strip()
            must_say = self._must_say(move, outcome, before)
            problem = wording_problem(
                self._brief,
                said,
                outcome,
                must_say=must_say,
                is_cut=reply.finish_reason == "length",
            )
            if not problem:
                return said, attempt
        return None, MAX_TRIES

    def _temperature(self, attempt: int) -> float:
        """Return how freely the words are drawn: less so once they have failed."""
        first = self._style.temperature if self._style.temperature is not None else WARMTH
        return first if attempt == 0 else min(first, WARMTH_OF_RETRIES)

    def _spoken(self, move: Move, outcome: Outcome | None, before: Outcome | None) -> str:
        """Spell out the terms that the words must carry."""
        if outcome is None:
            return ""
        space, language = self._brief.space, self._brief.language
        if not isinstance(move.act, Offer) or before is None:
            return spoken_terms(space, outcome, language)
        if before == outcome:
            return held_terms(space, outcome, language)
        return changed_terms(space, outcome, before, language)

    def _must_say(
        self, move: Move, outcome: Outcome | None, before: Outcome | None
    ) -> Outcome | None:
        """Return the terms that may not be left out: of a later offer what changed, if anything."""
        if outcome is None or before is None or not isinstance(move.act, Offer):
            return outcome
        changed = {issue: value for issue, value in outcome.items() if before[issue] != value}
        first = self._brief.space.issues[0].id
        return changed or {first: outcome[first]}


def _tone(view: View, mood: Mood) -> Tone:
    if mood != "calm":
        return "impatient"
    return "final" if view.is_last_turn else "calm"


def _terms_of(view: View, move: Move) -> Outcome | None:
    """Return the outcome that a move is about; ``None`` for one without."""
    match move.act:
        case Offer(outcome=outcome):
            return outcome
        case Accept(offer_id=offer_id):
            return next(offer.outcome for offer in view.offers if offer.offer_id == offer_id)
        case _:
            return None


def _own_last(view: View) -> Outcome | None:
    own = [e for e in view.history if isinstance(e, OfferMade) and e.party == view.party]
    return own[-1].outcome if own else None


def _heard(view: View) -> str:
    """Return what the counterpart said last."""
    theirs = [e for e in view.history if getattr(e, "party", view.party) != view.party]
    return str(getattr(theirs[-1], "message", "")) if theirs else ""
