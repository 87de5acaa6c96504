"""What a run is: a scenario, who sits where, a seed and a language. Fixed before the first turn."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from negotiation.agents.loading import find_factory
from negotiation.app.endpoints import Endpoints
from negotiation.catalog.files import Loaded, load_persona
from negotiation.domain.personas import Persona
from negotiation.domain.scenarios import Party, Scenario, StrategyName
from negotiation.domain.values import Language, Value
from negotiation.errors import UsageError

__all__ = ["RunPlan", "Seat", "plan_run"]

MAX_SEED = 2**31 - 1

FORMS = "llm[:MODEL], strategy[:NAME], python:MODULE:FACTORY or human"


class Seat(Value):
    """Who plays a party."""

    kind: Literal["llm", "strategy", "python", "human"]
    name: str | None = None
    """The model, the strategy or ``MODULE:FACTORY``."""
    persona: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else self.kind


class RunPlan(Value):
    """Everything that decides a run, whole: it can be played without the files it came from."""

    scenario: Scenario
    personas: dict[str, Persona]
    seats: dict[str, Seat]
    """By party."""
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)]
    language: Language

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
) -> RunPlan:
    """Settle who sits where.

    A party that ``who`` does not name is played by a model when one is given or set up, and by the
    scenario's strategy otherwise.

    Args:
        loaded: the scenario with its personas.
        who: party -> ``llm[:MODEL]``, ``strategy[:NAME]``, ``python:MODULE:FACTORY`` or ``human``.
        personas: party -> persona name or file, instead of the scenario's own.
        model: the model of every model seat that names none.
        seed: of everything that is left to chance.
        language: of the talks.
        endpoints: the models that are set up.

    Raises:
        UsageError: a party, a strategy, a persona or a form that does not exist, or a bad seed.
        CatalogError: a persona file is wrong.
    """
    scenario = loaded.scenario
    _check_parties(scenario, [*who, *personas])
    _check_playable(scenario)
    if not 0 <= seed <= MAX_SEED:
        raise UsageError(f"a seed is a number from 0 to {MAX_SEED}, found {seed}")
    chosen = {party: load_persona(name) for party, name in personas.items()}
    fallback = "llm" if model or endpoints.default else "strategy"
    seats: dict[str, Seat] = {}
    cards: dict[str, Persona] = {}
    for party in scenario.parties:
        persona = chosen.get(party.id) or loaded.personas[party.persona]
        cards[party.id] = persona
        seats[party.id] = _seat(
            party, who.get(party.id, fallback), model=model, persona=persona, endpoints=endpoints
        )
    return RunPlan(scenario=scenario, personas=cards, seats=seats, seed=seed, language=language)


def _seat(
    party: Party, who: str, *, model: str | None, persona: Persona, endpoints: Endpoints
) -> Seat:
    kind, _, name = who.partition(":")
    match kind:
        case "strategy":
            strategy = name or party.strategy.value
            if strategy not in set(StrategyName):
                known = ", ".join(StrategyName)
                raise UsageError(f"no strategy {strategy!r}; known are {known}")
            return Seat(kind="strategy", name=strategy, persona=persona.name)
        case "llm":
            profile = endpoints.profile(name or model)
            return Seat(kind="llm", name=profile.name, persona=persona.name)
        case "python" if name.count(":") == 1:
            find_factory(name)
            return Seat(kind="python", name=name, persona=persona.name)
        case "human" if not name:
            return Seat(kind="human", persona=persona.name)
        case _:
            raise UsageError(f"seat {party.id}={who}: expected {FORMS}")


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
