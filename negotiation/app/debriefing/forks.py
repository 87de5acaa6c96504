"""A run that can be played on from any turn, in memory, by strategies, as often as there are seeds.

A seat of a strategy is played by that one, any other by that of its scenario. At a table of two who
haggle nobody knows how patient the other is, so each seed draws how fast each side gives way from
where it stands, around its strategy's own pace; elsewhere the strategies draw for themselves.
"""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.app.debriefing.players import PlayedOn, starts_of, strategies_of
from negotiation.app.places import Place, place_of
from negotiation.app.plan import MAX_SEED, ForcedMove, RunPlan
from negotiation.app.programmes import programme_of
from negotiation.app.seating import seat_table
from negotiation.app.split_awards import gains_of_split
from negotiation.app.table_cache import TableCache, tables_of_process
from negotiation.domain.chronicle import LogEvent, table_events
from negotiation.domain.events import EscalationAsked, Event, MoveRefused, NoteTaken, OfferMade
from negotiation.domain.moves import Escalate, Move, Offer
from negotiation.domain.quantities import ValueUnit
from negotiation.domain.scenarios import Table
from negotiation.economics.situation import Situation
from negotiation.errors import UsageError
from negotiation.graph.turns import Turns
from negotiation.protocol.fold import replay
from negotiation.protocol.referee import decide
from negotiation.protocol.session import Session
from negotiation.store.log import MemoryLog

__all__ = ["Ended", "PlayedRun"]


class Ended(NamedTuple):
    """How a branch ended for the party that moved."""

    surplus: float
    is_signed: bool


