"""What decides a case besides what stands in it: the models that it asks, and guests' code.

Both are part of a case's id, so that results of another model, or of other code under the same
name, are never taken for those that are wanted.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from evals.cases import ID_DIGITS, Case
from evals.plans import plan_of
from evals.shelf import Shelf
from evals.suite import Player
from negotiation.agents.loading import find_factory
from negotiation.app.endpoints import Endpoints
from negotiation.app.seats import parse_wish

__all__ = ["decided", "described", "guests_of", "models_of_cases"]


def models_of_cases(
    cases: Iterable[Case], shelf: Shelf, endpoints: Endpoints
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Seat everybody once, so that a word that means nothing is found before the first turn.

    Returns:
        The models that a contestant and an opponent ask, by their words of ``--seat``.

    Raises:
        UsageError: a seat cannot be taken.
    """
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    seen: set[tuple[str, str, str, str]] = set()
    for case in cases:
        pair = (case.contestant.who, case.opponent.who)
        key = (case.scenario.partition("/")[0], case.role, *pair)
        if key not in seen:
            seen.add(key)
            found[pair] = plan_of(case, shelf, endpoints).models
    return found


def described(model: str, endpoints: Endpoints) -> dict[str, str]:
    """Return where a model is asked and how, as far as that decides what it answers."""
    found = dict(endpoints.address(model))
    if endpoints.delegate(model) is None:
        profile = endpoints.profile(model)
        found |= {"temperature": f"{profile.temperature:g}", "max_tokens": str(profile.max_tokens)}
    return found


def guests_of(players: Iterable[Player]) -> dict[str, str]:
    """Return the SHA-256 of the modules of guests, by their words of ``--seat``."""
    found: dict[str, str] = {}
    for player in players:
        wish = parse_wish(player.name, player.who)
        if wish.kind == "python" and wish.name is not None:
            find_factory(wish.name)
            file = getattr(sys.modules[wish.name.partition(":")[0]], "__file__", None)
            content = Path(file).read_bytes() if file else b""
            found[player.who] = sha256(content).hexdigest()
    return found


def decided(
    case: Case,
    models: Iterable[str],
    known: Mapping[str, Mapping[str, str]],
    guests: Mapping[str, str],
) -> Case:
    """Return a case with an id that says what it asks as well; others keep theirs.

    Args:
        case: the case.
        models: that it asks.
        known: how each model is described.
        guests: what code stands behind guests' words.
    """
    asked = {model: known[model] for model in models}
    code = {
        player.who: guests[player.who]
        for player in (case.contestant, case.opponent)
        if player.who in guests
    }
    if not asked and not code:
        return case
    content = json.dumps([case.id, asked, code], sort_keys=True, ensure_ascii=False)
    digest = sha256(content.encode()).hexdigest()
    return case.model_copy(update={"id": digest[:ID_DIGITS]})
