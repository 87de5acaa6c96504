"""The screen on which a model is set up, tested and forgotten."""

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.loopback import LoopbackServer
from tests.ui.conftest import APP, Opening
from tests.ui.test_identity import AUTH, account
from ui.server import Server, server

KEY = "sk-canary-4711-of-a-visitor"


def words(app: AppTest) -> str:
    assert not app.exception
    parts = (*app.text, *app.info, *app.caption, *app.success, *app.error, *app.warning)
    return "\n".join(str(element.value) for element in parts)


def enter(app: AppTest, *, url: str, model: str = "", key: str = "") -> AppTest:
    app.text_input(key="settings-url").set_value(url)
    app.text_input(key="settings-model").set_value(model)
    next(field for field in app.text_input if str(field.key).startswith("settings-key")).set_value(
        key
    )
    return next(b for b in app.button if "settings-endpoint" in str(b.form_id)).click().run()


def answered(app: AppTest) -> AppTest:
    """Wait until what was asked is answered, and look again."""
    app.session_state["settings-asked"].result(20)
    return app.run()


def of_visitor(app: AppTest, runs: Path) -> tuple[Server, str]:
    return server(runs), app.session_state["page"].visitor.key


def test_a_model_is_picked_tested_used_and_forgotten(tmp_path: Path, open_app: Opening) -> None:
    with LoopbackServer(lambda _: "Hello there.", models=("one", "two")) as there:
        app = open_app(tmp_path, "settings")
        assert "No model is set up" in words(app)
        answered(enter(app, url=there.base_url, key=KEY))
        assert app.selectbox(key="settings-pick").options == ["one", "two"]
        app.selectbox(key="settings-pick").set_value("two")
        answered(app.button(key="settings-use").click().run())
        assert "Works: it can negotiate." in words(app)
        held, visitor = of_visitor(app, tmp_path)
        assert held.settings_of(visitor).model == "two"
        secret = held.settings_of(visitor).api_key
        assert secret is not None
        assert secret.get_secret_value() == KEY
        assert held.settings_of("somebody else").model is None
        app.button(key="settings-forget").click().run()
        assert held.settings_of(visitor) is held.settings
        assert "No model is set up" in words(app)
        sent = {asked.headers["authorization"] for asked in there.asked}
        assert sent == {f"Bearer {KEY}"}


def test_a_key_is_shown_to_nobody_and_leaves_the_session(tmp_path: Path, open_app: Opening) -> None:
    with LoopbackServer(lambda _: "Hello there.") as there:
        app = answered(
            enter(open_app(tmp_path, "settings"), url=there.base_url, model="m", key=KEY)
        )
        assert there.base_url in repr(app.session_state)
        assert "canary" not in repr(app.session_state)
        assert "canary" not in repr(app.main)
        assert [field.value for field in app.text_input if "key" in str(field.key)] == [""]
        written = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert written
        assert not any(b"canary" in path.read_bytes() for path in written)


def test_a_key_that_was_entered_goes_to_no_other_address(tmp_path: Path, open_app: Opening) -> None:
    with LoopbackServer(lambda _: "Hi.") as first, LoopbackServer(lambda _: "Hi.") as second:
        app = answered(
            enter(open_app(tmp_path, "settings"), url=first.base_url, model="m", key=KEY)
        )
        answered(enter(app, url=first.base_url, model="n"))
        assert first.asked[-1].headers["authorization"] == f"Bearer {KEY}"
        answered(enter(app, url=second.base_url, model="m"))
        assert not any(KEY in asked.headers["authorization"] for asked in second.asked)


def test_what_is_wrong_is_said_and_nothing_is_asked(tmp_path: Path, open_app: Opening) -> None:
    app = enter(open_app(tmp_path, "settings"), url="http://me:pass@127.0.0.1/v1", model="m")
    assert "No user, password or query" in words(app)
    held, visitor = of_visitor(app, tmp_path)
    assert held.settings_of(visitor) is held.settings
    enter(app, url="nonsense", model="m")
    assert "begins with http" in words(app)
    answered(enter(app, url="http://127.0.0.1:9/v1", model="m"))
    assert "Nothing answers there" in words(app)


def test_a_name_that_the_models_file_has_is_refused(tmp_path: Path, open_app: Opening) -> None:
    (tmp_path / "models.yaml").write_text(
        "mine:\n  base_url: http://127.0.0.1:9/v1\n  model: m\n", encoding="utf-8"
    )
    app = open_app(tmp_path, "settings", locale="zh-CN")
    assert "mine" in [str(name) for frame in app.dataframe for name in frame.value.iloc[:, 0]]
    enter(app, url="http://127.0.0.1:8/v1", model="mine")
    assert "同名模型" in words(app)


def test_where_people_sign_in_only_a_coach_sets_up_a_model(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, open_app: Opening
) -> None:
    del open_app  # it clears the environment and lets go of the server
    monkeypatch.setenv("HAGGLE_COACHES", "coach@school.example")
    monkeypatch.setattr(sys, "argv", ["main.py", f"--runs={tmp_path / 'runs'}"])
    for email, n_fields in (("ada@school.example", 0), ("coach@school.example", 3)):
        app = AppTest.from_file(APP, default_timeout=60)
        app.secrets = AUTH
        app.user = account(email=email)
        app.switch_page("screens/settings.py")
        app.run()
        assert len(app.text_input) == n_fields
        assert ("only a coach" in words(app)) == (n_fields == 0)
        shown = repr([frame.value.to_numpy().tolist() for frame in app.dataframe])
        assert (str(tmp_path) in shown) == (n_fields == 3)
