"""Where scenarios and personas are found, and how they are loaded and checked whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import personas
from negotiation.catalog.checking import validated
from negotiation.catalog.clauses import clause_misreferences
from negotiation.catalog.reading import Document, document_of, read_document
from negotiation.domain.personas import Persona
from negotiation.domain.references import misreferences
from negotiation.domain.scenarios import Scenario
from negotiation.errors import CatalogError, Fault, UsageError

__all__ = ["FileKind", "check_draft", "load_file", "load_persona", "load_scenario"]
__all__ += ["persona_names", "scenario_names", "schema_of"]

FileKind: TypeAlias = Literal["scenario", "persona"]

SCENARIOS = Path(__file__).parent.parent / "scenarios"
PERSONAS = Path(next(iter(personas.__path__)))
SUFFIX = ".yaml"

_MODELS: dict[FileKind, type[Scenario] | type[Persona]] = {
    "scenario": Scenario,
    "persona": Persona,
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A scenario with every persona that its parties name."""

    path: Path
    scenario: Scenario
    personas: dict[str, Persona]


def scenario_names() -> tuple[str, ...]:
    """Return the shipped scenarios."""
    return _names(SCENARIOS)


def persona_names() -> tuple[str, ...]:
    """Return the shipped personas."""
    return _names(PERSONAS)


def schema_of(kind: FileKind) -> dict[str, object]:
    """Return the JSON Schema of a kind of file, for editors."""
    schema = _MODELS[kind].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def load_scenario(name: str) -> Loaded:
    """Load a shipped scenario by name, or a file by path.

    Raises:
        CatalogError: something is wrong in the file or in a persona it names.
        UsageError: there is neither such a scenario nor such a file.
    """
    path = _find(name, SCENARIOS, "scenario")
    return _loaded(path, read_document(path))


def load_persona(name: str, *, beside: Path | None = None) -> Persona:
    """Load a persona by name (shipped, or in the folder ``beside``), or a file by path.

    Raises:
        CatalogError: something is wrong in the file.
        UsageError: there is neither such a persona nor such a file.
    """
    path = _persona_path(name, beside=beside) or _find(name, PERSONAS, "persona")
    return validated(read_document(path), Persona)


def load_file(path: Path) -> tuple[FileKind, Scenario | Persona]:
    """Load a file of either kind; which one is told by its keys.

    Raises:
        CatalogError: something is wrong in the file.
    """
    document = read_document(path)
    if _is_persona(document):
        return "persona", validated(document, Persona)
    return "scenario", _loaded(path, document).scenario


def check_draft(text: str, path: Path) -> Loaded | Persona:
    """Return what a file would be if ``text`` stood in it; personas beside ``path`` are known.

    Raises:
        CatalogError: something is wrong in it; problems call the file by its name alone.
    """
    document = document_of(text, path.name)
    if _is_persona(document):
        return validated(document, Persona)
    return _loaded(path, document)


def _loaded(path: Path, document: Document) -> Loaded:
    scenario = validated(document, Scenario)
    found = [*misreferences(scenario), *clause_misreferences(scenario)]
    problems = [document.problem(*each) for each in found]
    problems += [
        document.problem(
            ("parties", position, "persona"),
            f"unknown persona {party.persona!r}; known are {', '.join(persona_names())} "
            f"and the files beside this one",
            Fault(
                "unknown", (("found", repr(party.persona)), ("known", ", ".join(persona_names())))
            ),
        )
        for position, party in enumerate(scenario.parties)
        if _persona_path(party.persona, beside=path.parent) is None
    ]
    if problems:
        raise CatalogError(tuple(sorted(problems, key=lambda problem: problem.line)))
    named = dict.fromkeys(party.persona for party in scenario.parties)
    return Loaded(path, scenario, {name: load_persona(name, beside=path.parent) for name in named})


def _is_persona(document: Document) -> bool:
    """Whether the keys are rather those of a persona; one of them may well be missing."""
    keys = document.content.keys() if isinstance(document.content, dict) else set[str]()
    return len(keys & Persona.model_fields.keys()) > len(keys & Scenario.model_fields.keys())


def _names(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob(f"*{SUFFIX}")))


def _persona_path(name: str, *, beside: Path | None) -> Path | None:
    for folder in _folders(beside):
        path = folder / f"{name}{SUFFIX}"
        if path.is_file():
            return path
    return None


def _folders(beside: Path | None) -> Iterator[Path]:
    if beside is not None:
        yield beside
    yield PERSONAS


def _find(name: str, folder: Path, kind: FileKind) -> Path:
    if name in _names(folder):
        return folder / f"{name}{SUFFIX}"
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} or path.exists():
        return path
    known = ", ".join(_names(folder))
    raise UsageError(f"no {kind} {name!r}: give a file, or one of {known}")
