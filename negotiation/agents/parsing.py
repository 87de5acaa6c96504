"""From a model's text to a move, or to a problem that the model can be told.

What cannot be read is never guessed at, and nothing of it reaches the table. No number is rounded
or moved to a near option.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from negotiation.agents.json_text import NoObject, json_object
from negotiation.domain.moves import (
    MAX_CLAIMS,
    MAX_MESSAGE,
    Accept,
    Act,
    Claim,
    Escalate,
    Estimate,
    Move,
    Offer,
    Pass,
    Reject,
    Talk,
    WalkAway,
)
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import CONTROL, without_control
from negotiation.protocol.view import View

__all__ = ["MoveProblem", "ReplyReader"]

MAX_PROBLEM = 1_000
"""Characters of a problem that a model is told."""


@dataclass(frozen=True, slots=True)
class MoveProblem:
    """Why a reply is no move, said so that its author can mend it."""

    message: str


class _Unusable(Exception):
    """Never leaves this module: the text says why a reply is no move."""


class _Claim(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    fact: str = Field(min_length=1, max_length=64)
    value: OptionValue


class _Estimate(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    value: float = Field(strict=True)
    confidence: float = Field(strict=True, ge=0, le=1)


class _Reply(BaseModel):
    """The reply contract. Keys we do not know are left aside; those that are absent say nothing."""

    model_config = ConfigDict(extra="ignore", allow_inf_nan=False)

    message: str | None = Field(default=None, max_length=MAX_MESSAGE)
    act: Literal["talk", "offer", "accept", "reject", "pass", "escalate", "walk_away"]
    offer: dict[str, OptionValue] | None = None
    accept_offer_id: str | None = Field(default=None, max_length=64)
    claims: list[_Claim] | None = Field(default=None, max_length=MAX_CLAIMS)
    private_note: str | None = Field(default=None, max_length=MAX_MESSAGE)
    estimate: _Estimate | None = None


@dataclass(frozen=True, slots=True)
class ReplyReader:
    """Reads the replies of one seat."""

    space: OutcomeSpace
    facts: Collection[str] = ()
    """Ids of what the seat can make claims about; others are no claims that a rule could judge."""
    estimated_issue: str | None = None
    """The issue whose limit on the other side the seat estimates."""

    def read(self, text: str, view: View) -> Move | MoveProblem:
        """Read one reply to the turn of ``view``."""
        found = json_object(text.strip())
        if isinstance(found, NoObject):
            return _problem(found.reason)
        try:
            reply = _Reply.model_validate(found)
            is_heard = view.talk == "full"
            return Move(
                act=self._act(reply, view),
                message=(reply.message or "").strip() if is_heard else "",
                claims=self._claims(reply) if is_heard else (),
                private_note=(reply.private_note or "").strip(),
                estimate=self._estimate(reply),
            )
        except ValidationError as exc:
            first = exc.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"][:3])
            return _problem(f"{where}: {first['msg']}.")
        except _Unusable as exc:
            return _problem(str(exc))

    def _act(self, reply: _Reply, view: View) -> Act:
        match reply.act:
            case "offer":
                return Offer(outcome=self._outcome(reply))
            case "accept" | "reject":
                offer_id = _answered(reply, view)
                answer = Accept if reply.act == "accept" else Reject
                return answer(offer_id=offer_id)
            case "escalate":
                return Escalate(outcome=self._outcome(reply))
            case "pass":
                return Pass()
            case "walk_away":
                return WalkAway()
            case "talk":
                if not without_control(reply.message or "").strip():
                    raise _Unusable("act 'talk' needs a message.")
                return Talk()

    def _outcome(self, reply: _Reply) -> dict[str, OptionValue]:
        if reply.offer is None:
            raise _Unusable(f"act {reply.act!r} needs an 'offer' with a value for every issue.")
        problems = self.space.problems(reply.offer)
        if problems:
            raise _Unusable(f"{'; '.join(problems)}.")
        return reply.offer

    def _claims(self, reply: _Reply) -> tuple[Claim, ...]:
        claims = reply.claims or []
        unknown = [claim.fact for claim in claims if claim.fact not in self.facts]
        if unknown:
            known = ", ".join(self.facts) or "none, so claims must be empty"
            raise _Unusable(f"claims: {unknown[0]!r} is no fact of yours; known: {known}.")
        return tuple(Claim(fact=claim.fact, value=claim.value) for claim in claims)

    def _estimate(self, reply: _Reply) -> Estimate | None:
        if reply.estimate is None or self.estimated_issue is None:
            return None
        return Estimate(
            issue=self.estimated_issue,
            value=reply.estimate.value,
            confidence=reply.estimate.confidence,
        )


def _answered(reply: _Reply, view: View) -> str:
    """Return the id of the offer that is answered.

    A rejection may leave out the only one, and so may whoever is asked for yes or no alone.
    """
    named = reply.accept_offer_id
    is_plain = reply.act == "reject" or set(view.legal_acts) == {"accept", "reject"}
    if named is None and is_plain and len(view.offers) == 1:
        return view.offers[0].offer_id
    if not named or CONTROL.search(named):
        raise _Unusable(
            f"act {reply.act!r} needs the id of a standing offer of the other side in "
            "'accept_offer_id'."
        )
    return named


def _problem(message: str) -> MoveProblem:
    cut = message if len(message) <= MAX_PROBLEM else f"{message[:MAX_PROBLEM]} ..."
    return MoveProblem(without_control(cut))
