"""Who looks, with and without a sign-in."""

import sys
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import APP, Opening
from ui.identity import Visitor
from ui.server import server

AUTH = {"auth": {"redirect_uri": "http://127.0.0.1:8501/oauth2callback", "cookie_secret": "s" * 32}}

ISSUER = "https://issuer.example"


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, open_app: Opening) -> Any:
    """Opens the app with a sign-in set up, for an account of some claims."""
    del open_app  # it clears the environment and lets go of the server

    def opened(user: dict[str, Any]) -> AppTest:
        monkeypatch.setenv("HAGGLE_COACHES", "Coach@School.example, other@school.example")
        monkeypatch.setattr(sys, "argv", ["main.py", f"--runs={tmp_path / 'runs'}"])
        app = AppTest.from_file(APP, default_timeout=60)
        app.secrets = AUTH
        app.user = user
        app.switch_page("screens/progress.py")
        return app.run()

    return opened


def account(**claims: Any) -> dict[str, Any]:
    known = {"is_logged_in": True, "iss": ISSUER, "sub": "1234", "name": "Ada"}
    return known | {"email": "ada@school.example", "email_verified": True} | claims


def found(app: AppTest) -> Visitor:
    assert not app.exception
    visitor: Visitor = app.session_state["page"].visitor
    return visitor


def test_a_browser_is_a_trainee_and_may_coach(tmp_path: Path, open_app: Opening) -> None:
    first, second = (found(open_app(tmp_path, "progress")) for _ in range(2))
    assert (first.name, first.is_signed_in, first.is_coach) == ("", False, True)
    assert first.key != second.key


def test_a_tab_without_cookies_stays_who_it_is(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "progress")
    assert found(app) == found(app.run())


def test_nobody_gets_in_without_signing_in(signed_in: Any) -> None:
    app = signed_in({"is_logged_in": False})
    assert [each.key for each in app.button] == ["sign-in"]
    assert "page" not in app.session_state
    assert not app.text_input


def test_signing_out_ends_what_is_seen(signed_in: Any) -> None:
    app = signed_in(account())
    assert found(app).name == "Ada"
    app.button(key="sign-out").click().run()
    assert "page" not in app.session_state
    assert [each.key for each in app.button] == ["sign-in"]


def test_an_account_is_the_same_at_every_sign_in(signed_in: Any) -> None:
    key = found(signed_in(account())).key
    assert found(signed_in(account(name="Ada L.", email="new@school.example"))).key == key
    others = [account(sub="1235"), account(iss="https://other.example")]
    assert key not in {found(signed_in(other)).key for other in others}
    assert "1234" not in key


@pytest.mark.parametrize(
    ("claims", "is_coach"),
    [
        ({"email": "coach@school.example"}, True),
        ({"email": "COACH@school.example", "email_verified": "true"}, True),
        ({"email": "coach@school.example", "email_verified": None, "xms_edov": "1"}, True),
        ({"email": "coach@school.example", "email_verified": False}, False),
        ({"email": "coach@school.example", "email_verified": "false"}, False),
        ({"email": "coach@school.example", "email_verified": None}, False),
        ({"email": "ada@school.example"}, False),
        ({"email": ""}, False),
        ({"email": None, "name": "coach@school.example"}, False),
    ],
)
def test_a_coach_is_named_and_vouched_for(
    signed_in: Any, claims: dict[str, Any], *, is_coach: bool
) -> None:
    app = signed_in(account(**claims))
    assert found(app).is_coach is is_coach
    assert bool(app.segmented_control(key="progress-as") if is_coach else None) is is_coach


def test_a_name_is_cut_to_what_can_be_kept(signed_in: Any) -> None:
    app = signed_in(account(name="  Ada\u202e\n  L. " + "x" * 200))
    assert found(app).name == "Ada L. " + "x" * 73
    nobody = signed_in(account(name=None))
    assert found(nobody).name == "ada@school.example"


def test_an_account_without_a_subject_is_refused(signed_in: Any) -> None:
    app = signed_in(account(sub=None))
    assert "cannot be shown" in app.error[0].value
    assert "page" not in app.session_state


def test_who_is_refused_sees_nothing_of_who_was_there(signed_in: Any) -> None:
    app = signed_in(account())
    assert app.text
    app.user = account(sub=None)
    app.run()
    assert not app.exception
    assert "page" not in app.session_state
    assert not any("Ada" in each.value for each in app.text)


def test_secrets_that_cannot_be_read_let_nobody_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, open_app: Opening
) -> None:
    """A slip in the file must not make coaches of everybody."""
    del open_app
    monkeypatch.setattr(sys, "argv", ["main.py", f"--runs={tmp_path / 'runs'}"])
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[auth\nclient_id = 'x'")
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception
    assert "cannot be shown" in app.error[0].value
    assert any("secrets of this server" in each.value for each in app.text)
    assert "page" not in app.session_state
    server.clear()
