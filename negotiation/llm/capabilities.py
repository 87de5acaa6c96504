"""What an endpoint takes, and what its rejections teach about that.

A request begins with everything we would like to say. A server that does not know a parameter, or
cannot hold the form, answers 400 or 422 and names what it dislikes; then we leave that one thing
out and ask again. What was learned is kept, so that no server has to reject the same twice.
"""

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from negotiation.domain.values import Value
from negotiation.errors import ChatDeclined, ChatRejected, ChatTooLong
from negotiation.llm.chat import RUNGS, Rung

__all__ = ["Capabilities", "Dispensable", "lesson_of"]

_TEACHING_STATUSES = frozenset({400, 422, 501})

_FORM_WORDS = (
    *("response_format", "json_schema", "json_object", "grammar", "structured", "schema"),
    *("tool", "function"),
)
"""How servers say that they cannot hold the form."""

_UNKNOWN_WORDS = ("unknown", "unrecognized", "unexpected", "extra")
"""How servers say that they do not know a parameter at all, whatever its value."""

_UNKNOWN_PARAMETER = re.compile(
    r"(unknown|unrecognized|unexpected|unsupported|extra)[ _](request |keyword )?"
    r"(parameter|argument|field|key|input|propert|forbidden)"
)
"""The same of a parameter for certain, not of its value."""

_RANGE_WORDS = (
    *("less than", "greater than", "at most", "at least", "between", "<=", ">="),
    *("too large", "too long", "too small", "too high", "too low", "non-negative"),
    *("exceed", "maximum", "minimum"),
)
_RANGE = re.compile(r"(?<![a-z])range|\bin \[-?[0-9]|" + "|".join(map(re.escape, _RANGE_WORDS)))
"""How servers say that they know a parameter, and that its number is too big or too small."""

_BARE_WORD = re.compile(
    r"an?|the|this|your|is|was|not|in|of|has|contains|http|html|page|status|code|type|message|"
    r"detail|errors?|occurred|server|reports|bad|badrequest(error)?|invalid|malformed|requests?|"
    r"input|arguments?|param(eter)?s?|validation|failed|unprocessable|entity|content|implemented|"
    r"unknown|none|null|[0-9]+"
)
"""A message of such words alone does not say what is wrong."""

Dispensable: TypeAlias = Literal[
    "stream_options",
    "stream",
    "seed",
    "temperature",
    "tool_choice",
    "max_tokens",
    "max_completion_tokens",
]
"""Parameters that a request can do without."""

_DISPENSABLE: tuple[Dispensable, ...] = get_args(Dispensable)

_NUMBERS = frozenset({"seed", "temperature", "max_tokens", "max_completion_tokens"})
"""Those that have a range."""


class Capabilities(Value):
    """What one endpoint takes with one model, as far as we know."""

    rung: Rung = RUNGS[0]
    """The strongest hold on the form that may work."""
    is_rung_proven: bool = False
    """Whether a request on this rung was accepted."""
    omitted: tuple[Dispensable, ...] = ()
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

    def without(self, parameter: Dispensable) -> "Capabilities":
        """Return the same for a server that rejects ``parameter``."""
        return self.joined(self.model_copy(update={"omitted": (parameter,)}))


def lesson_of(
    problem: ChatRejected, sent: Mapping[str, object], *, rung: Rung, known: Capabilities
) -> Capabilities | None:
    """Return what a rejection teaches, or None when it is about something else.

    Every lesson takes something away from ``sent``, so a request is sent only a few times. A value
    out of range teaches nothing: the server would take the parameter, and whoever set it should
    know. Nor does a message about something else, for what it taught would be kept for good.

    >>> problem = ChatRejected("HTTP 400: unknown parameter: 'seed'", status=400)
    >>> lesson_of(problem, {"seed": 1}, rung="text", known=Capabilities()).omitted
    ('seed',)
    """
    said = f"{problem.parameter or ''} {problem}".lower()
    is_about_else = isinstance(problem, ChatDeclined | ChatTooLong)
    if problem.status not in _TEACHING_STATUSES or is_about_else:
        return None
    for parameter in _DISPENSABLE:
        if parameter in sent and re.search(rf"\b{parameter}\b", said):
            return _without(parameter, said, known)
    is_about_form = any(word in said for word in _FORM_WORDS)
    is_vague = not known.is_rung_proven and _is_bare(said)
    if rung == "text" or not (is_about_form or is_vague):
        return None
    is_unknown = "response_format" in said and any(word in said for word in _UNKNOWN_WORDS)
    lower: Rung = "tool" if is_unknown else RUNGS[RUNGS.index(rung) + 1]
    return known.model_copy(update={"rung": lower, "is_rung_proven": False})


def _without(parameter: Dispensable, said: str, known: Capabilities) -> Capabilities | None:
    has_newer_name = parameter == "max_tokens" and "max_completion_tokens" in said
    if has_newer_name and not known.says_max_completion_tokens:
        return known.model_copy(update={"says_max_completion_tokens": True})
    may_be_out_of_range = parameter in _NUMBERS and not _UNKNOWN_PARAMETER.search(said)
    return None if may_be_out_of_range and _RANGE.search(said) else known.without(parameter)


def _is_bare(said: str) -> bool:
    words = re.findall(r"[^\W_]+", said)
    return all(_BARE_WORD.fullmatch(word) for word in words)
