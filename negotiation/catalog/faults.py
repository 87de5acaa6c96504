"""Of which kind an error of validation is, with its facts, for pages that say it in other words."""

from collections.abc import Sequence

from pydantic_core import ErrorDetails

from negotiation.domain.values import NAME_PATTERN, REFUSAL
from negotiation.errors import Fault

__all__ = ["fault_of", "fault_of_all", "shown"]

_MAX_SHOWN = 60
"""Characters of a wrong value that a message quotes."""

_LIMITS = {
    "greater_than_equal": ("at_least", "ge"),
    "greater_than": ("above", "gt"),
    "less_than_equal": ("at_most", "le"),
}

_TYPES = {"int_type": "whole", "float_type": "number"}


def fault_of(error: ErrorDetails) -> Fault | None:
    """Return of which kind an error is; ``None`` for what people hardly meet."""
    kind, facts, found = error["type"], error.get("ctx", {}), ("found", shown(error["input"]))
    if kind.startswith(REFUSAL):
        return Fault(
            kind.removeprefix(REFUSAL), tuple((name, str(fact)) for name, fact in facts.items())
        )
    if kind in _LIMITS:
        name, bound = _LIMITS[kind]
        return Fault(name, (found, ("limit", f"{facts[bound]:,g}")))
    if kind in _TYPES:
        return Fault(_TYPES[kind], (found,))
    if kind in {"literal_error", "enum"}:
        return Fault("one_of", (found, ("known", str(facts["expected"]))))
    if kind == "extra_forbidden":
        return Fault("key", (("found", repr(str(error["loc"][-1]))),))
    if kind == "string_pattern_mismatch" and facts["pattern"] == NAME_PATTERN:
        return Fault("name", (found,))
    if kind == "string_too_short" and not error["input"]:
        return Fault("empty")
    return Fault("missing") if kind == "missing" else None


def fault_of_all(errors: Sequence[ErrorDetails]) -> Fault | None:
    """Return of which kind the errors of a value are that may be one of several things.

    Where a number would do, that is what people are told.
    """
    by_kind = {fault.kind: fault for error in errors if (fault := fault_of(error)) is not None}
    return by_kind.get("number") or (next(iter(by_kind.values())) if len(by_kind) == 1 else None)


def shown(found: object) -> str:
    """Write a wrong value as a message quotes it."""
    if isinstance(found, bool) or found is None:
        return {True: "true", False: "false", None: "nothing"}[found]
    text = repr(found)
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}..."
