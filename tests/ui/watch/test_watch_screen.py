"""The screen on which a run is set up and watched."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.app.service.live import LiveRun
from negotiation.app.service.service import Service
from negotiation.store.folder import RunFolder
from negotiation.store.jsonl import JsonlLog, read_events
from tests.builders import make_points_file, table_content
from tests.ui.conftest import Opening, cut_short, seat_a_person
from ui.data.drafts import save_draft, template_of, written
from ui.data.shelf import library_of
from ui.server import server
from ui.texts import say
from ui.views.library.content import with_part

SECONDS = 20.0


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder of runs with a scenario of its own that is valued at once."""
    runs = tmp_path / "runs"
    library_of(runs).mkdir(parents=True)
    make_points_file(library_of(runs), tables=[table_content(deadline_rounds=12)])
    return runs


def service_of(runs: Path) -> Service:
    return server(runs).service


def live(runs: Path, name: str) -> LiveRun:
    found = service_of(runs).find(runs / name)
    assert found is not None
    return found


def words(app: AppTest) -> str:
    assert not app.exception
    parts = (*app.text, *app.info, *app.caption, *app.markdown, *app.error, *app.warning)
    return "\n".join(str(element.value) for element in parts)


def set_up(app: AppTest) -> AppTest:
    """Choose the scenario of the shelf, which stands first, and start it paused."""
    assert app.selectbox(key="watch-scenario-en").value == "library/tiny"
    app.toggle(key="watch-starts-paused").set_value(True)
    app.button_group(key="watch-first-speed").set_value(0.0)
    app.number_input(key="watch-seed").set_value(5)
    return app.button(key="watch-start").click().run()


def test_a_run_is_set_up_stepped_through_stopped_and_taken_up(
    shelf: Path, open_app: Opening
) -> None:
    app = set_up(open_app(shelf, "watch"))
    run = live(shelf, "tiny-s5-1")
    assert app.query_params["run"] in ("tiny-s5-1", ["tiny-s5-1"])
    assert "paused" in words(app)
    app.button(key="watch-step").click().run()
    assert run.wait_for(lambda state: state.n_events == 2, seconds=SECONDS)
    app.run()
    assert len(app.chat_message) == 1
    app.button(key="watch-stop").click().run()
    assert run.state.status == "stopped"
    assert "stopped" in words(app)
    app.button(key="watch-take-up").click().run()
    again = live(shelf, "tiny-s5-1")
    assert again is not run
    again.set_pace("go_on", seconds=0.0)
    assert again.wait_for(lambda state: state.status == "ended", seconds=SECONDS)
    app.run()
    assert ":green-badge" not in words(app)
    assert any("Agreement" in element.value for element in app.success)


def test_every_seat_is_cast_by_itself_and_in_chinese(shelf: Path, open_app: Opening) -> None:
    app = open_app(shelf, "watch", locale="zh-CN")
    app.button_group(key="watch-everybody").set_value("each").run()
    app.selectbox(key="watch-tiny-seller-mind-zh").set_value("oracle").run()
    app.selectbox(key="watch-tiny-buyer-strategy-zh").set_value("conceder").run()
    app.button_group(key="watch-first-speed").set_value(0.0)
    app.button(key="watch-start").click().run()
    folder = RunFolder.open(shelf / "tiny-s1-1")
    assert live(shelf, "tiny-s1-1").wait_for(lambda state: state.is_over, seconds=SECONDS)
    plan = folder.read_json("run.json")["plan"]
    assert isinstance(plan, dict)
    assert plan["language"] == "zh"
    assert plan["seats"]["buyer"]["name"] == "conceder"
    assert plan["seats"]["seller"]["kind"] == "oracle"
    labels = [element.label for element in (*app.button, *app.selectbox)]
    assert [label for label in labels if label.isascii()] == []


def test_a_run_that_nobody_plays_here_is_read_and_taken_up(runs: Path, open_app: Opening) -> None:
    cut_short(runs / "tiny", 4)
    app = open_app(runs, "watch", run="tiny")
    assert "not played here" in words(app)
    assert len(app.chat_message) == 3
    app.button(key="watch-take-up").click().run()
    run = live(runs, "tiny")
    run.set_pace("go_on", seconds=0.0)
    assert run.wait_for(lambda state: state.status == "ended", seconds=SECONDS)
    assert len(read_events(runs / "tiny" / "events.jsonl")) > 4


def test_a_run_with_a_person_is_not_taken_up_by_who_watches(runs: Path, open_app: Opening) -> None:
    cut_short(runs / "tiny", 4)
    seat_a_person(runs / "tiny", "buyer")
    app = open_app(runs, "watch", run="tiny")
    assert "goes on where that person plays" in words(app)
    assert [button.key for button in app.button if button.key == "watch-take-up"] == []


def test_why_a_run_stands_still_is_said_with_what_to_do(runs: Path, open_app: Opening) -> None:
    cut_short(runs / "tiny", 4)
    app = open_app(runs, "watch", run="tiny")
    with JsonlLog(runs / "tiny" / "events.jsonl", durable=False):
        app.button(key="watch-take-up").click().run()
        assert live(runs, "tiny").wait_for(lambda state: state.is_over, seconds=SECONDS)
        app.run()
    assert "Another process plays this run" in words(app)
    assert app.button(key="watch-take-up").label == "Try again"


def test_an_address_that_leads_nowhere_is_said(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, "watch", run="nowhere")
    for name in ("nowhere", "../tiny", "practice/tiny", "/etc"):
        app.query_params["run"] = name
        app.run()
        assert f"there is no run {name!r}" in words(app)


def test_an_address_chooses_the_scenario_once(shelf: Path, open_app: Opening) -> None:
    app = open_app(shelf, "watch", scenario="lab-compute")
    chosen = app.selectbox(key="watch-scenario-en")
    assert chosen.value == "lab-compute"
    chosen.set_value("library/tiny").run()
    assert app.selectbox(key="watch-scenario-en").value == "library/tiny"
    app.button_group(key="lang").set_value("zh").run()
    assert app.selectbox(key="watch-scenario-zh").value == "library/tiny", "the choice is kept"
    app.query_params["scenario"] = "the-scramble"
    app.run()
    assert app.selectbox(key="watch-scenario-zh").value == "the-scramble"


def test_a_list_leads_to_every_run(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, "watch")
    app.button(key="watch-open").click().run()
    assert app.query_params["run"] in ("tiny", ["tiny"])
    assert "over" in words(app)


def test_what_parties_keep_to_themselves_is_for_the_referee(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, "watch", run="tiny")
    assert "Lease old machines." not in words(app)
    app.toggle(key="referee").set_value(True).run()
    assert "Lease old machines." in words(app)


def test_two_scenarios_of_one_title_are_told_apart(open_app: Opening, tmp_path: Path) -> None:
    content = template_of(tmp_path, "scenario", "small")
    for name in ("first-copy", "second-copy"):
        text = written(with_part(content, ("name",), name))
        save_draft(tmp_path, "scenario", name, text, replace=False)
    app = open_app(tmp_path, "watch")
    (box,) = [each for each in app.selectbox if each.label == say("watch_scenario", "en")]
    assert sum("A delivery of servers (" in option for option in box.options) == 2
    assert len(set(box.options)) == len(box.options)
