"""Names in a list, which nobody could tell apart if two were the same."""

from collections.abc import Mapping

__all__ = ["told_apart"]


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by key such that no two are the same, which a list could not tell apart.

    >>> told_apart({"a": "Supply", "b": "Supply", "c": "Rent"})
    {'a': 'Supply (a)', 'b': 'Supply (b)', 'c': 'Rent'}
    """
    known = list(names.values())
    return {
        key: name if known.count(name) == 1 else f"{name} ({key})" for key, name in names.items()
    }
