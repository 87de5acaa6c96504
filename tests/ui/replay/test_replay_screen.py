"""The replay screen: a list, a link to a turn, a search that leads to one, and long talks."""

import json
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from cProfile import Profile
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.app.frontiers import frontier_report
from negotiation.app.scoring import score_talks
from negotiation.domain.events import Event, TableOpened, Talked
from negotiation.store.folder import CHATS, EVENTS, RUN
from negotiation.store.jsonl import JsonlLog
from tests.builders import make_scenario, table_content
from tests.store.training.samples import attempt
from tests.ui.conftest import Opening, cut_short, plan_of, play, seat_a_person
from tests.ui.test_app import drawn
from ui.server import server

N_TURNS = 300


@contextmanager
def counted(*functions: Callable[..., Any]) -> Iterator[Callable[[], dict[str, int]]]:
    """Count the calls of functions in the threads that begin inside: each rerun has its own."""
    watchers: list[Profile] = []

    def watch(*_: Any) -> None:
        watchers.append(Profile(builtins=False))
        watchers[-1].enable()  # from here on this thread is watched at the speed of C

    def calls() -> dict[str, int]:
        named = {each.__code__: each.__name__ for each in functions}
        found = Counter[str]()
        for watcher in watchers:
            for entry in watcher.getstats():
                if isinstance(entry.code, CodeType) and entry.code in named:
                    found[named[entry.code]] += entry.callcount
        return dict(found)

    threading.setprofile(watch)
    try:
        yield calls
    finally:
        threading.setprofile(None)


@pytest.fixture
def long_run(tmp_path: Path) -> Path:
    """A folder of runs that holds a talk of 300 turns, in which nobody offers anything."""
    plan = plan_of(make_scenario(tables=[table_content(deadline_rounds=N_TURNS // 2 + 5)]))
    folder = play(plan, tmp_path / "runs" / "long")
    parties = ("buyer", "seller")
    said: list[Event] = [
        TableOpened(table="servers", parties=parties, deadline_rounds=N_TURNS // 2 + 5)
    ]
    said += [
        Talked(table="servers", turn=turn, party=parties[(turn - 1) % 2], message=f"word {turn}.")
        for turn in range(1, N_TURNS + 1)
    ]
    (folder / EVENTS).unlink()
    with JsonlLog(folder / EVENTS, durable=False) as log:
        log.append(said, at=0)
    return folder.parent


def bubbles(app: AppTest) -> list[str]:
    return [text for text in drawn(app) if text.startswith("word ")]


def test_a_long_talk_is_paged_and_valued_once(long_run: Path, open_app: Opening) -> None:
    with counted(score_talks, frontier_report) as valuations:
        app = open_app(long_run, run="long", view="transcript")
        assert bubbles(app) == [f"word {turn}." for turn in range(1, 31)]
        app.pagination(key="transcript-page").set_value(7).run()
        assert bubbles(app) == [f"word {turn}." for turn in range(181, 211)]
        app.text_input(key="transcript-words").set_value("WORD 299").run()
        assert bubbles(app) == ["word 299."]
        assert valuations() == {"score_talks": 1}
        next(b for b in app.button if (b.key or "").startswith("jump-299")).click().run()
        assert app.slider(key="turn").value == 299
        assert len(bubbles(app)) == 9
        app.slider(key="turn").set_value(5).run()
        assert bubbles(app)[-1] == "word 5."
        assert valuations() == {"score_talks": 1, "frontier_report": 1}


def test_a_link_opens_a_turn_and_the_address_follows(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, run="tiny", turn="3")
    assert app.slider(key="turn").value == 3
    app.button(key="later_turn").click().run()
    assert app.query_params["turn"] in ("4", ["4"])
    links = [code.value for code in app.code]
    assert any(link.endswith("/replay?run=tiny&turn=4") for link in links)
    app.slider(key="turn").set_value(app.slider(key="turn").max).run()
    assert "turn" not in app.query_params


@pytest.mark.parametrize("turn", ["0", "9999", "x"])
def test_an_odd_turn_in_a_link_is_put_right(runs: Path, open_app: Opening, turn: str) -> None:
    app = open_app(runs, run="tiny", turn=turn)
    slider = app.slider(key="turn")
    assert slider.value == (1 if turn == "0" else slider.max)
    assert not app.error


@pytest.mark.parametrize("name", ["../tiny", "upload:upload-1"])
def test_a_link_to_nothing_is_a_sentence_with_a_way_back(
    runs: Path, open_app: Opening, name: str
) -> None:
    app = open_app(runs, run=name)
    assert len(app.error) == 1
    app.button(key="replay-back").click().run()
    assert not app.error
    assert app.button(key="open-0").label == "Open"


def test_what_came_out_is_looked_for_in_the_list(
    runs: Path, tiny_run: Path, open_app: Opening
) -> None:
    for name in ("first", "second"):
        shutil.copytree(tiny_run, runs / name)
    cut_short(runs / "second", 4)
    app = open_app(runs)
    assert "3 of 3 runs" in [caption.value for caption in app.caption]
    app.multiselect(key="replay-endings").set_value(["open"]).run()
    assert "1 of 3 runs" in [caption.value for caption in app.caption]
    app.button(key="open-0").click().run()
    assert any("new turns appear" in info.value for info in app.info)


def test_practice_is_listed_for_its_owner_alone(runs: Path, open_app: Opening) -> None:
    shutil.copytree(runs / "tiny", runs / "practice" / "mine-1")
    theirs = open_app(runs)
    mine = open_app(runs)
    service = server(runs.resolve())
    key = mine.session_state["page"].visitor.key
    service.service.call(service.training.add_attempt(attempt(key, run="mine-1", taken_back=())))
    mine.session_state["replay-list"] = True
    mine.query_params.clear()
    mine.run()
    assert "2 of 2 runs" in [caption.value for caption in mine.caption]
    theirs.query_params["run"] = "practice/mine-1"
    theirs.run()
    assert "may see" in " ".join(drawn(theirs))
    mine.query_params["run"] = "practice/mine-1"
    mine.run()
    assert not mine.error
    assert "branch" not in mine.segmented_control(key="view").options


def test_while_a_person_plays_nothing_that_tells_is_offered(runs: Path, open_app: Opening) -> None:
    seat_a_person(runs / "tiny", "buyer")
    cut_short(runs / "tiny", 5)
    (runs / "tiny" / CHATS).write_text("a secret\n")
    app = open_app(runs, run="tiny", view="calls")
    assert len(app.segmented_control(key="view").options) == 3
    assert app.segmented_control(key="view").value == "talk"
    assert not app.get("download_button")


def test_the_forms_to_take_away(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, run="tiny", view="take")
    assert [button.key for button in app.get("download_button")] == [
        f"take-{name}" for name in ("md", "html", "csv", "json", "inspect")
    ]
    assert not app.exception


def test_a_branch_is_written_and_played(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, run="tiny", turn="4", view="branch")
    assert app.number_input[0].value == 4
    app.number_input[0].set_value(3)
    app.selectbox(key="branch-seller").set_value("strategy:conceder")
    app.button[-1].click().run()
    (branch,) = [path for path in runs.iterdir() if "fork" in path.name]
    record = json.loads((branch / RUN).read_text("utf-8"))
    assert record["forked_from"]["turn"] == 3
    assert record["plan"]["seats"]["seller"]["name"] == "conceder"
