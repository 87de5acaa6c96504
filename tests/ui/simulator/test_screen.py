from pathlib import Path

import yaml
from streamlit.testing.v1 import AppTest

from negotiation.store.training.records import Attempt, Difficulty
from tests.builders import economics_content, scenario_content
from tests.ui.conftest import Opening

SUPPLY = economics_content(name="cards")


def saved(runs: Path, **contents: object) -> Path:
    """Put scenarios into the library of a folder of runs."""
    (runs / "library").mkdir(parents=True)
    for name, content in contents.items():
        (runs / "library" / f"{name}.yaml").write_text(yaml.safe_dump(content), "utf-8")
    return runs


def gains(app: AppTest) -> list[str]:
    assert not app.exception
    assert not app.error
    return [each.value for each in app.metric if each.label in {"Gain over no deal", "比谈不成多"}]


def address(app: AppTest, name: str) -> str:
    found = app.query_params[name]
    return found if isinstance(found, str) else found[0]


def test_a_moved_clause_changes_the_worth_and_the_address(
    tmp_path: Path, open_app: Opening
) -> None:
    runs = saved(tmp_path, tiny=scenario_content())
    app = open_app(runs, "simulator", scenario="library/tiny")
    assert gains(app) == ["30 points", "32 points"]
    assert address(app, "deal") == "2-1"
    price = app.select_slider[0]
    assert (price.value, price.options[0]) == (0.8, "60%")
    price.set_value(0.6).run()
    assert gains(app) == ["50 points", "-4 points"]
    assert address(app, "deal") == "0-1"
    assert any("better off without" in each.value for each in app.warning)


def test_a_link_opens_the_deal_and_a_broken_one_the_middle(
    tmp_path: Path, open_app: Opening
) -> None:
    runs = saved(tmp_path, tiny=scenario_content())
    app = open_app(runs, "simulator", scenario="library/tiny", deal="4-0")
    assert [each.value for each in app.select_slider] == [1.0, 4]
    assert (
        address(open_app(runs, "simulator", scenario="library/tiny", deal="9-9"), "deal") == "2-1"
    )


def test_a_pinned_deal_is_what_others_are_compared_with(tmp_path: Path, open_app: Opening) -> None:
    runs = saved(tmp_path, tiny=scenario_content())
    app = open_app(runs, "simulator", scenario="library/tiny")
    app.button(key="sim-pin").click().run()
    app.select_slider[1].set_value(4).run()
    assert gains(app) == ["60 points", "16 points"]
    assert [each.delta for each in app.metric] == ["30 points", "-16 points"]
    app.button(key="sim-unpin").click().run()
    assert [each.delta for each in app.metric] == ["", ""]


def test_the_panels_of_a_table_of_points(tmp_path: Path, open_app: Opening) -> None:
    runs = saved(tmp_path, tiny=scenario_content())
    app = open_app(runs, "simulator", scenario="library/tiny")
    assert any("no cash over time" in each.value for each in app.info)
    app.session_state["sim-panels"] = "Deal zone"
    app.run()
    app.button(key="sim-take-nash").click().run()
    assert address(app, "deal") == "4-0"
    assert gains(app) == ["40 points", "50 points"]
    for panel in ("What each clause adds", "Other markets", "One future", "Assumptions"):
        app.session_state["sim-panels"] = panel
        app.run()
        assert gains(app) == ["40 points", "50 points"]


def test_an_assumption_is_tried_shared_and_taken_back(tmp_path: Path, open_app: Opening) -> None:
    runs = saved(tmp_path, cards=SUPPLY)
    app = open_app(runs, "simulator", scenario="library/cards")
    before = gains(app)
    app.session_state["sim-panels"] = "Assumptions"
    app.run()
    assert len(app.number_input) == 3
    card_price = app.number_input[1]
    assert (card_price.min, card_price.max) == (10_000, 500_000)
    card_price.set_value(120_000.0).run()
    assert address(app, "assume") == "market.card_price_cny_per_gpu=120000.0"
    changed = gains(app)
    assert changed != before
    again = open_app(
        runs,
        "simulator",
        scenario="library/cards",
        assume="market.card_price_cny_per_gpu=120000.0",
    )
    assert gains(again) == changed
    app.button(key="sim-reset-library/cards/servers").click().run()
    assert gains(app) == before
    assert "assume" not in app.query_params


def test_an_assumption_of_another_table_is_left_out_and_said(
    tmp_path: Path, open_app: Opening
) -> None:
    runs = saved(tmp_path, cards=SUPPLY)
    app = open_app(runs, "simulator", scenario="library/cards", assume="lab.cash_cny=1")
    assert any("does not fit" in each.value for each in app.warning)
    assert len(gains(app)) == 2


def test_a_run_opens_at_what_was_signed(runs: Path, open_app: Opening) -> None:
    app = open_app(runs, "simulator", run="tiny")
    signed = gains(app)
    app.select_slider[0].set_value(0.6).run()
    assert gains(app) != signed
    app.button(key="sim-signed").click().run()
    assert gains(app) == signed
    app.button(key="sim-leave-run").click().run()
    assert "run" not in app.query_params
    assert app.selectbox(key="sim-scenario-en").value == "a800-supply"


def test_what_is_not_there_is_said_in_a_sentence(tmp_path: Path, open_app: Opening) -> None:
    for query in ({"scenario": "../../etc/passwd"}, {"run": "../x"}, {"run": "practice/other"}):
        app = open_app(tmp_path, "simulator", **query)
        assert not app.exception
        assert len(app.error) == 1


def test_who_is_playing_is_asked_before_the_cards_are_shown(
    tmp_path: Path, open_app: Opening
) -> None:
    runs = saved(tmp_path, tiny=scenario_content())
    app = open_app(runs, "simulator", scenario="library/tiny")
    page = app.session_state["page"]
    attempt = Attempt(
        id="a" * 32,
        trainee=page.visitor.key,
        scenario="library/tiny",
        party="buyer",
        language="en",
        difficulty=Difficulty(),
        run="a",
        created_at="2026-11-29T00:00:00Z",
    )
    page.server.service.call(page.server.training.add_attempt(attempt))
    app.run()
    assert not app.metric
    app.toggle(key="sim-anyway-library/tiny").set_value(True).run()
    assert gains(app) == ["30 points", "32 points"]


def test_the_language_can_be_switched_in_the_middle(tmp_path: Path, open_app: Opening) -> None:
    runs = saved(tmp_path, tiny=scenario_content())
    app = open_app(runs, "simulator", scenario="library/tiny")
    app.session_state["sim-panels"] = "Deal zone"
    app.select_slider[1].set_value(4).run()
    app.segmented_control(key="lang").set_value("zh").run()
    assert gains(app) == ["60 分", "16 分"]
    assert app.selectbox(key="sim-scenario-zh").value == "library/tiny"
    assert "sim-take-nash" in [each.key for each in app.button]
    app.select_slider[1].set_value(12).run()
    app.segmented_control(key="lang").set_value("en").run()
    assert gains(app) == ["0 points", "46 points"]


def test_another_scenario_is_chosen_and_the_address_follows(
    tmp_path: Path, open_app: Opening
) -> None:
    runs = saved(tmp_path, tiny=scenario_content(), other=scenario_content(name="other"))
    app = open_app(runs, "simulator")
    assert address(app, "scenario") == "a800-supply"
    for name in ("library/tiny", "library/other"):
        app.selectbox(key="sim-scenario-en").set_value(name).run()
        assert gains(app) == ["30 points", "32 points"]
        assert (address(app, "scenario"), address(app, "deal")) == (name, "2-1")
