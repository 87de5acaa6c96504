"""What we depend on and what we hand out: extras, licences, locks, and no trace of a machine."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, name_of, repository_files

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = ("ui", "ray", "postgres", "evals", "local", "inspect", "dev")
COPYLEFT = re.compile(r"\b(A|L)?GPL|(Affero|Lesser|GNU) General Public", re.IGNORECASE)
BY_FILE = {"agent-client-protocol"}
"""They name no licence and hand its text out: Apache 2.0."""
NEVER = {"negmas", "psycopg", "psycopg2", "psycopg-binary", "psycopg2-binary"}
"""AGPL and LGPL: tests may play against the first, nothing may need them."""


def declared(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def brought() -> Iterator[Distribution]:
    """Walk over every installed distribution that ours brings, with all its extras."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting: list[tuple[str, frozenset[str]]] = [("haggle", frozenset(EXTRAS))]
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # an extra that is not installed here
        yield found
        for line in found.requires or []:
            needed = Requirement(line)
            wanted = any(
                needed.marker is None or needed.marker.evaluate({"extra": extra})
                for extra in (*extras, "")
            )
            if wanted:
                waiting.append((canonicalize_name(needed.name), frozenset(needed.extras)))


def licence(found: Distribution) -> str:
    """Return what a package declares, and its whole text only where it declares nothing.

    Texts hold the notices of what a wheel carries too: SciPy's that of GCC's runtime library.
    """
    keys = ("License-Expression", "License", "Classifier")
    fields = [field for key in keys for field in found.metadata.get_all(key) or []]
    fields = [field for field in fields if "::" not in field or "License" in field]
    return "\n".join([field for field in fields if "\n" not in field] or fields)


def test_the_extras_are_those_that_the_readme_may_name() -> None:
    assert set(PROJECT["project"]["optional-dependencies"]) == set(EXTRAS)
    assert all(PROJECT["project"]["optional-dependencies"].values())


def test_nothing_that_we_bring_is_under_a_copyleft_licence() -> None:
    everything = list(brought())
    assert len(everything) > 50
    copyleft = {
        found.metadata["Name"]: licence(found)[:80]
        for found in everything
        if COPYLEFT.search(licence(found))
    }
    assert copyleft == {}


def test_everything_that_we_bring_declares_a_licence() -> None:
    silent = [found.metadata["Name"] for found in brought() if not licence(found).strip()]
    assert set(silent) <= BY_FILE


def test_what_is_under_a_copyleft_licence_is_never_asked_for() -> None:
    asked = declared(PROJECT["project"]["dependencies"])
    for lines in PROJECT["project"]["optional-dependencies"].values():
        asked |= declared(lines)
    assert asked & NEVER == set()
    assert set(PROJECT["dependency-groups"]) == {"sparring"}


def pins(name: str) -> dict[str, str]:
    """Read a lock file: what is pinned, with its marker -> its version."""
    found: dict[str, str] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and line[0] not in " #":
            wanted = Requirement(line.rstrip(" \\"))
            found[f"{canonicalize_name(wanted.name)} ; {wanted.marker}"] = str(wanted.specifier)
    return found


LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_version_with_hashes(lock: str) -> None:
    written = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", written)[1:]
    assert len(entries) == len(pins(lock)) > 20
    for entry in entries:
        assert "==" in entry.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry.splitlines()[0]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address(lock: str) -> None:
    written = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*--(?!hash=)|^-[a-z]|@ ", written, re.MULTILINE)


def test_the_two_locks_agree() -> None:
    core, dev = pins(LOCKS[0]), pins(LOCKS[1])
    apart = {name: (version, dev.get(name)) for name, version in core.items()}
    assert {name: two for name, two in apart.items() if two[0] != two[1]} == {}


def test_the_locks_hold_what_the_project_asks_for() -> None:
    core = {name.partition(" ")[0] for name in pins(LOCKS[0])}
    dev = {name.partition(" ")[0] for name in pins(LOCKS[1])}
    assert declared(PROJECT["project"]["dependencies"]) <= core
    assert declared(PROJECT["project"]["optional-dependencies"]["dev"]) <= dev
    assert dev & NEVER == set()


def test_a_pin_keeps_to_what_the_project_asks_for() -> None:
    pinned = {name.partition(" ")[0]: version for name, version in pins(LOCKS[0]).items()}
    for line in PROJECT["project"]["dependencies"]:
        wanted = Requirement(line)
        version = pinned[canonicalize_name(wanted.name)].removeprefix("==")
        assert wanted.specifier.contains(version), line


# Built in pieces, so that this file does not hold what it looks for.
TRACES = {
    "a package index": r"(py" + r"pi\.|python" + r"hosted|arti" + r"factory|/sim" + r"ple/)",
    "an index option": r"(?<!no-emit)(?<!emit)\W--?(extra-)?in" + r"dex-url\b",
    "a home": r"/(ro" + r"ot|ho" + r"me/\w+|Us" + r"ers/\w+)/",
    "a work folder": r"(?<![\w.])/wo" + r"rk/",
    "a key": r"\bs" + r"k-[A-Za-z0-9]{20,}|AK" + r"IA[0-9A-Z]{16}|BEGIN [A-Z ]*PRIV" + r"ATE KEY",
}


@pytest.mark.parametrize("trace", TRACES)
def test_no_file_holds_the_trace_of_a_machine(trace: str) -> None:
    pattern = re.compile(TRACES[trace])
    held = {}
    for path in repository_files():
        try:
            written = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if found := pattern.search(written):
            held[name_of(path)] = found.group()
    assert held == {}


def test_what_the_wheel_needs_is_in_it() -> None:
    packages = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert set(packages) == {"negotiation", "personas", "evals", "ui"}
    for name in ("negotiation/catalog/templates/scenario.yaml", "personas/README.md"):
        assert (ROOT / name).is_file()


def test_the_command_is_ours() -> None:
    assert PROJECT["project"]["scripts"]["haggle"] == "negotiation.cli.main:main"
    assert PROJECT["project"]["license"] == "MIT"
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
