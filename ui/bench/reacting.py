"""How long the page takes to answer when somebody who plays moves a control of the offer."""

import asyncio
import time
from collections.abc import Iterator

from streamlit.testing.v1 import AppTest

from evals.bench.claims import Claim, Claims
from negotiation.app.practice.sessions import Practice, Wish
from negotiation.catalog.files import load_scenario
from negotiation.store.training.records import Difficulty
from ui.bench.pages import Pages, checked, pages

__all__ = ["measure_reacting"]

LIMIT_SECONDS = 0.5

SCENARIO, SEAT = "a800-supply", "cloud"

LOOK_SECONDS = 0.05


def measure_reacting(*, repeats: int = 3) -> Claims:
    """Measure a changed control with the whole adviser on, valued by the simulator.

    The whole page is drawn anew here; a browser has only the builder drawn.

    Args:
        repeats: changes of each control; the least time of each counts, and of all controls the
            most.
    """
    with pages() as served:
        app = _at_the_table(served)
        taken = {
            key: min(_seconds(app, key, number) for number in range(repeats))
            for key in list(_controls(app))
        }
        walls = [wall for _, wall in taken.values()]
        seconds = [cpu for cpu, _ in taken.values()]
    return (
        Claim(
            name="ui.reaction",
            claim=f"a control of the offer moved in `{SCENARIO}` with the adviser on",
            unit="CPU s",
            limit=LIMIT_SECONDS,
            measured=max(seconds),
            details={"n_controls": len(taken), "most_wall_s": max(walls)},
        ),
    )


def _at_the_table(served: Pages) -> AppTest:
    """Begin a session, and return its tab when it is the visitor's turn."""
    app, held = served.tab(), served.server
    practice = Practice(held.practice, held.training)
    begin = practice.begin(
        Wish(SCENARIO, SEAT, Difficulty(adviser="full"), "en"),
        load_scenario(SCENARIO),
        trainee=app.session_state["page"].visitor.key,
        sandbox=held.service.sandbox(held.settings),
    )
    attempt = held.service.call(begin)
    live = held.service.play(practice.run_of(attempt), held.settings)
    while live.state.status == "playing":  # until it is the person's turn
        held.service.call(asyncio.sleep(LOOK_SECONDS))
    return served.turn_to(app, "play", session=attempt.id)


def _controls(app: AppTest) -> Iterator[str]:
    """Yield the keys of the controls, one for every issue."""
    for each in (*app.select_slider, *app.selectbox):
        if (each.key or "").startswith("issue-"):
            yield str(each.key)


def _seconds(app: AppTest, key: str, number: int) -> tuple[float, float]:
    """Move a control and return the CPU and the wall time of the answer [s]."""
    control = next(each for each in (*app.select_slider, *app.selectbox) if each.key == key)
    control.set_value(number % len(control.options))
    begun, before = time.monotonic(), time.process_time()
    app.run()
    taken = time.process_time() - before, time.monotonic() - begun
    checked(app)
    return taken
