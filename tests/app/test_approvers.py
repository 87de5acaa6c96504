"""Who signs for a party: which seats there are, who may take them, in which persona."""

from pathlib import Path

import pytest

from negotiation.app.casting import approvers_of
from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan, plan_run, reseated
from negotiation.app.records import read_run
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import Loaded
from negotiation.errors import UsageError
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder
from tests.app.scenarios import load, opposed
from tests.builders import text

MODEL = {"HAGGLE_BASE_URL": "http://127.0.0.1:9/v1", "HAGGLE_MODEL": "house-model"}


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """The buyer's ladder asks a seat, the seller's the odds."""
    content = opposed()
    for party, approval in zip(content["parties"], ("seat", 0.5), strict=True):
        step = {"issue": "price", "at_least": 80, "signer": text("The chief.", "老板。")}
        party["mandate"]["authority"] = [step | {"approval": approval}]
    return load(tmp_path, content)


def planned(
    loaded: Loaded,
    who: dict[str, str] | None = None,
    *,
    personas: dict[str, str] | None = None,
    environment: dict[str, str] | None = None,
) -> RunPlan:
    return plan_run(
        loaded,
        who=who or {},
        personas=personas or {},
        model=None,
        seed=1,
        language="en",
        endpoints=Endpoints(Settings(environment or {})),
    )


def test_nobody_signs_unless_named(loaded: Loaded) -> None:
    assert list(approvers_of(loaded.scenario)) == ["buyer.approver"]
    assert set(planned(loaded, environment=MODEL).seats) == {"buyer", "seller"}


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("human", "human"),
        ("strategy", "strategy"),
        ("llm", "llm:house-model"),
        ("python:tests.app.guests:Eager", "python:tests.app.guests:Eager"),
    ],
)
def test_who_may_sign(loaded: Loaded, who: str, said: str) -> None:
    plan = planned(loaded, {"buyer.approver": who}, environment=MODEL)
    assert str(plan.seats["buyer.approver"]) == said
    assert plan.seats["buyer.approver"].adviser == "none"
    assert plan.personas["buyer.approver"].name == "finance_approver"


def test_the_persona_of_who_signs_is_chosen(loaded: Loaded) -> None:
    plan = planned(
        loaded, {"buyer.approver": "human"}, personas={"buyer.approver": "cloud_architect"}
    )
    assert plan.personas["buyer.approver"].name == "cloud_architect"
    assert plan.seats["buyer.approver"].persona == "cloud_architect"
    assert plan.people == ("buyer.approver",)
    with pytest.raises(UsageError, match=r"nobody sits in the seat 'buyer\.approver'"):
        planned(loaded, personas={"buyer.approver": "cloud_architect"})


@pytest.mark.parametrize(
    ("seat", "who", "said"),
    [
        ("seller.approver", "human", "ladder of 'seller' has the approval 'seat'"),
        ("broker.approver", "human", "known are buyer, seller, buyer.approver"),
        ("buyer.approver", "guided", "one of strategy, llm, python, human"),
        ("buyer.approver", "strategy:linear", "signs by the odds of the mandate"),
        ("buyer.approver", "human,adviser=full", "has no adviser"),
    ],
)
def test_who_may_not(loaded: Loaded, seat: str, who: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        planned(loaded, {seat: who}, environment=MODEL)


def test_a_run_with_who_signs_is_written_and_read(loaded: Loaded, tmp_path: Path) -> None:
    plan = planned(loaded, {"buyer.approver": "strategy"})
    folder = RunFolder.create_at(tmp_path / "r")
    Sandbox(Settings({})).begin(plan, folder)
    assert read_run(folder).plan == plan
    again = reseated(plan, {"buyer.approver": "human"}, endpoints=Endpoints(Settings({})))
    assert again.people == ("buyer.approver",)
    with pytest.raises(UsageError, match=r"no seat 'seller\.approver'"):
        reseated(plan, {"seller.approver": "human"}, endpoints=Endpoints(Settings({})))
