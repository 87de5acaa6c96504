"""Trying an endpoint out for whoever sets one up: what it lists, and what a model of it can do."""

from typing import NamedTuple

from negotiation.app.capability_cache import CapabilityCache
from negotiation.app.endpoints import Endpoints
from negotiation.llm.openai_chat import OpenAIChat
from negotiation.llm.probe import probe
from negotiation.llm.probe_report import ProbeReport
from negotiation.settings import Settings

__all__ = ["Tried", "models_at", "try_model"]

UNNAMED = "?"
"""Stands for the model while it is not known which there are."""


class Tried(NamedTuple):
    """What came of trying a model."""

    report: ProbeReport
    is_kept: bool
    """Whether runs begin with what was found out."""


async def try_model(
    settings: Settings, model: str | None = None, *, call_seconds: float = 60.0
) -> Tried:
    """Ask a model a few short questions, and keep what was found out for runs.

    Args:
        settings: in which it is set up.
        model: a name as ``Endpoints`` knows it; without one the default.
        call_seconds: how long each question may take.

    Raises:
        UsageError: no such model is set up.
        SettingsError: the endpoint's address or key is not usable.
    """
    endpoints = Endpoints(settings)
    async with endpoints.opened(model) as profile:
        report = await probe(profile, call_seconds=call_seconds)
    cache = CapabilityCache(settings.cache_dir)
    found = report.capabilities
    is_kept = found is not None and cache.put(endpoints.address(report.name), found)
    return Tried(report, is_kept)


async def models_at(settings: Settings, base_url: str, key: str) -> tuple[str, ...]:
    """Return the models that a server lists.

    Raises:
        SettingsError: the address is not usable.
        ChatError: it does not answer, or lists none.
    """
    profile = Endpoints(settings.with_endpoint(base_url, UNNAMED, key)).profile(UNNAMED)
    async with OpenAIChat(profile) as chat:
        return await chat.model_names()
