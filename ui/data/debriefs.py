"""Whose debrief an address asks for, and the debrief, worked out once."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from negotiation.analysis.debrief.records import Debrief
from negotiation.app.debriefing.debriefs import attempt_result, debrief_of
from negotiation.app.practice.planning import party_of
from negotiation.errors import UsageError
from negotiation.store.folder import RunFolder
from negotiation.store.training.records import Attempt, HintStep, Preparation
from ui.data.reading import read
from ui.data.runs import Run, Stamp, stamp
from ui.data.visible import VisibleRuns
from ui.page import Page
from ui.server import PRACTICE

__all__ = ["Subject", "debriefed", "of_attempt", "of_run", "settled"]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A talk, and whose side of it is looked at."""

    run: Run
    name: str
    """Of the run, in an address."""
    party: str
    attempt: Attempt | None = None
    """What it was played as; ``None`` for a run of the folder."""
    trainee: str = ""
    """How whoever played it is called; empty where that is not known."""
    is_own: bool = True
    """Whether it is no other trainee's, who has shared it."""

    @property
    def parties(self) -> tuple[str, ...]:
        """Those who have sat down at a table, in the order of the scenario."""
        return _seated(self.run)


def of_attempt(page: Page, attempt_id: str) -> Subject:
    """Return an attempt of the visitor's; for a coach also one whose talk was handed in.

    Raises:
        UsageError: there is none that they may see; all reasons say the same.
    """
    server, key = page.server, page.visitor.key
    attempt = server.service.call(server.training.attempt(attempt_id, trainee=key))
    if attempt is not None:
        person = server.service.call(server.training.trainee(key))
        return _subject(page, attempt, person.name or page.visitor.name, is_own=True)
    handed_in = server.service.call(server.training.submitted()) if page.visitor.is_coach else ()
    for person, each in handed_in:
        if each.id == attempt_id and each.shares_transcript:
            return _subject(page, each, person.name, is_own=False)
    raise UsageError("there is no practice session here that you may see")


def of_run(page: Page, name: str, party: str) -> Subject:
    """Return a run that the visitor may see, from the side of a party or else of its first.

    Raises:
        UsageError: there is none.
    """
    run = read(VisibleRuns.of(page).path(name))
    known = _seated(run)
    people = [each for each in known if each in run.record.plan.people]
    chosen = party if party in known else next(iter([*people, *known]), "")
    return Subject(run=run, name=name, party=chosen)


def settled(page: Page, attempt: Attempt, found: Debrief) -> Attempt:
    """Return an attempt that has ended with its result, which is kept if it was not yet."""
    if attempt.ended_at is not None and attempt.result is not None:
        return attempt
    now = datetime.now(UTC).isoformat(timespec="seconds")

    def change(now_kept: Attempt, own: tuple[Attempt, ...]) -> Attempt:  # noqa: ARG001 - the port's
        ended_at, result = now_kept.ended_at or now, now_kept.result or attempt_result(found)
        return now_kept.model_copy(update={"ended_at": ended_at, "result": result})

    training = page.server.training
    changed = training.change_attempt(attempt.id, trainee=attempt.trainee, change=change)
    return page.server.service.call(changed)


def debriefed(subject: Subject) -> Debrief:
    """Return what there is to learn. Raises what ``debrief_of`` does."""
    attempt = subject.attempt
    return _debrief(
        subject.run.path,
        stamp(subject.run.path),
        subject.party,
        attempt.preparation.model_dump_json() if attempt else "",
        tuple(hint.step for hint in attempt.hints) if attempt else (),
        len(attempt.taken_back) if attempt else 0,
    )


def _seated(run: Run) -> tuple[str, ...]:
    seated = {party for table in run.tables.values() for party in table.parties}
    return tuple(each.id for each in run.record.plan.scenario.parties if each.id in seated)


def _subject(page: Page, attempt: Attempt, trainee: str, *, is_own: bool) -> Subject:
    return Subject(
        run=read(page.server.practice / attempt.run),
        name=f"{PRACTICE}/{attempt.run}",
        party=party_of(attempt.party),
        attempt=attempt,
        trainee=trainee,
        is_own=is_own,
    )


@st.cache_resource(max_entries=64, show_spinner=False)  # frozen, and too much to copy
def _debrief(  # noqa: PLR0917 - the key of the cache
    path: Path,
    stamp: Stamp,  # noqa: ARG001 - the stamp is the cache's key
    party: str,
    preparation: str,
    hints: tuple[HintStep, ...],
    taken_back: int,
) -> Debrief:
    return debrief_of(
        RunFolder.open(path),
        party,
        preparation=Preparation.model_validate_json(preparation) if preparation else None,
        hints=hints,
        taken_back=taken_back,
    )
