"""What every part of a log for Inspect needs: ids, who plays what, and what calls used."""

from collections.abc import Iterable
from hashlib import sha256
from typing import TypeAlias

from negotiation.agents.call_keys import CallKey
from negotiation.app.records import RunRecord
from negotiation.domain.chronicle import LogEvent
from negotiation.llm.recorded import ChatRecord

__all__ = ["Ids", "Json", "digest_of", "model_of", "role_config", "seat_name", "seat_of"]
__all__ += ["added_usage", "usage_of"]

Json: TypeAlias = dict[str, object]
"""An object as Inspect's files hold it."""

ID_LENGTH = 22
"""Characters of an id, as Inspect's own have."""


def digest_of(record: RunRecord, events: Iterable[LogEvent]) -> str:
    """Return a hash of what a run is: its record and everything that happened."""
    digest = sha256(record.model_dump_json().encode("utf-8", "backslashreplace"))
    for event in events:
        digest.update(b"\n" + event.model_dump_json().encode())
    return digest.hexdigest()


class Ids:
    """Makes ids out of a run's content, so that the same run always gives the same file."""

    def __init__(self, digest: str) -> None:
        self._digest = digest

    def of(self, *parts: object) -> str:
        """Return the id of the thing that ``parts`` name."""
        named = "\0".join((self._digest, *map(str, parts)))
        return sha256(named.encode("utf-8", "backslashreplace")).hexdigest()[:ID_LENGTH]


def seat_of(call: ChatRecord) -> str:
    """Return the seat that asked; nothing where the call does not say so."""
    key = CallKey.parse(call.key)
    return key.party if key is not None else ""


def seat_name(record: RunRecord, seat: str) -> str:
    """Return what a seat's lane is called: its persona and its party."""
    persona = record.plan.personas.get(seat)
    return f"{persona.name}/{seat}" if persona is not None else seat or "unknown"


def model_of(record: RunRecord, seat: str) -> str | None:
    """Return the model that a seat asks, as its endpoint knows it; ``None`` if it asks none."""
    found = record.plan.seats.get(seat)
    if found is None or found.asked_model is None:
        return None
    return record.endpoints.get(found.asked_model, {}).get("model", found.asked_model)


def role_config(record: RunRecord, seat: str) -> Json:
    """Return a seat as one of Inspect's model roles; who asks no model stands in its place."""
    found = record.plan.seats[seat]
    model = model_of(record, seat)
    config: Json = {"model": model or str(found), "config": {}, "args": {"seat": str(found)}}
    if found.temperature is not None:
        config["config"] = {"temperature": found.temperature}
    if found.asked_model is not None and (address := record.endpoints.get(found.asked_model)):
        config["base_url"] = address.get("base_url")
    return config


def usage_of(call: ChatRecord) -> dict[str, float]:
    """Return the tokens of a call as Inspect counts them: cached ones apart from the others."""
    if call.reply is None:
        return {}
    usage = call.reply.usage
    cached = usage.cached_tokens
    found: dict[str, float] = {
        "input_tokens": max(usage.prompt_tokens - (cached or 0), 0),
        "output_tokens": usage.completion_tokens,
        "total_tokens": usage.prompt_tokens + usage.completion_tokens,
    }
    if cached is not None:
        found["input_tokens_cache_read"] = cached
    if call.cost is not None and call.cost.currency == "USD":  # the only one Inspect knows
        found["total_cost"] = call.cost.amount
    return found


def added_usage(named: Iterable[tuple[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Return the sum of what was used, by name."""
    sums: dict[str, dict[str, float]] = {}
    for name, usage in named:
        counted = sums.setdefault(name, {})
        for kind, amount in usage.items():
            counted[kind] = counted.get(kind, 0) + amount
    return sums
