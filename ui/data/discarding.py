"""Throwing a practice session away, with the folders that it was played in."""

import shutil

from negotiation.store.training.handing_in import discard
from negotiation.store.training.records import Attempt
from ui.page import Page

__all__ = ["discard_attempt"]


def discard_attempt(page: Page, attempt: Attempt) -> None:
    """Forget an attempt of the visitor's, and what was played for it.

    Raises:
        UsageError: it was handed in and must stay.
    """
    server = page.server
    gone = server.service.call(discard(server.training, attempt.id, trainee=page.visitor.key))
    if not gone:  # nobody's any more, or never theirs
        return
    for run in (attempt.run, *attempt.taken_back):
        folder = server.practice / run
        if folder.resolve().parent != server.practice.resolve():
            continue
        live = server.service.find(folder)
        if live is not None:
            live.stop()
        shutil.rmtree(folder, ignore_errors=True)
