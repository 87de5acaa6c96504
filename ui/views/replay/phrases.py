"""Words put together with the punctuation of their language. Pure; the result is for ``show``."""

from negotiation.domain.values import Language

__all__ = ["bracketed", "labelled", "quoted"]


def labelled(label: str, text: str, language: Language) -> str:
    """Put a label in front of a text."""
    return f"{label}: {text}" if language == "en" else f"{label}：{text}"


def bracketed(text: str, about: str, language: Language) -> str:
    """Add to a text what it is about."""
    return f"{text} ({about})" if language == "en" else f"{text}（{about}）"


def quoted(said: str, quote: str, language: Language) -> str:
    """Add somebody's words to what is said of them."""
    return labelled(said, f"“{quote}”", language)
