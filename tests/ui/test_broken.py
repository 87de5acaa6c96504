"""A broken run on the real page: a sentence, never a traceback, and the way to another run."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from negotiation.store.folder import EVENTS, RUN
from tests.ui.conftest import Opening
from tests.ui.test_app import drawn, messages


def break_json(folder: Path) -> None:
    (folder / RUN).write_text("{")


def break_log(folder: Path) -> None:
    with (folder / EVENTS).open("a") as log:
        log.write("rubbish\n")


def lose_run(folder: Path) -> None:
    (folder / RUN).unlink()


def bury(folder: Path) -> None:
    """Nest the plan deeper than a reader can go: an error that nobody has foreseen."""
    (folder / RUN).write_text("[" * 200_000)


def misvalue(folder: Path) -> None:
    content: dict[str, Any] = json.loads((folder / RUN).read_text("utf-8"))
    del content["plan"]["scenario"]["tables"][0]["valuation"]["scores"]["buyer"]["price"]
    (folder / RUN).write_text(json.dumps(content))


@pytest.mark.parametrize("harm", [break_json, break_log, lose_run, bury, misvalue])
def test_a_broken_run_is_a_message_and_others_can_be_chosen(
    runs: Path, tiny_run: Path, open_app: Opening, harm: Callable[[Path], None]
) -> None:
    shutil.copytree(tiny_run, runs / "sound")
    os.utime(runs / "sound" / EVENTS, (1, 1))
    harm(runs / "tiny")
    app = open_app(runs)
    app.button(key="open-0").click().run()
    assert len(app.error) == 1
    assert not any("Traceback" in text for text in drawn(app))
    app.button(key="replay-back").click().run()
    app.button(key="open-1").click().run()
    assert not app.error
    assert messages(tiny_run)[-1] in drawn(app)
