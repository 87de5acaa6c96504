"""The screen of evals, opened in the real app."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from evals.results import Failure, ResultsFolder
from tests.ui.conftest import Opening
from ui.data.evals import jobs
from ui.texts import say

HOSTILE = "![x](https://example.invalid/x.png) **bold**"


def texts(app: AppTest) -> str:
    return "\n".join(each.value for each in app.text)


def markdown(app: AppTest) -> str:
    parts = (app.markdown, app.caption, app.info, app.warning, app.error, app.success)
    return "\n".join(each.value for part in parts for each in part)


def grid(app: AppTest, place: int = 0) -> list[list[str]]:
    frame = app.dataframe[place].value
    return [list(map(str, row)) for row in frame.to_numpy().tolist()]


def test_without_results_it_says_how_to_get_some(open_app: Opening, tmp_path: Path) -> None:
    app = open_app(tmp_path / "nothing", "evals", locale="zh-CN")
    assert app.info[0].value == say("evals_none_yet", "zh")
    assert app.button(key="evals-start").label == say("evals_start", "zh")
    assert "haggle eval smoke" in app.code[0].value
    assert not app.exception


def test_results_are_read_and_split_and_put_in_order(open_app: Opening, eval_runs: Path) -> None:
    app = open_app(eval_runs, "evals")
    assert [each.value for each in app.metric] == ["16", "16", "0", "2"]
    assert grid(app)[0][0] == "strategy:linear"
    assert "Best here: strategy:linear, 62%" in texts(app)
    app.selectbox(key="evals-axis-en").select("role").run()
    assert not app.exception
    assert "Best here" not in texts(app)
    assert app.query_params["eval"] == "eval-tiny-1"


def test_a_figure_leads_to_its_cases_and_a_case_to_its_talk(
    open_app: Opening, eval_runs: Path
) -> None:
    app = open_app(eval_runs, "evals", view="cases", metric="rounds")
    assert app.selectbox(key="evals-metric-en").value == "rounds"
    app.selectbox(key="evals-contestant-en").select("strategy:random").run()
    assert say("evals_n_found", "en", n=8, total=16) in markdown(app)
    app.selectbox(key="evals-case-en").select_index(0).run()
    asked = app.query_params["case"]
    record = ResultsFolder(eval_runs / "eval-tiny-1").read_case(str(asked))
    assert record is not None
    assert record.case.contestant.name == "strategy:random"
    assert say("talk", "en") in [each.label for each in app.tabs]
    app.button(key="evals-back").click().run()
    assert "case" not in app.query_params


@pytest.mark.parametrize("case", ["../../../practice/secret", "nonesuch"])
def test_an_address_leads_to_cases_of_these_results_only(
    open_app: Opening, eval_runs: Path, case: str
) -> None:
    app = open_app(eval_runs, "evals", view="files", case=case)
    assert not app.exception
    assert not app.error
    assert say("evals_origin", "en") in [each.value for each in app.subheader]


def test_a_case_that_could_not_be_played_says_why_and_draws_it_as_it_is(
    open_app: Opening, eval_runs: Path
) -> None:
    folder = ResultsFolder(eval_runs / "eval-tiny-1")
    case_id = folder.read_suite().case_ids[0]
    record = folder.read_case(case_id)
    assert record is not None
    failure = Failure(owner="endpoint", kind="ChatUnavailable", message=HOSTILE)
    folder.write_case(record.model_copy(update={"failure": failure, "figures": {}}))
    shutil.rmtree(folder.case_folder(case_id) / "events.jsonl", ignore_errors=True)
    app = open_app(eval_runs, "evals", case=case_id)
    assert app.warning[0].value == say("evals_case_failed", "en")
    assert HOSTILE in texts(app)
    assert HOSTILE not in markdown(app)


def test_two_results_are_compared_in_pairs(open_app: Opening, eval_runs: Path) -> None:
    shutil.copytree(eval_runs / "eval-tiny-1", eval_runs / "eval-tiny-2")
    app = open_app(eval_runs, "evals", eval="eval-tiny-1", view="compare", second="eval-tiny-2")
    assert app.info[0].value == say("evals_alike", "en", n=8)
    app.selectbox(key="evals-second-eval-tiny-2-strategy:linear").select("strategy:random").run()
    assert app.info[0].value == say("evals_unresolved", "en", n=8)
    assert grid(app, 1)[0][1].startswith("34 (")
    app.selectbox(key="evals-pair-en").select_index(0).run()
    assert not app.exception
    assert not app.error


def test_where_people_sign_in_only_coaches_play_suites(open_app: Opening, eval_runs: Path) -> None:
    app = open_app(eval_runs, "evals", view="files")
    assert "evals-start" in [each.key for each in app.button]
    app.secrets = {"auth": {"redirect_uri": "http://127.0.0.1/oauth2callback"}}
    app.user = {"is_logged_in": True, "iss": "i", "sub": "1", "name": "Eve", "email": "e@x.example"}
    app.run()
    assert say("evals_origin", "en") in [each.value for each in app.subheader]
    assert not {"evals-start", "evals-play"} & {each.key for each in app.button}


def test_a_suite_that_left_no_results_says_why(open_app: Opening, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    app = open_app(tmp_path / "file", "evals")
    app.button(key="evals-start").click().run()
    job = jobs().find(tmp_path / "file" / "eval-smoke-1")
    assert job is not None
    job.wait()
    app.run()
    assert app.error[0].value == say("evals_failed", "en")
    assert "eval-smoke-1: Not a directory" in texts(app)
