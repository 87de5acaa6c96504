"""The screen itself: what a trainee and a coach see and do, and what neither sees."""

import csv
import io
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.store.training.records import Attempt
from tests.store.training.samples import ADA, BO, COACH, LATER, assignment, ended
from tests.store.training.samples import attempt as an_attempt
from tests.ui.conftest import Opening
from ui.data.training import own_training
from ui.page import Page
from ui.views.progress.exports import history_csv
from ui.widgets.progress.clock import stamped_now

T = TypeVar("T")

BAD = "![x](https://example.invalid/x.png) <b>&"


def page_of(app: AppTest) -> Page:
    assert not app.exception
    page: Page = app.session_state["page"]
    return page


def call(app: AppTest, work: Coroutine[Any, Any, T]) -> T:
    return page_of(app).server.service.call(work)


def keep(app: AppTest, *attempts: Attempt) -> None:
    for each in attempts:
        call(app, page_of(app).server.training.add_attempt(each))


def own(app: AppTest, **overrides: Any) -> Attempt:
    """An attempt of whoever looks, kept."""
    made = ended(page_of(app).visitor.key, **overrides)
    keep(app, made)
    return made


def plain(app: AppTest) -> str:
    """Everything that the page shows as plain text, and in grids."""
    assert not app.exception
    grids = [frame.value.to_csv() for frame in app.dataframe]
    return "\n".join([*(each.value for each in app.text), *grids])


