"""What a run is: a scenario, who sits where, a seed and a language. Fixed before the first turn."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from negotiation.agents.loading import find_factory
from negotiation.app.endpoints import Endpoints
from negotiation.app.seats import Seat, parse_wish
from negotiation.catalog.files import Loaded, load_persona
from negotiation.domain.moves import Move, TalkMode
from negotiation.domain.personas import Persona
from negotiation.domain.scenarios import Party, Scenario, StrategyName
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
    """By party."""
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
        """The parties that people play."""
        return tuple(party for party, seat in self.seats.items() if seat.kind == "human")

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
        who: party -> ``WHO``, as ``seats.parse_wish`` reads it.
        personas: party -> persona name or file, instead of the scenario's own.
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
    _check_parties(scenario, [*who, *personas])
    _check_playable(scenario)
    if not 0 <= seed <= MAX_SEED:
        raise UsageError(f"a seed is a number from 0 to {MAX_SEED}, found {seed}")
    cards = {party.id: loaded.personas[party.persona] for party in scenario.parties}
    cards |= {party: load_persona(name) for party, name in personas.items()}
    fallback = "llm" if model or endpoints.default else "strategy"
    asked = {party.id: who.get(party.id, fallback) for party in scenario.parties}
    seats = {
        party.id: _seat(party, asked[party.id], model, cards[party.id].name, endpoints=endpoints)
        for party in scenario.parties
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
        seat: _seat(
            plan.scenario.party(seat.partition(".")[0]),
            wish,
            None,
            plan.seats[seat].persona,
            endpoints=endpoints,
        )
        for seat, wish in who.items()
    }
    return plan.model_copy(update={"seats": {**plan.seats, **changed}})


def _seat(party: Party, who: str, model: str | None, persona: str, *, endpoints: Endpoints) -> Seat:
    wish = parse_wish(party.id, who)
    options = {"persona": persona, **wish.options}
    match wish.kind:
        case "strategy":
            return Seat(kind="strategy", name=_strategy(party, wish.name), **options)
        case "llm":
            profile = endpoints.profile(wish.name or model)
            return Seat(kind="llm", name=profile.name, **{"adviser": "value", **options})
        case "guided":
            profile = endpoints.profile(wish.model or model)
            strategy = _strategy(party, wish.name)
            return Seat(kind="guided", name=strategy, model=profile.name, **options)
        case "python":
            find_factory(wish.name or "")
            return Seat(kind="python", name=wish.name, **options)
        case "human":
            return Seat(kind="human", **options)


def _strategy(party: Party, name: str | None) -> str:
    strategy = name or party.strategy.value
    if strategy not in set(StrategyName):
        raise UsageError(f"no strategy {strategy!r}; known are {', '.join(StrategyName)}")
    return strategy


def _with_one_round(scenario: Scenario) -> Scenario:
    tables = [table.model_copy(update={"deadline_rounds": 1}) for table in scenario.tables]
    return scenario.model_copy(update={"tables": tuple(tables)})


def _check_parties(scenario: Scenario, named: list[str]) -> None:
    known = [party.id for party in scenario.parties]
    for party in named:
        if party not in known:
            raise UsageError(f"no party {party!r} in {scenario.name}; known are {', '.join(known)}")


def _check_playable(scenario: Scenario) -> None:
    for table in scenario.tables:
        if table.protocol == "none":
            raise UsageError(
                f"table {table.id!r} of {scenario.name} has no protocol: it can be analysed "
                "(haggle frontier, haggle value), not played"
            )
