"""Practice sessions as pages get at them: always those of the visitor, read fresh every time."""

import logging
from concurrent.futures import Future

from negotiation.app.practice.sessions import Practice, Wish
from negotiation.app.service.live import LiveRun
from negotiation.store.training.records import Assignment, Attempt, HintGiven, Preparation
from ui.data.shelf import scenario_at
from ui.page import Page

__all__ = ["attempt_at", "attempts_of", "begin", "begin_talks", "finish", "hinted"]
__all__ += ["open_assignments", "prepare", "take_back", "untouched"]

_LOG = logging.getLogger(__name__)


def attempt_at(page: Page, attempt_id: str) -> Attempt:
    """Return a session of the visitor. Raises ``UsageError`` where there is none of theirs."""
    return page.server.service.call(_practice(page).own(attempt_id, page.visitor.key))


def attempts_of(page: Page) -> tuple[Attempt, ...]:
    """Return every session of the visitor, newest first."""
    return page.server.service.call(page.server.training.attempts(page.visitor.key))


def open_assignments(page: Page) -> tuple[Assignment, ...]:
    """Return what coaches ask for now."""
    found = page.server.service.call(page.server.training.assignments())
    return tuple(each for each in found if each.is_open)


def begin(page: Page, wish: Wish) -> Attempt:
    """Write down a new session. Raises ``UsageError`` where it cannot be played."""
    service = page.server.service
    work = _practice(page).begin(
        wish,
        scenario_at(page.runs, wish.scenario),
        trainee=page.visitor.key,
        sandbox=service.sandbox(page.settings),
    )
    return service.call(work)


def untouched(page: Page, wish: Wish) -> Attempt | None:
    """Return a session of the visitor's that was begun just so, and in which nothing was said."""
    for attempt in attempts_of(page):
        asked = Wish(attempt.scenario, attempt.party, attempt.difficulty, attempt.language)
        log = page.server.practice / attempt.run / "events.jsonl"
        is_open = attempt.ended_at is None and attempt.assignment is None
        if is_open and asked == wish and log.is_file() and not log.stat().st_size:
            return attempt
    return None


def prepare(page: Page, attempt: Attempt, preparation: Preparation) -> Attempt:
    """Keep what was written down before the talks."""
    return page.server.service.call(_practice(page).prepare(attempt, preparation))


def hinted(page: Page, attempt: Attempt, hint: HintGiven) -> Attempt:
    """Keep that a hint was asked for."""
    return page.server.service.call(_practice(page).hinted(attempt, hint))


def begin_talks(page: Page, attempt: Attempt) -> LiveRun:
    """Play a session from where it is; one that is being played is only returned."""
    folder = _practice(page).run_of(attempt)
    return page.server.service.play(folder, page.settings)


def take_back(page: Page, attempt: Attempt, *, table: str, turn: int) -> Attempt:
    """Stop the run of a session, and go on from an earlier turn of the visitor's."""
    service, practice = page.server.service, _practice(page)
    live = service.find(practice.run_of(attempt).path)
    if live is not None:
        live.stop()
    work = practice.take_back(
        attempt, table=table, turn=turn, sandbox=service.sandbox(page.settings)
    )
    return service.call(work)


def finish(page: Page, attempt: Attempt) -> None:
    """Have a session that has ended written down as such, and summed up in the background."""
    service = page.server.service
    service.spawn(_practice(page).finish(attempt)).add_done_callback(_told)


def _told(done: Future[Attempt]) -> None:
    """Write to the log why a session could not be summed up; its debrief works it out anew."""
    if not done.cancelled() and (problem := done.exception()) is not None:
        _LOG.critical("a session could not be summed up", exc_info=problem)


def _practice(page: Page) -> Practice:
    return Practice(page.server.practice, page.server.training)
