"""House rules of the app's rooms: one door to the session, one catalogue, pure view models."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import ui
from tests.ui.test_inert import WORDED
from ui.texts import PARTS

ROOM = Path(ui.__path__[0])
SOURCES = sorted(ROOM.rglob("*.py"))
CJK = re.compile(r"[\u4e00-\u9fff]")
SAME_EVERYWHERE = {"Haggle", "http://127.0.0.1:8080/v1"}
SCREEN = re.compile(r"screens/\w+\.py")
"""Where a link leads."""
SHOWN = {"label", "body", "help", "placeholder", "caption", "text"}


def name(path: Path) -> str:
    return path.relative_to(ROOM).as_posix()


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_the_session_has_one_door(path: Path) -> None:
    mentions = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "st.session_state"
    ]
    assert mentions == [] or name(path) == "session.py"


def test_no_text_stands_in_two_parts_of_the_catalogue() -> None:
    counted = Counter(key for part in PARTS for key in part)
    assert [key for key, n_parts in counted.items() if n_parts > 1] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_chinese_stands_in_the_catalogue_only(path: Path) -> None:
    literals = [
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert name(path).startswith("texts/") or not [text for text in literals if CJK.search(text)]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_text_on_the_screen_is_hard_coded(path: Path) -> None:
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) == "st"
        and node.func.attr in WORDED - {"chat_message"}
    ]
    shown = [part for call in calls for part in call.args[:1]]
    shown += [word.value for call in calls for word in call.keywords if word.arg in SHOWN]
    words = [
        node.value
        for part in shown
        for node in ([part] if isinstance(part, ast.Constant) else getattr(part, "elts", []))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    said = [word for word in words if re.search(r"\w", word) and word not in SAME_EVERYWHERE]
    assert [word for word in said if not SCREEN.fullmatch(word)] == []


@pytest.mark.parametrize("path", sorted((ROOM / "views").rglob("*.py")), ids=name)
def test_a_view_model_touches_no_page_and_no_file(path: Path) -> None:
    reached = {module.partition(".")[0] for module in imported(path)}
    assert reached.isdisjoint({"streamlit", "altair", "pathlib", "os", "time", "random"})
    assert not [module for module in imported(path) if module.startswith(("ui.widgets", "ui.data"))]


@pytest.mark.parametrize("path", sorted((ROOM / "screens").glob("*.py")), ids=name)
def test_a_screen_is_thin(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 150, "what decides or draws much belongs into views and widgets"
