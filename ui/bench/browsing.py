"""How long somebody waits who opens the app in a browser for the first time, where there is one.

This is the one figure that is no CPU time: what is waited for is spread over a server, a browser
and what passes between them. So it is a ratio, to a page of one button on a server as fresh, and
the two take turns. Nobody is looking for the extra of tests: without Selenium, or Debian's
Chromium, there is no such figure.
"""

import importlib.util
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from urllib.error import URLError
from urllib.request import urlopen

from evals.bench.claims import Claim, Claims
from ui.commands import server_arguments

__all__ = ["measure_browsing"]

Arguments: TypeAlias = Callable[[int], Sequence[str]]
"""What the command ``streamlit`` is called with, by port."""

LIMIT_RATIO = 6.0

CHROMIUM = Path("/usr/bin/chromium")
DRIVER = Path("/usr/bin/chromedriver")
SWITCHES = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage")

BARE = "import streamlit as st\n\nst.button('Bare', key='home-play')\n"
FIRST_BUTTON = ".st-key-home-play button"

PATIENCE_SECONDS = 120.0
LOOK_SECONDS = 0.02


def measure_browsing(*, repeats: int = 3) -> Claims:
    """Measure the time from the address to the first button, on fresh servers.

    Args:
        repeats: fresh servers of each kind; their median counts.
    """
    if importlib.util.find_spec("selenium") is None or not (CHROMIUM.exists() and DRIVER.exists()):
        return ()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare.py").write_text(BARE, "utf-8")
        own: list[float] = []
        bare: list[float] = []
        with _browser() as driver:
            for _ in range(repeats):
                own.append(_waited(driver, _own_page(folder / "runs"), folder))
                bare.append(_waited(driver, _bare_page, folder))
    return (
        Claim(
            name="ui.paint_browser",
            claim="from the address to the first button in Chromium on a fresh server, by the "
            "clock, against a page of one button",
            unit="ratio",
            limit=LIMIT_RATIO,
            measured=median(own) / median(bare),
            details={"start_page_wall_s": median(own), "bare_page_wall_s": median(bare)},
        ),
    )


def _own_page(runs: Path) -> Arguments:
    return lambda port: server_arguments(port, runs)


def _bare_page(port: int) -> list[str]:
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    return ["run", "bare.py", *options, "--browser.gatherUsageStats=false"]


def _waited(driver: Any, arguments: Arguments, folder: Path) -> float:
    """Start a server, and return how long its first visitor waits for the first button [s]."""
    with _served(arguments, folder) as url:
        begun = time.monotonic()
        driver.get(url)
        while not driver.find_elements("css selector", FIRST_BUTTON):
            if time.monotonic() - begun > PATIENCE_SECONDS:
                raise AssertionError(f"no button in {PATIENCE_SECONDS:.0f} s")
            time.sleep(LOOK_SECONDS)
        return time.monotonic() - begun


@contextmanager
def _served(arguments: Arguments, folder: Path) -> Iterator[str]:
    """Run a server of Streamlit while the context is open, and yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - our own words to our own Python
        [sys.executable, "-m", "streamlit", *arguments(port)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _until_ready(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def _until_ready(url: str) -> None:
    begun = time.monotonic()
    while True:
        try:
            with urlopen(url) as answer:  # noqa: S310 - this machine's own
                answer.read()
        except URLError:
            if time.monotonic() - begun > PATIENCE_SECONDS:
                raise
            time.sleep(LOOK_SECONDS)
        else:
            return


@contextmanager
def _browser() -> Iterator[Any]:
    from selenium import webdriver  # noqa: PLC0415 - only where it is installed
    from selenium.webdriver.chrome.options import Options  # noqa: PLC0415
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    options = Options()
    options.binary_location = str(CHROMIUM)
    for switch in SWITCHES:
        options.add_argument(switch)
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    try:
        yield driver
    finally:
        driver.quit()
