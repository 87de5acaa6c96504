"""What can be chosen before an attempt: who plays the others, how much time there is."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from pydantic import ValidationError

from negotiation.app.practice.planning import party_of, seats_of
from negotiation.domain.scenarios import Scenario
from negotiation.domain.values import Language
from negotiation.store.training.records import Difficulty
from ui.texts import fill, say
from ui.views.naming import told_apart

__all__ = ["ADVISERS", "COUNTERPARTS", "PACES", "counterpart_name", "counterparts"]
__all__ += ["difficulty_in", "has_patience", "seat_names"]

COUNTERPARTS: Mapping[str, str] = MappingProxyType(
    {
        "strategy": "scenario",
        "strategy:conceder": "gentle",
        "strategy:tit_for_tat": "fair",
        "strategy:linear": "steady",
        "strategy:boulware": "firm",
        "strategy:firm": "hard",
    }
)
"""Built-in counterparts, from the scenario's own to the hardest: ``WHO`` and a key of words."""

GUIDED = ("conceder", "boulware")
"""Strategies that decide while a model speaks."""

ADVISERS = ("none", "value", "full")

PACES = (1.0, 0.75, 0.5)
"""Shares of the scenario's rounds."""


class SeatName(NamedTuple):
    """A seat that can be taken."""

    seat: str
    name: str


def counterparts(models: Sequence[str]) -> tuple[str, ...]:
    """Return who can play the others: built-in ones first, then what models make possible."""
    guided = (f"guided:{strategy}:{name}" for name in models for strategy in GUIDED)
    return (*COUNTERPARTS, *(f"llm:{name}" for name in models), *guided)


def counterpart_name(who: str, language: Language) -> str:
    """Return what a counterpart is called; a model by its name."""
    if who in COUNTERPARTS:
        return say(f"play_with_{COUNTERPARTS[who]}", language)
    kind, _, rest = who.partition(":")
    if kind == "llm":
        return fill("play_with_model", language, model=rest)
    strategy, _, model = rest.partition(":")
    known = f"strategy:{strategy}"
    if kind == "guided" and known in COUNTERPARTS and model:
        how = say(f"play_with_{COUNTERPARTS[known]}", language)
        return fill("play_with_guided", language, model=model, how=how)
    return who


def has_patience(who: str) -> bool:
    """Whether a counterpart can be told to stay however long nothing moves."""
    return who.partition(":")[0] in {"llm", "guided"}


def seat_names(scenario: Scenario, language: Language) -> tuple[SeatName, ...]:
    """Return the seats of a scenario by name and role."""
    found: dict[str, str] = {}
    for seat in seats_of(scenario):
        party = scenario.party(party_of(seat))
        name = party.name.in_language(language)
        if seat == party.id:
            found[seat] = f"{name} · {party.role.in_language(language)}"
        else:
            found[seat] = fill("play_signs_for", language, party=name)
    return tuple(SeatName(seat, name) for seat, name in told_apart(found).items())


def difficulty_in(given: Mapping[str, str]) -> Difficulty:
    """Read a difficulty from an address; what makes no sense there is left out."""
    fields: dict[str, object] = {}
    names = {"counterpart": "counterpart", "adviser": "adviser", "pace": "pace_fraction"}
    names |= {"seed": "seed", "patient": "is_patient"}
    for name, field in names.items():
        if name not in given:
            continue
        try:
            Difficulty.model_validate({field: given[name]})
        except ValidationError:
            continue
        fields[field] = given[name]
    return Difficulty.model_validate(fields)
