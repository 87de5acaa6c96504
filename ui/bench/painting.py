"""How long it takes until somebody who opens the app for the first time sees something.

Measured is the server's part: a fresh process that draws the start page for the first time, against
one that draws a page of a single line. What the browser does with it is Streamlit's own.
"""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from evals.bench.claims import Claim, Claims, child_cpu_seconds
from ui.bench.pages import pages

__all__ = ["draw_start_page", "measure_painting"]

LIMIT_RATIO = 10.0
LIMIT_SECONDS = 4.0

START = ("-c", "from ui.bench.painting import draw_start_page as draw; draw()")
BARE = "from streamlit.testing.v1 import AppTest; AppTest.from_file({path!r}).run()"


def draw_start_page() -> None:
    """Draw the start page in this process, for the first time."""
    with pages() as served:
        loaded = {"pandas", "altair", "pyarrow"}
        app = served.tab()
        if not app.button or loaded & sys.modules.keys():
            raise AssertionError("the start page has no button, or loads what it does not need")


def measure_painting(*, repeats: int = 5) -> Claims:
    """Measure the first page of fresh processes.

    Args:
        repeats: processes of each kind; their median counts, for the first may have to compile.
    """
    with TemporaryDirectory() as folder:
        page = Path(folder) / "bare.py"
        page.write_text("import streamlit as st\n\nst.title('Bare')\n", "utf-8")
        bare = ("-c", BARE.format(path=str(page)))
        taken: dict[tuple[str, ...], list[float]] = {START: [], bare: []}
        for _ in range(repeats):
            for arguments, seconds in taken.items():  # in turn, so that noise meets both alike
                seconds.append(child_cpu_seconds(arguments))
    own, other = (median(seconds) for seconds in taken.values())
    return (
        Claim(
            name="ui.paint_ratio",
            claim="the first start page of a fresh process, against a page of one line",
            unit="ratio",
            limit=LIMIT_RATIO,
            measured=own / other,
            details={"start_page_s": own, "bare_page_s": other},
        ),
        Claim(
            name="ui.paint",
            claim="the first start page of a fresh process, imports and database included",
            unit="CPU s",
            limit=LIMIT_SECONDS,
            measured=own,
        ),
    )
