"""Shipped scenarios played to their end by their strategies."""

import asyncio
from pathlib import Path

from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import plan_run
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import load_scenario
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import ContractAwarded, ProposalCarried
from negotiation.domain.outcomes import Outcome
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import read_events

__all__ = ["carried", "played", "winner"]


def played(name: str, folder: Path, *, seed: int = 1) -> tuple[LogEvent, ...]:
    """Play a shipped scenario with the strategies that it names; return its log."""
    loaded = load_scenario(name)
    settings = Settings({})
    plan = plan_run(
        loaded,
        who={party.id: "strategy" for party in loaded.scenario.parties},
        personas={},
        model=None,
        seed=seed,
        language="en",
        endpoints=Endpoints(settings),
    )
    sandbox = Sandbox(settings)
    run = RunFolder.create_at(folder / f"{name}-{seed}")
    sandbox.begin(plan, run)
    asyncio.run(sandbox.play(run))
    return read_events(run.events)


def winner(log: tuple[LogEvent, ...]) -> tuple[str, Outcome]:
    """Return who has won a tender, and with which bid."""
    (award,) = [event for event in log if isinstance(event, ContractAwarded)]
    return award.awards[0].party, award.awards[0].outcome


def carried(log: tuple[LogEvent, ...]) -> ProposalCarried:
    """Return the proposal that a round table has agreed on."""
    (proposal,) = [event for event in log if isinstance(event, ProposalCarried)]
    return proposal
