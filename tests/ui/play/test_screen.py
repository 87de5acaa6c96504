"""The real screen of playing, driven without a browser, over a small scenario of our own."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.app.service.live import LiveRun
from negotiation.domain.events import EscalationDecided, OfferMade
from negotiation.store.jsonl import read_events
from negotiation.store.training.records import Attempt
from tests.app.campaigns import campaign_content
from tests.app.scenarios import three_parties
from tests.builders import (
    Content,
    make_points_file,
    mandate_content,
    party_content,
    table_content,
    write_file,
)
from tests.ui.conftest import Opening
from ui.server import Server, server

TINY = {"scenario": "library/tiny", "counterpart": "strategy:linear"}


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A folder of runs with a scenario of its own, which is valued at once."""
    library = tmp_path / "runs" / "library"
    library.mkdir(parents=True)
    make_points_file(library, tables=[table_content(deadline_rounds=8)])
    return tmp_path / "runs"


class Player:
    """One visitor at the screen."""

    def __init__(self, open_app: Opening, runs: Path, **query: str) -> None:
        self._open_app = open_app
        self.runs = runs
        self.app = open_app(runs, "play", **query)

    @property
    def server(self) -> Server:
        found: Server = server(self.runs)
        return found

    @property
    def session(self) -> str:
        given = self.app.query_params["session"]
        return given[0] if isinstance(given, list) else str(given)

    @property
    def attempt(self) -> Attempt:
        key = self.app.session_state["page"].visitor.key
        found = self.server.service.call(self.server.training.attempt(self.session, trainee=key))
        assert found is not None
        return found

    @property
    def live(self) -> LiveRun:
        found = self.server.service.find(self.server.practice / self.attempt.run)
        assert found is not None
        return found

    @property
    def texts(self) -> str:
        assert not self.app.exception
        return "\n".join(element.value for element in self.app.text)

    def press(self, beginning: str) -> None:
        """Press the button whose key begins so, and wait until it is the player's turn again."""
        self.button(beginning).click().run()
        self.settle()

    def button(self, beginning: str):  # type: ignore[no-untyped-def] # noqa: ANN201 - of AppTest
        return next(each for each in self.app.button if (each.key or "").startswith(beginning))

    def has(self, beginning: str) -> bool:
        return any((each.key or "").startswith(beginning) for each in self.app.button)

    def can(self, beginning: str) -> bool:
        return any(
            (each.key or "").startswith(beginning) and not each.disabled for each in self.app.button
        )

    def begin(self) -> None:
        self.app.button(key="play-begin").click().run()
        sheet = next(each for each in self.app.button if "Begin the" in each.label)
        sheet.click().run()
        self.settle()

    def settle(self) -> None:
        """Draw the page again once the others have moved, and until all is said."""
        while self.live.state.status == "playing":
            pass
        self.app.run()
        self.app.run()

    def other_tab(self, app: AppTest) -> AppTest:
        """Open the session in another tab of the same browser."""
        tab = self._open_app(self.runs, "play")
        tab.session_state["visitor-of-tab"] = app.session_state["visitor-of-tab"]
        tab.query_params["session"] = self.session
        return tab.run()


@pytest.fixture
def player(runs: Path, open_app: Opening) -> Player:
    return Player(open_app, runs, **TINY)


def test_from_the_first_choice_to_the_brief_and_the_table(player: Player) -> None:
    assert "Two companies settle price and delivery." in player.texts
    player.app.button(key="play-begin").click().run()
    assert "What only the buyer knows." in player.texts
    assert "Leaving without a deal is worth 20 points to you." in player.texts
    assert "What only the seller knows." not in player.texts
    assert "How you will be scored" in [each.label for each in player.app.expander]
    player.app.text_area(key="play-target").set_value("60% and four weeks")
    player.app.text_area(key="play-questions").set_value("Stock?\n\nWhen?")
    next(each for each in player.app.button if "Begin" in each.label).click().run()
    player.settle()
    assert player.attempt.preparation.target == "60% and four weeks"
    assert player.attempt.preparation.questions == ("Stock?", "When?")
    player.app.select_slider[0].set_value(0).run()
    worth = {metric.label: metric.value for metric in player.app.metric}
    assert worth["Over no deal"] == "+50 points"
    player.press("offer-")
    assert {"o1", "o2"} <= set(player.texts.splitlines())
    assert "theirs: " in player.texts
    assert player.has("accept-")


