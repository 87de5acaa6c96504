"""The real page, driven without a browser."""

import os
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from negotiation.domain.events import MoveRefused, OfferMade
from negotiation.domain.moves import Move, Offer
from negotiation.store.folder import EVENTS
from negotiation.store.jsonl import JsonlLog, read_events
from tests.ui.conftest import Opening, cut_short, play_shipped, seat_a_person


def drawn(app: AppTest) -> list[str]:
    """Every plain text on the page."""
    assert not app.exception
    return [element.value for element in app.text]


def messages(folder: Path) -> list[str]:
    return [e.message for e in read_events(folder / EVENTS) if isinstance(e, OfferMade)]


def badges(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


def grow(folder: Path, whole: Path) -> None:
    """Put the rest of a run into its folder, as the one who plays it does."""
    shutil.copytree(whole, folder, dirs_exist_ok=True)
    os.utime(folder / EVENTS)


def test_without_a_run_the_page_says_how_to_make_one(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path / "my runs")
    assert "no run here yet" in app.info[0].value
    assert app.code[0].value == f"haggle run a800-supply --out '{tmp_path}/my runs/first'"
    assert any(str(tmp_path) in text for text in drawn(app))


def test_an_empty_page_is_chinese_for_a_chinese_browser(tmp_path: Path, open_app: Opening) -> None:
    app = open_app(tmp_path, locale="zh-CN")
    assert "还没有谈判记录" in app.info[0].value


def test_a_run_opens_at_its_end(runs: Path, open_app: Opening) -> None:
    app = open_app(runs)
    said = messages(runs / "tiny")
    assert said[-1] in drawn(app)
    assert said[0] not in drawn(app)
    assert app.slider(key="turn").value == app.slider(key="turn").max
    assert any("Agreement in round" in element.value for element in app.success)


def test_stepping_back_to_the_first_turn(runs: Path, open_app: Opening) -> None:
    app = open_app(runs)
    app.slider(key="turn").set_value(1).run()
    said = messages(runs / "tiny")
    assert [text for text in drawn(app) if text in said] == said[:1]
    # The scorecard still says how it ended; the talk no longer does.
    assert len(app.success) == 1


def test_the_buttons_step_by_turns_and_rounds(runs: Path, open_app: Opening) -> None:
    app = open_app(runs)
    last = app.slider(key="turn").max
    assert app.button(key="later_turn").disabled
    app.button(key="earlier_turn").click().run()
    assert app.slider(key="turn").value == last - 1
    app.button(key="earlier_rounds").click().run()
    assert app.slider(key="turn").value == last - 11
    app.button(key="later_rounds").click().run()
    app.button(key="later_rounds").click().run()
    assert app.slider(key="turn").value == last


def test_the_language_changes_and_the_turn_stays(runs: Path, open_app: Opening) -> None:
    app = open_app(runs)
    app.slider(key="turn").set_value(3).run()
    app.button_group(key="lang").set_value("zh").run()
    assert app.slider(key="turn").value == 3
    assert "一批服务器" in drawn(app)
    assert [tab.label for tab in app.tabs] == ["谈判过程", "计分卡"]
    app.button_group(key="lang").set_value("en").run()
    assert [tab.label for tab in app.tabs] == ["Talk", "Scorecard"]
    assert app.slider(key="turn").value == 3


def test_every_label_of_a_chinese_page_is_chinese(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, locale="zh-TW")
    labels = [e.label for e in (*app.button, *app.tabs, *app.toggle, *app.metric, *app.slider)]
    assert labels
    assert [label for label in labels if label.isascii()] == []


def test_the_scorecard_shows_every_distance_and_both_parties(runs: Path, open_app: Opening) -> None:
    app = open_app(runs)
    assert [metric.label for metric in app.metric] == [
        "Joint surplus",
        "To the frontier",
        "To Nash",
        "To Kalai-Smorodinsky",
    ]
    tables = [frame.value for frame in app.dataframe]
    card = next(table for table in tables if "alternative" in table.columns)
    assert list(card["party"]) == ["Buyer House", "Seller House"]


def test_the_offers_that_stand_are_side_by_side(runs: Path, open_app: Opening) -> None:
    app = open_app(runs)
    app.slider(key="turn").set_value(2).run()
    standing = next(f.value for f in app.dataframe if "Buyer House · o1" in f.value.columns)
    assert list(standing.columns) == ["issue", "Buyer House · o1", "Seller House · o2"]
    assert len(standing) == 2


def test_offers_are_told_in_lines_that_a_phone_has_room_for(runs: Path, open_app: Opening) -> None:
    app = open_app(runs)
    assert any(" → " in text for text in drawn(app))
    app.slider(key="turn").set_value(2).run()
    assert any("(other side: " in text for text in drawn(app))


def refuse_first(folder: Path) -> None:
    """Put a refused move before the first turn of a run."""
    opened, first, *rest = read_events(folder / EVENTS)
    assert isinstance(first, OfferMade)
    refused = MoveRefused(
        table=first.table,
        turn=1,
        party=first.party,
        move=Move(act=Offer(outcome={"weeks": 7}), message="a slip of the tongue"),
        reasons=("weeks: 7 is not an option",),
    )
    (folder / EVENTS).unlink()
    with JsonlLog(folder / EVENTS, durable=False) as log:
        log.append([opened, refused, first, *rest], at=0)


def test_refused_moves_and_worths_are_for_the_referee(runs: Path, open_app: Opening) -> None:
    refuse_first(runs / "tiny")
    app = open_app(runs)
    app.slider(key="turn").set_value(2).run()
    assert "a slip of the tongue" not in drawn(app)
    app.toggle(key="referee").set_value(True).run()
    assert "a slip of the tongue" in drawn(app)
    assert any("weeks: 7 is not an option" in text for text in drawn(app))
    assert any(text.startswith("over the alternative: Buyer House") for text in drawn(app))
    assert "refused by the referee" in badges(app)


def test_a_run_is_followed_while_it_is_played(
    runs: Path, tiny_run: Path, open_app: Opening
) -> None:
    cut_short(runs / "tiny", 4)
    app = open_app(runs)
    assert "new turns appear" in app.info[0].value
    assert app.code[0].value.startswith("haggle resume ")
    assert app.slider(key="turn").value == 3
    grow(runs / "tiny", tiny_run)
    app.run()
    assert app.slider(key="turn").value == app.slider(key="turn").max > 3
    assert messages(tiny_run)[-1] in drawn(app)
    assert not [info for info in app.info if "new turns" in info.value]


def test_who_has_stepped_back_stays_there_while_a_run_grows(
    runs: Path, tiny_run: Path, open_app: Opening
) -> None:
    cut_short(runs / "tiny", 8)
    app = open_app(runs)
    app.slider(key="turn").set_value(2).run()
    grow(runs / "tiny", tiny_run)
    app.run()
    assert app.slider(key="turn").value == 2


@pytest.mark.parametrize("n_events", [0, 1, 2])
def test_a_run_that_has_hardly_begun(runs: Path, open_app: Opening, n_events: int) -> None:
    cut_short(runs / "tiny", n_events)
    app = open_app(runs)
    assert "A batch of servers" in drawn(app)
    assert not app.error


def test_a_new_run_leaves_the_chosen_one_on_the_page(
    runs: Path, tiny_run: Path, open_app: Opening
) -> None:
    app = open_app(runs)
    app.slider(key="turn").set_value(4).run()
    shutil.copytree(tiny_run, runs / "newer")
    os.utime(runs / "newer" / EVENTS)
    app.run()
    assert app.slider(key="turn").value == 4
    assert any(text.startswith("tiny · ") for text in drawn(app))
    app.button(key="replay-back").click().run()
    assert [text.split(" · ")[0] for text in drawn(app) if " · seed" in text] == ["newer", "tiny"]


def test_another_run_starts_at_its_own_end(runs: Path, tiny_run: Path, open_app: Opening) -> None:
    shutil.copytree(tiny_run, runs / "short")
    cut_short(runs / "short", 6)
    os.utime(runs / "short" / EVENTS, (1, 1))
    app = open_app(runs, run="tiny")
    assert int(str(app.slider(key="turn").value)) > 5
    app.button(key="replay-back").click().run()
    app.button(key="open-1").click().run()
    assert app.slider(key="turn").value == 5


def test_a_shipped_scenario_is_shown_whole(supply_runs: Path, open_app: Opening) -> None:
    app = open_app(supply_runs)
    assert messages(supply_runs / "supply")[-1] in drawn(app)
    card = next(f.value for f in app.dataframe if "alternative" in f.value.columns)
    assert list(card["party"]) == ["Heron Cloud", "NVIDIA"]


def test_a_talk_in_chinese_is_shown_whole(tmp_path: Path, open_app: Opening) -> None:
    folder = play_shipped("lab-compute", tmp_path / "runs" / "lab", language="zh")
    app = open_app(tmp_path / "runs", locale="zh-CN")
    assert messages(folder)[-1] in drawn(app)
    assert "大模型公司租算力" in drawn(app)
    assert not app.error


def test_while_a_person_plays_nothing_gives_the_others_away(
    supply_run: Path, tmp_path: Path, open_app: Opening
) -> None:
    folder = shutil.copytree(supply_run, tmp_path / "mine")
    seat_a_person(folder, "cloud")
    cut_short(folder, 9)
    app = open_app(tmp_path)
    assert messages(folder)[-1] in drawn(app)
    assert any("when the talks have ended" in element.value for element in app.info)
    assert not app.toggle
    assert not app.metric
    assert not app.tabs
    assert not app.get("vega_lite_chart")
    assert "boulware" not in " ".join([*drawn(app), badges(app)])


def test_when_the_person_is_done_everything_is_shown(
    supply_run: Path, tmp_path: Path, open_app: Opening
) -> None:
    seat_a_person(shutil.copytree(supply_run, tmp_path / "mine"), "cloud")
    app = open_app(tmp_path)
    assert app.toggle
    assert app.metric
    assert app.get("vega_lite_chart")
