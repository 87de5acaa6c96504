"""A house rule: what models, people and files wrote reaches the screen through ``show`` only.

Streamlit reads labels, headings and messages as Markdown, in which a picture is fetched without a
click. So every call of Streamlit belongs to one of three classes, and a new one must be put there.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ui
from tests.house.tree import parsed

SOURCES = sorted(Path(ui.__path__[0]).rglob("*.py"))

INERT = {"text", "code", "dataframe"}
"""Draw foreign text as it is; used in ``show.py`` only."""

WORDED = {"badge", "button", "caption", "chat_message", "error", "expander", "info", "metric"}
WORDED |= {"segmented_control", "selectbox", "slider", "spinner", "subheader", "success", "tabs"}
WORDED |= {"title", "toggle", "chat_input", "checkbox", "date_input", "download_button"}
WORDED |= {"file_uploader", "form_submit_button", "link_button", "markdown", "multiselect"}
WORDED |= {"number_input", "page_link", "pills", "popover", "radio", "select_slider", "status"}
WORDED |= {"text_area", "text_input", "toast", "warning", "dialog", "header", "progress"}
"""Take Markdown: the text must be a literal or come out of the catalogue."""

SILENT = {"altair_chart", "cache_data", "columns", "container", "fragment", "rerun"}
SILENT |= {"set_page_config", "cache_resource", "divider", "empty", "form", "login", "logout"}
SILENT |= {"navigation", "space", "stop", "switch_page", "App", "Page", "grid"}
SILENT |= {"get_option", "logo", "pagination"}
"""Draw no Markdown."""

TEXT_KEYWORDS = {"label", "body", "help", "placeholder", "caption", "name", "text"}
OUR_NAMES = {"LANGUAGE_LABEL"}
NEVER = ("unsafe_allow_html", "unsafe_allow_javascript")


def problems(source: str, *, in_show: bool = False) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _import_problems(node)
        if isinstance(node, ast.keyword) and node.arg in NEVER:
            yield f"{node.arg} is never used"
        if isinstance(node, ast.Call) and (called := _streamlit_call(node)):
            yield from _call_problems(called, node, in_show=in_show)


def _import_problems(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    names = [alias.name for alias in node.names]
    module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
    for name in [*names, module]:
        if name.startswith("streamlit.components"):
            yield "streamlit.components is never used"
    if module == "streamlit":
        yield "Streamlit is called as st, so that this test sees it"


def _streamlit_call(node: ast.Call) -> str | None:
    match node.func:
        case ast.Attribute(value=ast.Name(id="st"), attr=name):
            return name
        case _:
            return None


def _call_problems(called: str, node: ast.Call, *, in_show: bool) -> Iterator[str]:
    if called in INERT:
        if not in_show:
            yield f"st.{called}: use ui.widgets.show"
    elif called in WORDED:
        texts = [*node.args[:1], *(k.value for k in node.keywords if k.arg in TEXT_KEYWORDS)]
        if not all(_is_ours(text) for text in texts):
            yield f"st.{called}: {ast.unparse(node)} draws a text that may not be ours"
    elif called not in SILENT:
        yield f"st.{called} is in no class: does it draw Markdown?"


def _is_ours(node: ast.expr) -> bool:
    match node:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="say")):
            return True
        case ast.Name(id=name):
            return name in OUR_NAMES
        case ast.List(elts=parts):
            return all(_is_ours(part) for part in parts)
        case _:
            return False


def test_foreign_text_goes_through_show() -> None:
    found = {
        path: list(problems(path.read_text("utf-8"), in_show=path.name == "show.py"))
        for path in SOURCES
    }
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    "source",
    [
        "st.markdown(message)",
        "st.markdown('fine', unsafe_allow_html=True)",
        "st.write(message)",
        "st.html('<b>no</b>')",
        "st.text(message)",
        "st.error(str(exc))",
        "st.button('fine', help=message)",
        "st.caption(f'{name}')",
        "st.tabs([say('talk', language), name])",
        "st.caption(fill('worth', language, amounts=name))",
        "import streamlit.components.v1 as components",
        "from streamlit import markdown",
    ],
)
def test_the_rule_sees(source: str) -> None:
    assert list(problems(source))


def test_no_element_is_drawn_through_a_container() -> None:
    """``place.text(...)`` would pass unseen, so elements are drawn inside ``with place`` only."""
    drawing = INERT | WORDED | {"markdown", "write", "html"}
    around = [
        f"{path.name}: {ast.unparse(call)}"
        for path in SOURCES
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in drawing
        and _streamlit_call(call) is None
    ]
    assert around == []
