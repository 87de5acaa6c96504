"""A visitor's own model as a form asks for it, and what is wrong with it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

__all__ = ["PRESETS", "EndpointForm", "Problem", "problem_of"]

Problem: TypeAlias = Literal["bad_address", "bad_address_secret", "bad_key", "bad_model"]

PRESETS: Mapping[str, str] = MappingProxyType(
    {
        "llama.cpp": "http://127.0.0.1:8080/v1",
        "vLLM": "http://127.0.0.1:8000/v1",
        "Ollama": "http://127.0.0.1:11434/v1",
        "LM Studio": "http://127.0.0.1:1234/v1",
    }
)
"""Where servers on this machine listen, as they come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointForm:
    """What was entered. It is never shown with its key."""

    base_url: str
    model: str
    key: str

    def __repr__(self) -> str:
        """Keep the key out of what is shown."""
        return f"EndpointForm({self.base_url!r}, {self.model!r})"

    def stripped(self) -> "EndpointForm":
        """Return it as it is used: without spaces around, the address without its last slash."""
        return EndpointForm(
            base_url=self.base_url.strip().rstrip("/"),
            model=self.model.strip(),
            key=self.key.strip(),
        )


def problem_of(form: EndpointForm) -> Problem | None:
    """Say what is wrong with a form that was stripped; ``None`` when nothing is."""
    try:
        address = urlsplit(form.base_url)
        has_server = bool(address.hostname) and address.port != 0
    except ValueError:
        return "bad_address"
    if address.scheme not in {"http", "https"} or not has_server or not _is_word(form.base_url):
        return "bad_address"
    if "@" in address.netloc or "?" in form.base_url or "#" in form.base_url:
        return "bad_address_secret"
    if form.key and not (form.key.isascii() and _is_word(form.key)):
        return "bad_key"
    if not form.model.isprintable() or "," in form.model:
        return "bad_model"
    return None


def _is_word(text: str) -> bool:
    characters: Iterable[str] = text
    return text.isprintable() and not any(each.isspace() for each in characters)
