"""A house rule: what is cached for everybody is made of nothing that belongs to somebody.

A cache is shared by all visitors of a server. Who may see a thing is decided before it is asked,
each time anew; so a cached function never looks at who asks.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ui

SOURCES = sorted(Path(ui.__path__[0]).rglob("*.py"))

CACHES = {"cache_data", "cache_resource"}

PERSONAL = {"cookies", "keep", "keep_first", "own_training", "query_params", "recall"}
PERSONAL |= {"session_state", "set_page", "this_page", "user", "visitor", "page"}


def cached(source: str) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and any(map(_is_cache, node.decorator_list)):
            yield node


def _is_cache(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in CACHES


def personal_in(function: ast.FunctionDef) -> set[str]:
    found = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    found |= {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    found |= {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    return found & PERSONAL


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_cache_looks_at_who_asks(path: Path) -> None:
    found = {each.name: personal_in(each) for each in cached(path.read_text("utf-8"))}
    assert {name: names for name, names in found.items() if names} == {}


def test_there_are_caches_to_look_at() -> None:
    assert sum(1 for path in SOURCES for _ in cached(path.read_text("utf-8"))) > 5


@pytest.mark.parametrize(
    "body",
    ["return page.visitor.key", "return recall('x', 1)", "return st.user.name"],
)
@pytest.mark.parametrize("decorator", ["st.cache_data", "st.cache_resource(max_entries=1)"])
def test_the_rule_sees(decorator: str, body: str) -> None:
    (function,) = cached(f"@{decorator}\ndef made(it):\n    {body}\n")
    assert personal_in(function)
