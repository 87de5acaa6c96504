"""Where output goes: results to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["complain", "guests_on_stderr", "narrator", "print_json", "printer"]
__all__ += ["EXIT_ENDPOINT", "EXIT_GATE", "EXIT_INTERRUPTED", "EXIT_USAGE"]

EXIT_USAGE = 2
EXIT_ENDPOINT = 3
EXIT_GATE = 4
EXIT_INTERRUPTED = 130


def print_json(content: Mapping[str, object] | list[object]) -> None:
    """Print one JSON document on standard output."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2) + "\n")


def guests_on_stderr(*, is_wanted: bool) -> AbstractContextManager[object]:
    """Send what others' code prints to standard error, so that a JSON document stands alone."""
    return redirect_stdout(sys.stderr) if is_wanted else nullcontext()


def complain(message: str) -> None:
    """Print an error on standard error."""
    from negotiation.domain.values import without_control

    sys.stderr.write(f"haggle: {without_control(message)}\n")


def printer() -> "Console":
    """Return the console of results."""
    from negotiation.cli.terminal import Terminal

    return Terminal(highlight=False, markup=False, emoji=False)


def narrator() -> "Console":
    """Return the console of progress and questions, which never mix with results."""
    from negotiation.cli.terminal import Terminal

    return Terminal(stderr=True, highlight=False, markup=False, emoji=False)
