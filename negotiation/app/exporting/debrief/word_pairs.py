"""How texts are written down here: each in English and Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from negotiation.domain.values import Text

__all__ = ["pairs"]


def pairs(**words: tuple[str, str]) -> Mapping[str, Text]:
    """Return texts by key, each given in English and Chinese."""
    return MappingProxyType({key: Text(en=en, zh=zh) for key, (en, zh) in words.items()})
