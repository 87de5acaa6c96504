"""The options that limit what a run may spend on its models."""

import argparse
from typing import TYPE_CHECKING

from negotiation.errors import UsageError

if TYPE_CHECKING:
    from negotiation.llm.budget import Budget

__all__ = ["add_budget_options", "budget_of"]


def add_budget_options(parser: argparse.ArgumentParser) -> None:
    """Add the limits to a command."""
    limits = parser.add_argument_group("budget", "what the whole run may spend on its models")
    limits.add_argument("--max-calls", type=int, default=None, metavar="N", help="calls at most")
    limits.add_argument("--max-tokens", type=int, default=None, metavar="N",
                        help="tokens of prompts and replies at most")  # fmt: skip
    limits.add_argument("--max-cost", type=float, default=None, metavar="X",
                        help="money at most, in the currency of the models file")  # fmt: skip


def budget_of(options: argparse.Namespace) -> "Budget":
    """Read the limits. Raises ``UsageError`` when one is below nothing."""
    from pydantic import ValidationError

    from negotiation.llm.budget import Budget

    names = ("max_calls", "max_tokens", "max_cost")
    try:
        return Budget.model_validate({name: getattr(options, name) for name in names})
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        option = str(first["loc"][0]).replace("_", "-")
        raise UsageError(f"--{option} {first['input']}: {first['msg']}") from exc
