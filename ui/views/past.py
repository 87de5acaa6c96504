"""The part of a talk that is on the screen. Pure, as ``ui.views.talks`` is."""

from collections.abc import Sequence

from negotiation.domain.events import Event

__all__ = ["until_turn"]


def until_turn(events: Sequence[Event], turn: int) -> Sequence[Event]:
    """Return what happened up to ``turn``, and what the referee said right after it.

    What the referee says carries no turn, so that it counts where it stands.
    """
    past = next((at for at, each in enumerate(events) if getattr(each, "turn", 0) > turn), None)
    return events[:past]
