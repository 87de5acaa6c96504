"""Runs for the service to play: tiny tables of points, by strategies, people or a model."""

from pathlib import Path

from negotiation.app.endpoints import Endpoints
from negotiation.app.plan import RunPlan, plan_run
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import load_scenario
from negotiation.domain.moves import Accept, Move, Offer, Talk
from negotiation.protocol.view import View
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder
from tests.builders import make_points_file, table_content

__all__ = ["NOTHING", "begun", "move_for", "with_model"]

NOTHING = Settings({})
"""Settings in which nothing is set up."""


def with_model(base_url: str, *, cache: Path, key: str = "") -> Settings:
    """Settings of somebody who has set up a model."""
    return Settings({"HAGGLE_CACHE_DIR": str(cache)}).with_endpoint(base_url, "m", key)


def begun(folder: Path, *, settings: Settings = NOTHING, rounds: int = 12, **who: str) -> RunFolder:
    """Begin a run in ``folder``; strategies play the seats that are not named."""
    folder.mkdir(parents=True, exist_ok=True)
    file = make_points_file(folder, tables=[table_content(deadline_rounds=rounds)])
    run = RunFolder.create_at(folder / "run")
    Sandbox(settings).begin(planned(file, settings, **who), run)
    return run


def planned(file: Path, settings: Settings, **who: str) -> RunPlan:
    cast = {"buyer": "strategy:linear", "seller": "strategy:boulware"} | who
    return plan_run(
        load_scenario(str(file)),
        who=cast,
        personas={},
        model=None,
        seed=1,
        language="en",
        endpoints=Endpoints(settings),
    )


def move_for(view: View) -> Move:
    """What a person does that wants an agreement: take what stands, else ask for the best."""
    standing = next((offer for offer in view.offers if offer.party != view.party), None)
    if standing is not None and "accept" in view.legal_acts:
        return Move(act=Accept(offer_id=standing.offer_id), message="Deal.")
    if "offer" in view.legal_acts:
        return Move(act=Offer(outcome={"price": 0.6, "weeks": 4}), message="My terms.")
    return Move(act=Talk(), message="Hm.")
