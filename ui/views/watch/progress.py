"""Where a run that is watched stands, in a word, and who is writing at the moment."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from negotiation.agents.call_keys import CallKey
from negotiation.app.plan import RunPlan
from negotiation.app.service.live import LiveRun, LiveState
from negotiation.domain.values import Language
from ui.texts import fill

__all__ = ["Standing", "Writer", "standing_of", "writers_of"]

Standing: TypeAlias = Literal["playing", "paused", "asking", "stopped", "failed", "ended", "idle"]
"""``idle``: it is not over, and nobody plays it here."""


class Writer(NamedTuple):
    """A party whose model is writing a reply."""

    party: str
    n_characters: int


def standing_of(live: LiveRun | None, *, is_over: bool) -> Standing:
    """Return where a run stands.

    Args:
        live: as this server last played it.
        is_over: whether its record says that it has ended.
    """
    if is_over:
        return "ended"
    if live is None:
        return "idle"
    state = live.state
    if state.status == "playing" and live.is_paused:
        return "paused"
    return state.status


def writers_of(state: LiveState, plan: RunPlan, language: Language) -> tuple[Writer, ...]:
    """Return who is writing, each once, with the length of the longest reply under way."""
    found: dict[str, int] = {}
    for key, n_characters in state.writing.items():
        call = CallKey.parse(key)
        if call is not None and call.party.partition(".")[0] in _names(plan, language):
            found[call.party] = max(found.get(call.party, 0), n_characters)
    return tuple(Writer(_named(plan, party, language), n) for party, n in found.items())


def _named(plan: RunPlan, party: str, language: Language) -> str:
    """Return the name of a party, or of who signs for it."""
    name = _names(plan, language)[party.partition(".")[0]]
    return fill("watch_signer_of", language, party=name) if "." in party else name


def _names(plan: RunPlan, language: Language) -> Mapping[str, str]:
    return {party.id: party.name.in_language(language) for party in plan.scenario.parties}
