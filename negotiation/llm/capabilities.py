"""What an endpoint takes, and what its rejections teach about that.

A request begins with everything we would like to say. A server that does not know a parameter, or
cannot hold the form, answers 400 or 422 and names what it dislikes; then we leave that one thing
out and ask again. What was learned is kept, so that no server has to reject the same twice.
"""

import re
from collections.abc import Mapping

from negotiation.domain.values import Value
from negotiation.errors import ChatRejected
from negotiation.llm.chat import RUNGS, Rung

__all__ = ["Capabilities", "lesson_of"]

_TEACHING_STATUSES = frozenset({400, 422, 501})

_CONTEXT_WORDS: tuple[str, ...] = (
    "context length",
    "context size",
    "context_length",
    "context_size",
    "context window",
)
"""How servers say that the prompt is too long; another rung would not make it shorter."""

_FORM_WORDS = (
    *("response_format", "json_schema", "json_object", "grammar", "structured", "schema"),
    *("tool", "function"),
)
"""How servers say that they cannot hold the form."""

_UNKNOWN_WORDS = ("unknown", "unrecognized", "unexpected", "extra")
"""How servers say that they do not know a parameter at all, whatever its value."""

_SIZE_WORDS = ("too large", "too long", "at most", "less than", "exceed", "maximum", "minimum")
"""How servers say that a number is too big; without it the reply would only be longer."""

_DISPENSABLE = (
    *("stream_options", "stream", "seed", "temperature", "tool_choice"),
    *("max_tokens", "max_completion_tokens"),
)
"""Parameters that a request can do without."""


class Capabilities(Value):
    """What one endpoint takes with one model, as far as we know."""

    rung: Rung = RUNGS[0]
    """The strongest hold on the form that may work."""
    is_rung_proven: bool = False
    """Whether a request on this rung was accepted."""
    omitted: tuple[str, ...] = ()
    """Parameters that the server rejects, in the order of the alphabet."""
    says_max_completion_tokens: bool = False
    """Whether ``max_tokens`` has its newer name there."""

    def joined(self, other: "Capabilities") -> "Capabilities":
        """Return what both know, for calls that overlap: the lower rung, every omission."""
        lower = max(self, other, key=lambda known: RUNGS.index(known.rung))
        is_proven = self.is_rung_proven or other.is_rung_proven
        return Capabilities(
            rung=lower.rung,
            is_rung_proven=is_proven if self.rung == other.rung else lower.is_rung_proven,
            omitted=tuple(sorted({*self.omitted, *other.omitted})),
            says_max_completion_tokens=(
                self.says_max_completion_tokens or other.says_max_completion_tokens
            ),
        )

    def without(self, parameter: str) -> "Capabilities":
        """Return the same for a server that rejects ``parameter``."""
        return self.joined(self.model_copy(update={"omitted": (parameter,)}))


def lesson_of(
    problem: ChatRejected, sent: Mapping[str, object], *, rung: Rung, known: Capabilities
) -> Capabilities | None:
    """Return what a rejection teaches, or None when it is about something else.

    Every lesson takes something away from ``sent``, so a request is sent only a few times.

    >>> problem = ChatRejected("HTTP 400: unknown parameter: 'seed'", status=400)
    >>> lesson_of(problem, {"seed": 1}, rung="text", known=Capabilities()).omitted
    ('seed',)
    """
    said = f"{problem.parameter or ''} {problem}".lower()
    if problem.status not in _TEACHING_STATUSES or any(word in said for word in _CONTEXT_WORDS):
        return None
    for parameter in _DISPENSABLE:
        if parameter in sent and re.search(rf"\b{parameter}\b", said):
            return _without(parameter, said, known)
    if rung == "text":
        return None
    if known.is_rung_proven and not any(word in said for word in _FORM_WORDS):
        return None
    is_unknown = "response_format" in said and any(word in said for word in _UNKNOWN_WORDS)
    lower: Rung = "tool" if is_unknown else RUNGS[RUNGS.index(rung) + 1]
    return known.model_copy(update={"rung": lower, "is_rung_proven": False})


def _without(parameter: str, said: str, known: Capabilities) -> Capabilities | None:
    if parameter != "max_tokens":
        return known.without(parameter)
    if "max_completion_tokens" in said and not known.says_max_completion_tokens:
        return known.model_copy(update={"says_max_completion_tokens": True})
    return None if any(word in said for word in _SIZE_WORDS) else known.without(parameter)
