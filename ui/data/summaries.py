"""The heads of runs, for lists: read from ``run.json`` and ``scorecard.json`` and no more.

A list may have a thousand runs, so the logs stay closed, and a head is read again only when its
files have changed.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeVar

import streamlit as st
from pydantic import BaseModel, ConfigDict, ValidationError

from negotiation.app.seats import Seat
from negotiation.domain.quantities import ValueUnit
from negotiation.domain.values import Language, Text
from negotiation.store.folder import EVENTS, RUN, SCORECARD
from ui.data.runs import RunEntry, Stamp, changed
from ui.views.replay.summaries import PartyResult, RunSummary

__all__ = ["MAX_HEADS", "summary_of"]

MAX_HEADS = 4096
"""Heads that are kept for all visitors together."""

MAX_HEAD_BYTES = 8_000_000
"""A longer file is no head of ours."""


class _Part(BaseModel):
    """What is read of an object that holds more."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Party(_Part):
    id: str
    name: Text


class _Scenario(_Part):
    name: str
    title: Text
    parties: tuple[_Party, ...]


class _Plan(_Part):
    scenario: _Scenario
    seats: dict[str, Seat]
    seed: int
    language: Language


class _Origin(_Part):
    run: str


class _Head(_Part):
    plan: _Plan
    ended_at: str | None = None
    forked_from: _Origin | None = None


class _PartyScore(_Part):
    party: str
    surplus: float


class _TableScore(_Part):
    unit: ValueUnit
    ending: Literal["agreement", "walk_away", "deadline"] | None
    distance_to_frontier: float | None = None
    parties: tuple[_PartyScore, ...]


class _Ledger(_Part):
    party: str
    profit_cny: float


class _Campaign(_Part):
    parties: tuple[_Ledger, ...]


class _Card(_Part):
    tables: tuple[_TableScore, ...] = ()
    campaign: _Campaign | None = None


_Read = TypeVar("_Read", bound=_Part)


def summary_of(
    entry: RunEntry, name: str, *, is_practice: bool = False, is_upload: bool = False
) -> RunSummary:
    """Return what a list says of a run; of a broken one that it is broken."""
    stamp = tuple(changed(entry.path / each) for each in (RUN, EVENTS, SCORECARD))
    heads = _heads()
    kept = heads.get(entry.path)
    base = RunSummary(
        name=name,
        label=entry.name,
        changed_ns=entry.changed_ns,
        is_practice=is_practice,
        is_upload=is_upload,
    )
    if kept is not None and kept[0] == stamp:
        return _called(kept[1], base)
    found = _read_summary(entry.path, base)
    while len(heads) >= MAX_HEADS:
        heads.popitem()
    heads[entry.path] = (stamp, found)
    return found


def _called(found: RunSummary, base: RunSummary) -> RunSummary:
    """Return a head that was read for one list as another list names the run."""
    return replace(
        found,
        name=base.name,
        label=base.label,
        is_practice=base.is_practice,
        is_upload=base.is_upload,
    )


@st.cache_resource(show_spinner=False)
def _heads() -> dict[Path, tuple[Stamp, RunSummary]]:
    """Return the heads that are kept: a cache of Streamlit's for each would be slower than that."""
    return {}


def _read_summary(path: Path, base: RunSummary) -> RunSummary:
    head = _read(_Head, path / RUN)
    if head is None:
        return base
    plan, is_over = head.plan, head.ended_at is not None
    names = {party.id: party.name for party in plan.scenario.parties}
    has_person = any(seat.kind == "human" for seat in plan.seats.values())
    seats = tuple((names[each], str(who)) for each, who in plan.seats.items() if each in names)
    told = replace(
        base,
        scenario=plan.scenario.name,
        title=plan.scenario.title,
        language=plan.language,
        seed=plan.seed,
        is_over=is_over,
        forked_from=head.forked_from.run if head.forked_from is not None else None,
    )
    if has_person and not is_over:  # whom a person is up against stays open until the end
        return told
    told = replace(told, seats=seats, players=tuple(dict.fromkeys(who for _, who in seats)))
    card = _read(_Card, path / SCORECARD) if is_over else None
    return told if card is None else _scored(told, card, names)


def _scored(told: RunSummary, card: _Card, names: Mapping[str, Text]) -> RunSummary:
    """Add how a run ended, and what every party got where one number says it."""
    told = replace(told, endings=tuple(table.ending or "none" for table in card.tables))
    if card.campaign is not None:
        profits = tuple(
            PartyResult(name=names[each.party], amount=each.profit_cny)
            for each in card.campaign.parties
            if each.party in names
        )
        return replace(told, unit="cny", results=profits, are_profits=True)
    if len(card.tables) != 1:
        return told
    (table,) = card.tables
    gains = tuple(
        PartyResult(name=names[each.party], amount=each.surplus)
        for each in table.parties
        if each.party in names
    )
    return replace(told, unit=table.unit, results=gains, to_frontier=table.distance_to_frontier)


def _read(kind: type[_Read], path: Path) -> _Read | None:
    """Return what is read of a file; ``None`` where it is none of ours."""
    try:
        if path.stat().st_size > MAX_HEAD_BYTES:
            return None
        return kind.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
