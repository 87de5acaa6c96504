"""``local``: how much of their prompts two seats on the local model find in its server's cache."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.bench.claims import Claim, Claims
from negotiation.agents.call_keys import CallKey
from negotiation.app.local_model import LOCAL
from negotiation.app.plan import plan_run
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import load_scenario
from negotiation.cli.output import narrator
from negotiation.errors import UsageError
from negotiation.llm.chat import ChatReply
from negotiation.llm.gguf_server import check_installed
from negotiation.llm.recorded import ChatRecord
from negotiation.settings import Settings
from negotiation.store.chats import read_chats
from negotiation.store.folder import RunFolder

__all__ = ["measure_local"]

LIMIT_EVALUATED_FRACTION = 0.15


def measure_local(
    *, scenario: str = "a800-supply", deadline_rounds: int = 3, n_talks: int = 2
) -> Claims:
    """Measure talks in which the local model plays every seat; nothing where there is none.

    Args:
        scenario: what is played.
        deadline_rounds: of every table; a whole talk on a small processor takes minutes.
        n_talks: talks with different seeds; a small model may leave one at once.
    """
    sandbox = Sandbox(Settings.from_environment())
    try:
        check_installed()
        sandbox.endpoints.profile(LOCAL)
    except UsageError as exc:
        narrator().print(f"local: skipped: {exc}", style="dim", soft_wrap=True)
        return ()
    first: list[ChatReply] = []
    later: list[ChatReply] = []
    for seed in range(1, n_talks + 1):
        calls = _talk(sandbox, scenario=scenario, deadline_rounds=deadline_rounds, seed=seed)
        _sort(calls, first, later)
    if not later:
        narrator().print("local: skipped: the model left every talk at once", style="dim")
        return ()
    return (_claim(first, later),)


def _claim(first: Sequence[ChatReply], later: Sequence[ChatReply]) -> Claim:
    replies = [*first, *later]
    n_prompt = sum(reply.usage.prompt_tokens for reply in later)
    n_cached = sum(reply.usage.cached_tokens or 0 for reply in later)
    n_written = sum(reply.usage.completion_tokens for reply in replies)
    return Claim(
        name="local.evaluated",
        claim="share of the local model's prompts that is evaluated anew, after each seat's first",
        unit="ratio",
        limit=LIMIT_EVALUATED_FRACTION,
        measured=1 - n_cached / n_prompt,
        details={
            "cached_fraction": n_cached / n_prompt,
            "n_calls": len(replies),
            "prompt_tokens": n_prompt,
            "written_tokens": n_written,
            "written_tokens_per_wall_s": n_written / sum(r.latency_seconds for r in replies),
        },
    )


def _talk(
    sandbox: Sandbox, *, scenario: str, deadline_rounds: int, seed: int
) -> tuple[ChatRecord, ...]:
    loaded = load_scenario(scenario)
    tables = [
        table.model_copy(update={"deadline_rounds": deadline_rounds})
        for table in loaded.scenario.tables
    ]
    short = loaded.scenario.model_copy(update={"tables": tuple(tables)})
    plan = plan_run(
        replace(loaded, scenario=short),
        who={party.id: f"llm:{LOCAL},patience=off" for party in short.parties},
        personas={},
        model=None,
        seed=seed,
        language="en",
        endpoints=sandbox.endpoints,
    )
    with TemporaryDirectory() as name:
        folder = RunFolder.create_at(Path(name) / "run")
        sandbox.begin(plan, folder)
        asyncio.run(sandbox.play(folder))
        return read_chats(folder.chats)


def _sort(calls: Sequence[ChatRecord], first: list[ChatReply], later: list[ChatReply]) -> None:
    """Tell each seat's first reply, whose prompt nobody can have seen before, from the others."""
    seen: set[tuple[str, str]] = set()
    for call in calls:
        key = CallKey.parse(call.key)
        if key is None or call.reply is None:
            continue
        (later if (key.table, key.party) in seen else first).append(call.reply)
        seen.add((key.table, key.party))
