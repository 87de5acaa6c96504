"""``haggle ui`` from the command to a real browser, with a run that attacks who looks at it.

Every text of the run holds a picture in Markdown, a picture in HTML and addresses of a server that
notes who asks it for anything. Nothing may, until the test itself does.
"""

import json
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from negotiation.domain.scenarios import Scenario
from negotiation.store.folder import EVENTS
from tests.browsers import NEEDS_CHROMIUM, chromium
from tests.builders import scenario_content, table_content
from tests.ui.conftest import plan_of, play

pytestmark = NEEDS_CHROMIUM

CLICKABLE = "button, label, summary, [role=tab]"

IS_IDLE = """
const app = document.querySelector('[data-testid=stApp]');
return app && app.getAttribute('data-test-script-state') === 'notRunning';
"""


@dataclass
class Sink:
    """Notes the path of every request."""

    url: str
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.wfile.write(b"heard")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Sink(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()


def name(url: str) -> str:
    """A short attack, for what a scenario file holds."""
    return f'PWN ![a]({url}/md) <img src="{url}/html">'


def attack(url: str) -> str:
    return (
        f'PWN ![a]({url}/md) <img src="{url}/html"> {url}/auto [b]: {url}/ref "![c][b]" '
        f"<script>fetch('{url}/js')</script> **bold** :red[red]"
    )


def poisoned(content: Any, url: str) -> Any:
    """Return ``content`` with every text in two languages replaced."""
    if isinstance(content, dict):
        if content.keys() == {"en", "zh"}:
            return {"en": name(url), "zh": name(url)}
        return {key: poisoned(value, url) for key, value in content.items()}
    if isinstance(content, list):
        return [poisoned(value, url) for value in content]
    return content


@pytest.fixture(scope="module")
def hostile_runs(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Path:
    """Two tables, so that there is a choice of tables; what is said is as bad as all the rest."""
    tables = [table_content(deadline_rounds=2, id=each) for each in ("servers", "racks")]
    scenario = Scenario.model_validate(poisoned(scenario_content(tables=tables), sink.url))
    runs = tmp_path_factory.mktemp("hostile")
    log = play(plan_of(scenario), runs / "**bold** <b>run<b>") / EVENTS
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    for line in lines:
        if "message" in line["event"]:
            line["event"]["message"] = attack(sink.url)
    log.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return runs


@pytest.fixture(scope="module")
def page(hostile_runs: Path) -> Iterator[str]:
    """The address of ``haggle ui``, once it says that it is ready."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "negotiation.cli.main", "ui", "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--runs", str(hostile_runs)],
        env={"PATH": os.defpath, "HOME": str(hostile_runs)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            assert any("URL:" in line for line in server.stdout)
            yield f"http://127.0.0.1:{port}"
        finally:
            # It says goodbye, and waits for ever when nobody listens.
            server.terminate()
            try:
                server.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                raise


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    with chromium("--window-size=1200,1000", "--lang=en-US") as driver:
        yield driver


def see(browser: webdriver.Chrome, text: str) -> str:
    """Wait until ``text`` is on the page and the page is idle; return all that is on it."""

    def found(driver: webdriver.Chrome) -> str | None:
        shown: str = driver.execute_script("return document.body.innerText")
        is_idle = driver.execute_script(IS_IDLE)
        return shown if is_idle and text in shown else None

    return WebDriverWait(browser, 60).until(found) or ""


def click(browser: webdriver.Chrome, text: str) -> None:
    """Click on what says ``text``, as soon as it is there."""

    def clicked(driver: webdriver.Chrome) -> bool:
        for element in driver.find_elements(By.CSS_SELECTOR, CLICKABLE):
            if text in element.text:
                element.click()
                return True
        return False

    WebDriverWait(browser, 30, ignored_exceptions=[StaleElementReferenceException]).until(clicked)


def test_a_hostile_run_is_read_and_loads_nothing(
    browser: webdriver.Chrome, page: str, sink: Sink
) -> None:
    browser.get(page)
    shown = see(browser, "What each side would gain")
    assert attack(sink.url) in re.sub(r"\s+", " ", shown)

    click(browser, "About this table")
    click(browser, "Referee's view")
    see(browser, "over the alternative")
    for box in browser.find_elements(By.CSS_SELECTOR, "[data-testid=stSelectbox] input"):
        box.click()
        see(browser, "PWN")
        box.send_keys(Keys.ESCAPE)

    click(browser, "1 turn")
    click(browser, "中文")
    see(browser, "各方怎样让步")
    click(browser, "计分卡")
    see(browser, "本来可以谈成什么")
    links = browser.find_elements(By.CSS_SELECTOR, f"a[href^='{sink.url}']")
    pictures = browser.find_elements(By.CSS_SELECTOR, f"img[src^='{sink.url}']")
    assert (links, pictures, sink.asked) == ([], [], [])

    # What would have been noted: the sink hears this very browser.
    browser.get(f"{sink.url}/control")
    assert "/control" in sink.asked
