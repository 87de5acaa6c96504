"""The scenarios and personas of a suite, loaded once, and handed whole to whoever plays."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from evals.families import FAMILIES
from evals.suite import ScenarioEntry, Suite
from negotiation.catalog.checking import validated
from negotiation.catalog.files import Loaded, load_persona, load_scenario
from negotiation.catalog.reading import read_document
from negotiation.domain.personas import Persona
from negotiation.errors import UsageError

__all__ = ["SHIPPED_PERSONA", "Shelf", "load_suite", "suite_names"]

SUITES = Path(__file__).parent / "suites"

SHIPPED_PERSONA = "shipped"
"""The persona that the scenario names."""

SEPARATOR = "/"
"""Between a family and the number of one of its scenarios."""


def suite_names() -> tuple[str, ...]:
    """Return the shipped suites."""
    return tuple(sorted(path.stem for path in SUITES.glob("*.yaml")))


def load_suite(name: str) -> tuple[Suite, Path]:
    """Load a shipped suite by name, or a file by path; return it with its folder.

    Raises:
        CatalogError: something is wrong in the file.
        UsageError: there is neither such a suite nor such a file.
    """
    path = SUITES / f"{name}.yaml" if name in suite_names() else Path(name)
    if not (path.suffix in {".yaml", ".yml"} and path.is_file()):
        known = ", ".join(suite_names())
        raise UsageError(f"no suite {name!r}: give a file, or one of {known}")
    return validated(read_document(path), Suite), path.parent


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a suite names, whole: it can be played where its files are not."""

    scenarios: Mapping[str, Loaded]
    """By the word of the suite; of a family by ``FAMILY/NUMBER``."""
    personas: Mapping[str, Persona]
    digests: Mapping[str, str]
    """By the same words: SHA-256 of what is on the shelf, in hexadecimal digits."""

    @classmethod
    def of(cls, suite: Suite, folder: Path, *, n_seeds: int) -> "Shelf":
        """Load everything that a suite names.

        Args:
            suite: the suite.
            folder: where files that it names are looked for first.
            n_seeds: for how many seeds scenarios of families are made.

        Raises:
            CatalogError: a scenario or a persona is wrong.
            UsageError: there is no such scenario or persona.
        """
        scenarios: dict[str, Loaded] = {}
        for entry in suite.scenarios:
            word = entry.scenario
            if word in FAMILIES:
                n_made = n_seeds * entry.draws
                scenarios |= {
                    _numbered(word, number): FAMILIES[word](number)
                    for number in range(1, n_made + 1)
                }
            else:
                scenarios[word] = load_scenario(_found(word, folder))
        personas = {
            name: load_persona(_found(name, folder), beside=folder)
            for name in suite.personas
            if name != SHIPPED_PERSONA
        }
        digests = {word: _digest(loaded) for word, loaded in scenarios.items()}
        digests |= {name: _hash(card.model_dump_json()) for name, card in personas.items()}
        return cls(scenarios, personas, digests)

    def words(self, entry: ScenarioEntry, seed: int) -> tuple[str, ...]:
        """Return under what a suite's scenarios stand here, for a seed."""
        if entry.scenario not in FAMILIES:
            return (entry.scenario,)
        last = seed * entry.draws
        numbers = range(last - entry.draws + 1, last + 1)
        return tuple(_numbered(entry.scenario, number) for number in numbers)


def _numbered(family: str, number: int) -> str:
    return f"{family}{SEPARATOR}{number}"


def _found(word: str, folder: Path) -> str:
    """Return the file beside the suite if there is one, else the word."""
    beside = folder / word
    is_file = Path(word).suffix in {".yaml", ".yml"} and beside.is_file()
    return str(beside) if is_file else word


def _digest(loaded: Loaded) -> str:
    cards = "".join(card.model_dump_json() for _, card in sorted(loaded.personas.items()))
    return _hash(loaded.scenario.model_dump_json() + cards)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
