"""The charts of a campaign, and the tabs of its tables."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from negotiation.app.campaign_course import CampaignCourse, course_so_far
from negotiation.cli.campaign_names import CampaignNames
from negotiation.domain.values import Language
from tests.app.campaigns import Played, campaign_content, planned
from tests.app.campaigns import play as play_by_script
from tests.app.scenarios import write
from tests.ui.conftest import Opening, cut_short, play, seat_a_person
from ui.data.runs import load_run
from ui.views.watch.course import (
    card_line,
    cash_lines,
    cash_scale,
    delivery_lines,
    price_lines,
    sum_of_cash,
    sum_of_deliveries,
    sum_of_prices,
    use_lines,
)
from ui.widgets.watch.course_charts import Months, over_months

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play_by_script(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def course(done: Played) -> CampaignCourse:
    found = course_so_far(done.plan, done.campaign, done.log)
    assert found is not None
    return found


def test_deliveries_are_added_up_by_buyer(done: Played, course: CampaignCourse) -> None:
    lines = delivery_lines(course, CampaignNames(done.plan, "en"))
    assert [(line.name, line.kind) for line in lines] == [
        ("North House", "promised"),
        ("North House", "delivered"),
    ]
    order = next(each for each in course.contracts if each.contract == "order")
    assert lines[1].points == tuple(enumerate(order.delivered_gpus))


def test_compute_is_added_up_by_seller(done: Played, course: CampaignCourse) -> None:
    lines = use_lines(course, CampaignNames(done.plan, "en"))
    south = next(each for each in lines if (each.name, each.kind) == ("South House", "promised"))
    rentals = [each for each in course.contracts if each.is_rental and each.seller == "south"]
    assert {"rescue", "old"} <= {each.contract for each in rentals}
    assert south.points[8][1] == sum(each.promised_gpus[8] for each in rentals)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_is_drawn_from_the_beginning_on(
    done: Played, language: Language, course: CampaignCourse
) -> None:
    names = CampaignNames(done.plan, language)
    early = course_so_far(done.plan, done.campaign, done.log[:1])
    assert early is not None
    for each in (early, course):
        scale = cash_scale(each, language)
        charts = {
            "card": [card_line(each, language)],
            "rents": price_lines(each, language),
            "cash": cash_lines(each, names, scale),
        }
        months = Months(0, each.phase_months, language)
        for lines in charts.values():
            drawn = over_months(lines, title="x", colours={}, months=months).to_dict()
            rows = drawn["datasets"][drawn["layer"][1]["data"]["name"]]
            assert {row["date"] for row in rows} == {
                f"{2023 + (2 + month) // 12}-{(2 + month) % 12 + 1:02}-01"
                for month in range(each.month + 1)
            }
        assert sum_of_prices(each, language)
        assert sum_of_cash(each, names, scale, language)
        assert sum_of_deliveries(each, language)


def test_sentences_say_who_has_most_and_how_much_came(done: Played, course: CampaignCourse) -> None:
    names = CampaignNames(done.plan, "en")
    scale = cash_scale(course, "en")
    richest = max(course.cash_cny, key=lambda party: course.cash_cny[party][-1])
    assert f"{names.party(richest)} has the most" in sum_of_cash(course, names, scale, "en")
    supplies = [each for each in course.contracts if not each.is_rental]
    n_came = sum(each.delivered_gpus[-1] for each in supplies)
    assert sum_of_deliveries(course, "en").startswith(f"{n_came:,.0f} of 1,024 promised cards")


def test_a_price_that_hardly_moved_did_not_fall(course: CampaignCourse) -> None:
    first = course.figures[0]
    now = replace(first, card_price_cny_per_gpu=first.card_price_cny_per_gpu * 0.999)
    assert "(+0% since" in sum_of_prices(replace(course, figures=(first, now)), "en")


@pytest.fixture(scope="module")
def campaign_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("campaign")
    return play(planned(str(write(folder, campaign_content()))), folder / "played")


def test_a_campaign_grows_on_the_page(
    campaign_run: Path, tmp_path: Path, open_app: Opening
) -> None:
    folder = shutil.copytree(campaign_run, tmp_path / "runs" / "small")
    whole = load_run(folder)
    opened = [place for place, event in enumerate(whole.log) if event.kind == "phase_opened"]
    cut_short(folder, opened[1] - 1)
    app = open_app(tmp_path / "runs", "watch", run="small")
    n_charts = len(app.get("vega_lite_chart"))
    assert n_charts > 3
    assert not [each for each in app.button_group if str(each.key).startswith("tabs-")]
    shutil.copytree(campaign_run, folder, dirs_exist_ok=True)
    app.run()
    assert not app.exception
    tabs = app.button_group(key="tabs-small")
    assert len(tabs.options) == len(whole.tables)
    assert tabs.value == list(whole.tables)[-1], "the newest table is followed"
    tabs.set_value(next(iter(whole.tables))).run()
    title = next(iter(whole.tables.values())).title.en
    assert title in [element.value for element in app.text]


def test_while_a_person_plays_no_cash_is_shown(
    campaign_run: Path, tmp_path: Path, open_app: Opening
) -> None:
    folder = shutil.copytree(campaign_run, tmp_path / "runs" / "small")
    cut_short(folder, len(load_run(folder).log) - 1)
    seat_a_person(folder, "maker")
    app = open_app(tmp_path / "runs", "watch", run="small")
    assert not app.exception
    assert not app.get("vega_lite_chart")
