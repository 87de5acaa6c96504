"""What a run is: a scenario, who sits where, a seed and a language. Fixed before the first turn."""

from collections.abc import Collection, Mapping
from typing import Annotated

from pydantic import Field

from negotiation.app.casting import APPROVER_PERSONA, cast_seat, check_seats
from negotiation.app.endpoints import Endpoints
from negotiation.app.seats import Seat
from negotiation.catalog.files import Loaded, load_persona
from negotiation.domain.moves import Move, TalkMode
from negotiation.domain.personas import Persona
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language, Value, is_absent
from negotiation.errors import UsageError

__all__ = ["ForcedMove", "RunPlan", "plan_run", "reseated"]

MAX_SEED = 2**31 - 1


class ForcedMove(Value):
    """A move that whoever forked a run made in a party's place."""

    table: str
    turn: int
    party: str
    move: Move


class RunPlan(Value):
    """Everything that decides a run, whole: it can be played without the files it came from."""

    scenario: Scenario
    personas: dict[str, Persona]
    seats: dict[str, Seat]
    """By party; ``PARTY.approver`` is who signs for a party, where somebody does."""
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)]
    language: Language
    talk: TalkMode = "full"
    """What passes between the parties."""
    forced_moves: tuple[ForcedMove, ...] = Field(default=(), exclude_if=is_absent)

    @property
    def models(self) -> tuple[str, ...]:
        """The models that are asked, each once."""
        asked = [seat.asked_model for seat in self.seats.values()]
        return tuple(dict.fromkeys(model for model in asked if model is not None))

    def n_seats_of(self, model: str) -> int:
        """Return how many seats ask a model."""
        return sum(seat.asked_model == model for seat in self.seats.values())

    def forced_at(self, table: str, party: str) -> dict[int, Move]:
        """Return the moves that are made in a party's place at a table, by turn."""
        return {
            forced.turn: forced.move
            for forced in self.forced_moves
            if (forced.table, forced.party) == (table, party)
        }

    @property
    def people(self) -> tuple[str, ...]:
        """The seats that people take; ``PARTY.approver`` where one signs for a party."""
        return tuple(name for name, seat in self.seats.items() if seat.kind == "human")

    @property
    def has_person(self) -> bool:
        """Whether a person plays."""
        return bool(self.people)


def plan_run(
    loaded: Loaded,
    *,
    who: Mapping[str, str],
    personas: Mapping[str, str],
    model: str | None,
    seed: int,
    language: Language,
    endpoints: Endpoints,
    talk: TalkMode = "full",
) -> RunPlan:
    """Settle who sits where.

    Without ``who`` a model plays a party when one is given or set up, else its strategy.

    Args:
        loaded: the scenario with its personas.
        who: seat (party or ``PARTY.approver``) -> ``WHO``, as ``seats.parse_wish`` reads it.
        personas: seat -> persona name or file, instead of the scenario's own.
        model: the model of every model seat that names none.
        seed: of everything that is left to chance.
        language: of the talks.
        endpoints: the models that are set up.
        talk: what passes between the parties; without talk there is one offer, taken or left.

    Raises:
        UsageError: a party, a strategy, a persona or a form that does not exist, or a bad seed.
        CatalogError: a persona file is wrong.
    """
    scenario = loaded.scenario
    check_seats(scenario, [*who, *personas])
    _check_playable(scenario)
    if not 0 <= seed <= MAX_SEED:
        raise UsageError(f"a seed is a number from 0 to {MAX_SEED}, found {seed}")
    asked = _asked(scenario, who, "llm" if model or endpoints.default else "strategy")
    cards = _cards(loaded, asked, personas)
    seats = {
        seat: cast_seat(
            scenario, seat, wish, model=model, persona=cards[seat].name, endpoints=endpoints
        )
        for seat, wish in asked.items()
    }
    return RunPlan(
        scenario=_with_one_round(scenario) if talk == "none" else scenario,
        personas=cards,
        seats=seats,
        seed=seed,
        language=language,
        talk=talk,
    )


def reseated(plan: RunPlan, who: Mapping[str, str], *, endpoints: Endpoints) -> RunPlan:
    """Return a plan with other negotiators in some seats, each in the persona of its seat.

    Args:
        plan: of a run.
        who: seat -> ``WHO``, as ``seats.parse_wish`` reads it.
        endpoints: the models that are set up.

    Raises:
        UsageError: a seat, a strategy, a model or a form that does not exist.
    """
    for seat in who:
        if seat not in plan.seats:
            known = ", ".join(plan.seats)
            raise UsageError(f"no seat {seat!r} in {plan.scenario.name}; known are {known}")
    changed = {
        seat: cast_seat(
            plan.scenario,
            seat,
            wish,
            model=None,
            persona=plan.seats[seat].persona,
            endpoints=endpoints,
        )
        for seat, wish in who.items()
    }
    return plan.model_copy(update={"seats": {**plan.seats, **changed}})


def _asked(scenario: Scenario, who: Mapping[str, str], otherwise: str) -> dict[str, str]:
    """Return what is asked for in every seat: the parties' first, then who signs for them."""
    parties = {party.id: who.get(party.id, otherwise) for party in scenario.parties}
    return parties | {seat: wish for seat, wish in who.items() if seat not in parties}


def _cards(
    loaded: Loaded, seats: Collection[str], personas: Mapping[str, str]
) -> dict[str, Persona]:
    """Return the persona of every seat: the named one, or the scenario's own."""
    own = {party.id: loaded.personas[party.persona] for party in loaded.scenario.parties}
    cards = {seat: own[seat] for seat in seats if seat in own and seat not in personas}
    for seat in seats:
        if seat not in cards:
            cards[seat] = load_persona(personas.get(seat, APPROVER_PERSONA))
    for seat in personas:
        if seat not in cards:
            raise UsageError(f"nobody sits in the seat {seat!r}: say who with --seat {seat}=WHO")
    return cards


def _with_one_round(scenario: Scenario) -> Scenario:
    """Return a scenario without talk: one offer, one bid of everybody, one vote."""
    tables = []
    for table in scenario.tables:
        mute = table.tender and table.tender.model_copy(update={"has_presentation": False})
        tables.append(table.model_copy(update={"deadline_rounds": 1, "tender": mute}))
    return scenario.model_copy(update={"tables": tuple(tables)})


def _check_playable(scenario: Scenario) -> None:
    for table in scenario.tables:
        if table.protocol == "none":
            raise UsageError(
                f"table {table.id!r} of {scenario.name} has no protocol: it can be analysed "
                "(haggle frontier, haggle value), not played"
            )
