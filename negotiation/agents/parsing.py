"""From a model's text to a move, or to a problem that the model can be told.

What cannot be read is never guessed at, and nothing of it reaches the table. No number is rounded
or moved to a near option.
"""

import json
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from negotiation.domain.issues import Issue
from negotiation.domain.moves import MAX_MESSAGE, Accept, Act, Move, Offer, Reject, Talk, WalkAway
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.quantities import OptionValue

__all__ = ["MoveProblem", "parse_move", "reply_schema"]

MAX_REPLY = 20_000
"""Characters of a reply that are looked at."""

MAX_ENUM = 200
"""Options of an issue that a schema lists; a longer range is checked afterwards only."""


@dataclass(frozen=True, slots=True)
class MoveProblem:
    """Why a reply is no move, said so that its author can mend it."""

    message: str


class _Reply(BaseModel):
    """The form of a reply. Keys we do not know are left aside."""

    model_config = ConfigDict(extra="ignore", allow_inf_nan=False)

    message: str = Field(default="", max_length=MAX_MESSAGE)
    act: Literal["talk", "offer", "accept", "reject", "walk_away"]
    offer: dict[str, OptionValue] | None = None
    offer_id: str | None = None


def parse_move(text: str, space: OutcomeSpace) -> Move | MoveProblem:
    """Read one reply of a model."""
    found = _json_object(text)
    if found is None:
        return MoveProblem("no JSON object in the reply.")
    try:
        reply = _Reply.model_validate(found)
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"][:2])
        return MoveProblem(f"{where}: {first['msg'][:200]}.")
    act = _act(reply, space)
    if isinstance(act, MoveProblem):
        return act
    return Move(act=act, message=reply.message.strip())


def reply_schema(space: OutcomeSpace) -> dict[str, object]:
    """Return the JSON Schema of a reply at a table, in the strict subset that servers enforce."""
    offer = {
        "type": "object",
        "properties": {issue.id: _issue_schema(issue) for issue in space.issues},
        "required": [issue.id for issue in space.issues],
        "additionalProperties": False,
    }
    acts = ["talk", "offer", "accept", "reject", "walk_away"]
    return {
        "type": "object",
        "properties": {
            "message": {"type": "string", "maxLength": 1200},
            "act": {"type": "string", "enum": acts},
            "offer": {"anyOf": [offer, {"type": "null"}]},
            "offer_id": {"anyOf": [{"type": "string", "maxLength": 12}, {"type": "null"}]},
        },
        "required": ["message", "act", "offer", "offer_id"],
        "additionalProperties": False,
    }


def _issue_schema(issue: Issue) -> dict[str, object]:
    if len(issue.values) <= MAX_ENUM:
        return {"enum": list(issue.values)}
    return {"type": "integer" if isinstance(issue.values[0], int) else "number"}


def _json_object(text: str) -> object | None:
    """Return the last whole JSON object of a text; models like to think aloud before it."""
    decoder = json.JSONDecoder(parse_constant=_refuse_constant)
    text = text[:MAX_REPLY]
    found: object | None = None
    position = text.find("{")
    while position != -1:
        try:
            value, end = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            end = position + 1
        else:
            found = value
        position = text.find("{", end)
    return found


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _act(reply: _Reply, space: OutcomeSpace) -> Act | MoveProblem:
    match reply.act:
        case "offer":
            if reply.offer is None:
                return MoveProblem("act 'offer' needs an 'offer' with a value for every issue.")
            problems = space.problems(reply.offer)
            if problems:
                return MoveProblem(f"{'; '.join(problems)}.")
            return Offer(outcome=reply.offer)
        case "accept" | "reject":
            if not reply.offer_id:
                return MoveProblem(f"act {reply.act!r} needs the 'offer_id' of a standing offer.")
            answer = Accept if reply.act == "accept" else Reject
            return answer(offer_id=reply.offer_id)
        case "walk_away":
            return WalkAway()
        case "talk":
            if not reply.message.strip():
                return MoveProblem("act 'talk' needs a message.")
            return Talk()
