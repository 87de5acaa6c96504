"""How two runs of one scenario were set up differently."""

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from negotiation.app.plan import RunPlan
from negotiation.app.records import RunRecord
from negotiation.app.seats import Seat
from negotiation.domain.values import Value

__all__ = ["SettingDifference", "SettingKind", "setting_differences"]

SettingKind: TypeAlias = Literal[
    "scenario", "seed", "language", "talk", "seat", "persona", "forced_move", "model", "version"
]

_CONDITIONS = frozenset({"scenario", "seed", "language", "talk"})


class SettingDifference(Value):
    """One thing that was not the same; ``None`` where a run had none of it."""

    kind: SettingKind
    name: str = ""
    """Of the seat, the model or the package; table and turn of a forced move."""
    first: str | None = None
    second: str | None = None

    @property
    def is_condition(self) -> bool:
        """Whether it is one of the conditions under which anybody decides, and not who decides."""
        return self.kind in _CONDITIONS


def setting_differences(one: RunRecord, other: RunRecord) -> tuple[SettingDifference, ...]:
    """List what differs, the conditions first."""
    return (*_conditions(one.plan, other.plan), *_deciders(one, other))


def _conditions(one: RunPlan, other: RunPlan) -> Iterator[SettingDifference]:
    if _content(one, other) != _content(other, one):
        yield SettingDifference(kind="scenario", name=one.scenario.name)
    if one.seed != other.seed:
        yield SettingDifference(kind="seed", first=str(one.seed), second=str(other.seed))
    if one.language != other.language:
        yield SettingDifference(kind="language", first=one.language, second=other.language)
    if one.talk != other.talk:
        yield SettingDifference(kind="talk", first=one.talk, second=other.talk)


def _content(plan: RunPlan, beside: RunPlan) -> object:
    """Return the scenario; without its deadlines where only one of two runs has any talk."""
    if "none" not in {plan.talk, beside.talk} or plan.talk == beside.talk:
        return plan.scenario
    tables = [table.model_copy(update={"deadline_rounds": 1}) for table in plan.scenario.tables]
    return plan.scenario.model_copy(update={"tables": tuple(tables)})


def _deciders(one: RunRecord, other: RunRecord) -> Iterator[SettingDifference]:
    yield from _rows("seat", *(_words(run.plan.seats) for run in (one, other)))
    changed = {
        seat
        for seat, card in one.plan.personas.items()
        if card != other.plan.personas.get(seat, card)
    }
    for seat in sorted(changed):
        names = [run.plan.personas[seat].name for run in (one, other)]
        yield SettingDifference(kind="persona", name=seat, first=names[0], second=names[1])
    yield from _rows("forced_move", _forced(one.plan), _forced(other.plan))
    yield from _rows("model", _addresses(one), _addresses(other))
    yield from _rows("version", one.versions, other.versions)


def _rows(
    kind: SettingKind, one: Mapping[str, str], other: Mapping[str, str]
) -> Iterator[SettingDifference]:
    for name in dict.fromkeys((*one, *other)):
        if one.get(name) != other.get(name):
            yield SettingDifference(
                kind=kind, name=name, first=one.get(name), second=other.get(name)
            )


def _words(seats: Mapping[str, Seat]) -> dict[str, str]:
    """Return each seat as the command line says it, options included."""
    return {seat: _with_options(who) for seat, who in seats.items()}


def _with_options(who: Seat) -> str:
    told = who.model_dump(exclude_defaults=True, exclude={"kind", "name", "model", "persona"})
    return ",".join((str(who), *(f"{name}={value}" for name, value in told.items())))


def _forced(plan: RunPlan) -> dict[str, str]:
    return {
        f"{each.table}/{each.turn}/{each.party}": each.move.model_dump_json()
        for each in plan.forced_moves
    }


def _addresses(run: RunRecord) -> dict[str, str]:
    return {
        name: f"{address.get('model', name)} at {address.get('base_url', 'this machine')}"
        for name, address in run.endpoints.items()
    }