class PlayedRun:
    """A run that has been played, and can be played on.

    Args:
        plan: as it was recorded.
        log: all of it.
        tables: those that have been valued before.
    """

    def __init__(
        self, plan: RunPlan, log: Sequence[LogEvent], tables: TableCache | None = None
    ) -> None:
        self._plan = _with_strategies(plan)
        self._log = log
        self._tables = tables or tables_of_process()
        self._programme = programme_of(self._plan, {}, tables=self._tables)
        self._stages: dict[Place, _Stage] = {}

    @property
    def strategies(self) -> dict[str, str]:
        """Who plays each party on."""
        return {party: name.value for party, name in strategies_of(self._plan).items()}

    def seeds(self, n: int) -> tuple[int, ...]:
        """Return the seeds of ``n`` branches, the run's own first."""
        return tuple((self._plan.seed + k) % (MAX_SEED + 1) for k in range(n))

    def unit(self, table: str) -> ValueUnit:
        """Return what the values of a table count."""
        return self._programme.outcomes(table, self._log).valuation.unit

    def place(self, table: str, turn: int, party: str) -> Place:
        """Return a turn. Raises ``UsageError`` where there is none, or it is another's."""
        place = place_of(self._log, table, turn)
        if place.party != party:
            raise UsageError(
                f"turn {turn} of table {table!r} was {place.party!r}'s, not {party!r}'s"
            )
        return place

    def refusals(self, place: Place, move: Move) -> tuple[str, ...]:
        """Return why the referee would refuse a move in a turn; nothing when it would not."""
        refused = (each for each in self._made(place, move) if isinstance(each, MoveRefused))
        return next((event.reasons for event in refused), ())

    def _made(self, place: Place, move: Move) -> tuple[Event, ...]:
        """Return the events that a move would have become in a turn."""
        kept = self._log[: place.n_events]
        set_up = self._programme.set_up(place.table, kept)
        session = replay(_talks(kept, place.table))
        return decide(session, set_up.space, set_up.house, party=place.party, move=move)

    async def play_on(self, place: Place, seed: int, move: Move | None = None) -> Ended:
        """Play from a turn to the end of its table.

        Args:
            place: the turn.
            seed: of what is left to chance from here on.
            move: what is done in the turn; ``None`` for what was done.
        """
        stage = self._stage(place)
        before, done = _talks(self._log[: place.n_events], place.table), self._until_done(place)
        talks = done if move is None else before
        is_offer = isinstance(done[-1], OfferMade)
        if move is not None:
            is_offer = move.act.kind in {"offer", "escalate"}
        log = MemoryLog()
        log.append(talks, at=0)
        plan = self._plan.model_copy(
            update={"seed": seed, "forced_moves": self._forced(place, move)}
        )
        seated = seat_table(plan, stage.table, {}, situation=stage.situation, tables=self._tables)
        starts = starts_of(before, place, is_offer=is_offer)
        turns = Turns(PlayedOn(plan, seated, starts), log)
        turns.settle()
        while turns.due():
            await turns.take_turn()
            await asyncio.sleep(0)  # other talks of the loop go on
        session = replay(_talks(log.read(), place.table))
        return self._ended(seated.outcomes, session, stage.situation, place.party)

    def _forced(self, place: Place, move: Move | None) -> tuple[ForcedMove, ...]:
        """Return what is done in a turn; what is asked of a house is offered once it answers."""
        if move is None:
            return ()
        moves = {place.turn: move}
        if isinstance(move.act, Escalate):
            asked = next(
                each for each in self._made(place, move) if isinstance(each, EscalationAsked)
            )
            session = replay(_talks(self._log[: place.n_events], place.table))
            n_rounds = max(1, asked.due_round - session.round)
            later = place.turn + n_rounds * len(session.parties)
            moves[later] = Move(act=Offer(outcome=move.act.outcome))
        return tuple(
            ForcedMove(table=place.table, turn=turn, party=place.party, move=act)
            for turn, act in moves.items()
        )

    def _stage(self, place: Place) -> "_Stage":
        """Return where a campaign stood in a turn; what is signed elsewhere comes later."""
        if place not in self._stages:
            kept = self._log[: place.n_events]
            table = self._programme.table(place.table, kept)
            self._stages[place] = _Stage(table, self._programme.situation(place.table, kept))
        return self._stages[place]

    def _until_done(self, place: Place) -> tuple[Event, ...]:
        """Return the talks up to what was done in a turn; what follows the referee says anew."""
        talks = _talks(self._log, place.table)
        for number, event in enumerate(talks, start=1):
            is_turn = getattr(event, "turn", None) == place.turn
            if is_turn and not isinstance(event, NoteTaken | MoveRefused):
                return talks[:number]
        return talks

    def _ended(
        self, outcomes: OutcomeTable, session: Session, situation: Situation | None, party: str
    ) -> Ended:
        signed, valuation = session.agreement, outcomes.valuation
        if signed is None or party in session.left:
            return Ended(0.0, signed is not None)
        if len(session.awards) > 1:
            gains = gains_of_split(self._plan.scenario, valuation.table, session.awards, situation)
            return Ended(gains.get(party, 0.0), is_signed=True)
        alternative = valuation.reservation_values[party]
        return Ended(outcomes.value_of(party, signed) - alternative, is_signed=True)


class _Stage(NamedTuple):
    """A table, and where its campaign stands; ``None`` where it stands alone."""

    table: Table
    situation: Situation | None


def _with_strategies(recorded: RunPlan) -> RunPlan:
    """Return the plan with strategies in all seats, in the world that the run was played in."""
    seats = {
        party: recorded.seats[party].model_copy(
            update={"kind": "strategy", "name": name.value, "model": None, "adviser": "none"}
        )
        for party, name in strategies_of(recorded).items()
    }
    scenario, campaign = recorded.scenario, recorded.scenario.campaign
    if campaign is not None and campaign.world_seed is None:
        held = campaign.model_copy(update={"world_seed": recorded.seed})
        scenario = scenario.model_copy(update={"campaign": held})
    return recorded.model_copy(update={"seats": seats, "scenario": scenario})


def _talks(log: Sequence[LogEvent], table: str) -> tuple[Event, ...]:
    """Return the events of one table; all others wait."""
    return tuple(event for event in table_events(log) if event.table == table)
