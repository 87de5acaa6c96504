"""The state that LangGraph keeps: a cursor of plain types, under a kilobyte, never the talk."""

from typing import TypedDict

from negotiation.graph.turns import Cursor, Turns

__all__ = ["GRAPH_VERSION", "GraphContext", "GraphState", "state_of"]

GRAPH_VERSION = 2
"""Saved with every cursor. A cursor of another version is worked out anew from the log."""


class GraphState(TypedDict):
    """Where the run was when the last step ended."""

    version: int
    n_events: int
    table: str
    party: str
    is_over: bool


class GraphContext(TypedDict):
    """What the nodes work on. It is handed in with every call and never saved."""

    turns: Turns


def state_of(cursor: Cursor) -> GraphState:
    """Return the state that points at ``cursor``."""
    return GraphState(
        version=GRAPH_VERSION,
        n_events=cursor.n_events,
        table=cursor.table,
        party=cursor.party or "",
        is_over=cursor.is_over,
    )
