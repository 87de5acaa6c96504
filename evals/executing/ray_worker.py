"""What works on a machine of a cluster. It knows nothing of Ray, so it can be tried without.

Where the folder of results is not the driver's, as on a machine without a common disk, cases are
played in a temporary folder: their files come with the case and go back with its result.
"""

import asyncio
import shutil
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from uuid import uuid4

from evals.cases import Case
from evals.player import CasePlayer, PlayerSetup, open_player
from evals.provenance import versions_of_evals
from evals.results import CASE, CaseRecord, ResultsFolder
from negotiation.errors import ChatBudgetSpent, HaggleError, LogConflict
from negotiation.settings import quiet_frameworks
from negotiation.store.files import replace_file

__all__ = ["CaseWorker", "Files", "Greeting", "Report", "Token", "WorkerSetup"]
__all__ += ["files_in", "write_files"]

Files = Mapping[str, bytes]
"""The files of a case by name."""


MARK = ".shared"
"""By which a folder is known."""


class Token(NamedTuple):
    """What a file in a folder says, by which somebody else sees whether it is the same folder."""

    content: str

    @classmethod
    def fresh(cls) -> "Token":
        """Return one that nobody has seen before."""
        return cls(uuid4().hex)

    def put(self, folder: Path) -> Path:
        """Write it into a folder, and return the file."""
        path = folder / MARK
        path.write_text(self.content)
        return path

    def is_in(self, folder: Path) -> bool:
        """Whether a folder is the one that it was put into."""
        try:
            return (folder / MARK).read_text() == self.content
        except (OSError, UnicodeDecodeError):
            return False


@dataclass(frozen=True, slots=True)
class WorkerSetup:
    """What a worker is handed. It holds secrets, and travels by Ray's own serialisation only."""

    player: PlayerSetup
    token: Token
    models_file: bytes | None
    """Content of the driver's file of models; ``None`` where it has none."""


class Greeting(NamedTuple):
    """What a worker says of itself."""

    shares_folder: bool
    versions: Mapping[str, str]


class Report(NamedTuple):
    """What came of a case."""

    record: CaseRecord | None
    problem: HaggleError | None
    """Why it has no result; nothing more should be begun then."""
    files: Files
    """All of the case, where the folder of results is not shared."""


class CaseWorker:
    """Plays cases in one event loop, as many at a time as it is asked to.

    Args:
        setup: what it is handed.
    """

    def __init__(self, setup: WorkerSetup) -> None:
        quiet_frameworks()
        self._setup = setup
        self._shares = setup.token.is_in(setup.player.path)
        self._open = AsyncExitStack()
        self._player: CasePlayer | None = None
        self._folder = ResultsFolder(setup.player.path)
        self._playing: dict[str, asyncio.Task[CaseRecord]] = {}

    async def begin(self) -> Greeting:
        """Open the player."""
        place = Path(self._open.enter_context(_temporary()))
        models_file = place / "models.yaml"
        if self._setup.models_file is not None:
            models_file.write_bytes(self._setup.models_file)
        if not self._shares:
            self._folder = ResultsFolder(place / "results")
        player = replace(
            self._setup.player,
            path=self._folder.path,
            settings=self._setup.player.settings.with_models_file(models_file),
        )
        self._player = await self._open.enter_async_context(open_player(player))
        return Greeting(self._shares, versions_of_evals())

    async def play(self, case: Case, files: Files) -> Report:
        """Play a case from where its files leave it to its end."""
        if self._player is None:
            raise AssertionError("a worker plays after it has begun")
        folder = self._folder.case_folder(case.id)
        if not self._shares:
            write_files(folder, files)
        task = self._playing[case.id] = asyncio.create_task(self._player.play(case))
        record, problem = None, None
        try:
            record = await task
        except (ChatBudgetSpent, LogConflict) as exc:
            problem = exc
        finally:
            self._playing.pop(case.id, None)
        files = {} if self._shares else files_in(folder)
        if not self._shares:
            shutil.rmtree(folder)
        return Report(record, problem, files)

    async def end(self) -> Mapping[str, Files]:
        """Leave the cases that are still under way, and return their files where they are here."""
        playing = dict(self._playing)
        for task in playing.values():
            task.cancel()  # a case that is left so has no result, and can be gone on with
        await asyncio.gather(*playing.values(), return_exceptions=True)
        left = {} if self._shares else {each: self._files(each) for each in playing}
        await self._open.aclose()
        return left

    def _files(self, case_id: str) -> Files:
        return files_in(self._folder.case_folder(case_id))


def files_in(folder: Path) -> Files:
    """Return the files of a case; none where it was never begun."""
    if not folder.is_dir():
        return {}
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.startswith(".")
    }


def write_files(folder: Path, files: Files) -> None:
    """Write the files of a case, each at once and its result last, for that says it has ended."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sorted(files, key=lambda each: (each == CASE, each)):
        if Path(name).name != name:
            raise AssertionError(f"{name!r} is not the name of a file of a case")
        replace_file(folder / name, files[name])


def _temporary() -> TemporaryDirectory[str]:
    """Return a folder that may still be written to while it is taken away."""
    return TemporaryDirectory(prefix="haggle-worker-", ignore_cleanup_errors=True)
