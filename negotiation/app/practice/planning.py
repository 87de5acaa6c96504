"""From what a trainee chose to the plan of a run: the own seat, the others, the time there is."""

from math import ceil

from negotiation.app.casting import approvers_of
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan, plan_run
from negotiation.app.seats import parse_wish
from negotiation.catalog.files import Loaded
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language
from negotiation.errors import UsageError
from negotiation.graph.turns import approver_of
from negotiation.store.training.records import Difficulty

__all__ = ["LEAST_ROUNDS", "party_of", "plan_practice", "seats_of", "shortened"]

LEAST_ROUNDS = 3
"""Rounds that time pressure leaves; where a scenario has fewer, it has those."""

_HAVE_PATIENCE = ("llm", "guided")


def plan_practice(
    loaded: Loaded,
    seat: str,
    difficulty: Difficulty,
    *,
    language: Language,
    endpoints: Endpoints,
) -> RunPlan:
    """Return the plan of an attempt: a person in one seat, the chosen counterpart in all others.

    Args:
        loaded: what is played.
        seat: a party, or who signs for it (``PARTY.approver``).
        difficulty: what the person is up against.
        language: of the talks.
        endpoints: the models that are set up.

    Raises:
        UsageError: a seat, a strategy or a model that does not exist.
    """
    known = seats_of(loaded.scenario)
    if seat not in known:
        raise UsageError(f"there is no seat {seat!r} here; there are {', '.join(known)}")
    adviser = difficulty.adviser if seat == party_of(seat) else "none"
    who = {
        party.id: _counterpart(party.id, difficulty)
        for party in loaded.scenario.parties
        if party.id != seat
    }
    return plan_run(
        Loaded(loaded.path, shortened(loaded.scenario, difficulty.pace_fraction), loaded.personas),
        who={**who, seat: f"human,adviser={adviser}"},
        personas={},
        model=None,
        seed=difficulty.seed,
        language=language,
        endpoints=endpoints,
    )


def seats_of(scenario: Scenario) -> tuple[str, ...]:
    """Return every seat that a person can take: the parties', then of those who sign for them."""
    return (*(party.id for party in scenario.parties), *approvers_of(scenario))


def party_of(seat: str) -> str:
    """Return the party that a seat belongs to.

    >>> party_of("buyer.approver"), party_of("buyer")
    ('buyer', 'buyer')
    """
    return seat.removesuffix(approver_of(""))


def shortened(scenario: Scenario, pace_fraction: float) -> Scenario:
    """Return a scenario with a share of its rounds at every table, ``LEAST_ROUNDS`` at least."""
    if pace_fraction >= 1:
        return scenario
    tables = tuple(
        table.model_copy(
            update={"deadline_rounds": rounds_left(table.deadline_rounds, pace_fraction)}
        )
        for table in scenario.tables
    )
    return scenario.model_copy(update={"tables": tables})


def rounds_left(n_rounds: int, pace_fraction: float) -> int:
    """Return how many of some rounds time pressure leaves.

    >>> rounds_left(12, 0.5), rounds_left(4, 0.5), rounds_left(2, 0.5)
    (6, 3, 2)
    """
    return min(n_rounds, max(LEAST_ROUNDS, ceil(n_rounds * pace_fraction)))


def _counterpart(party: str, difficulty: Difficulty) -> str:
    """Return who plays another seat, with patience where it can be told to have some."""
    wish = parse_wish(party, difficulty.counterpart)
    if wish.kind not in _HAVE_PATIENCE or not difficulty.is_patient:
        return difficulty.counterpart
    return f"{difficulty.counterpart},patience=off"
