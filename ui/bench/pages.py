"""The real app over a folder of its own, without a browser."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from streamlit.testing.v1 import AppTest

from ui.app import MAIN
from ui.server import Server, server

__all__ = ["Pages", "pages"]

PATIENCE_SECONDS = 120.0


class Pages:
    """The app over a folder of runs. Every tab is another visitor's."""

    def __init__(self, runs: Path) -> None:
        self.runs = runs

    @property
    def server(self) -> Server:
        """What all of its tabs share."""
        held: Server = server(self.runs)
        return held

    def tab(self) -> AppTest:
        """Open the start page in a new tab."""
        app = AppTest.from_file(MAIN, default_timeout=PATIENCE_SECONDS)
        app.context = {"locale": "en-US"}
        return checked(app.run())

    def turn_to(self, app: AppTest, screen: str, **query: str) -> AppTest:
        """Turn a tab to another screen."""
        for name, value in query.items():
            app.query_params[name] = value
        app.switch_page(f"screens/{screen}.py")
        return checked(app.run())


@contextmanager
def pages() -> Iterator[Pages]:
    """Serve an empty folder; the server ends with the context."""
    given = sys.argv
    logging.getLogger("streamlit").setLevel(logging.ERROR)  # it wonders why there is no browser
    with TemporaryDirectory() as name:
        sys.argv = [str(MAIN), f"--runs={name}"]
        try:
            yield Pages(Path(name).resolve())
        finally:
            sys.argv = given
            server.clear()


def checked(app: AppTest) -> AppTest:
    """Return a tab that shows what it should: a page of errors would be quick."""
    if app.exception or app.error:
        said = [each.value for each in (*app.exception, *app.error)]
        raise AssertionError(f"the page shows an error: {said}")
    return app
