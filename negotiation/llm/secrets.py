"""Keeping a key out of everything that is shown: in plain letters and in the usual disguises.

A server may echo a key as it came, in a query, in a header or inside an escaped text. What is read
from a server passes through here before anybody else sees it, and before it is cut, for half a key
is still half a key.
"""

import html
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

__all__ = ["Redact", "is_secret", "redacting", "redacting_all"]

Redact: TypeAlias = Callable[[str], str]
"""Returns a text without the key."""

MASK = "***"

SHORTEST_SECRET = 8
"""Characters from which on a key is more than a word to please a server."""


def redacting(key: str) -> Redact:
    """Return a function that masks ``key`` in a text: plain, escaped, percent-encoded or base64.

    >>> redacting("sk-1+2+canary")("key sk-1+2+canary, or sk-1%2B2%2Bcanary")
    'key ***, or ***'
    """
    if not key:
        return str
    patterns = _patterns(key) if is_secret(key) else [re.escape(key)]
    pattern = re.compile("|".join(patterns))
    return partial(pattern.sub, MASK)


def is_secret(key: str) -> bool:
    """Say whether a key is one: servers without keys are given words such as ``none``.

    Those may stand in any reply, where masking them would change what a model said.
    """
    return len(key) >= SHORTEST_SECRET


def redacting_all(node: object, redact: Redact) -> object:
    """Return a JSON value with every text in it redacted, keys of objects too."""
    if isinstance(node, str):
        return redact(node)
    if isinstance(node, list):
        return [redacting_all(item, redact) for item in node]
    if isinstance(node, dict):
        return {redact(str(name)): redacting_all(item, redact) for name, item in node.items()}
    return node


def _patterns(key: str) -> Iterator[str]:
    """Yield what the key may look like: each of its characters escaped or not, and in base64."""
    yield "".join(map(_character, key))
    for before in range(3):
        core = re.escape(_base64_core(key, before))
        yield from (core, core.replace(r"\+", "-").replace("/", "_"))


def _character(character: str) -> str:
    """Return a pattern for one character: itself, in a URL, in HTML, in JSON."""
    code = ord(character)
    spelled = [re.escape(character), f"(?i:%{code:02x})", f"&#0*{code};", f"(?i:&#x0*{code:x};)"]
    spelled.append(rf"(?i:\\+u00{code:02x})")
    if (entity := html.escape(character)) != character:
        spelled.append(entity)
    escape = "" if character.isalnum() else r"\\*"
    return f"{escape}(?:{'|'.join(spelled)})"


def _base64_core(key: str, before: int) -> str:
    """Return what of the key's base64 is the same whatever stands around it.

    ``before`` is the number of bytes in front of the key, modulo 3.
    """
    whole = (before + len(key)) // 3 * 4
    encoded = b64encode(b"\0" * before + key.encode()).decode()
    return encoded[4 if before else 0 : whole]
