"""Suite files that tests play, each in no time."""

from pathlib import Path
from typing import Any

from tests.app.scenarios import opposed, write
from tests.builders import Content, text, write_file

__all__ = ["suite_content", "write_suite"]


def suite_content(**overrides: Any) -> Content:
    """Two strategies in both roles of a small table of points, against two others."""
    return {
        "schema_version": 1,
        "name": "tiny",
        "title": text("Tiny"),
        "summary": text("A tiny suite."),
        "scenarios": ["opposed.yaml"],
        "contestants": ["strategy:linear", "strategy:random"],
        "opponents": ["strategy:boulware", "strategy:naive"],
        "seeds": 2,
        **overrides,
    }


def write_suite(folder: Path, **overrides: Any) -> Path:
    """Write the suite and the scenario beside it; return the suite's file."""
    write(folder, opposed())
    return write_file(folder / "tiny.yaml", suite_content(**overrides))
