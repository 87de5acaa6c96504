"""Seats and talks without a graph: a table is a space, two rows of values and a deadline."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from negotiation.agents.negotiator import Negotiator, NoMove, SeatBrief, Side, seat_brief
from negotiation.agents.preferences import Preferences, preferences_of
from negotiation.agents.scripted import StrategyNegotiator
from negotiation.analysis.breaches import within_red_lines
from negotiation.analysis.outcome_table import outcome_table
from negotiation.domain.events import Event, OfferMade, TableOpened
from negotiation.domain.issues import Issue
from negotiation.domain.mandates import RedLine
from negotiation.domain.outcomes import Outcome, OutcomeSpace
from negotiation.domain.personas import Persona
from negotiation.domain.scenarios import Scenario, StrategyName
from negotiation.domain.values import Language
from negotiation.economics.valuation import table_valuation
from negotiation.protocol.fold import replay
from negotiation.protocol.house import House, OpenHouse
from negotiation.protocol.referee import decide, forfeit
from negotiation.protocol.view import View, view_for
from tests.builders import make_mandate, make_persona

FIRST, SECOND = "buyer", "seller"


def grid(*sizes: int) -> OutcomeSpace:
    """A space of issues ``a``, ``b``, ... with options 0, 1, 2, ..."""
    return OutcomeSpace(
        tuple(
            Issue.model_validate(
                {
                    "id": name,
                    "title": {"en": name.upper(), "zh": name.upper()},
                    "unit": "number",
                    "options": list(range(size)),
                }
            )
            for name, size in zip("abcdefgh", sizes, strict=False)
        )
    )


def make_preferences(
    space: OutcomeSpace,
    values: ArrayLike,
    *,
    reservation_value: float = 0.0,
    red_lines: Sequence[RedLine] = (),
    unit: Literal["cny", "points"] = "points",
) -> Preferences:
    """Preferences over a space from the value of every outcome, in the order of the index."""
    row = np.asarray(values, dtype=np.float64)
    indices = np.arange(space.size)
    fits = (row >= reservation_value) & within_red_lines(space, red_lines, indices)
    best_first = np.flatnonzero(fits)
    best_first = best_first[np.argsort(-row[best_first], kind="stable")]
    return Preferences(
        space=space,
        candidates=best_first,
        values=row[best_first],
        reservation_value=reservation_value,
        value_of=lambda outcome: float(row[space.index_of(outcome)]),
        unit=unit,
        red_lines=tuple(red_lines),
    )


def make_brief(preferences: Preferences, party: str = FIRST, **changes: Any) -> SeatBrief:
    """The seat of a party that knows these preferences; any field can be changed."""
    other = SECOND if party == FIRST else FIRST
    fields: dict[str, Any] = {
        "own": Side(party, party.title(), "One side", "Known to all."),
        "counterparts": (Side(other, other.title(), "The other side", "Known to all."),),
        "brief": "Get a good contract.",
        "mandate": make_mandate(reservation_value=preferences.reservation_value),
        "persona": make_persona(),
        "language": "en",
        "setting": "A small room.",
        "space": preferences.space,
        "deadline_rounds": 6,
        "opens": party == FIRST,
        "preferences": preferences,
        "seed": 7,
    }
    return SeatBrief(**{**fields, **changes})


def paper_preferences(space: OutcomeSpace, *, rising: bool, **changes: Any) -> Preferences:
    """Made-up preferences that grow or fall with every option, so no simulator is needed."""
    weights = np.arange(len(space.issues), 0, -1)[:, np.newaxis]
    positions = space.positions(np.arange(space.size)) * weights
    values = positions.sum(axis=0).astype(np.float64)
    row = values if rising else values.max() - values
    return make_preferences(space, row * 1e6, unit="cny", **changes)


def scenario_brief(
    scenario: Scenario,
    party: str,
    *,
    persona: Persona,
    language: Language = "en",
    preferences: Preferences | None = None,
    seed: int = 7,
) -> SeatBrief:
    """The seat of a party at the only table of a scenario, as the app makes it."""
    (table,) = scenario.tables
    if preferences is None:
        outcomes = outcome_table(table_valuation(scenario, table))
        preferences = preferences_of(outcomes, party, scenario.party(party).mandate.red_lines)
    return seat_brief(
        scenario,
        table,
        party,
        persona=persona,
        preferences=preferences,
        language=language,
        seed=seed,
    )


@dataclass
class Talks:
    """A table in play. Every view that a seat was asked with is kept beside its answer."""

    space: OutcomeSpace
    rounds: int
    parties: tuple[str, ...] = (FIRST, SECOND)
    house: House = field(default_factory=OpenHouse)
    log: list[Event] = field(default_factory=list)
    ladders: frozenset[str] = frozenset()
    asked: list[tuple[View, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        opening = TableOpened(table="table", parties=self.parties, deadline_rounds=self.rounds)
        self.log = self.log or [opening]

    def view(self) -> View:
        session = replay(self.log)
        assert session.due_party is not None
        party = session.due_party
        return view_for(session, self.log, party, has_ladder=party in self.ladders)

    @property
    def is_over(self) -> bool:
        return replay(self.log).due_party is None

    async def step(self, negotiator: Negotiator) -> Any:
        """Ask the negotiator of the due party once."""
        view = self.view()
        answer = await negotiator.propose(view)
        self.asked.append((view, answer))
        session = replay(self.log)
        if isinstance(answer, NoMove):
            self.log.extend(
                forfeit(
                    session,
                    self.space,
                    self.house,
                    party=view.party,
                    reason=answer.reason,
                    owner=answer.owner,
                    n_invalid_replies=answer.n_invalid_replies,
                )
            )
        else:
            self.log.extend(decide(session, self.space, self.house, party=view.party, move=answer))
        return answer

    async def play(self, seats: Mapping[str, Negotiator]) -> None:
        while not self.is_over:
            await self.step(seats[self.view().party])

    def run(self, seats: Mapping[str, Negotiator]) -> "Talks":
        asyncio.run(self.play(seats))
        return self

    @property
    def ending(self) -> str | None:
        return replay(self.log).ending

    @property
    def agreement(self) -> Outcome | None:
        return replay(self.log).agreement

    def offers_of(self, party: str) -> list[OfferMade]:
        return [e for e in self.log if isinstance(e, OfferMade) and e.party == party]


def talk_between(
    first: tuple[StrategyName, Preferences],
    second: tuple[StrategyName, Preferences],
    *,
    rounds: int,
    seed: int = 7,
) -> Talks:
    """Let two strategies talk to the end."""
    seats = {
        party: StrategyNegotiator(
            make_brief(preferences, party, deadline_rounds=rounds, seed=seed), name
        )
        for party, (name, preferences) in zip((FIRST, SECOND), (first, second), strict=True)
    }
    return Talks(first[1].space, rounds).run(seats)