def badges(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


def as_coach(app: AppTest) -> AppTest:
    return app.segmented_control(key="progress-as").set_value("coach").run()


def test_whoever_has_nothing_is_told_how_to_begin(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "progress")
    assert "Nothing practised yet" in app.info[0].value
    assert not (tmp_path / "practice").exists()
    app.button(key="progress-first").click().run()
    assert app.query_params["scenario"] == "a800-supply"


def test_an_empty_class_is_told_how_to_begin_in_chinese(tmp_path: Path, open_app: Opening) -> None:
    app = as_coach(open_app(tmp_path, "progress", locale="zh-CN"))
    assert [each.value.split("：")[0] for each in app.info[1:]] == [
        "还没有任务。先布置一份",
        "还没有人提交。学员提交之后，这里会显示谁及格了、全班各项能力和变化趋势。",
    ]


def test_an_attempt_is_handed_in_taken_back_and_deleted(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "progress")
    practice = page_of(app).server.practice
    for run in ("mine-1", "mine-2", "theirs-1"):
        (practice / run).mkdir(parents=True)
    mine = own(app, run="mine-2", taken_back=("mine-1", "../escape"))
    (tmp_path / "escape").mkdir()
    app.run()
    assert "private" in badges(app)

    app.checkbox(key=f"progress-share-{mine.id}").check().run()
    app.button(key=f"progress-hand-in-{mine.id}").click().run()
    ((_, shown),) = call(app, page_of(app).server.training.submitted())
    assert (shown.id, shown.shares_transcript) == (mine.id, True)
    assert "handed in with the talk" in badges(app)

    app.button(key=f"progress-take-back-{mine.id}").click().run()
    assert call(app, page_of(app).server.training.submitted()) == ()

    app.button(key=f"progress-discard-{mine.id}").click().run()
    assert "Nothing practised yet" in app.info[0].value
    assert [each.name for each in practice.iterdir() if each.is_dir()] == ["theirs-1"]
    assert (tmp_path / "escape").is_dir()


def test_two_browsers_see_only_their_own(tmp_path: Path, open_app: Opening) -> None:
    ada, bo = open_app(tmp_path, "progress"), open_app(tmp_path, "progress")
    ada.text_input(key="progress-name").set_value("Ada").run()
    unseen = own(ada, scenario="secret-scenario")
    going_on = an_attempt(page_of(ada).visitor.key, scenario="secret-scenario")
    keep(ada, going_on)
    assert "secret-scenario" in plain(ada.run())

    assert "secret-scenario" not in plain(bo.run())
    coach = as_coach(bo)
    assert "secret-scenario" not in plain(coach)
    assert "0 of 1" not in plain(coach)
    assert coach.info[-1].value.startswith("Nobody has handed in")
    assert unseen.id not in str(coach.session_state.to_dict())


def test_a_coach_sees_scores_and_only_shared_talks(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "progress")
    asked = assignment(pass_mark=0.6, title=BAD)
    store = page_of(app).server.training
    call(app, store.add_assignment(asked))
    call(app, store.name_trainee(ADA, f"Ada {BAD}"))
    shown = {"submitted_at": LATER, "assignment": asked.id}
    shared = ended(ADA, score=0.7, shares_transcript=True, **shown)
    closed, private = ended(BO, score=0.5, **shown), ended(BO, score=0.99, assignment=asked.id)
    keep(app, shared, closed, private)

    coach = as_coach(app)
    said = plain(coach)
    assert f"Ada {BAD}" in said
    assert BAD not in badges(coach)
    assert "99%" not in said
    assert [each.value for each in coach.metric] == ["2 of 2", "1 of 2", "60%"]
    reads = [each.key for each in coach.button if str(each.key).startswith("progress-read-")]
    assert reads == [f"progress-read-{shared.id}"]
    assert len(coach.get("vega_lite_chart")) == 2
    assert coach.get("download_button")


def test_a_coach_sets_an_assignment_and_closes_it(tmp_path: Path, open_app: Opening) -> None:
    app = as_coach(open_app(tmp_path, "progress"))
    store = page_of(app).server.training
    make, title = "progress-new-0-make", "progress-new-0-title"
    assert app.button(key=make).disabled
    app.text_input(key=title).set_value("  Week\u202e 1 ").run()
    app.number_input(key="progress-new-0-max").set_value(2).run()
    app.slider(key="progress-new-0-pass").set_value(55).run()
    assert not app.button(key=make).disabled
    app.button(key=make).click().run()
    (made,) = call(app, store.assignments())
    assert (made.title, made.pass_mark, made.max_attempts) == ("Week 1", 0.55, 2)
    assert made.coach == page_of(app).visitor.key
    assert "The assignment is set" in app.success[0].value
    assert app.text_input(key="progress-new-1-title").value == ""

    app.text_input(key="progress-new-1-title").set_value("Week 1").run()
    assert app.button(key="progress-new-1-make").disabled
    assert "title is there already" in "".join(each.value for each in app.caption)

    assert [each.value for each in app.code] == [f"/play?assignment={made.id}"]

    trainee = open_app(tmp_path, "progress")
    assert "Week 1" in plain(trainee)
    assert "submissions left: 2" in plain(trainee)
    trainee.button(key=f"progress-start-{made.id}").click().run()
    assert trainee.query_params["assignment"] == made.id

    app.button(key=f"progress-turn-{made.id}").click().run()
    assert not call(app, store.assignments())[0].is_open
    assert "Week 1" not in plain(open_app(tmp_path, "progress"))


def test_another_coach_s_assignment_is_not_mine_to_close(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "progress")
    asked = assignment(coach=COACH)
    call(app, page_of(app).server.training.add_assignment(asked))
    coach = as_coach(app)
    assert f"progress-turn-{asked.id}" not in {each.key for each in coach.button}
    assert "set by another coach" in "".join(each.value for each in coach.caption)


def test_a_score_set_by_hand_has_a_name_and_a_reason(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "progress")
    app.text_input(key="progress-name").set_value("Coach Zhang").run()
    kept = own(app, score=0.2, submitted_at=LATER)
    as_coach(app)
    assert app.button(key="progress-override-save").disabled
    app.number_input(key=f"progress-override-score-{kept.id}").set_value(80).run()
    app.text_area(key=f"progress-override-reason-{kept.id}").set_value(BAD).run()
    app.button(key="progress-override-save").click().run()
    (word,) = call(app, page_of(app).server.training.overrides())
    assert (word.score_fraction, word.coach_name, word.reason) == (0.8, "Coach Zhang", BAD)

    app.segmented_control(key="progress-as").set_value("trainee").run()
    assert f"set the score to 80%, computed was 20%: {BAD}" in plain(app)
    as_coach(app)
    app.button(key=f"progress-override-back-{kept.id}").click().run()
    app.segmented_control(key="progress-as").set_value("trainee").run()
    assert "set the score" not in plain(app)


def test_what_counts_stays_handed_in(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "progress")
    asked = assignment(max_attempts=1)
    call(app, page_of(app).server.training.add_assignment(asked))
    first = own(app, assignment=asked.id, submitted_at=LATER)
    second = own(app, assignment=asked.id)
    app.run()
    keys = {each.key for each in app.button}
    assert f"progress-take-back-{first.id}" not in keys
    assert f"progress-discard-{first.id}" not in keys
    assert f"progress-hand-in-{second.id}" not in keys
    assert app.button(key=f"progress-start-{asked.id}").disabled


def test_a_score_that_is_being_worked_out_appears(tmp_path: Path, open_app: Opening) -> None:
    def said() -> str:
        return "".join(each.value for each in app.caption)

    app = open_app(tmp_path, "progress")
    before = own(app, result=None)
    app.run()
    assert "being worked out" not in said()  # that was weeks ago
    assert f"progress-hand-in-{before.id}" not in {each.key for each in app.button}
    assert not app.get("vega_lite_chart")

    just = own(app, result=None, ended_at=stamped_now())
    app.run()
    assert "being worked out" in said()
    done = just.model_copy(update={"result": ended(score=0.66).result})
    training = page_of(app).server.training
    call(app, training.change_attempt(just.id, trainee=just.trainee, change=lambda *_: done))
    app.run()
    assert "being worked out" not in said()
    assert "66%" in badges(app)
    assert app.get("vega_lite_chart")


def test_earlier_attempts_come_on_demand(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "progress")
    for _ in range(8):
        own(app)
    app.run()

    def drawn() -> int:
        return sum(str(each.key).startswith("progress-debrief-") for each in app.button)

    assert drawn() == 6
    app.button(key="progress-more").click().run()
    assert drawn() == 8


def test_an_account_that_is_no_coach_cannot_open_the_class(
    tmp_path: Path, open_app: Opening
) -> None:
    app = open_app(tmp_path, "progress")
    keep(app, ended(BO, submitted_at=LATER, scenario="secret-scenario"))
    call(app, page_of(app).server.training.name_trainee(BO, "Bo Secret"))
    app.secrets = {"auth": {"redirect_uri": "http://127.0.0.1/oauth2callback"}}
    app.user = {"is_logged_in": True, "iss": "i", "sub": "1", "name": "Eve", "email": "e@x.example"}
    app.session_state["progress-as"] = "coach"
    app.run()
    assert not app.exception
    assert "Eve" in plain(app)
    assert "Bo Secret" not in plain(app)
    assert "progress-as" not in {each.key for each in app.segmented_control}
    assert call(app, page_of(app).server.training.trainee(page_of(app).visitor.key)).name == "Eve"


def test_the_history_is_a_file_of_one_s_own(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "progress")
    kept = own(app, scenario="=mine()")
    keep(app, ended(BO, scenario="theirs"))
    app.run()
    file = history_csv(own_training(page_of(app)).attempts, {})
    rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
    assert [row["scenario"] for row in rows] == ["'=mine()"]
    assert kept.id not in str(rows)


@pytest.mark.parametrize("score", [0.7, 0.3])
def test_the_next_step_leads_to_play(tmp_path: Path, open_app: Opening, score: float) -> None:
    app = open_app(tmp_path, "progress")
    kept = own(app, score=score)
    app.run()
    app.button(key="progress-next").click().run()
    harder = app.query_params["counterpart"] != kept.difficulty.counterpart
    assert harder is (score >= 0.6)
    assert app.query_params["party"] == "cloud"
