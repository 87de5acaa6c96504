"""Baselines: contestants that no model plays. They show what a model's figures are worth."""

__all__ = ["BASELINE_KINDS", "is_baseline"]

BASELINE_KINDS = ("strategy", "oracle")
"""What the words of ``--seat`` of our own scripted players begin with."""


def is_baseline(who: str) -> bool:
    """Whether a player is scripted, by its words of ``--seat``.

    >>> is_baseline("strategy:boulware"), is_baseline("oracle"), is_baseline("llm:small")
    (True, True, False)
    """
    return who.partition(",")[0].partition(":")[0] in BASELINE_KINDS
