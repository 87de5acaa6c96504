"""The scenarios and personas of this server: those we ship, and those saved beside its runs.

An address may come from anybody, so a name leads to a shipped file or into the folder ``library``
below the folder of runs, and nowhere else.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import streamlit as st

from negotiation.catalog.files import (
    FileKind,
    Loaded,
    load_persona,
    load_scenario,
    persona_names,
    scenario_names,
)
from negotiation.catalog.reading import read_document
from negotiation.domain.personas import Persona
from negotiation.domain.scenarios import Scenario
from negotiation.errors import CatalogError, UsageError
from ui.views.library.entries import LIBRARY, Seat, ShelfEntry

__all__ = ["LIBRARY", "BrokenFile", "Seat", "ShelfEntry", "broken", "library_of", "own_path"]
__all__ += ["persona_at", "persona_source", "personas_on", "playable", "scenario_at"]
__all__ += ["scenarios_on"]

Stamp: TypeAlias = tuple[tuple[str, int, int], ...]
"""Name, size [bytes] and time of change [ns] of every file: the same stamp, the same library."""


class BrokenFile(NamedTuple):
    """A file of the library that cannot be used as it is."""

    path: Path
    error: CatalogError


def library_of(runs: Path) -> Path:
    """Return the folder of what was written here; it may not be there yet."""
    return runs / LIBRARY


def own_path(runs: Path, name: str) -> Path:
    """Return where a file that was written here lies, by its name without the ending.

    Raises:
        UsageError: the name would lead elsewhere.
    """
    folder = library_of(runs)
    path = folder / f"{name}.yaml"
    is_plain = name not in {"", ".", ".."} and not {"/", "\\", "\0"} & set(name)
    if not is_plain or path.resolve().parent != folder.resolve():
        raise UsageError(f"there is no file {name!r} in the library")
    return path


def scenarios_on(runs: Path) -> tuple[ShelfEntry, ...]:
    """Return every scenario that can be used: those written here first."""
    own, _ = _own(library_of(runs), _stamp(runs))
    entries = (_entry(f"{LIBRARY}/{path.stem}", each.scenario) for path, each in own.scenarios)
    return (*entries, *_shipped())


def playable(runs: Path) -> tuple[ShelfEntry, ...]:
    """Return the scenarios that can be played: those written here first."""
    return tuple(entry for entry in scenarios_on(runs) if entry.is_playable)


def scenario_at(runs: Path, name: str) -> Loaded:
    """Return the scenario that a name of the shelf means, with its personas.

    Raises:
        UsageError: there is none of this name.
        CatalogError: something is wrong in the file.
    """
    if name in scenario_names():
        return _loaded_shipped(name)
    if name.startswith(f"{LIBRARY}/"):
        path = own_path(runs, name.removeprefix(f"{LIBRARY}/"))
        if path.is_file():
            return _loaded_own(path, _stamp(runs))
    raise UsageError(f"there is no scenario {name!r} here")


def personas_on(runs: Path) -> dict[str, Persona]:
    """Return every persona that can be used, by its name: those written here first."""
    own, _ = _own(library_of(runs), _stamp(runs))
    written = {f"{LIBRARY}/{path.stem}": persona for path, persona in own.personas}
    return written | _shipped_personas()


def persona_at(runs: Path, name: str) -> Persona:
    """Return the persona that a name of the shelf means.

    Raises:
        UsageError: there is none of this name, or its file is broken.
    """
    try:
        return personas_on(runs)[name]
    except KeyError:
        raise UsageError(f"there is no persona {name!r} here") from None


def persona_source(runs: Path, name: str) -> str:
    """Return what ``plan_run`` takes for a persona of the shelf: a shipped name, else a path.

    Raises:
        UsageError: there is none of this name, or its file is broken.
    """
    persona_at(runs, name)
    if not name.startswith(f"{LIBRARY}/"):
        return name
    return str(own_path(runs, name.removeprefix(f"{LIBRARY}/")))


def broken(runs: Path) -> tuple[BrokenFile, ...]:
    """Return the files of the library that cannot be used as they are."""
    return _own(library_of(runs), _stamp(runs))[1]


class _Own(NamedTuple):
    scenarios: tuple[tuple[Path, Loaded], ...]
    personas: tuple[tuple[Path, Persona], ...]


def _entry(name: str, scenario: Scenario) -> ShelfEntry:
    return ShelfEntry(
        name=name,
        title=scenario.title,
        summary=scenario.summary,
        protocols=tuple(dict.fromkeys(table.protocol for table in scenario.tables)),
        parties=tuple(Seat(party.id, party.name, party.role) for party in scenario.parties),
        n_tables=len(scenario.tables),
        is_campaign=scenario.campaign is not None,
        variant_of=_base_of(name, scenario_names()),
    )


def _base_of(name: str, names: Iterable[str]) -> str | None:
    """Return the longest of ``names`` that ``name`` is a variant of.

    >>> _base_of("price-war-sealed", ["price", "price-war", "price-war-sealed"])
    'price-war'
    """
    bases = [base for base in names if name.startswith(f"{base}-")]
    return max(bases, key=len, default=None)


def _stamp(runs: Path) -> Stamp:
    """Return what tells whether the files of the library have changed."""
    found: list[tuple[str, int, int]] = []
    for path in _files(library_of(runs)):
        try:
            stat = path.stat()
        except OSError:  # it went while we looked
            continue
        found.append((path.name, stat.st_size, stat.st_mtime_ns))
    return tuple(found)


def _files(folder: Path) -> Sequence[Path]:
    return sorted(folder.glob("*.yaml")) if folder.is_dir() else []


def _kind_of(path: Path) -> FileKind:
    """Return what a file is; only a scenario has tables."""
    content = read_document(path).content
    return "scenario" if isinstance(content, dict) and "tables" in content else "persona"


@st.cache_data(max_entries=4, show_spinner=False)
def _own(folder: Path, stamp: Stamp) -> tuple[_Own, tuple[BrokenFile, ...]]:  # noqa: ARG001 - the cache's key
    """Read the library, the broken files apart."""
    scenarios: list[tuple[Path, Loaded]] = []
    cards: list[tuple[Path, Persona]] = []
    wrong: list[BrokenFile] = []
    for path in _files(folder):
        try:
            if _kind_of(path) == "scenario":
                scenarios.append((path, load_scenario(str(path))))
            else:
                cards.append((path, load_persona(str(path))))
        except CatalogError as exc:
            wrong.append(BrokenFile(path, exc))
    return _Own(tuple(scenarios), tuple(cards)), tuple(wrong)


@st.cache_data(max_entries=32, show_spinner=False)
def _loaded_own(path: Path, stamp: Stamp) -> Loaded:  # noqa: ARG001 - the cache's key
    return load_scenario(str(path))


@st.cache_data(max_entries=64, show_spinner=False)
def _loaded_shipped(name: str) -> Loaded:
    return load_scenario(name)


@st.cache_data(max_entries=1, show_spinner=False)
def _shipped() -> tuple[ShelfEntry, ...]:
    return tuple(_entry(name, load_scenario(name).scenario) for name in scenario_names())


@st.cache_data(max_entries=1, show_spinner=False)
def _shipped_personas() -> dict[str, Persona]:
    return {name: load_persona(name) for name in persona_names()}
