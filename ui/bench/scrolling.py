"""Whether a long transcript scrolls as a short one does, and the simulator keeps out of it."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from streamlit.testing.v1 import AppTest

import negotiation.economics
from evals.bench.claims import Claim, Claims, least_cpu_seconds
from negotiation.app.plan import plan_run
from negotiation.app.sandbox import Sandbox
from negotiation.catalog.files import Loaded, load_scenario
from negotiation.settings import Settings
from negotiation.store.folder import RunFolder
from ui.bench.pages import Pages, checked, pages

__all__ = ["measure_scrolling"]

LIMIT_RATIO = 3.0

SCENARIO = "a800-supply"
STUBBORN = "strategy:hardliner"
TURNS_A_ROUND = 2

SIMULATOR = tuple(negotiation.economics.__path__)


def measure_scrolling(*, few: int = 30, many: int = 300, repeats: int = 9) -> Claims:
    """Measure moving the slider of a transcript.

    Args:
        few: turns of the short talk.
        many: turns of the long one.
        repeats: moves in each; the least time counts.
    """
    with pages() as served:
        opened = [_opened(served, n_turns) for n_turns in (few, many)]
        short_s, long_s = (_scroll_seconds(app, repeats) for app in opened)
        with _counting() as calls:
            _scroll(opened[-1], 1)
    return (
        Claim(
            name="ui.scroll",
            claim=f"a move in the transcript of {many} turns, against one of {few}",
            unit="ratio",
            limit=LIMIT_RATIO,
            measured=long_s / short_s,
            details={"long_s": long_s, "short_s": short_s},
        ),
        Claim(
            name="ui.scroll_valuations",
            claim=f"calls into the simulator while a transcript of {many} turns scrolls",
            unit="calls",
            limit=0,
            measured=len(calls),
        ),
    )


def _opened(served: Pages, n_turns: int) -> AppTest:
    """Play a talk that lasts so long, and open it."""
    name = f"turns-{n_turns}"
    _play(RunFolder.create_at(served.runs / name), n_turns)
    app = served.turn_to(served.tab(), "replay", run=name)
    if app.slider[0].max != n_turns:
        raise AssertionError(f"{app.slider[0].max} turns, not {n_turns}: not the talk to measure")
    _scroll(app, 2)  # the first move may read what is read once
    return app


def _play(folder: RunFolder, n_turns: int) -> None:
    """Have two play who never agree, over terms that the simulator values."""
    sandbox, loaded = Sandbox(Settings({})), load_scenario(SCENARIO)
    (table,) = loaded.scenario.tables
    longer = table.model_copy(update={"deadline_rounds": n_turns // TURNS_A_ROUND})
    scenario = loaded.scenario.model_copy(update={"tables": (longer,)})
    plan = plan_run(
        Loaded(loaded.path, scenario, loaded.personas),
        who={party.id: STUBBORN for party in scenario.parties},
        personas={},
        model=None,
        seed=1,
        language="en",
        endpoints=sandbox.endpoints,
    )
    sandbox.begin(plan, folder)
    asyncio.run(sandbox.play(folder))


def _scroll_seconds(app: AppTest, repeats: int) -> float:
    """Move to the end and from there turn by turn; a page of the transcript is full there."""
    last = int(app.slider[0].max)
    places = iter(range(last - repeats, last))
    return least_cpu_seconds(lambda: _scroll(app, next(places)), repeats=repeats)


def _scroll(app: AppTest, turn: int) -> None:
    app.slider[0].set_value(turn)
    checked(app.run())


@contextmanager
def _counting() -> Iterator[list[str]]:
    """Note every call into the simulator in threads that begin meanwhile, as each rerun does."""
    calls: list[str] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(SIMULATOR):
            calls.append(frame.f_code.co_qualname)

    threading.setprofile(note)
    try:
        yield calls
    finally:
        threading.setprofile(None)
