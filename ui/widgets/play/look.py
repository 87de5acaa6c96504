"""What every part of the table is drawn with: the session, its run, and what is asked."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from negotiation.app.practice.planning import party_of
from negotiation.app.service.live import LiveRun, LiveState, Question
from negotiation.domain.moves import Move
from negotiation.domain.scenarios import Table
from negotiation.domain.values import Language
from negotiation.protocol.fold import replay
from negotiation.store.training.records import AdviserLevel, Attempt
from ui.data.runs import Run
from ui.page import Page
from ui.views.talks import PartyView, parties_of

__all__ = ["Look"]

AT_ONCE_STEPS, STEP_SECONDS = 20, 0.01
"""How long a page waits for an answer before it draws that somebody thinks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One rerun of a page on which somebody plays."""

    page: Page
    attempt: Attempt
    run: Run
    live: LiveRun
    state: LiveState

    @property
    def language(self) -> Language:
        """Of the page."""
        return self.page.language

    @property
    def party(self) -> str:
        """The side of whoever plays."""
        return party_of(self.attempt.party)

    @property
    def level(self) -> AdviserLevel:
        """How much the adviser tells."""
        return self.attempt.difficulty.adviser

    @property
    def table(self) -> Table | None:
        """The table that is asked about, else the last own one that is open, else the last own."""
        question = self.state.question
        if question is not None and question.view.table in self.run.tables:
            return self.run.tables[question.view.table]
        whole = self.run.whole
        mine = [name for name, table in self.run.tables.items() if self.party in table.parties]
        names = [name for name in mine if replay(whole[name]).ending is None] or mine
        return self.run.tables[names[-1]] if names else None

    def parties(self, table: Table) -> tuple[PartyView, ...]:
        """Return the parties of a table."""
        return parties_of(self.run.record.plan, table, self.language)

    def names(self, table: Table) -> Mapping[str, str]:
        """Return what the parties of a table are called."""
        return {party.id: party.name for party in self.parties(table)}

    def place(self, question: Question) -> str:
        """Name the turn that is asked about, for keys of what is kept and drawn."""
        view = question.view
        return f"{self.attempt.run}/{view.table}/{view.turn}"

    def key(self, question: Question) -> str:
        """Name this very question: a click on an older one's button finds no button."""
        return f"{self.place(question)}/{question.number}"

    def answer(self, question: Question, move: Move) -> bool:
        """Make a move; say whether it was still asked for."""
        now = self.live.state.question
        is_same = now is not None and self.place(now) == self.place(question)
        if not (is_same and self.live.answer(question.number, move)):
            return False
        self.page.server.service.call(_settled(self.live))
        return True


async def _settled(live: LiveRun) -> None:
    """Return when it is somebody's turn again, but soon: who plays by a rule answers at once."""
    for _ in range(AT_ONCE_STEPS):
        if live.state.status != "playing":
            return
        await asyncio.sleep(STEP_SECONDS)
