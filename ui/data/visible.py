"""The runs that whoever looks may see: those of the folder, their own practice, their uploads."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Self

from negotiation.domain.values import Language
from negotiation.errors import UsageError
from negotiation.store.folder import EVENTS
from negotiation.store.training.records import Attempt
from ui.data.places import name_of, run_at
from ui.data.runs import RunEntry, changed, find_runs
from ui.data.summaries import summary_of
from ui.data.uploads import UPLOAD, Uploads
from ui.page import Page
from ui.server import PRACTICE
from ui.session import keep, recall
from ui.texts import fill, say
from ui.views.replay.summaries import RunSummary

__all__ = ["VisibleRuns"]


@dataclass(frozen=True, kw_only=True)
class VisibleRuns:
    """What one visitor may see, at one look."""

    runs: Path
    own: tuple[Attempt, ...] = ()
    """Attempts whose talks may be read: their own, and for a coach those that are shared."""
    uploads: Uploads = field(repr=False)
    language: Language = "en"
    """Of what is said where there is nothing to be seen."""

    @classmethod
    def of(cls, page: Page) -> Self:
        """Return what the visitor of a page may see."""
        server = page.server
        own = server.service.call(server.training.attempts(page.visitor.key))
        shared: tuple[Attempt, ...] = ()
        if page.visitor.is_coach:
            handed_in = server.service.call(server.training.submitted())
            shared = tuple(
                attempt.model_copy(update={"taken_back": ()})
                for _, attempt in handed_in
                if attempt.shares_transcript and attempt.trainee != page.visitor.key
            )
        return cls(runs=page.runs, own=(*own, *shared), uploads=_uploads(), language=page.language)

    @cached_property
    def summaries(self) -> tuple[RunSummary, ...]:
        """What a list says of each, newest first."""
        found = [summary_of(entry, self._name(entry)) for entry in self.entries]
        found += [
            summary_of(entry, name, is_practice=True) for name, entry in self._practice.items()
        ]
        found += [
            summary_of(_entry(path), name, is_upload=True)
            for name, path in self.uploads.runs.items()
        ]
        return tuple(sorted(found, key=lambda run: (-run.changed_ns, run.name)))

    @cached_property
    def entries(self) -> tuple[RunEntry, ...]:
        """The runs of the folder, newest first."""
        return find_runs(self.runs)

    def path(self, name: str) -> Path:
        """Return the folder of a run. Raises ``UsageError`` where there is none to be seen."""
        if (uploaded := self.uploads.runs.get(name)) is not None:
            return uploaded
        if name.startswith(UPLOAD):
            raise UsageError(say("replay_upload_gone", self.language))
        try:
            return run_at(self.runs, name, self.own)
        except UsageError as exc:  # perhaps one whose name is no text, or the folder itself
            for entry in self.entries:
                if self._name(entry) == name:
                    return entry.path
            raise UsageError(fill("replay_no_such_run", self.language, run=name)) from exc

    def summary(self, name: str) -> RunSummary:
        """Return what a list says of a run, also of one that is in no list.

        Raises:
            UsageError: there is none to be seen.
        """
        listed = {run.name: run for run in self.summaries}
        return listed.get(name) or summary_of(_entry(self.path(name)), name)

    def label(self, name: str) -> str:
        """Return a run's name for reading; practice has one that tells nobody anything."""
        return "" if name.startswith(f"{PRACTICE}/") else name.removeprefix(UPLOAD)

    def is_forkable(self, name: str) -> bool:
        """Whether a branch of a run may be played here.

        One of practice would lie open to all, and an upload may name anything as its negotiator.
        """
        return not name.startswith((UPLOAD, f"{PRACTICE}/"))

    @cached_property
    def _practice(self) -> dict[str, RunEntry]:
        found: dict[str, RunEntry] = {}
        for attempt in self.own:
            for run in (attempt.run, *attempt.taken_back):
                path = self.runs / PRACTICE / run
                if (path / EVENTS).is_file():
                    found[f"{PRACTICE}/{run}"] = _entry(path)
        return found

    def _name(self, entry: RunEntry) -> str:
        """Return the name in an address; the folder of runs may be a run itself."""
        return entry.name if entry.path != self.runs else name_of(self.runs, entry.path)


def _entry(path: Path) -> RunEntry:
    return RunEntry(path=path, changed_ns=changed(path / EVENTS)[1])


def _uploads() -> Uploads:
    """Return what this tab has brought along; its folder goes with the tab."""
    kept: Uploads | None = recall("uploads", None)
    if kept is None:
        kept = Uploads()
        keep("uploads", kept)
    return kept
