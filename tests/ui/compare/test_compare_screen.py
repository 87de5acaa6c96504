"""The screen with two runs: a link opens a pair at a turn, and nothing shows an open hand."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Opening, cut_short, seat_a_person
from tests.ui.test_app import drawn, messages


@pytest.fixture
def runs(tmp_path: Path, pair: Path) -> Path:
    shutil.copytree(pair, tmp_path / "runs")
    return tmp_path / "runs"


def pair_on(app: AppTest) -> tuple[object, object]:
    return app.selectbox(key="compare-first").value, app.selectbox(key="compare-second").value


def test_a_branch_is_set_beside_its_parent_where_they_part(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, "compare")
    assert pair_on(app) == ("tiny", "branch")
    assert app.slider(key="turn").value == 4
    assert not app.error
    said = drawn(app)
    for name in ("tiny", "branch"):
        assert messages(runs / name)[3] in said
    assert [sub.value for sub in app.subheader][:2] == ["Where they part", "What was agreed"]
    app.button(key="compare-swap").click().run()
    assert pair_on(app) == ("branch", "tiny")


def test_a_link_opens_the_same_view(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, "compare", locale="zh-CN", first="branch", second="tiny", turn="2")
    assert pair_on(app) == ("branch", "tiny")
    assert app.slider(key="turn").value == 2
    app.slider(key="turn").set_value(6).run()
    assert any(code.value.endswith("/compare?first=branch&second=tiny&turn=6") for code in app.code)
    labels = [e.label for e in (*app.button, *app.toggle, *app.slider, *app.selectbox)]
    assert [label for label in labels if label.isascii()] == []


def test_from_a_run_its_kin_is_found(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, "replay", run="branch")
    app.button(key="replay-compare").click().run()
    assert pair_on(app) == ("branch", "tiny")


def test_a_run_alone_has_nothing_to_be_set_beside(runs: Path, open_app: Opening) -> None:
    shutil.rmtree(runs / "branch")
    app = open_app(runs, "compare")
    assert "two runs of the same scenario" in app.info[0].value
    assert not app.error


def test_a_link_to_what_one_may_not_see_is_a_sentence(runs: Path, open_app: Opening) -> None:
    shutil.copytree(runs / "tiny", runs / "practice" / "theirs-1")
    app = open_app(runs, "compare", first="practice/theirs-1", second="tiny")
    assert len(app.error) == 1
    assert pair_on(app) == ("tiny", "branch")


def test_nothing_is_shown_while_a_person_plays_in_one_of_them(
    runs: Path, open_app: Opening
) -> None:
    seat_a_person(runs / "branch", "buyer")
    cut_short(runs / "branch", 6)
    app = open_app(runs, "compare", first="tiny", second="branch")
    assert "still plays" in app.info[0].value
    assert not app.toggle
    assert not app.slider
    assert not app.dataframe
    assert not app.get("vega_lite_chart")
