"""The graph of a run: the seats that think by themselves, a person who is asked, and the end.

Every node ends by saying where to go, worked out from the log. A node that runs twice, because
its process ended between the log and the checkpoint, finds its turn taken and only goes on.
"""

from typing import Any, Literal, TypeAlias

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command, interrupt

from negotiation.domain.moves import Move
from negotiation.graph.state import GraphContext, GraphState, state_of
from negotiation.graph.turns import Turns

__all__ = ["RunGraph", "build_graph"]

Node: TypeAlias = Literal["negotiator", "person", "__end__"]
Goto: TypeAlias = Command[Node]
RunGraph: TypeAlias = CompiledStateGraph[GraphState, GraphContext, GraphState, GraphState]


def build_graph(saver: BaseCheckpointSaver[Any] | None) -> RunGraph:
    """Compile the graph. Without a saver it can only run from start to end."""
    graph = StateGraph(GraphState, context_schema=GraphContext)
    graph.add_node("find_place", find_place)
    graph.add_node("negotiator", negotiator)
    graph.add_node("person", person)
    graph.add_edge(START, "find_place")
    return graph.compile(checkpointer=saver)


async def find_place(state: GraphState, runtime: Runtime[GraphContext]) -> Goto:  # noqa: ARG001 - LangGraph passes it by name
    """Go to whoever the log says is due."""
    return _onwards(runtime.context["turns"])


async def negotiator(state: GraphState, runtime: Runtime[GraphContext]) -> Goto:
    """Let every negotiator who is due move; different parties think at the same time."""
    turns = runtime.context["turns"]
    if state_of(turns.cursor()) == state:
        await turns.take_turn()
    return _onwards(turns)


async def person(state: GraphState, runtime: Runtime[GraphContext]) -> Goto:
    """Wait for the move of the person who is due. Nothing may stand before the interrupt."""
    answer = interrupt(state)
    turns = runtime.context["turns"]
    if state_of(turns.cursor()) == state:
        await turns.answer(Move.model_validate(answer))
    return _onwards(turns)


def _onwards(turns: Turns) -> Goto:
    cursor = turns.cursor()
    node: Node = "person" if turns.is_persons_turn else "negotiator"
    return Command(goto="__end__" if cursor.is_over else node, update=state_of(cursor))
