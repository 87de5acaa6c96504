"""Which turns of a talk somebody is looking for. Pure: from bubbles to the bubbles that fit."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ui.views.contents import Act
from ui.views.talks import TurnView

__all__ = ["DEEDS", "PAGE", "Wanted", "n_pages", "page_of", "wanted_turns"]

PAGE = 30
"""Bubbles on a page: with more of them a browser gets slow."""

DEEDS: Mapping[str, frozenset[Act]] = MappingProxyType(
    {
        "offers": frozenset({"offer", "bid", "sealed", "proposal", "suggestion"}),
        "words": frozenset({"talk"}),
        "answers": frozenset({"accept", "reject", "assent", "dissent", "pass", "abstain"}),
        "leaving": frozenset({"walk_away", "drop_out", "leave"}),
        "house": frozenset({"escalate", "signed", "denied"}),
        "referee": frozenset({"revealed", "last_call", "awarded", "carried"}),
        "refused": frozenset({"refused", "forfeited"}),
    }
)
"""Acts by what a filter calls them; each is a key of the catalogue behind ``replay_deeds_``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody is looking for; what is left empty does not matter."""

    parties: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    """Of findings."""
    words: str = ""
    """All of them must stand in a turn, in whatever order, big or small."""


def wanted_turns(
    turns: Sequence[TurnView],
    wanted: Wanted,
    *,
    kinds: Mapping[int, frozenset[str]],
    sees_private: bool,
) -> tuple[TurnView, ...]:
    """Return the turns that fit, in their order.

    Args:
        turns: those that may be shown.
        wanted: what is looked for.
        kinds: of the findings of each turn.
        sees_private: whether notes, and terms that are a party's own, may be searched.
    """
    acts = {act for deed in wanted.deeds for act in DEEDS[deed]}
    words = _folded(wanted.words).split()
    return tuple(
        view
        for view in turns
        if (not wanted.parties or view.party in wanted.parties)
        and (not acts or view.act in acts)
        and (not wanted.kinds or wanted.kinds & kinds.get(view.turn, frozenset()))
        and (not words or _has(view, words, sees_private=sees_private))
    )


def n_pages(n_turns: int) -> int:
    """Return how many pages there are; one at least.

    >>> n_pages(0), n_pages(30), n_pages(31)
    (1, 1, 2)
    """
    return max(-(-n_turns // PAGE), 1)


def page_of(turns: Sequence[TurnView], page: int) -> Sequence[TurnView]:
    """Return the turns of a page; pages count from 1."""
    return turns[(page - 1) * PAGE : page * PAGE]


def _has(view: TurnView, words: Sequence[str], *, sees_private: bool) -> bool:
    said = _folded(" ".join(_texts(view, sees_private=sees_private)))
    return all(word in said for word in words)


def _texts(view: TurnView, *, sees_private: bool) -> Iterator[str]:
    yield view.message
    yield view.offer_id or ""
    yield from view.reasons
    if sees_private and view.noted is not None:
        yield view.noted.note
    if sees_private or not view.is_private:
        for term in view.terms:
            yield f"{term.issue} {term.now}"
    for row in view.bids.rows if view.bids is not None else ():
        yield " ".join(row)


def _folded(text: str) -> str:
    """Return text such that full-width letters and capitals make no difference."""
    return unicodedata.normalize("NFKC", text).casefold()
