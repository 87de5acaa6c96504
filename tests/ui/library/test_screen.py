from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Opening

AUTH = {"auth": {"redirect_uri": "http://127.0.0.1/oauth2callback"}}


def texts(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(each.value for each in app.text)


def write(app: AppTest, name: str) -> AppTest:
    """Start a draft of the small scenario."""
    app.session_state["library-tabs"] = "Write your own"
    app.run()
    app.text_input(key="library-new-name").set_value(name).run()
    return app.button(key="library-start").click().run()


def test_scenarios_are_found_and_read(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "library")
    app.text_input(key="library-words").set_value("sealed").run()
    assert [each.value for each in app.caption if " of " in each.value] == ["1 of 24"]
    app.button(key="library-scenario-price-war-sealed").click().run()
    assert "The tender with sealed bids" in texts(app)
    app.button(key="library-variant-price-war").click().run()
    assert "The tender that turned into a price war" in texts(app)
    app.button(key="library-back").click().run()
    assert app.title[0].value == "Library"


def test_mandates_are_shown_to_who_asks_for_them(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "library", locale="zh-CN", scenario="a800-supply")
    assert "【任务说明】" not in texts(app)
    app.toggle(key="library-spoil-a800-supply").set_value(True).run()
    assert texts(app).count("【任务说明】") == 2


def test_people_and_strategies_can_be_read(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "library", persona="nvidia_rep")
    assert "NVIDIA account representative" in texts(app)
    app.button(key="library-back").click().run()
    app.session_state["library-tabs"] = "Strategies"
    app.run()
    assert "boulware · Faratin" in texts(app)


def test_an_address_to_nothing_is_said(tmp_path: Path, open_app: Opening) -> None:
    for query in ({"scenario": "library/../../x"}, {"persona": "nobody"}):
        app = open_app(tmp_path, "library", **query)
        assert not app.exception
        assert len(app.error) == 1


def test_a_draft_is_checked_while_it_is_written_and_saved(
    tmp_path: Path, open_app: Opening
) -> None:
    app = write(open_app(tmp_path, "library"), "mine")
    assert any("Valid" in each.value for each in app.success)
    title = app.text_input(key="library-field-0-title-en")
    title.set_value("").run()
    assert any("To be put right: 1" in each.value for each in app.error)
    assert app.button(key="library-save").disabled
    assert "title.en: this must not be empty" in texts(app)
    app.text_input(key="library-field-0-title-en").set_value("My table").run()
    app.button(key="library-save").click().run()
    saved = tmp_path / "library" / "mine.yaml"
    assert 'en: "My table"' in saved.read_text("utf-8")
    assert str(saved) in texts(app)
    app.session_state["library-tabs"] = "Scenarios"
    app.run()
    assert "My table" in texts(app)


def test_a_draft_can_be_edited_as_a_file(tmp_path: Path, open_app: Opening) -> None:
    app = write(open_app(tmp_path, "library"), "mine")
    app.segmented_control(key="library-mode").set_value("file").run()
    whole = app.text_area(key="library-text-0").value or ""
    app.text_area(key="library-text-0").set_value(whole.replace("title:", "title: [", 1)).run()
    assert any("To be put right" in each.value for each in app.error)
    app.segmented_control(key="library-mode").set_value("form").run()
    assert any("cannot be read" in each.value for each in app.warning)
    app.segmented_control(key="library-mode").set_value("file").run()
    app.text_area(key="library-text-0").set_value(whole.replace("A delivery", "A parcel")).run()
    app.segmented_control(key="library-mode").set_value("preview").run()
    assert "A parcel of servers" in texts(app)


def test_a_draft_that_was_put_away_can_be_brought_back(tmp_path: Path, open_app: Opening) -> None:
    app = write(open_app(tmp_path, "library"), "mine")
    app.button(key="library-discard").click().run()
    app.button(key="library-bring-back").click().run()
    assert app.text_input(key="library-name").value == "mine"


def test_who_signs_in_and_is_no_coach_sees_no_mandate_and_saves_nothing(
    tmp_path: Path, open_app: Opening
) -> None:
    app = open_app(tmp_path, "library")
    app.secrets = AUTH
    user: dict[str, Any] = {"is_logged_in": True, "iss": "https://x.example", "sub": "1"}
    app.user = user | {"name": "Ada", "email": "ada@x.example", "email_verified": True}
    app.run()
    keys = {each.key for each in write(app, "mine").button}
    assert "library-discard" in keys
    assert "library-save" not in keys
    app.query_params["scenario"] = "a800-supply"
    app.run()
    assert "A800 supply in the boom" in texts(app)
    assert not app.toggle


def test_a_draft_is_played_once_in_the_background(tmp_path: Path, open_app: Opening) -> None:
    app = write(open_app(tmp_path, "library"), "mine")
    app.segmented_control(key="library-mode").set_value("trial").run()
    app.button(key="library-try").click().run()
    live = app.session_state["page"].server.service.find(tmp_path / "mine-try-s1-1")
    assert live.wait_for(lambda state: state.is_over, seconds=30)
    app.run()
    assert "Server contract" in texts(app)
    assert any("Agreement in round" in each.value for each in app.success)
    app.button(key="library-to-simulator").click().run()
    assert [each.value for each in app.title] == ["Simulator"]
    assert app.query_params["run"] == "mine-try-s1-1"


def test_the_language_can_be_switched_in_the_middle_of_a_draft(
    tmp_path: Path, open_app: Opening
) -> None:
    app = write(open_app(tmp_path, "library"), "mine")
    app.segmented_control(key="lang").set_value("zh").run()
    assert not app.exception
    assert app.text_input(key="library-name").value == "mine"
    assert [each.value for each in app.success] == ["没有问题，可以开谈。"]
