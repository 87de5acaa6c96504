"""The catalogue: nothing missing, nothing left over, both languages alike."""

import ast
import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import ui
from ui.texts import CATALOGUE, fill, say
from ui.views.contents import Act

SOURCES = sorted(Path(ui.__path__[0]).rglob("*.py"))
CJK = re.compile(r"[\u4e00-\u9fff]")


def keys_asked_for() -> tuple[set[str], set[str]]:
    """Return the keys that ``say`` and ``fill`` are given, and the beginnings of computed ones."""
    whole, beginnings = set(), set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in {"say", "fill"}:
                continue
            match node.args[0]:
                case ast.Constant(value=str(key)):
                    whole.add(key)
                case ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_]):
                    beginnings.add(beginning)
                case _:
                    pass
    return whole, beginnings


def strings_in_sources() -> set[str]:
    return {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_text_that_is_asked_for_is_there() -> None:
    whole, beginnings = keys_asked_for()
    assert whole <= set(CATALOGUE)
    for beginning in beginnings:
        assert any(key.startswith(beginning) for key in CATALOGUE)


def test_no_text_is_left_over() -> None:
    _, beginnings = keys_asked_for()
    mentioned = strings_in_sources()
    left = [key for key in CATALOGUE if key not in mentioned]
    assert [key for key in left if not key.startswith(tuple(beginnings))] == []


def test_both_languages_take_the_same_words() -> None:
    assert [key for key, text in CATALOGUE.items() if fields(text.en) != fields(text.zh)] == []


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_each_text_is_in_its_language() -> None:
    assert [key for key, text in CATALOGUE.items() if CJK.search(text.en)] == []
    assert [key for key, text in CATALOGUE.items() if not CJK.search(text.zh)] == []


def test_numbers_and_words_are_put_in() -> None:
    assert say("round", "en", round=3, deadline=12) == "Round 3 of 12"
    assert fill("red_line", "zh", issue="单价") == "越过自己的红线：单价"


@pytest.mark.parametrize("ending", ["agreement", "walk_away", "deadline", "none"])
def test_every_ending_has_its_text(ending: str) -> None:
    assert f"ending_{ending}" in CATALOGUE


@pytest.mark.parametrize("act", get_args(Act))
def test_every_act_has_its_text(act: str) -> None:
    assert f"act_{act}" in CATALOGUE
