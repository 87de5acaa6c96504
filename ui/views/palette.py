"""One colour for every party, the same in bubbles, badges and charts.

The colours are those of Okabe and Ito (2008), which people with colour-blindness tell apart,
and three more for tables and campaigns of many.
"""

from html import escape
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["NEUTRAL", "BadgeColour", "PartyColour", "avatar", "party_colour"]

BadgeColour: TypeAlias = Literal["blue", "orange", "green", "violet", "red", "yellow", "gray"]


class PartyColour(NamedTuple):
    """A colour as a chart takes it, and its nearest name among Streamlit's badges."""

    code: str
    badge: BadgeColour


NEUTRAL = "#8a8f98"
"""Of what belongs to no party; readable on white and on black."""

_COLOURS = (
    PartyColour("#0072b2", "blue"),
    PartyColour("#d55e00", "orange"),
    PartyColour("#009e73", "green"),
    PartyColour("#cc79a7", "violet"),
    PartyColour("#b3261e", "red"),
    PartyColour("#e69f00", "yellow"),
    PartyColour("#56b4e9", "blue"),
    PartyColour("#7a5c3e", "gray"),
    PartyColour("#5b4a9e", "violet"),
)


def party_colour(position: int) -> PartyColour:
    """Return the colour of the party at ``position`` in its scenario."""
    return _COLOURS[position % len(_COLOURS)]


def avatar(name: str, colour: PartyColour) -> str:
    """Return a picture for a bubble, as SVG: the first letter of ``name`` on the party's colour."""
    letter = next((character for character in name if character.isalnum()), "?").upper()[:1]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" fill="{colour.code}"/>'
        '<text x="16" y="22" font-family="sans-serif" font-size="17" font-weight="600" fill="#fff" '
        f'text-anchor="middle">{escape(letter)}</text></svg>'
    )