def test_a_second_click_does_nothing_and_a_pause_loses_nothing(player: Player) -> None:
    player.begin()
    stale = player.other_tab(player.app)
    player.press("offer-")
    turn = player.live.state.question
    assert turn is not None
    assert turn.view.turn == 3
    next(each for each in stale.button if (each.key or "").startswith("offer-")).click().run()
    assert player.live.state.question == turn
    player.live.stop()
    player.app.run()
    assert [info.value for info in player.app.info] == ["Paused. Nothing is lost."]
    player.press("play-again")
    assert player.has("offer-")


def test_a_session_can_be_gone_on_with_when_its_scenario_is_gone(
    runs: Path, open_app: Opening
) -> None:
    player = Player(open_app, runs, **TINY, seed="9" * 30)  # an address may say anything
    player.app.button(key="play-begin").click().run()
    assert player.attempt.difficulty.seed == 2**31 - 1
    session = player.session
    (runs / "library" / "tiny.yaml").unlink()
    del player.app.query_params["session"]
    player.app.run()
    assert "library/tiny · buyer · " in player.texts
    player.button(f"play-resume-{session}").click().run()
    assert "What only the buyer knows." in player.texts


def test_free_words_become_a_draft_that_is_confirmed(player: Player) -> None:
    player.begin()
    player.app.chat_input[0].set_value("How about 70% and 4 weeks?").run()
    assert player.live.state.question is not None  # nothing has been said yet
    player.press("read-send-")
    path = player.server.practice / player.attempt.run / "events.jsonl"
    made = next(event for event in read_events(path) if isinstance(event, OfferMade))
    assert made.outcome == {"price": 0.7, "weeks": 4}
    assert made.message == "How about 70% and 4 weeks?"
    player.app.chat_input[0].set_value("60% then").run()
    player.button("read-edit-").click().run()
    assert player.app.select_slider[0].value == 0
    words = next(each for each in player.app.text_area if (each.key or "").startswith("words-"))
    assert words.value == "60% then"


def test_hints_are_a_ladder_and_words_without_terms_are_said_at_once(player: Player) -> None:
    player.begin()
    for step in ("nudge", "principle", "wording"):
        player.button(f"hint-{step}-").click().run()
    assert [hint.step for hint in player.attempt.hints] == ["nudge", "principle", "wording"]
    assert not player.has("hint-nudge-")
    assert "Before we name terms" in player.texts
    player.button("hint-use-").click().run()
    words = next(each for each in player.app.text_area if (each.key or "").startswith("words-"))
    assert (words.value or "").startswith("Before we name terms")
    player.app.chat_input[0].set_value("What do you need the servers for?").run()
    player.settle()
    assert "What do you need the servers for?" in player.texts
    assert player.live.state.question is not None
    assert player.live.state.question.view.turn == 3


def test_a_move_is_taken_back_and_the_old_run_is_remembered(player: Player) -> None:
    player.begin()
    player.press("offer-")
    first = player.attempt.run
    player.button("back-sure-").click().run()
    player.settle()
    assert player.attempt.taken_back == (first,)
    assert player.attempt.run == f"{player.session}-2"
    assert "o1" not in player.texts.splitlines()


def test_a_new_server_loses_nothing_and_shows_it_to_nobody_else(
    player: Player, open_app: Opening
) -> None:
    player.begin()
    player.press("offer-")
    before = player.live.state.question
    assert before is not None
    server.clear()  # ends the talks and the loop; the next page starts a new server
    tab = player.other_tab(player.app)
    while player.live.state.status == "playing":
        pass
    tab.run()
    assert "o2" in [element.value for element in tab.text]
    now = player.live.state.question
    assert now is not None
    assert now.view.turn == before.view.turn
    other = open_app(player.runs, "play", session=player.session)
    assert ["yours to see" in info.value for info in other.info] == [True]
    assert not other.text
    assert not other.chat_input


