"""The form of a reply as a JSON Schema, in the strict subset that servers enforce.

The private note comes first, so that a model thinks before it decides, and decides before it
speaks. Numbers are held by ``enum`` where they can be, since grammars do not enforce ranges of
reals.
"""

from collections.abc import Sequence

from negotiation.domain.issues import Issue
from negotiation.domain.moves import MAX_CLAIMS, TalkMode
from negotiation.domain.outcomes import OutcomeSpace
from negotiation.protocol.view import ActKind

__all__ = ["reply_schema"]

MAX_ENUM = 200
"""Options of an issue that a schema lists; a longer range is checked afterwards only."""

MAX_SAID = 700
"""Characters of a message that a schema allows; the referee takes more."""

MAX_NOTE = 200

TENTHS = [tenth / 10 for tenth in range(11)]


def reply_schema(
    space: OutcomeSpace,
    *,
    facts: Sequence[str] = (),
    estimates: bool = True,
    talk: TalkMode = "full",
    acts: Sequence[ActKind] = ("talk", "offer", "accept", "reject", "walk_away"),
    is_signature: bool = False,
) -> dict[str, object]:
    """Return the JSON Schema of a reply at a table.

    Args:
        space: the outcomes of the agenda.
        facts: ids of what the seat may make claims about.
        estimates: whether the seat estimates the other side's limit.
        talk: what passes between the parties; without words there is no message to write.
        acts: what is legal in the turn that is due. Offers that may be answered are not named, for
            a schema that is new in every turn would be compiled in every turn.
        is_signature: whether only a yes or no is asked for, from the one who signs for a party.
    """
    properties: dict[str, object] = {
        "private_note": {"type": "string", "maxLength": MAX_NOTE},
        "act": {"type": "string", "enum": list(acts)},
    }
    if is_signature:
        return _object({**properties, "message": {"type": "string", "maxLength": MAX_SAID}})
    properties |= {
        "offer": _nullable(_object({issue.id: _issue(issue) for issue in space.issues})),
        "accept_offer_id": _nullable({"type": "string", "maxLength": 12}),
    }
    if talk == "full":
        properties["message"] = {"type": "string", "maxLength": MAX_SAID}
        if facts:
            properties["claims"] = _claims(facts)
    if estimates:
        belief = {"value": {"type": "number"}, "confidence": {"type": "number", "enum": TENTHS}}
        properties["estimate"] = _nullable(_object(belief))
    return _object(properties)


def _claims(facts: Sequence[str]) -> dict[str, object]:
    value = {"anyOf": [{"type": "number"}, {"type": "string", "maxLength": 80}]}
    claim = _object({"fact": {"type": "string", "enum": list(facts)}, "value": value})
    return {"type": "array", "maxItems": min(MAX_CLAIMS, 4), "items": claim}


def _object(properties: dict[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _nullable(schema: dict[str, object]) -> dict[str, object]:
    return {"anyOf": [schema, {"type": "null"}]}


def _issue(issue: Issue) -> dict[str, object]:
    """Return the schema of one issue; servers that are strict want a type beside an enum."""
    kinds = {type(value) for value in issue.values}
    kind = "string" if str in kinds else "integer" if kinds == {int} else "number"
    if len(issue.values) <= MAX_ENUM:
        return {"type": kind, "enum": list(issue.values)}
    return {"type": kind}
