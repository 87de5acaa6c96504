"""What is said about an endpoint after it was asked: the values, and what runs make of them."""

from typing import Literal, TypeAlias

from pydantic import Field

from negotiation.domain.values import Value
from negotiation.llm.capabilities import Capabilities
from negotiation.llm.chat import RUNGS, Rung

__all__ = ["Capability", "ProbeCheck", "ProbeReport", "rung_of"]

Capability: TypeAlias = Literal["chat", "json_schema", "json_object", "tool", "streaming"]


class ProbeCheck(Value):
    """Whether one capability works, and why we think so.

    ``is_accepted``: the server took the request; what came back may still not be what was asked.
    ``is_refused``: it said no. Neither: no answer came, so nothing is known.
    """

    capability: Capability
    ok: bool
    is_accepted: bool
    is_refused: bool = False
    reason: str


class ProbeReport(Value):
    """What was found out about an endpoint.

    Attributes:
        name: of the profile.
        base_url: where we asked.
        model: whom we asked for.
        reachable: something there answers; it may still refuse us.
        usable: the model answered a plain question, so it can negotiate.
        reason: why the endpoint is not usable, or None.
        listed_models: the models that the server lists, or None if it lists none.
        checks: one for each capability, plain chat first.
        capabilities: what runs will send and leave out; None of an endpoint that is not usable.
        rung_reason: why runs begin on that rung.
        latency_seconds: of the plain question, or None.
        tokens_per_second: completion tokens of that reply over its latency, or None.
        first_token_seconds: from the question to the first token of a streamed reply, or None.
        reports_cached_tokens: whether the server says how much of a prompt it knew already.
    """

    name: str
    base_url: str
    model: str
    reachable: bool
    usable: bool
    reason: str | None
    listed_models: tuple[str, ...] | None
    checks: tuple[ProbeCheck, ...]
    capabilities: Capabilities | None = None
    rung_reason: str | None = None
    latency_seconds: float | None = Field(default=None, ge=0)
    tokens_per_second: float | None = Field(default=None, ge=0)
    first_token_seconds: float | None = Field(default=None, ge=0)
    reports_cached_tokens: bool = False


def rung_of(checks: tuple[ProbeCheck, ...]) -> tuple[Rung, str]:
    """Return the rung that runs begin on, and why.

    A form that is taken and not enforced is asked for all the same, since replies are checked
    anyway; but a function that the model does not call would only be in its way. A form of which
    nothing is known, for the server failed just then, is no reason to step down.
    """
    found: dict[str, ProbeCheck] = {check.capability: check for check in checks}
    passed: list[str] = []
    for rung in RUNGS[:-1]:
        check = found[rung]
        if check.ok or (check.is_accepted and rung != "tool"):
            return rung, "; ".join([*passed, f"{rung} is {_strength(check)}"])
        if not (check.is_accepted or check.is_refused):
            return rung, "; ".join([*passed, f"{rung} could not be tried"])
        passed.append(f"no {rung}")
    return RUNGS[-1], "; ".join(passed)


def _strength(check: ProbeCheck) -> str:
    return "enforced" if check.ok else "accepted without being enforced"
