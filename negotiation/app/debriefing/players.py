"""Who plays a run on: strategies whose patience is drawn."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

import numpy as np

from negotiation.agents.choices import Choice, Situation
from negotiation.agents.forced import ForcedNegotiator
from negotiation.agents.negotiator import Negotiator
from negotiation.agents.preferences import Preferences
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.agents.strategies import Policy, take_or_offer
from negotiation.app.places import Place
from negotiation.app.plan import RunPlan
from negotiation.app.seating import SeatedTable
from negotiation.domain.chronicle import LogEvent
from negotiation.domain.events import Event, OfferMade
from negotiation.domain.scenarios import StrategyName
from negotiation.graph.programme import TableSetUp
from negotiation.protocol.fold import replay

__all__ = ["PACE_SPREAD", "PlayedOn", "Start", "pace_of", "starts_of", "strategies_of"]

PACE_SPREAD = 0.5
"""Standard deviation of the logarithm of how fast somebody gives way."""

_EXPONENTS: Mapping[StrategyName, float] = MappingProxyType(
    {StrategyName.BOULWARE: 4.0, StrategyName.LINEAR: 1.0, StrategyName.CONCEDER: 0.25}
)
"""Of ``1 - t**e``: what is asked for at time ``t``. Other strategies follow another rule."""


class Start(NamedTuple):
    """Where a seat stands when the talks are played on."""

    t: float
    """Time, from 0 in the first round to 1 in the last."""
    n_own: int
    """Offers that it has made by then, that of the turn in which the branches part included."""


def starts_of(before: Sequence[Event], place: Place, *, is_offer: bool) -> Mapping[str, Start]:
    """Return where the seats of a table stand.

    Args:
        before: the talks up to the turn in which the branches part.
        place: that turn.
        is_offer: whether an offer is made in it.
    """
    session = replay(before)
    t = (session.round - 1) / max(session.deadline_rounds - 1, 1)
    made = Counter(event.party for event in before if isinstance(event, OfferMade))
    made[place.party] += is_offer
    return {party: Start(t, made[party]) for party in session.parties}


def strategies_of(plan: RunPlan) -> dict[str, StrategyName]:
    """Return who plays each party on: the strategy of its seat, else that of the scenario."""
    found: dict[str, StrategyName] = {}
    for party in plan.scenario.parties:
        seat = plan.seats[party.id]
        name = seat.name if seat.kind in {"strategy", "guided"} else None
        found[party.id] = StrategyName(name) if name else party.strategy
    return found


def pace_of(strategy: StrategyName, seed: int, party: str, start: Start) -> Policy | None:
    """Return how a strategy gives way from where it stands, at a pace that seed and party draw.

    What it asks for falls from its last offer before the talks are played on, or from its best if
    it has made none, to its reservation value in the last round: ``1 - s**e``, where ``s`` runs
    from 0 at the start to 1. ``None`` for a strategy that does not go by time.
    """
    usual = _EXPONENTS.get(strategy)
    if usual is None:
        return None
    sequence = np.random.SeedSequence(seed, spawn_key=(crc32(b"pace"), crc32(party.encode())))
    drawn = np.random.Generator(np.random.PCG64(sequence)).standard_normal()
    exponent = usual * float(np.exp(PACE_SPREAD * drawn))

    def policy(seen: Situation, prefs: Preferences, _rng: np.random.Generator) -> Choice:
        elapsed = 1.0 if start.t >= 1 else (seen.t - start.t) / (1 - start.t)
        n_own = min(start.n_own, len(seen.own))
        top = seen.own[n_own - 1].value if n_own else prefs.best_value
        floor = prefs.reservation_value
        level = floor + max(0.0, top - floor) * (1 - max(0.0, elapsed) ** exponent)
        return take_or_offer(seen, prefs, level)

    return policy


class PlayedOn:
    """A programme of one table that is played on by strategies of drawn patience.

    Args:
        plan: with a strategy in every seat, and the forced move if there is one.
        seated: the table.
        starts: where its seats stand.
    """

    def __init__(self, plan: RunPlan, seated: SeatedTable, starts: Mapping[str, Start]) -> None:
        self._plan = plan
        self._seated = seated
        self._set_up = seated.set_up
        if seated.set_up.opening.protocol == "alternating":
            seats = {party: self._seat(party, start) for party, start in starts.items()}
            self._set_up = replace(seated.set_up, negotiators=seats)

    def next_events(
        self,
        log: Sequence[LogEvent],  # noqa: ARG002 - the port's signature
        open_tables: Collection[str],  # noqa: ARG002
    ) -> tuple[LogEvent, ...]:
        """Return nothing: what comes after the table is another story."""
        return ()

    def set_up(self, table: str, log: Sequence[LogEvent]) -> TableSetUp:  # noqa: ARG002
        """Return the table."""
        return self._set_up

    def _seat(self, party: str, start: Start) -> Negotiator:
        strategy = strategies_of(self._plan)[party]
        policy = pace_of(strategy, self._plan.seed, party, start)
        seat = StrategyNegotiator(self._seated.briefs[party], strategy, policy=policy)
        table = self._seated.set_up.opening.table
        return ForcedNegotiator.around(seat, self._plan.forced_at(table, party))
