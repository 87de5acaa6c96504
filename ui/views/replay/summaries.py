"""What a list says of a run, and which runs somebody looks for. Pure."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from negotiation.domain.quantities import ValueUnit, scale_of
from negotiation.domain.values import Language, Text
from ui.texts import fill, say
from ui.views.replay.phrases import labelled

__all__ = ["ORDERS", "Order", "PartyResult", "RunFilter", "RunSummary", "chosen_runs"]
__all__ += ["results_line", "seats_line"]

Order: TypeAlias = Literal["newest", "oldest", "name", "scenario", "frontier", "joint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyResult:
    """What a run brought a party over its alternative."""

    name: Text
    amount: float
    """In the unit of the run; of a campaign the realised profit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """A run in a list, read from the head of its files only."""

    name: str
    """In an address."""
    label: str
    """For reading."""
    changed_ns: int
    scenario: str = ""
    title: Text | None = None
    """``None`` where the run cannot be read."""
    language: Language | None = None
    seed: int = 0
    seats: tuple[tuple[Text, str], ...] = ()
    """Parties, and who plays them; empty while a person plays, who is to find out."""
    players: tuple[str, ...] = ()
    is_over: bool = False
    endings: tuple[str, ...] = ()
    """Of the tables that opened, by the scorecard that was written when the run ended."""
    unit: ValueUnit = "points"
    results: tuple[PartyResult, ...] = ()
    are_profits: bool = False
    """Whether they are what a campaign really brought, over signing nothing."""
    to_frontier: float | None = None
    """In gain ratios, at a table alone."""
    forked_from: str | None = None
    """The folder of the run that it branched off, as it was named."""
    is_practice: bool = False
    is_upload: bool = False

    @property
    def called(self) -> str:
        """Return what a list calls it; practice has a name that tells nobody anything."""
        return "" if self.is_practice and self.title is not None else self.label

    @property
    def is_broken(self) -> bool:
        """Whether nothing more can be said of it without opening it."""
        return self.title is None

    @property
    def joint(self) -> float | None:
        """Return what all parties got together; ``None`` where it is not known."""
        return sum(each.amount for each in self.results) if self.results else None

    @property
    def ending(self) -> str:
        """Return what the list says of the ending, by key of the catalogue."""
        if self.is_broken:
            return "broken"
        if not self.is_over:
            return "open"
        if len(self.endings) > 1:
            return "several"
        return self.endings[0] if self.endings else "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFilter:
    """Which runs somebody looks for; what is left empty does not matter."""

    words: str = ""
    scenarios: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    players: frozenset[str] = frozenset()


def _joint(run: RunSummary) -> tuple[bool, float]:
    return (run.joint is None, -(run.joint or 0.0))


def _frontier(run: RunSummary) -> tuple[bool, float]:
    return (run.to_frontier is None, run.to_frontier or 0.0)


_KEYS: Mapping[Order, Callable[[RunSummary], tuple[object, ...]]] = MappingProxyType(
    {
        "newest": lambda run: (-run.changed_ns,),
        "oldest": lambda run: (run.changed_ns,),
        "name": lambda run: (run.label,),
        "scenario": lambda run: (run.is_broken, run.scenario, -run.changed_ns),
        "joint": _joint,
        "frontier": _frontier,
    }
)

ORDERS: tuple[Order, ...] = tuple(_KEYS)
"""How a list can be sorted; each is a key of the catalogue behind ``replay_order_``."""


def chosen_runs(
    runs: Iterable[RunSummary], wanted: RunFilter, order: Order
) -> tuple[RunSummary, ...]:
    """Return the runs that fit, sorted; equal ones by name."""
    words = _folded(wanted.words).split()
    fitting = [run for run in runs if _fits(run, wanted) and _has(run, words)]
    fitting.sort(key=lambda run: run.name)
    return tuple(sorted(fitting, key=_KEYS[order]))


def seats_line(run: RunSummary, language: Language) -> str:
    """Say who plays whom."""
    return " · ".join(
        labelled(party.in_language(language), _player(who, language), language)
        for party, who in run.seats
    )


def _player(who: str, language: Language) -> str:
    return say("replay_person", language) if who == "human" else who


def results_line(run: RunSummary, language: Language) -> str:
    """Say what every party got; nothing where it is not known."""
    if not run.results:
        return ""
    scale = scale_of([each.amount for each in run.results], run.unit, language)
    amounts = [
        f"{each.name.in_language(language)} {scale.show(each.amount)} {scale.unit}"
        for each in run.results
    ]
    key = "replay_profits" if run.are_profits else "replay_got"
    line = fill(key, language, amounts=" · ".join(amounts))
    if run.to_frontier is None:
        return line
    return f"{line} · {say('to_frontier', language)} {run.to_frontier:.2f}"


def _fits(run: RunSummary, wanted: RunFilter) -> bool:
    pairs: Sequence[tuple[frozenset[str], set[str]]] = (
        (wanted.scenarios, {run.scenario}),
        (wanted.languages, {run.language or ""}),
        (wanted.endings, {run.ending, *run.endings}),
        (wanted.players, set(run.players)),
    )
    return all(not asked or asked & there for asked, there in pairs)


def _has(run: RunSummary, words: Sequence[str]) -> bool:
    titles = (run.title.en, run.title.zh) if run.title is not None else ()
    parties = [text for party, _ in run.seats for text in (party.en, party.zh)]
    said = _folded(" ".join((run.label, run.scenario, *titles, *parties, *run.players)))
    return all(word in said for word in words)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
