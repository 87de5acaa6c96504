"""What a debrief leads to, and what can be looked back on."""

from streamlit.testing.v1 import AppTest

from negotiation.analysis.debrief.skill_records import SKILLS, Spot
from negotiation.domain.values import Text
from negotiation.store.training.records import Attempt, Difficulty
from ui.texts import CATALOGUE
from ui.views.debrief.links import TurnLink, turn_links
from ui.views.debrief.past import ended_attempts, ended_runs
from ui.views.replay.summaries import RunSummary

TITLE = Text(en="A batch of servers", zh="一批服务器")


def test_a_turn_is_linked_once_and_before_the_talks_there_is_none() -> None:
    turns = [("servers", 0), ("servers", 3), ("rent", 3), ("servers", 3)]
    spots = [Spot(table=table, turn=turn, party="buyer") for table, turn in turns]
    assert turn_links(spots) == (TurnLink("servers", 3), TurnLink("rent", 3))


def test_a_link_leads_to_the_turn_in_the_language_of_the_page() -> None:
    assert TurnLink("servers", 3).query("practice/x-1", "zh") == {
        "run": "practice/x-1",
        "table": "servers",
        "turn": "3",
        "lang": "zh",
    }


def test_only_what_has_ended_can_be_looked_back_on() -> None:
    attempts = [
        Attempt(
            id=name * 16,
            trainee="somebody",
            scenario="tiny",
            party="buyer",
            language="en",
            difficulty=Difficulty(),
            run=f"{name}-1",
            created_at="2026-11-28T08:00:00+00:00",
            ended_at=ended_at,
        )
        for name, ended_at in (("a", "2026-11-29T09:30:00+00:00"), ("b", None))
    ]
    (found,) = ended_attempts(attempts, {"tiny": "A batch of servers"})
    assert found == ("a" * 16, "A batch of servers · 2026-11-29 09:30")


def test_practice_is_listed_as_practice_alone() -> None:
    runs = [
        RunSummary(name="one", label="one", changed_ns=1, title=TITLE, is_over=True),
        RunSummary(name="open", label="open", changed_ns=1, title=TITLE),
        RunSummary(name="broken", label="broken", changed_ns=1, is_over=True),
        RunSummary(
            name="practice/x", label="x", changed_ns=1, title=TITLE, is_over=True, is_practice=True
        ),
    ]
    assert ended_runs(runs, "zh") == (("one", "一批服务器 · one"),)


def _rubric() -> None:
    from ui.widgets.rubric import show_rubric  # noqa: PLC0415 - AppTest runs this body alone

    show_rubric("zh")


def test_the_rubric_names_every_skill_with_its_formula_and_what_help_costs() -> None:
    app = AppTest.from_function(_rubric).run()
    assert [line.value for line in app.markdown] == [
        CATALOGUE[f"skill_titled_{skill}"].zh for skill in SKILLS
    ]
    assert len(app.text) == len(SKILLS)
    assert "扣1、2或4分" in app.caption[-1].value
