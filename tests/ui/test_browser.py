"""``haggle ui`` from the command to a real browser, with a run that attacks who looks at it.

Every text of the run holds a picture in Markdown, a picture in HTML and addresses of a server that
notes who asks it for anything. Nothing may, until the test itself does.
"""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from negotiation.domain.scenarios import Scenario
from negotiation.store.folder import EVENTS
from tests.browsers import NEEDS_CHROMIUM, chromium
from tests.builders import scenario_content, table_content
from tests.ui.browsing import Tab, served
from tests.ui.conftest import plan_of, play

pytestmark = NEEDS_CHROMIUM


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
def tab(hostile_runs: Path) -> Iterator[Tab]:
    """A browser over ``haggle ui``."""
    with (
        served(hostile_runs) as server,
        chromium("--window-size=1200,1000", "--lang=en-US") as driver,
    ):
        yield Tab(driver, server.url)


def test_a_hostile_run_is_read_and_loads_nothing(tab: Tab, sink: Sink) -> None:
    tab.open("replay")
    shown = tab.see("What each side would gain")
    assert attack(sink.url) in re.sub(r"\s+", " ", shown)

    tab.click("About this table")
    tab.click("Referee's view")
    tab.see("over the alternative")
    for box in tab.driver.find_elements(By.CSS_SELECTOR, "[data-testid=stSelectbox] input"):
        tab.press(box)
        tab.see("PWN")
        box.send_keys(Keys.ESCAPE)

    tab.click("1 turn")
    tab.click("中文")
    tab.see("各方怎样让步")
    tab.click("计分卡")
    tab.see("本来可以谈成什么")
    links = tab.driver.find_elements(By.CSS_SELECTOR, f"a[href^='{sink.url}']")
    pictures = tab.driver.find_elements(By.CSS_SELECTOR, f"img[src^='{sink.url}']")
    assert (links, pictures, sink.asked) == ([], [], [])

    # What would have been noted: the sink hears this very browser.
    tab.driver.get(f"{sink.url}/control")
    assert "/control" in sink.asked
