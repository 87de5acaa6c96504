"""Anyone's own negotiator, by dotted name."""

import asyncio
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from negotiation.agents.negotiator import Answer, Negotiator, NoMove, SeatBrief
from negotiation.domain.moves import Move
from negotiation.domain.values import without_control
from negotiation.errors import ChatError, UsageError
from negotiation.protocol.view import View

__all__ = ["Factory", "GuestNegotiator", "find_factory", "load_negotiator"]

Factory: TypeAlias = Callable[[SeatBrief], Negotiator]
"""Makes a negotiator for a seat."""


class GuestNegotiator:
    """Seats a third party's negotiator. What it raises costs it the turn, and nothing else."""

    def __init__(self, guest: Negotiator) -> None:
        self._guest = guest

    async def propose(self, view: View) -> Answer:
        """Return the guest's move, or say what went wrong with it."""
        try:
            return _checked(await self._guest.propose(view))
        except (ChatError, KeyboardInterrupt):
            raise
        except BaseException as exc:  # anything may come out of code that is not ours
            if isinstance(exc, asyncio.CancelledError) and _is_being_cancelled():
                raise
            said = f"the negotiator raised {type(exc).__name__}: {exc}"
            return NoMove(without_control(said), owner="guest")


def _checked(answer: object) -> Answer:
    """Return a guest's answer as our own values hold it; a ``Move`` may have been made unchecked.

    Who found the words and how often a model failed is not for a guest to say.

    Raises:
        ValueError: it cannot be written down and read again.
    """
    match answer:
        case Move():
            move = Move.model_validate_json(answer.model_dump_json(warnings="error"))
            return move.model_copy(update={"worded_by": None, "n_invalid_replies": 0})
        case NoMove(reason=reason):
            return NoMove(without_control(str(reason)), owner="guest")
        case _:
            said = f"the negotiator returned {type(answer).__name__}, not a Move"
            return NoMove(said, owner="guest")


def _is_being_cancelled() -> bool:
    """Whether it is our own task that somebody ends, and not the guest that plays dead."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def load_negotiator(name: str, brief: SeatBrief) -> Negotiator:
    """Return what the factory ``MODULE:FACTORY`` makes of a seat's brief.

    Raises:
        UsageError: there is no such factory, or it raises.
    """
    factory = find_factory(name)
    try:
        return GuestNegotiator(factory(brief))
    except (Exception, SystemExit) as exc:
        raise UsageError(f"seat python:{name}: {type(exc).__name__}: {exc}") from exc


def find_factory(name: str) -> Factory:
    """Return the factory ``MODULE:FACTORY``; modules in the current folder are found too.

    The factory takes a ``SeatBrief`` and returns an object with ``async propose(view) -> Move``.

    Raises:
        UsageError: there is no such module or factory, or the module raises.
    """
    module_name, _, factory_name = name.partition(":")
    here = str(Path.cwd())
    if here not in sys.path:  # an installed command does not look where it is called
        sys.path.append(here)
    try:
        module = import_module(module_name)
    except (Exception, SystemExit) as exc:
        raise UsageError(f"seat python:{name}: cannot import {module_name!r}: {exc}") from exc
    factory: Factory | None = getattr(module, factory_name, None)
    if not callable(factory):
        raise UsageError(f"seat python:{name}: {module_name!r} has no callable {factory_name!r}")
    return factory
