"""From a trainee's choice to a plan: who sits where, and how long the talks may last."""

from pathlib import Path

import pytest

from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan
from negotiation.app.practice.planning import party_of, plan_practice, seats_of, shortened
from negotiation.catalog.files import load_scenario
from negotiation.errors import UsageError
from negotiation.settings import Settings
from negotiation.store.training.records import Difficulty
from tests.builders import make_points_file, mandate_content, party_content, table_content

WITH_MODEL = {"HAGGLE_BASE_URL": "http://127.0.0.1:9/v1", "HAGGLE_MODEL": "small"}


def plan(
    path: Path, seat: str = "buyer", *, settings: Settings | None = None, **wish: object
) -> RunPlan:
    return plan_practice(
        load_scenario(str(path)),
        seat,
        Difficulty.model_validate(wish),
        language="zh",
        endpoints=Endpoints(settings or Settings({})),
    )


def test_the_trainee_sits_in_one_seat_and_the_counterpart_in_all_others(tmp_path: Path) -> None:
    made = plan(make_points_file(tmp_path), counterpart="strategy:conceder", adviser="full", seed=9)
    assert made.people == ("buyer",)
    assert made.seats["buyer"].adviser == "full"
    assert str(made.seats["seller"]) == "strategy:conceder"
    assert (made.seed, made.language) == (9, "zh")


def test_the_counterpart_of_the_scenario_is_its_own_strategy(tmp_path: Path) -> None:
    assert plan(make_points_file(tmp_path)).seats["seller"].name == "boulware"


def test_patience_is_for_those_who_can_have_it(tmp_path: Path) -> None:
    path, settings = make_points_file(tmp_path), Settings(WITH_MODEL)
    patient = plan(path, settings=settings, counterpart="llm:small", is_patient=True)
    assert patient.seats["seller"].is_patient
    assert not plan(path, counterpart="strategy:firm", is_patient=True).seats["seller"].is_patient


@pytest.mark.parametrize(("pace", "rounds"), [(1.0, 12), (0.5, 6), (0.1, 3)])
def test_time_pressure_leaves_a_share_of_the_rounds(
    tmp_path: Path, pace: float, rounds: int
) -> None:
    path = make_points_file(tmp_path, tables=[table_content(deadline_rounds=12)])
    assert plan(path, pace_fraction=pace).scenario.tables[0].deadline_rounds == rounds


def test_few_rounds_do_not_become_more(tmp_path: Path) -> None:
    path = make_points_file(tmp_path, tables=[table_content(deadline_rounds=2)])
    assert shortened(load_scenario(str(path)).scenario, 0.5).tables[0].deadline_rounds == 2


def test_somebody_may_sign_for_a_party(tmp_path: Path) -> None:
    step = {
        "issue": "price",
        "at_least": 0.8,
        "signer": {"en": "The board", "zh": "董事会"},
        "approval": "seat",
    }
    buyer = party_content("buyer", mandate=mandate_content(authority=[step]))
    path = make_points_file(tmp_path, parties=[buyer, party_content("seller")])
    seat = "buyer.approver"
    assert seat in seats_of(load_scenario(str(path)).scenario)
    made = plan(path, seat, adviser="full")
    assert made.people == (seat,)
    assert made.seats[seat].adviser == "none"
    assert made.seats["buyer"].kind == "strategy"
    assert party_of(seat) == "buyer"


def test_an_unknown_seat_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'broker'.*buyer, seller"):
        plan(make_points_file(tmp_path), "broker")
