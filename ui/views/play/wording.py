"""How a term and its value, or a thing and its reason, are written in a line."""

from collections.abc import Mapping

from negotiation.domain.values import Language

__all__ = ["because", "listed", "term_line", "told_apart"]


def term_line(issue: str, value: str, language: Language) -> str:
    """Write a term with its value.

    >>> term_line("Price", "70%", "en")
    'Price: 70%'
    """
    return f"{issue}：{value}" if language == "zh" else f"{issue}: {value}"


def because(what: str, why: str, language: Language) -> str:
    """Write a thing with its reason.

    >>> because("Weeks: 4 or less", "the hall is ready", "en")
    'Weeks: 4 or less (the hall is ready)'
    """
    return f"{what}（{why}）" if language == "zh" else f"{what} ({why})"


def listed(words: list[str] | tuple[str, ...], language: Language) -> str:
    """Write several things in a row."""
    return ("、" if language == "zh" else ", ").join(words)


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by key such that no two are the same, which a list could not tell apart.

    >>> told_apart({"a": "Supply", "b": "Supply", "c": "Rent"})
    {'a': 'Supply (a)', 'b': 'Supply (b)', 'c': 'Rent'}
    """
    known = list(names.values())
    return {
        key: name if known.count(name) == 1 else f"{name} ({key})" for key, name in names.items()
    }
