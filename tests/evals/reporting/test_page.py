"""The report in a real browser."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from evals.reporting.texts import REPORT_TEXTS
from tests.browsers import NEEDS_CHROMIUM, chromium
from tests.evals.reporting.conftest import EVIL, FORMULA, Reported

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    with chromium(logs={"browser": "ALL", "performance": "ALL"}) as driver:
        yield driver


def noted(browser: webdriver.Chrome, log: str) -> list[dict[str, Any]]:
    """Return what the browser has written to a log since this was last called."""
    found: list[dict[str, Any]] = browser.get_log(log)  # type: ignore[no-untyped-call]
    return found


def asked_for(browser: webdriver.Chrome) -> list[str]:
    """Return the address of every request since this was last called."""
    messages = [json.loads(each["message"])["message"] for each in noted(browser, "performance")]
    return [
        each["params"]["request"]["url"]
        for each in messages
        if each["method"] == "Network.requestWillBeSent"
    ]


def first_column(browser: webdriver.Chrome) -> list[str]:
    cells = browser.find_elements(By.CSS_SELECTOR, "#headline-table tbody th")
    return [cell.get_attribute("data-v") or "" for cell in cells]


def test_it_is_read_without_any_network(browser: webdriver.Chrome, reported: Reported) -> None:
    texts = REPORT_TEXTS["zh" if 'lang="zh-CN"' in reported.page else "en"]
    asked_for(browser)
    noted(browser, "browser")
    address = (reported.out / "report.html").as_uri()
    browser.get(address)
    assert {url for url in asked_for(browser) if not url.startswith("data:")} == {address}
    assert noted(browser, "browser") == []
    assert texts["report"] in browser.title
    shown = browser.execute_script("return document.body.innerText")
    for key in ("headline", "skill", "others", "findings", "spending", "origins", "reading"):
        assert texts[key] in shown
    assert first_column(browser)[-1] == EVIL
    assert EVIL in shown
    pictures = browser.find_elements(By.CSS_SELECTOR, "#headline-table svg .dot, svg .on")
    assert len(pictures) >= 15


def test_a_click_on_a_heading_sorts(browser: webdriver.Chrome, reported: Reported) -> None:
    browser.get((reported.out / "report.html").as_uri())
    before = first_column(browser)
    heading = browser.find_elements(By.CSS_SELECTOR, "#headline-table thead th")[0]
    heading.click()
    assert first_column(browser) == sorted(before, key=str.casefold) != before
    heading.click()
    assert first_column(browser) == sorted(before, key=str.casefold, reverse=True)
    assert FORMULA in before


def test_a_narrow_page_does_not_scroll_sideways(
    browser: webdriver.Chrome, reported: Reported
) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True},
    )
    try:
        browser.get((reported.out / "report.html").as_uri())
        width = browser.execute_script("return document.documentElement.scrollWidth")
        table = browser.execute_script(
            "return document.querySelector('#headline-table').offsetWidth"
        )
        assert width <= 390 < table
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
