"""The entry point: parse, run one command, turn what went wrong into an exit code.

0 done, 2 wrong usage or wrong file, 3 the model endpoint cannot be used, 4 a gate failed, 130
interrupted. Rooms above this one add commands through the entry point group ``haggle.commands``.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points, version

from negotiation.cli import (
    calibrating,
    comparing,
    debriefing,
    doctor,
    exporting,
    forking,
    library,
    playing,
    reading,
    serving,
    valuing,
)
from negotiation.cli.output import EXIT_ENDPOINT, EXIT_INTERRUPTED, EXIT_USAGE, complain
from negotiation.errors import ChatError, HaggleError, RuleError

__all__ = ["build_parser", "main"]

DESCRIPTION = (
    "A negotiation flight simulator for GPU compute: models, strategies and people haggle over "
    "price, supply and damages; a simulator of the GPU economics scores every contract."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("interrupted")
        code = EXIT_INTERRUPTED
    except BrokenPipeError:  # whoever read our output has left; there is nobody to tell
        code = 0
    except OSError as exc:
        complain(_reason(exc))
        code = EXIT_USAGE
    except ChatError as exc:
        complain(str(exc))
        code = EXIT_ENDPOINT
    except RuleError as exc:
        complain(f"the log does not follow the rules: {exc}")
        code = EXIT_USAGE
    except HaggleError as exc:
        complain(str(exc))
        code = EXIT_USAGE
    _settle_output()
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = build_parser().parse_args(arguments)
    except SystemExit:
        sys.stdout.flush()  # of --help and --version, whose failures argparse passes over
        raise
    from negotiation.settings import quiet_frameworks

    quiet_frameworks()
    code: int = options.run(options)
    return code


@cache
def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command, also those of the rooms above; it is built once."""
    parser = argparse.ArgumentParser(prog="haggle", description=DESCRIPTION)
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help="show the version")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in (
        playing,
        forking,
        reading,
        comparing,
        exporting,
        debriefing,
        valuing,
        calibrating,
        library,
        doctor,
        serving,
    ):
        room.register(commands)
    for guest in entry_points(group="haggle.commands"):
        guest.load()(commands)
    return parser


class _ShowVersion(argparse.Action):
    """Prints the version and ends; looks it up only when asked, for that takes time."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"haggle {version('haggle')}")  # noqa: T201 - this is the output
        parser.exit()


def _reason(exc: OSError) -> str:
    """Say what the system refused, and where it says so."""
    reason = exc.strerror or str(exc) or type(exc).__name__
    return f"{exc.filename}: {reason}" if exc.filename is not None else reason


def _settle_output() -> None:
    """Drop what can no longer be written; Python would try it again at exit, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
