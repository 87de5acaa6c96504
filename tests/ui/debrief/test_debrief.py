"""The debrief through the real app: who sees what, what it says, what can be done with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.app.exporting.debrief.chart_parts import COLOURS
from negotiation.store.training.handing_in import hand_in
from negotiation.store.training.records import Attempt, Difficulty
from tests.ui.conftest import Opening, cut_short, seat_a_person
from ui.page import Page
from ui.server import PRACTICE, server
from ui.views.palette import party_colour

OWN = "a" * 32


def texts(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in app.text)


def metrics(app: AppTest) -> list[str]:
    return [element.label for element in app.metric]


def key_of(app: AppTest) -> str:
    page: Page = app.session_state["page"]
    return page.visitor.key


def an_attempt(trainee: str, **fields: Any) -> Attempt:
    whole: Mapping[str, Any] = {
        "id": OWN,
        "trainee": trainee,
        "scenario": "tiny",
        "party": "buyer",
        "language": "en",
        "difficulty": Difficulty(counterpart="strategy:linear"),
        "run": f"{OWN}-1",
        "created_at": "2026-11-29T08:00:00+00:00",
        "ended_at": "2026-11-29T09:00:00+00:00",
    }
    return Attempt.model_validate({**whole, **fields})


def keep(runs: Path, attempt: Attempt) -> None:
    held = server(runs)
    held.service.call(held.training.trainee(attempt.trainee))
    held.service.call(held.training.name_trainee(attempt.trainee, "Li Wei"))
    held.service.call(held.training.add_attempt(attempt))


@pytest.fixture
def practised(runs: Path) -> Path:
    """A folder of runs in which one run of practice has ended."""
    (runs / PRACTICE).mkdir()
    (runs / "tiny").rename(runs / PRACTICE / f"{OWN}-1")
    return runs


def show(app: AppTest, **query: str) -> AppTest:
    """Open the debrief in a tab that is open already."""
    for name in ("session", "run", "party"):
        app.query_params.pop(name, None)
    app.query_params |= query
    app.switch_page("screens/debrief.py")
    return app.run()


def test_nothing_to_look_back_on_says_what_to_do(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, "debrief")
    assert "Nothing has ended yet" in app.info[0].value
    assert not app.exception


def test_a_run_of_the_folder_can_be_looked_back_on(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, "debrief")
    assert app.selectbox(key="debrief-runs-en").options == ["A batch of servers · tiny"]
    app.button(key="open-run").click().run()
    assert "Buyer House" in texts(app)
    app.selectbox(key="debrief-party-tiny-buyer-en").select("seller").run()
    assert metrics(app) == ["Gain over your alternative", "Left on the table", "Skill score"]
    assert [tab.label for tab in app.tabs] == [
        "Result",
        "Skills",
        "Turning points",
        "Honesty",
        "Afterwards",
    ]
    assert "Seller House" in texts(app)
    assert len(app.expander) == 13, "all offers, and twelve skills"
    assert "hand-in" not in {button.key for button in app.button}
    assert not app.error


def test_it_speaks_chinese(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, "debrief", locale="zh-CN", run="tiny", party="buyer")
    assert metrics(app) == ["比谈不成多", "桌面上剩下的", "能力总分"]
    assert "轮谈成" in texts(app)
    assert not app.error


@pytest.mark.parametrize("name", ["nobody", "../tiny", f"practice/{OWN}-1"])
def test_what_one_may_not_see_is_not_there(runs: Path, open_app: Opening, name: str) -> None:
    (runs / PRACTICE / f"{OWN}-1").mkdir(parents=True)
    app = open_app(runs, "debrief", run=name)
    assert "no run" in texts(app)
    assert metrics(app) == []


def test_while_a_person_plays_nothing_is_given_away(runs: Path, open_app: Opening) -> None:
    seat_a_person(runs / "tiny", "buyer")
    cut_short(runs / "tiny", 6)
    app = open_app(runs, "debrief", run="tiny", party="seller")
    assert "finish first" in app.info[0].value
    assert metrics(app) == []
    assert list(app.text) == []


def test_an_attempt_is_its_owners_until_it_is_handed_in(practised: Path, open_app: Opening) -> None:
    """It gets its result, is handed in with the talk, read by a coach, and taken back."""
    app = open_app(practised, "debrief")
    keep(practised, an_attempt(key_of(app)))
    show(app, session=OWN)
    assert len(metrics(app)) == 3
    held = server(practised)
    kept = held.service.call(held.training.attempt(OWN, trainee=key_of(app)))
    assert kept is not None
    assert kept.result is not None

    coach = open_app(practised, "debrief", session=OWN)
    assert "no practice session" in texts(coach)

    app.checkbox(key="share-talk").check()
    app.button(key="hand-in").click().run()
    assert "the scores and the talk" in app.success[0].value
    show(coach, session=OWN)
    assert len(metrics(coach)) == 3
    assert "Li Wei" in texts(coach)
    assert "take-back" not in {button.key for button in coach.button}

    app.button(key="take-back").click().run()
    assert app.button(key="hand-in").label == "Hand it in"
    show(coach, session=OWN)
    assert metrics(coach) == []

    elsewhere = hand_in(
        held.training, OWN, trainee=key_of(app), shares_transcript=False, at=kept.created_at
    )
    held.service.call(elsewhere)  # in another tab, while this one still shows the button
    app.button(key="hand-in").click().run()
    assert not app.exception
    assert "Handed in" in app.success[0].value


def test_scores_alone_are_no_talk(practised: Path, open_app: Opening) -> None:
    handed_in = {"submitted_at": "2026-11-29T10:00:00+00:00", "shares_transcript": False}
    app = open_app(practised, "debrief")
    keep(practised, an_attempt("somebody-else", **handed_in))
    show(app, session=OWN)
    assert "no practice session" in texts(app)


def test_a_turning_point_is_played_out_in_the_background(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, "debrief", run="tiny", party="buyer")
    assert "Both played on 8 times" in texts(app)
    app.button(key="play-out-1").click().run()
    app.session_state["played-out-tiny-buyer-1"].result(timeout=60)
    app.run()
    assert "Both played on 40 times" in texts(app)


def test_parties_have_one_colour_everywhere() -> None:
    assert tuple(party_colour(place).code for place in range(len(COLOURS))) == COLOURS
