"""From a model's text to a move, or to a problem that the model can be told.

What cannot be read is never guessed at, and nothing of it reaches the table. No number is rounded
or moved to a near option.
"""

import json
import re
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from negotiation.domain.issues import Issue
from negotiation.domain.moves import MAX_MESSAGE, Accept, Act, Move, Offer, Reject, Talk, WalkAway
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.domain.quantities import OptionValue
from negotiation.domain.values import CONTROL, without_control

__all__ = ["MoveProblem", "parse_move", "reply_schema"]

_BRACE = re.compile(r"[{}]")
_OBJECT = re.compile(r"\{\s*(?:[\"']|$)")

MAX_REPLY = 20_000
"""Characters of a reply; a longer one is not read, since its end may change its meaning."""

MAX_PROBLEM = 1_000
"""Characters of a problem that a model is told."""

MAX_ENUM = 200
"""Options of an issue that a schema lists; a longer range is checked afterwards only."""


@dataclass(frozen=True, slots=True)
class MoveProblem:
    """Why a reply is no move, said so that its author can mend it."""

    message: str


class _Unusable(Exception):
    """Never leaves this module: the text says why a reply is no move."""


class _Reply(BaseModel):
    """The form of a reply. Keys we do not know are left aside."""

    model_config = ConfigDict(extra="ignore", allow_inf_nan=False)

    message: str = Field(default="", max_length=MAX_MESSAGE)
    act: Literal["talk", "offer", "accept", "reject", "walk_away"]
    offer: dict[str, OptionValue] | None = None
    offer_id: str | None = Field(default=None, max_length=64)


def parse_move(text: str, space: OutcomeSpace) -> Move | MoveProblem:
    """Read one reply of a model."""
    try:
        reply = _Reply.model_validate(_json_object(text.strip()))
        return Move(act=_act(reply, space), message=reply.message.strip())
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"][:2])
        return _problem(f"{where}: {first['msg']}.")
    except _Unusable as exc:
        return _problem(str(exc))


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
    """Return the schema of one issue; servers that are strict want a type beside an enum."""
    kinds = {type(value) for value in issue.values}
    kind = "string" if str in kinds else "integer" if kinds == {int} else "number"
    if len(issue.values) <= MAX_ENUM:
        return {"type": kind, "enum": list(issue.values)}
    return {"type": kind}


def _problem(message: str) -> MoveProblem:
    cut = message if len(message) <= MAX_PROBLEM else f"{message[:MAX_PROBLEM]} ..."
    return MoveProblem(without_control(cut))


def _json_object(text: str) -> object:
    """Return the last whole JSON object of a text; models like to think aloud before it.

    What stands inside a broken object is part of it, and never taken for the reply. A broken
    object behind a whole one may be the reply that was meant, so nothing is taken then.
    """
    if len(text) > MAX_REPLY:
        raise _Unusable(f"the reply is longer than {MAX_REPLY:,} characters.")
    decoder = json.JSONDecoder(
        parse_constant=_refuse_constant, object_pairs_hook=_refuse_repeated, strict=False
    )
    found: object | None = None
    problem = "no JSON object in the reply."
    position = n_open = 0
    while brace := _BRACE.search(text, position):
        position = brace.end()
        if brace[0] == "}":
            n_open = max(n_open - 1, 0)
        elif n_open:
            n_open += 1
        else:
            try:
                found, position = decoder.raw_decode(text, brace.start())
            except (ValueError, RecursionError) as exc:
                if _looks_like_object(text, brace.start()):
                    found, n_open, problem = None, 1, f"the JSON object is broken: {exc}."
    if found is None:
        raise _Unusable(problem)
    return found


def _looks_like_object(text: str, position: int) -> bool:
    """Whether a brace opens an object and is not part of a sentence."""
    return _OBJECT.match(text, position) is not None


def _refuse_repeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _act(reply: _Reply, space: OutcomeSpace) -> Act:
    match reply.act:
        case "offer":
            if reply.offer is None:
                raise _Unusable("act 'offer' needs an 'offer' with a value for every issue.")
            problems = space.problems(reply.offer)
            if problems:
                raise _Unusable(f"{'; '.join(problems)}.")
            return Offer(outcome=reply.offer)
        case "accept" | "reject":
            if not reply.offer_id or CONTROL.search(reply.offer_id):
                raise _Unusable(f"act {reply.act!r} needs the 'offer_id' of a standing offer.")
            answer = Accept if reply.act == "accept" else Reject
            return answer(offer_id=reply.offer_id)
        case "walk_away":
            return WalkAway()
        case "talk":
            if not without_control(reply.message).strip():
                raise _Unusable("act 'talk' needs a message.")
            return Talk()
