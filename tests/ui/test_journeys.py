"""Whole journeys in a real browser: from the start page to a debrief that is taken home."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from selenium.webdriver.common.keys import Keys

from negotiation.analysis.debrief.skill_words import SKILL_TITLES
from negotiation.domain.values import LANGUAGES, Language
from tests.browsers import NEEDS_CHROMIUM, chromium
from tests.ui.browsing import Served, Tab, served
from tests.ui.conftest import play_shipped
from ui.texts import say

pytestmark = NEEDS_CHROMIUM

WORDS = {
    "en": "I can do 94,000 RMB a card for 2,048 cards.",
    "zh": "我这边可以做到9.4万元一张，2048张。",
}

SEAT = "scenario=a800-supply&party=vendor&counterpart=strategy:conceder"
"""Against a buyer who gives way early, so that a few turns are enough."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    runs = tmp_path_factory.mktemp("journeys") / "runs"
    runs.mkdir()
    for name in ("first", "second"):
        play_shipped("a800-supply", runs / name)
    with served(runs) as server:
        yield server


@pytest.fixture(scope="module")
def tab(server: Served) -> Iterator[Tab]:
    with chromium("--window-size=1280,1400", "--lang=en-US") as driver:
        yield Tab(driver, server.url)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_seat_is_played_from_the_start_page_to_a_debrief_on_paper(
    tab: Tab, server: Served, tmp_path: Path, language: Language
) -> None:
    def word(key: str, **numbers: int) -> str:
        return say(key, language, **numbers)

    tab.open(f"?lang={language}")
    tab.click(word("home_play_now"))
    tab.see(word("play_who"))  # in the language of the address, whatever the browser's own
    tab.open(f"play?lang={language}&{SEAT}")
    tab.click(word("play_prepare"))
    tab.click(word("play_begin"))

    # An offer from the builder; then the page is reloaded, or its server killed.
    tab.click(word("play_do_offer"))
    tab.see(word("round", round=2, deadline=12))
    if language == "zh":
        server.kill()
        server.start()
    tab.driver.refresh()
    tab.see(word("round", round=2, deadline=12), word("play_builder"))

    # Words that are read into an offer; then the move is taken back.
    tab.part("stChatInputTextArea").send_keys(WORDS[language], Keys.ENTER)
    tab.see(word("play_read"))
    tab.click(word("play_read_send"))
    tab.see(word("round", round=3, deadline=12), WORDS[language])
    tab.click(word("play_take_back"))
    tab.click(word("play_take_back_sure"))
    tab.see_no(WORDS[language])
    tab.see(word("round", round=2, deadline=12))

    # What lies on the table is accepted, and the debrief is taken home.
    tab.click(word("play_do_accept"))
    tab.click(word("play_sure_accept"))
    tab.see(word("play_over"))
    tab.click(word("play_debrief"))
    tab.see(word("debrief_gain"), word("debrief_take_home"))
    tab.click(word("debrief_tab_turning"))
    tab.see(word("debrief_play_out_chart"))
    take_home(tab, tmp_path, language)


def take_home(tab: Tab, folder: Path, language: Language) -> None:
    """Save the debrief as a PDF, read it, and open it in the browser."""
    tab.saves_to(folder)
    tab.click(say("debrief_as_pdf", language))
    paper = tab.saved(folder, "*.pdf")
    told = "\n".join(page.extract_text() for page in PdfReader(paper).pages)
    assert SKILL_TITLES["closing"][LANGUAGES.index(language)] in told
    tab.driver.get(paper.as_uri())
    assert tab.driver.execute_script("return document.contentType") == "application/pdf"


def test_what_one_trainee_plays_another_cannot_open(tab: Tab, server: Served) -> None:
    tab.open("play?lang=en")
    tab.click(say("play_prepare", "en"))
    tab.see(say("play_begin", "en"))
    address = tab.driver.current_url
    with chromium("--window-size=1280,1400", "--lang=en-US") as driver:
        other = Tab(driver, server.url)
        other.driver.get(address)
        other.see(say("play_no_session", "en"))
        assert say("play_begin", "en") not in other.text
        other.open("progress?lang=en")
        other.see(say("screen_progress", "en"))
        assert "A800" not in other.text
    tab.open("progress?lang=en")
    tab.see("A800")


def test_a_campaign_is_watched_while_it_is_played_and_stopped(tab: Tab) -> None:
    tab.open("watch?lang=en&scenario=the-scramble")
    tab.click(say("watch_start", "en"))
    tab.see(say("watch_cash", "en"), say("watch_prices", "en"))
    tab.click(say("watch_stop", "en"))
    tab.see(say("watch_is_stopped", "en"), say("watch_take_up", "en"))


def test_a_link_to_a_comparison_opens_it(tab: Tab) -> None:
    tab.open("compare?lang=en&first=first&second=second&turn=3")
    tab.see(say("compare_same", "en"), "first", "second")
