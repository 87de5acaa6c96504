"""A real browser for the pages: Debian's Chromium, which reaches nothing but this machine."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

__all__ = ["NEEDS_CHROMIUM", "chromium"]

CHROMIUM = Path("/usr/bin/chromium")
DRIVER = Path("/usr/bin/chromedriver")

NEEDS_CHROMIUM = pytest.mark.skipif(
    not (CHROMIUM.exists() and DRIVER.exists()),
    reason="no Chromium here: apt-get install chromium chromium-driver",
)

SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@contextmanager
def chromium(
    *switches: str, logs: Mapping[str, str] = MappingProxyType({})
) -> Iterator[webdriver.Chrome]:
    """Run a browser while the context is open.

    Args:
        switches: besides those that every test needs.
        logs: by name, from which level on the browser keeps them.
    """
    options = Options()
    options.binary_location = str(CHROMIUM)
    for switch in (*SWITCHES, *switches):
        options.add_argument(switch)
    if logs:
        options.set_capability("goog:loggingPrefs", dict(logs))
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    driver.set_page_load_timeout(30)
    try:
        yield driver
    finally:
        driver.quit()
