"""How talks end: at our table, and in NegMAS' own loop."""

from collections.abc import Mapping
from typing import NamedTuple

from evals.bench.sparring.games import FIRST
from evals.bench.sparring.negmas_seat import Terms, negmas_part, ufun_of
from negotiation.app.seating import SeatedTable
from negotiation.domain.events import AgreementReached, Event, OfferMade, WalkedAway


class End(NamedTuple):
    """How talks ended: the terms that were agreed, if any, and after how many turns."""

    terms: Terms | None
    turns: int


def end_of(events: tuple[Event, ...]) -> End:
    """Say how talks at our table ended."""
    agreed = [event for event in events if isinstance(event, AgreementReached)]
    moves = sum(isinstance(event, OfferMade | AgreementReached | WalkedAway) for event in events)
    return End(tuple(agreed[0].outcome.values()) if agreed else None, moves)


def negmas_end(table: SeatedTable, who: Mapping[str, str]) -> End:
    """Play in NegMAS' own loop, and say how it ended."""
    briefs = {party: table.briefs[party] for party in who}
    ufuns = {party: ufun_of(brief.preferences) for party, brief in briefs.items()}
    mechanism = negmas_part("SAOMechanism")(
        outcome_space=ufuns[FIRST].outcome_space,
        n_steps=2 * briefs[FIRST].deadline_rounds,
        one_offer_per_step=True,
        sync_calls=True,
    )
    for party in table.set_up.opening.parties:
        mechanism.add(negmas_part(who[party])(name=party), ufun=ufuns[party])
    state = mechanism.run()
    return End(state.agreement, state.step)
