"""A terminal shows how much a model has written; a file, a pipe or a person is shown nothing."""

import io

import pytest

from negotiation.cli.progress import reply_progress
from negotiation.cli.terminal import Terminal
from negotiation.llm.chat import WrittenSoFar


@pytest.mark.parametrize(
    ("so_far", "shown"),
    [
        (WrittenSoFar("lease/vendor/t7/r0/a0", 120, 40), "vendor writes: 120 characters"),
        (WrittenSoFar("lease/vendor/t7/r0/a0", 0, 40), "vendor thinks: 40 characters"),
        (WrittenSoFar("", 3, 0), "writes: 3 characters"),
    ],
)
def test_a_terminal_is_shown_who_has_written_how_much(so_far: WrittenSoFar, shown: str) -> None:
    screen = io.StringIO()
    console = Terminal(file=screen, force_terminal=True, width=80)
    with reply_progress(console, is_wanted=True) as watch:
        assert watch is not None
        watch(so_far)
    assert shown in screen.getvalue()


@pytest.mark.parametrize(("kind", "wanted"), [("terminal", "no"), ("file", "yes")])
def test_nobody_else_is(kind: str, wanted: str) -> None:
    console = Terminal(file=io.StringIO(), force_terminal=kind == "terminal")
    with reply_progress(console, is_wanted=wanted == "yes") as watch:
        assert watch is None
