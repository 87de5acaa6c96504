"""Driving the graph of a run from start, or from where it was left, to its end."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from langchain_core.runnables import RunnableConfig
from langgraph.types import Command

from negotiation.domain.moves import Move
from negotiation.errors import RuleError, UsageError
from negotiation.graph.build import RunGraph
from negotiation.graph.state import GraphContext, state_of
from negotiation.graph.turns import Turns
from negotiation.protocol.view import View

__all__ = ["Ask", "drive"]

Ask: TypeAlias = Callable[[View], Awaitable[Move]]
"""Asks a person for a move."""

THREAD = "run"
"""A run has a database of its own, so every run is the same thread."""


async def drive(
    graph: RunGraph, turns: Turns, *, thread: str = THREAD, max_steps: int, ask: Ask | None = None
) -> None:
    """Play until every table has ended.

    Args:
        graph: with a saver if a person plays, so that the pause outlives the process.
        turns: the run.
        thread: names the run in a saver that holds several.
        max_steps: bound on the steps of the graph between two pauses.
        ask: how a person is asked; needed if one plays.
    """
    config: RunnableConfig = {"configurable": {"thread_id": thread}, "recursion_limit": max_steps}
    context: GraphContext = {"turns": turns}
    saves = graph.checkpointer is not None

    async def step(given: Any) -> None:
        if saves:
            await graph.ainvoke(given, config, context=context, durability="sync")
        else:
            await graph.ainvoke(given, config, context=context)

    await turns.advance()
    pending = await _pending(graph, config, turns) if saves else None
    if pending is None:
        await step(state_of(turns.cursor()))
    while not turns.cursor().is_over:
        if ask is None:
            raise UsageError("a person plays in this run, and nobody was there to be asked")
        move = await ask(turns.view())
        pending = await _pending(graph, config, turns)
        if pending is None:
            raise RuleError("the question that was answered is not the one that is open")
        await step(Command(resume={pending: move.model_dump(mode="json")}))


async def _pending(graph: RunGraph, config: RunnableConfig, turns: Turns) -> str | None:
    """Return the id of the question that is open in the saver, if it is the one the log has open.

    A process may have ended between the log and the checkpoint. Then the log is ahead, the saved
    question is an old one, and the graph starts anew from the log's place.
    """
    saved = await graph.aget_state(config)
    wanted = state_of(turns.cursor())
    for question in saved.interrupts:
        if question.value == wanted:
            return str(question.id)
    return None
