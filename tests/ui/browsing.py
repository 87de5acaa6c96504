"""The app as people have it: a server process, and a tab of a real browser that looks at it."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from selenium import webdriver
from selenium.common.exceptions import (
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
    TimeoutException,
    WebDriverException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

__all__ = ["Served", "Tab", "served"]

T = TypeVar("T")

CLICKABLE = "button, label, summary, a, [role=tab], [role=option], [role=radio]"

PASSING = (
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
    WebDriverException,
)
"""What a page that is being drawn anew may answer."""

IS_IDLE = """
const app = document.querySelector('[data-testid=stApp]');
return app && app.getAttribute('data-test-script-state') === 'notRunning';
"""

SECONDS = 60


class Served:
    """A server process over a folder of runs; it can be killed and started again."""

    def __init__(self, runs: Path) -> None:
        self._runs = runs
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self._port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start, and return when it says that it is ready."""
        command = [sys.executable, "-m", "negotiation.cli.main", "ui", "--port", str(self._port)]
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--runs", str(self._runs)],
            env={"PATH": os.defpath, "HOME": str(self._runs)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self._process.stdout is not None
        assert any("URL:" in line for line in self._process.stdout)

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.communicate(timeout=20)

    def stop(self) -> None:
        """Ask it to end. It says goodbye, and waits for ever when nobody listens."""
        assert self._process is not None
        self._process.terminate()
        try:
            self._process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise


@contextmanager
def served(runs: Path) -> Iterator[Served]:
    """Serve ``runs`` while the context is open."""
    server = Served(runs)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class Tab:
    """A tab of a browser. What it looks for may be drawn anew at any moment, so it tries again."""

    def __init__(self, driver: webdriver.Chrome, url: str) -> None:
        self.driver = driver
        self._url = url

    def open(self, path: str = "") -> None:
        """Go to an address of the app."""
        self.driver.get(f"{self._url}/{path}")

    @property
    def text(self) -> str:
        """All that is on the page."""
        shown: str = self.driver.execute_script("return document.body.innerText")
        return shown

    def see(self, *texts: str) -> str:
        """Wait until every text is on the page and the page is idle; return all that is on it."""

        def found(driver: webdriver.Chrome) -> str | None:
            shown = self.text
            is_idle = driver.execute_script(IS_IDLE)
            return shown if is_idle and all(text in shown for text in texts) else None

        return self._until(found, f"{texts} on the page")

    def see_no(self, text: str) -> None:
        """Wait until the page is idle and says nothing of ``text``."""
        self._until(
            lambda driver: driver.execute_script(IS_IDLE) and text not in self.text,
            f"no {text!r} on the page",
        )

    def click(self, text: str, *, within: str = CLICKABLE) -> None:
        """Click on what says exactly ``text``, else on what says it among other things."""

        def clicked(_: webdriver.Chrome) -> bool:
            element = self._find(text, within)
            if element is None:
                return False
            self.press(element)
            return True

        self._until(clicked, f"a click on {text!r}")

    def press(self, element: WebElement) -> None:
        """Click on an element, in the middle of the window: the menu covers its upper edge."""
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def part(self, name: str) -> WebElement:
        """Return the first part of the page that Streamlit's tests call ``name``."""
        selector = f"[data-testid={name}]"
        return self._until(
            lambda driver: driver.find_element(By.CSS_SELECTOR, selector), f"a part {name!r}"
        )

    def saves_to(self, folder: Path) -> None:
        """Let what is downloaded go to ``folder``."""
        self.driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)}
        )

    def saved(self, folder: Path, pattern: str) -> Path:
        """Wait for a file that is downloaded, and return it."""

        def found(_: webdriver.Chrome) -> Path | None:
            return next((path for path in folder.glob(pattern) if path.stat().st_size), None)

        return self._until(found, f"a file {pattern}")

    def _find(self, text: str, within: str) -> WebElement | None:
        shown = [
            element
            for element in self.driver.find_elements(By.CSS_SELECTOR, within)
            if element.is_displayed() and element.is_enabled() and text in element.text
        ]
        exact = [element for element in shown if text in element.text.splitlines()]
        return min(exact or shown, key=lambda element: len(element.text), default=None)

    def _until(self, condition: Callable[[webdriver.Chrome], T | None], what: str) -> T:
        waiting = WebDriverWait(
            self.driver, SECONDS, poll_frequency=0.1, ignored_exceptions=PASSING
        )
        try:
            found = waiting.until(condition)
        except TimeoutException as exc:
            raise AssertionError(f"waited in vain for {what}; the page says:\n{self.text}") from exc
        assert found
        return found
