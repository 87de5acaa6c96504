"""The entry point: parse, run one command, turn what went wrong into an exit code.

0 done, 2 wrong usage or wrong file, 3 the model endpoint cannot be used, 4 a gate failed, 130
interrupted. Rooms above this one add commands through the entry point group ``haggle.commands``.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points, version

from negotiation.cli import doctor, library, playing, reading, valuing
from negotiation.cli.output import EXIT_ENDPOINT, EXIT_INTERRUPTED, EXIT_USAGE, complain
from negotiation.errors import (
    CatalogError,
    ChatError,
    HaggleError,
    LogError,
    SettingsError,
    UsageError,
)

__all__ = ["build_parser", "main"]

DESCRIPTION = (
    "A negotiation flight simulator for GPU compute: models, strategies and people haggle over "
    "price, supply and damages; a simulator of the GPU economics scores every contract."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = build_parser().parse_args(arguments)
    from negotiation.settings import quiet_frameworks

    quiet_frameworks()
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("interrupted")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left; there is nobody to tell, also not at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except HaggleError as exc:
        complain(str(exc))
        return _exit_code(exc)
    return code


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command, also those of the rooms above."""
    parser = argparse.ArgumentParser(prog="haggle", description=DESCRIPTION)
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help="show the version")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in (playing, reading, valuing, library, doctor):
        room.register(commands)
    for guest in entry_points(group="haggle.commands"):
        guest.load()(commands)
    return parser


class _ShowVersion(argparse.Action):
    """Prints the version and ends; looks it up only when asked, for that takes time."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"haggle {version('haggle')}")  # noqa: T201 - this is the output
        parser.exit()


def _exit_code(exc: HaggleError) -> int:
    if isinstance(exc, ChatError):
        return EXIT_ENDPOINT
    if isinstance(exc, CatalogError | UsageError | SettingsError | LogError):
        return EXIT_USAGE
    raise exc


if __name__ == "__main__":
    sys.exit(main())