def test_who_signs_for_a_party_is_asked_to_sign(runs: Path, open_app: Opening) -> None:
    step = {
        "issue": "price",
        "at_least": 0.7,
        "signer": {"en": "The board.", "zh": "董事会。"},
        "approval": "seat",
    }
    buyer = party_content("buyer", mandate=mandate_content(authority=[step]))
    parties = [buyer, party_content("seller")]
    make_points_file(runs / "library", "signed", parties=parties)
    player = Player(open_app, runs, scenario="library/signed", party="buyer.approver")

    player.begin()
    assert "Buyer House asks you to sign" in player.texts
    assert "Who must sign: The board" in player.texts
    assert not player.has("offer-")
    assert not player.app.chat_input
    player.press("accept-")
    log = read_events(player.server.practice / player.attempt.run / "events.jsonl")
    decided = next(event for event in log if isinstance(event, EscalationDecided))
    assert decided.granted


def test_what_is_beyond_authority_is_asked_for_where_it_would_be_accepted(
    runs: Path, open_app: Opening
) -> None:
    step = {"issue": "price", "at_least": 0.7, "signer": {"en": "The board.", "zh": "董事会。"}}
    buyer = party_content("buyer", mandate=mandate_content(authority=[step]))
    parties = [buyer, party_content("seller")]
    make_points_file(runs / "library", "limited", parties=parties)
    limited = {"scenario": "library/limited", "counterpart": "strategy:hardliner"}
    player = Player(open_app, runs, **limited)
    player.begin()
    player.press("offer-")
    assert not player.has("accept-")
    player.press("ask-house-accept-")
    log = read_events(player.server.practice / player.attempt.run / "events.jsonl")
    assert "escalation_decided" in [event.kind for event in log]
    assert player.can("accept-")


def round_table() -> Content:
    content = three_parties()
    content["tables"][0] |= {"protocol": "roundtable", "deadline_rounds": 4}
    return content


@pytest.mark.parametrize(
    ("content", "seat", "first"),
    [
        (campaign_content(), "lab", "Let the bidding go on"),
        (round_table(), "chair", "Propose this"),
    ],
    ids=["host of a tender in a campaign", "round table"],
)
def test_larger_tables_are_played_to_their_end(
    runs: Path, open_app: Opening, content: Content, seat: str, first: str
) -> None:
    write_file(runs / "library" / "large.yaml", content)
    player = Player(open_app, runs, scenario="library/large", party=seat)
    player.begin()
    assert first in [each.label for each in player.app.button]
    player.button("hint-nudge-").click().run()
    for _ in range(60):
        if player.has("play-debrief"):
            break
        usual = ("accept-", "pass-", "offer-", "walk-")
        player.press(next(each for each in usual if player.can(each)))
    assert player.has("play-debrief")
    assert not player.app.error


def test_accepting_ends_it_and_leads_to_the_debrief(player: Player) -> None:
    player.begin()
    player.press("offer-")
    player.app.chat_input[0].set_value("Deal!").run()
    assert player.live.state.question is not None  # nothing binds yet
    player.button("yes-").click().run()
    while player.live.state.status == "playing":
        pass
    player.app.run()
    assert [done.value for done in player.app.success] == ["Agreement in round 2."]
    assert player.has("play-debrief")
    player.settle()
    assert summed_up(player).ended_at is not None


def summed_up(player: Player) -> Attempt:
    """Wait until the background has written down what came of a session."""
    for _ in range(10_000):
        if (attempt := player.attempt).result is not None:
            return attempt
    raise AssertionError("nobody sums it up")


def test_a_chinese_table_without_an_adviser(runs: Path, open_app: Opening) -> None:
    player = Player(open_app, runs, **TINY, adviser="none")
    player.begin()
    player.press("offer-")
    assert not player.app.metric
    assert "against no deal" not in player.texts
    player.app.button_group(key="lang").set_value("zh").run()
    app = player.app
    shown = [*app.button, *app.expander, *app.select_slider, *app.text_area]
    labels = [each.label for each in shown if each.label]
    assert labels
    assert [label for label in labels if label.isascii()] == []
    assert "乙公司" in player.texts
