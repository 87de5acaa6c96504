"""A campaign in the viewer: its timeline, its tables, its scorecard, and what stays hidden."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.protocol.fold import replay
from tests.app.campaigns import campaign_content, planned
from tests.app.scenarios import write
from tests.ui.conftest import Opening, cut_short, play, seat_a_person
from ui.data.runs import load_run
from ui.texts import CATALOGUE
from ui.views.chronicle import phases_of


@pytest.fixture(scope="session")
def campaign_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("campaign")
    plan = planned(str(write(folder, campaign_content())))
    return play(plan, folder / "played")


@pytest.fixture
def runs(tmp_path: Path, campaign_run: Path) -> Path:
    shutil.copytree(campaign_run, tmp_path / "runs" / "small")
    return tmp_path / "runs"


def shown(app: AppTest) -> str:
    texts = [element.value for element in (*app.text, *app.info, *app.caption, *app.subheader)]
    return "\n".join(map(str, texts))


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_a_campaign_has_a_timeline_tables_and_a_scorecard(
    runs: Path, open_app: Opening, locale: str
) -> None:
    app = open_app(runs, locale=locale)
    assert not app.exception
    language = "zh" if locale.startswith("zh") else "en"
    labels = [tab.label for tab in app.tabs]
    for key in ("timeline", "tables", "campaign"):
        assert CATALOGUE[key].in_language(language) in labels  # type: ignore[arg-type]
    for key in ("signatures", "profits"):
        assert CATALOGUE[key].in_language(language) in shown(app)  # type: ignore[arg-type]
    assert not app.error


def test_what_only_the_parties_know_is_for_the_referee(runs: Path, open_app: Opening) -> None:
    run = load_run(runs / "small")
    sessions = {name: replay(events) for name, events in run.whole.items()}
    phases = phases_of(run.record.plan, run.log, sessions, "en")
    private = [text for phase in phases for _, _, text in phase.moves]
    assert private
    app = open_app(runs)
    assert private[0] not in shown(app)
    app.toggle(key="referee-timeline").set_value(True).run()
    assert private[0] in shown(app)


def test_the_tables_have_their_real_parties(runs: Path) -> None:
    run = load_run(runs / "small")
    assert set(run.tables) == set(run.talks)
    for name, table in run.tables.items():
        assert set(table.parties) == set(replay(run.whole[name]).parties)


def test_a_person_who_plays_sees_its_own_tables_and_no_values(
    runs: Path, open_app: Opening
) -> None:
    whole = load_run(runs / "small")
    cut_short(runs / "small", len(whole.log) - 1)
    seat_a_person(runs / "small", "maker")
    run = load_run(runs / "small")
    assert run.is_secret
    assert set(run.talks) == {
        name for name, table in whole.tables.items() if "maker" in table.parties
    }
    assert not any(event.kind == "table_skipped" for event in run.log)
    app = open_app(runs)
    assert not app.exception
    assert not app.error
    assert "scored when its last phase is over" in shown(app)


def test_words_are_found_at_other_tables_too(runs: Path, open_app: Opening) -> None:
    run = load_run(runs / "small")
    first, *others = run.tables
    app = open_app(runs, run="small", view="transcript", table=first)
    assert "Also found at" not in shown(app)
    app.text_input(key="transcript-words").set_value("o1").run()
    line = next(text for text in shown(app).splitlines() if text.startswith("Also found at"))
    for name in others:
        assert run.tables[name].title.en in line
    assert run.tables[first].title.en not in line
