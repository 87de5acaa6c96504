"""Starting is light: what ``import negotiation`` and ``haggle --help`` leave unloaded."""

import json
import subprocess
import sys

import pytest

from tests.house.tree import ROOT

HEAVY = {
    "asyncpg",
    "hypothesis",
    "langchain_core",
    "langgraph",
    "numpy",
    "openai",
    "pandas",
    "ray",
    "sqlalchemy",
    "streamlit",
    "yaml",
}

HELP = """
from negotiation.cli.main import main
try:
    main(["--help"])
except SystemExit as exit:
    assert exit.code == 0
"""


def loaded_after(code: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter holds after running ``code``."""
    tell = "import json, sys\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        (sys.executable, "-c", f"{code}\n{tell}"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}


@pytest.mark.parametrize("code", ["import negotiation", HELP], ids=["import", "help"])
def test_starting_loads_no_framework(code: str) -> None:
    loaded = loaded_after(code)
    assert "negotiation" in loaded
    assert loaded & HEAVY == set()


def test_checking_a_file_needs_no_model_no_graph_and_no_browser() -> None:
    check = 'from negotiation.cli.main import main\nmain(["validate", "--schema", "persona"])'
    assert (
        loaded_after(check) & {"langgraph", "openai", "streamlit", "sqlalchemy", "pandas"} == set()
    )
