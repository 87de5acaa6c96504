"""Rows made up for tests of what is computed from them."""

from typing import Any

from evals.rows import Row

__all__ = ["row"]


def row(contestant: str = "a", utility: float | None = 0.5, **factors: Any) -> Row:
    """Return a row whose own utility is given; ``None`` is one that says nothing of it."""
    known: dict[str, Any] = {
        "case_id": "c",
        "who": contestant,
        "opponent": "pool",
        "scenario": "s",
        "party": "buyer",
        "persona": "shipped",
        "language": "en",
        "talk": "full",
        "adviser": "",
        "opener": "written",
        "seed": 1,
        "repeat": 1,
        "undefined": {} if utility is not None else {"own_utility": "nothing to gain"},
        "failure": None,
        "model": None,
        "figures": {"own_utility": utility} if utility is not None else {},
    } | factors
    words = (known[name] for name in ("persona", "language", "talk", "adviser", "opener"))
    return Row(contestant=contestant, variant="/".join(words), **known)
