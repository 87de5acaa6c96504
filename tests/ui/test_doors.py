"""House rules of the app's rooms: one door to the session, one catalogue, pure view models."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import ui
from tests.house.tree import parsed
from tests.ui.test_inert import WORDED
from ui.texts import PARTS

ROOM = Path(ui.__path__[0])
SOURCES = sorted(ROOM.rglob("*.py"))
CJK = re.compile(r"[\u4e00-\u9fff]")
SAME_EVERYWHERE = {"Haggle", "http://127.0.0.1:8080/v1"}
SCREEN = re.compile(r"screens/\w+\.py")
"""Where a link leads."""
SHOWN = {"label", "body", "help", "placeholder", "caption", "text"}
MAX_SCREEN = 150
"""Lines of a screen at most: what decides or draws much belongs into views and widgets."""


def breaking(rule: Callable[[Path], Iterator[str]], *below: str) -> dict[str, list[str]]:
    """Return what breaks a rule, by file; of all files, or of those below some folders."""
    names = {path.relative_to(ROOM).as_posix(): path for path in SOURCES}
    found = {name: list(rule(path)) for name, path in names.items() if name.startswith(below or "")}
    return {name: wrong for name, wrong in found.items() if wrong}


def strings(nodes: Iterator[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_session_has_one_door() -> None:
    def touches(path: Path) -> Iterator[str]:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and node.attr == "session_state":
                yield ast.unparse(node)

    found = {name: set(said) for name, said in breaking(touches).items()}
    assert {name for name, said in found.items() if "st.session_state" in said} == {"session.py"}


def test_no_text_stands_in_two_parts_of_the_catalogue() -> None:
    counted = Counter(key for part in PARTS for key in part)
    assert [key for key, n_parts in counted.items() if n_parts > 1] == []


def test_chinese_stands_in_the_catalogue_only() -> None:
    def chinese(path: Path) -> Iterator[str]:
        return (text for text in strings(ast.walk(parsed(path))) if CJK.search(text))

    assert {name for name in breaking(chinese) if not name.startswith("texts/")} == set()


def test_no_text_on_the_screen_is_hard_coded() -> None:
    def hard_coded(path: Path) -> Iterator[str]:
        for call in ast.walk(parsed(path)):
            if isinstance(call, ast.Call) and is_worded(call):
                texts = [*call.args[:1], *(w.value for w in call.keywords if w.arg in SHOWN)]
                parts = [part for text in texts for part in (text, *getattr(text, "elts", ()))]
                yield from (text for text in strings(iter(parts)) if says_something(text))

    assert breaking(hard_coded) == {}


def is_worded(call: ast.Call) -> bool:
    return (
        isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "st"
        and call.func.attr in WORDED - {"chat_message"}
    )


def says_something(text: str) -> bool:
    is_known = text in SAME_EVERYWHERE or SCREEN.fullmatch(text)
    return bool(re.search(r"\w", text)) and not is_known


def test_a_view_model_touches_no_page_and_no_file() -> None:
    def reached(path: Path) -> Iterator[str]:
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Import(names=names):
                    modules = [alias.name for alias in names]
                case ast.ImportFrom(module=str(module)):
                    modules = [module]
                case _:
                    modules = []
            yield from (module for module in modules if is_out_of_reach(module))

    assert breaking(reached, "views/") == {}


def is_out_of_reach(module: str) -> bool:
    """Whether a module is nothing for a view model."""
    room = module.partition(".")[0]
    outside = {"streamlit", "altair", "pathlib", "os", "time", "random"}
    return room in outside or module.startswith(("ui.widgets", "ui.data"))


def test_a_screen_is_thin() -> None:
    lengths = {
        path.name: len(path.read_text("utf-8").splitlines())
        for path in (ROOM / "screens").glob("*.py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > MAX_SCREEN} == {}
