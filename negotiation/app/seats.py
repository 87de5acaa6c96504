"""Who plays a party, as the command line says it: ``llm:MODEL,adviser=full,temperature=0.2``."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from pydantic import Field

from negotiation.agents.negotiator import AdviserLevel
from negotiation.domain.values import Value
from negotiation.errors import UsageError

__all__ = ["FORMS", "Seat", "SeatKind", "SeatWish", "parse_wish"]

SeatKind: TypeAlias = Literal["llm", "guided", "strategy", "python", "human", "oracle"]

FORMS = (
    "llm[:MODEL], guided[:STRATEGY[:MODEL]], strategy[:NAME], python:MODULE:FACTORY, oracle or "
    "human, with options behind commas such as adviser=full"
)


class Seat(Value):
    """Who plays a party, and how."""

    kind: SeatKind
    name: str | None = None
    """The model of ``llm``, the strategy of ``strategy`` and ``guided``, or ``MODULE:FACTORY``."""
    model: str | None = None
    """The model that words a guided seat's moves."""
    persona: str
    adviser: AdviserLevel = "none"
    temperature: float | None = Field(default=None, ge=0, le=2)
    """Of the model's calls; ``None`` is that of its profile."""
    memory_turns: int | None = Field(default=None, ge=1)
    """Own turns that the model remembers; ``None`` is all."""
    is_patient: bool = False
    """Whether it stays however long nothing moves."""

    @property
    def asked_model(self) -> str | None:
        """The model that this seat asks; ``None`` when it asks none."""
        return self.name if self.kind == "llm" else self.model

    def __str__(self) -> str:
        return ":".join(part for part in (self.kind, self.name, self.model) if part)


class SeatWish(Value):
    """What was asked for, before it is known whether it exists."""

    kind: SeatKind
    name: str | None
    model: str | None
    options: dict[str, Any]
    """Fields of a ``Seat``."""


_FIELDS: Mapping[str, tuple[str, Callable[[str], Any], frozenset[str]]] = MappingProxyType(
    {
        "adviser": ("adviser", lambda word: _one_of(word, "none", "value", "full"),
                    frozenset({"llm", "human"})),
        "temperature": ("temperature", lambda word: _number(word, 0, 2),
                        frozenset({"llm", "guided"})),
        "memory": ("memory_turns", lambda word: _whole(word, 1), frozenset({"llm"})),
        "patience": ("is_patient", lambda word: _one_of(word, "on", "off") == "off",
                     frozenset({"llm", "guided"})),
    }
)  # fmt: skip
"""By option: the field that it sets, how its word is read, and the kinds of seat that have it."""


def parse_wish(party: str, who: str) -> SeatWish:
    """Read one ``WHO``.

    Raises:
        UsageError: it is none of the forms, or an option is unknown or not for this kind of seat.
    """
    head, *options = who.split(",")
    kind, _, rest = head.partition(":")
    name, _, model = rest.partition(":") if kind == "guided" else (rest, "", "")
    known = {"llm", "guided", "strategy", "human", "oracle"}
    if kind not in known and not (kind == "python" and rest.count(":") == 1):
        raise UsageError(f"seat {party}={who}: expected {FORMS}")
    if kind in {"human", "oracle"} and rest:
        raise UsageError(f"seat {party}={who}: expected {FORMS}")
    fields: dict[str, Any] = {}
    for option in options:
        key, _, word = option.partition("=")
        if key not in _FIELDS or kind not in _FIELDS[key][2]:
            usable = [name for name, (_, _, kinds) in _FIELDS.items() if kind in kinds]
            raise UsageError(
                f"seat {party}={who}: no option {key!r} for {kind}; "
                f"known: {', '.join(usable) or 'none'}"
            )
        field, read, _ = _FIELDS[key]
        try:
            fields[field] = read(word)
        except ValueError as exc:
            raise UsageError(f"seat {party}={who}: {key}: {exc}") from exc
    return SeatWish.model_validate(
        {"kind": kind, "name": name or None, "model": model or None, "options": fields}
    )


def _one_of(word: str, *words: str) -> str:
    if word not in words:
        raise ValueError(f"expected {', '.join(words)}, found {word!r}")
    return word


def _number(word: str, low: float, high: float) -> float:
    try:
        number = float(word)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise ValueError(f"expected a number from {low:g} to {high:g}, found {word!r}")
    return number


def _whole(word: str, low: int) -> int:
    if not word.isdecimal() or int(word) < low:
        raise ValueError(f"expected a whole number from {low}, found {word!r}")
    return int(word)
