"""How a term and its value, or a thing and its reason, are written in a line."""

from negotiation.domain.values import Language

__all__ = ["because", "listed", "term_line"]


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
