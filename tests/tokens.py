"""Counting tokens, so that a limit on the length of a prompt can be held to."""

from functools import cache
from typing import Any

from rs_bpe import openai

__all__ = ["count_tokens"]


@cache
def _o200k() -> Any:
    """Return the tokenizer; the package ships its vocabulary, so nothing is downloaded."""
    return openai.o200k_base()


def count_tokens(text: str) -> int:
    """Count the tokens of a text as the o200k vocabulary cuts it."""
    return len(_o200k().encode(text))
