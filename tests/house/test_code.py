"""What holds for the code of the whole house, read off its syntax."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from negotiation import errors
from tests.house.tree import PACKAGES, functions, modules, name_of, parsed

MAX_FUNCTION = 50
"""Lines of a function at most."""

MAX_MODULE = 250
"""Lines of a module at most."""

OUTSIDE_THE_TREE = {
    "NetworkRefused": "tests only",
    "ProcessEnded": "tests only",
    "UnconsumedSteps": "a failed assertion of the scripted chat",
    "UnexpectedCall": "a failed assertion of the scripted chat",
}
"""Public exceptions that are no ``HaggleError``, and why."""


def test_no_function_is_longer_than_fifty_lines() -> None:
    lengths = {
        f"{name_of(path)}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules(*PACKAGES)
        for node in functions(path)
    }
    assert {name: lines for name, lines in lengths.items() if lines > MAX_FUNCTION} == {}


def test_no_module_grows_past_its_limit() -> None:
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in modules(*PACKAGES)}
    assert {name: lines for name, lines in lengths.items() if lines > MAX_MODULE} == {}


def _exceptions(path: Path) -> Iterator[ast.ClassDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ClassDef):
            bases = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
            if any(re.search(r"(Error|Exception|Failure|Warning)$", base) for base in bases):
                yield node


def test_every_exception_of_ours_is_in_the_tree() -> None:
    strays = {
        node.name: name_of(path)
        for path in modules(*PACKAGES, "tests")
        for node in _exceptions(path)
        if name_of(path) != "negotiation/errors.py"
        and not node.name.startswith("_")
        and node.name not in OUTSIDE_THE_TREE
    }
    assert strays == {}


def _drawn() -> dict[str, str]:
    """Read the tree at the top of the errors module: class -> parent."""
    parents: dict[str, str] = {}
    above = ["Exception"]
    marks = ("* ", "  x ", "    + ", "      . ")
    line = rf"^({'|'.join(map(re.escape, marks))})(\w+)"
    for mark, name in re.findall(line, errors.__doc__ or "", re.MULTILINE):
        depth = marks.index(mark)
        above[depth + 1 :] = [name]
        parents[name] = above[depth]
    return parents


def test_the_tree_is_drawn_as_it_is() -> None:
    classes = {
        name: value.__base__.__name__
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, Exception) and value.__base__ is not None
    }
    assert _drawn() == classes
    assert set(errors.__all__) == {*classes, "Fault", "FileProblem"}


def test_every_exception_says_when_it_is_raised() -> None:
    assert all(getattr(errors, name).__doc__ for name in _drawn())


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_there(package: str) -> None:
    absent = {}
    for path in modules(package):
        defined: set[str] = set()
        public: list[str] = []
        for node in parsed(path).body:
            defined |= _names(node)
            if isinstance(node, ast.Assign | ast.AugAssign) and "__all__" in _names(node):
                public += ast.literal_eval(node.value)
        assert len(public) == len(set(public)), name_of(path)
        if missing := set(public) - defined:
            absent[name_of(path)] = missing
    assert absent == {}


def _names(node: ast.stmt) -> set[str]:
    """The names that a statement at the top of a module defines."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name for alias in node.names}
    if isinstance(node, ast.If | ast.Try):
        return {name for inner in node.body for name in _names(inner)}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", node)]
    return {
        name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)
    }


def test_the_tests_patch_nothing_of_ours_and_never_sleep() -> None:
    found = []
    for path in modules("tests"):
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.Call | ast.Import | ast.ImportFrom):
                continue
            written = ast.unparse(node)
            if isinstance(node, ast.ImportFrom):
                written = f"import {node.module}"
            if any(re.match(pattern, written) for pattern in FORBIDDEN_IN_TESTS):
                found.append(f"{name_of(path)}:{node.lineno}: {written[:60]}")
    assert found == []


FORBIDDEN_IN_TESTS = (
    r"import (unittest\.mock|mock|pytest_mock)\b",
    r"(time|asyncio|trio)\.sleep\((?!0\))",
    r"sleep\(",
    # The standard library's own streams and arguments may be set; what is ours may not.
    r"(self\._)?monkeypatch\.setattr\((?!sys, 'argv'|'sys\.stdin')",
)
