"""What a run's files hold, on the page: events, calls to models and what they came to."""

from pathlib import Path

import pytest

from negotiation.llm.recorded import ChatRecord
from negotiation.store.chats import JsonlChats
from negotiation.store.folder import CHATS
from tests.ui.conftest import Opening
from tests.ui.replay.test_calls import CALLS
from tests.ui.test_app import drawn

EVIL = "![x](http://127.0.0.1/pixel) <b>bold</b>"


@pytest.fixture
def chatty(runs: Path) -> Path:
    """A folder of runs, one of them with calls to a model."""
    (runs / "tiny" / CHATS).unlink()
    answer = CALLS[0].reply
    assert answer is not None
    evil = answer.model_copy(update={"text": EVIL, "reasoning": "I think."})
    calls: list[ChatRecord] = [CALLS[0].model_copy(update={"reply": evil}), *CALLS[1:4]]
    with JsonlChats(runs / "tiny" / CHATS) as chats:
        for each in calls:
            chats.record(each)
    return runs


def test_calls_show_what_is_new_and_nothing_is_read_as_markdown(
    chatty: Path, open_app: Opening
) -> None:
    app = open_app(chatty, run="tiny", view="calls")
    said = drawn(app)
    assert {EVIL, "I think.", "Failed: ChatUnavailable slow"} <= set(said)
    assert (said.count("first"), said.count("second")) == (1, 1)
    assert not any(EVIL in element.value for element in (*app.markdown, *app.caption))
    app.toggle(key="call-whole").set_value(True).run()
    assert drawn(app).count("first") == 3
    app.toggle(key="call-failed").set_value(True).run()
    assert [e.label for e in app.expander] == ["Call 1 · turn 1", "Call 3 · turn 3 · no reply"]


def test_usage_is_a_line_for_each_seat(chatty: Path, open_app: Opening) -> None:
    app = open_app(chatty, run="tiny", view="usage", locale="zh-CN")
    (table,) = [frame.value for frame in app.dataframe]
    assert list(table["参与方"]) == ["甲公司"]
    assert list(table["费用"]) == ["0.5000 EUR + 价格未知"]


def test_events_are_sorted_out_by_kind(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, run="tiny", view="events")
    app.multiselect(key="event-kinds").set_value(["agreement_reached"]).run()
    shown = [code.value for code in app.code if "agreement_reached" in code.value]
    assert len(shown) == 1
    assert "offer_made" not in shown[0]
