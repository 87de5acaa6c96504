"""Commands of the room below that take folders of results as well as runs."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

__all__ = ["Run", "extend"]

Run: TypeAlias = Callable[[argparse.Namespace], int]


def extend(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    *,
    is_ours: Callable[[argparse.Namespace], bool],
    run: Run,
) -> argparse.ArgumentParser:
    """Let ``run`` answer a command where its arguments are ours, and return its parser.

    Args:
        commands: with the command of the room below among them.
        name: of the command.
        is_ours: tells by the arguments.
        run: answers then.
    """
    parser: argparse.ArgumentParser = commands.choices[name]
    below: Run = parser.get_default("run")
    parser.set_defaults(run=lambda options: run(options) if is_ours(options) else below(options))
    return parser
