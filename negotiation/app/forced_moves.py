"""Reading a move that is made in a party's place, and having the referee judge it."""

import json
from collections.abc import Sequence

from pydantic import ValidationError

from negotiation.agents.negotiator import SeatBrief
from negotiation.agents.parsing import MoveProblem, ReplyReader
from negotiation.app.places import Place, turn_of
from negotiation.app.plan import RunPlan
from negotiation.app.programmes import programme_of
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import Event, MoveRefused, OfferMade
from negotiation.domain.moves import Move
from negotiation.domain.outcomes import Outcome
from negotiation.domain.reasons import reason_in
from negotiation.errors import UsageError
from negotiation.llm.offline import OfflineChat
from negotiation.protocol.fold import replay
from negotiation.protocol.referee import decide
from negotiation.protocol.view import View, view_for

__all__ = ["judged_move"]


def judged_move(
    plan: RunPlan, place: Place, text: str, *, events: Sequence[LogEvent]
) -> tuple[Move, tuple[Event, ...]]:
    """Read a move and return it with the events that follow from it.

    Args:
        plan: of the run.
        place: the turn in which it is made.
        text: a ``Move`` as JSON, or the short form in which models reply: ``act``, ``offer``,
            ``accept_offer_id``, ``message``. What such an offer does not name stays as the party
            had it, in this very turn or else before.
        events: the run so far, beyond that turn too.

    Raises:
        UsageError: it is no move, or the referee refuses it. Why, is said unless a person plays
            against that party.
    """
    kept = events[: place.n_events]
    talks = [event for event in table_events(kept) if event.table == place.table]
    programme = programme_of(plan, dict.fromkeys(plan.models, OfflineChat([])))
    set_up = programme.set_up(place.table, kept)
    session = replay(talks)
    view = view_for(session, talks, place.party, has_ladder=place.party in set_up.ladders)
    move = _move_of(
        text,
        programme.brief(place.table, place.party, kept),
        view,
        before=_offer_before(events, place),
    )
    made = decide(session, set_up.space, set_up.house, party=place.party, move=move)
    refused = [event for event in made if isinstance(event, MoveRefused)]
    if refused:
        reasons = reason_in(plan.language, "; ".join(refused[0].reasons))
        is_shown = not plan.has_person or place.party in plan.people
        why = f": {reasons}" if is_shown else ""
        raise UsageError(f"--move: the referee refuses it in turn {place.turn}{why}")
    return move, made


def _move_of(text: str, brief: SeatBrief, view: View, *, before: Outcome | None) -> Move:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise UsageError(f"--move is not JSON: {exc}") from exc
    if not isinstance(content, dict):
        raise UsageError("--move must be a JSON object")
    if isinstance(content.get("act"), dict):
        try:
            return Move.model_validate(content)
        except ValidationError as exc:
            first = exc.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise UsageError(f"--move: {where}: {first['msg']}") from exc
    if isinstance(offer := content.get("offer"), dict):
        content["offer"] = {**(before or {}), **offer}
    reader = ReplyReader(brief.space, brief.claimable_facts, brief.estimated_issue)
    move = reader.read(json.dumps(content), view)
    if isinstance(move, MoveProblem):
        raise UsageError(f"--move: {move.message}")
    return move


def _offer_before(events: Sequence[LogEvent], place: Place) -> Outcome | None:
    """Return what the party offered in this very turn of the other run, or else last before it."""
    offers = [
        event.outcome
        for event in table_events(events)
        if isinstance(event, OfferMade)
        and (event.table, event.party) == (place.table, place.party)
        and turn_of(event) <= place.turn
    ]
    return offers[-1] if offers else None
