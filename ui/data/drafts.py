"""Drafts of scenarios and personas: from a template, checked while they are written, saved."""

import re
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st
import yaml

from negotiation.catalog.files import (
    FileKind,
    Loaded,
    check_draft,
    load_scenario,
    persona_names,
    scenario_names,
)
from negotiation.catalog.reading import Plain, document_of, read_document
from negotiation.catalog.starting import start_file
from negotiation.domain.personas import Persona
from negotiation.errors import CatalogError, FileProblem, UsageError
from negotiation.store.files import replace_file
from ui.data.shelf import LIBRARY, library_of, own_path

__all__ = ["Checked", "checked", "content_of", "is_taken", "save_draft", "template_of", "written"]

SMALL = "small"
"""The template that is a small new file, not a copy."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")

_LINE = 90
"""Characters of a text that stands on one line."""


class Checked(NamedTuple):
    """What a draft is, or what is wrong with it."""

    found: Loaded | Persona | None
    problems: tuple[FileProblem, ...]


def template_of(runs: Path, kind: FileKind, name: str) -> Plain:
    """Return the content that a draft begins with: of a shipped or saved file, or the small one.

    Raises:
        UsageError: there is no such file.
        CatalogError: it cannot be read.
    """
    if name == SMALL:
        with tempfile.TemporaryDirectory() as folder:
            return read_document(start_file(kind, "draft", Path(folder))).content
    if name.startswith(f"{LIBRARY}/"):
        return read_document(own_path(runs, name.removeprefix(f"{LIBRARY}/"))).content
    if kind == "scenario" and name in scenario_names():
        return read_document(load_scenario(name).path).content
    if kind == "persona" and name in persona_names():
        return document_of(
            files("personas").joinpath(f"{name}.yaml").read_text("utf-8"), name
        ).content
    raise UsageError(f"there is no {kind} {name!r} here")


def written(content: Plain) -> str:
    """Write the content of a draft as a file. The reader of files gets the same content back."""
    text: str = yaml.dump(
        content,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=100,
        default_flow_style=False,
    )
    return text


def content_of(text: str) -> Plain:
    """Return the content of a draft that was edited as a file.

    Raises:
        CatalogError: it is not in the plain subset of YAML.
    """
    return document_of(text, "draft.yaml").content


@st.cache_data(max_entries=64, show_spinner=False)
def checked(text: str, runs: Path, name: str) -> Checked:
    """Check a draft whole, as if it were saved under ``name``."""
    try:
        return Checked(check_draft(text, library_of(runs) / f"{name}.yaml"), ())
    except CatalogError as exc:
        return Checked(None, exc.problems)


def is_taken(runs: Path, name: str) -> bool:
    """Whether something is saved under a name already."""
    return bool(_NAME.fullmatch(name)) and own_path(runs, name).exists()


def save_draft(runs: Path, kind: FileKind, name: str, text: str, *, replace: bool) -> Path:
    """Save a draft into the library and return where.

    Raises:
        UsageError: the name is not one, is a shipped file's, or is taken; the disk refuses.
        CatalogError: the draft is not valid.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name: lower case letters, digits, - and _, at most 64")
    if name in (*scenario_names(), *persona_names()):
        raise UsageError(f"{name!r} is the name of a shipped file: choose another")
    path = own_path(runs, name)
    found = check_draft(text, path)
    if isinstance(found, Persona) != (kind == "persona"):
        raise UsageError(f"the draft is no {kind}")
    if path.exists() and not replace:
        raise UsageError(f"{name!r} is there already")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode())
    except OSError as exc:
        raise UsageError(f"cannot write {path}: {exc.strerror}") from exc
    return path


class _Dumper(yaml.SafeDumper):
    """Writes only what the reader of files takes: no aliases, and no text that looks like more."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - as the base class has it
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Write text in quotes, so that ``no`` stays a word, and a long one folded."""
    style = ">" if len(text) > _LINE and text == text.strip() and "\n" not in text else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _entries(dumper: yaml.SafeDumper, entries: dict[str, Any]) -> yaml.MappingNode:
    """Write keys bare: the reader takes every key as text."""
    node = dumper.represent_mapping("tag:yaml.org,2002:map", entries.items())
    for key, _ in node.value:
        if _NAME.fullmatch(key.value):
            key.style = ""
    return node


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _entries)
