"""Playing the cases of a suite as samples, each into a folder of results like any other."""

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from evals.cases import Case
from evals.inspect_tasks.chat import MODEL, InspectChat, models_asked
from evals.plans import plan_of
from evals.player import CasePlayer, PlayerSetup
from evals.preparing import EvalPlan, Wishes, open_results, prepare
from evals.results import Attempt, CaseRecord, ResultsFolder, is_due
from evals.runner import utc_now
from evals.suite import Player
from negotiation.app.endpoints import Delegate, Endpoints
from negotiation.app.exporting.exported import read_case
from negotiation.app.exporting.inspect_sample import InspectRun, inspect_sample
from negotiation.app.sandbox import Sandbox
from negotiation.cli.run_document import public_words
from negotiation.llm.budget import Budget
from negotiation.settings import Settings

__all__ = ["Hall", "open_hall"]


class Seated(NamedTuple):
    """Who plays into one folder of results."""

    player: CasePlayer
    folder: ResultsFolder


class Hall:
    """Where the samples of a task are played.

    Every epoch has a folder of results of its own, and so has every choice of models.

    Args:
        plan: of the suite.
        settings: of this process, for what Inspect does not ask.
        out: the folder of results of the first epoch; ``None`` is a new one each.
        parent: where new ones are made.
    """

    def __init__(
        self, plan: EvalPlan, settings: Settings, *, out: Path | None, parent: Path
    ) -> None:
        self.plan = plan
        self._settings = settings
        self._out = out
        self._parent = parent
        self._seated: dict[tuple[object, ...], Seated] = {}

    def personas(self, case: Case) -> dict[str, str]:
        """Return the name of the persona in every seat of a case."""
        plan = plan_of(case, self.plan.shelf, _endpoints(self._settings, {}))
        return {seat: persona.name for seat, persona in plan.personas.items()}

    async def play(self, case: Case, *, epoch: int) -> CaseRecord:
        """Play a case to its end, from where it was left if it was, and keep its result.

        Args:
            case: the case.
            epoch: counts from 1.

        Raises:
            UsageError: the folder of results holds something else.
            Exception: what went wrong on the way, as it is, so that Inspect can treat it.
        """
        seated = self._at(epoch)
        record = seated.folder.read_case(case.id)
        if record is None or is_due(record):
            record = await seated.player.finish(case)
            seated.folder.write_case(record)
        return record

    def messages(self, case: Case, *, epoch: int) -> object:
        """Return what was said and done in public, as the messages of Inspect's JSON."""
        run = read_case(self._at(epoch).folder.case_folder(case.id))
        return inspect_sample(InspectRun(run, public_words(run))).content["messages"]

    def _at(self, epoch: int) -> Seated:
        asked = models_asked()
        key = (epoch, *sorted(asked.items()))
        if key not in self._seated:
            self._seated[key] = self._opened(epoch, asked)
        return self._seated[key]

    def _opened(self, epoch: int, asked: dict[str, str]) -> Seated:
        """Begin a folder of results, or go on in the one that was named."""
        endpoints = _endpoints(self._settings, asked)
        models = {name: endpoints.address(name) for name in self.plan.record.models}
        record = self.plan.record.model_copy(update={"models": models, "started_at": utc_now()})
        folder = ResultsFolder(self._path(epoch))
        open_results(folder, replace(self.plan, record=record), accept_changes=False)
        _note_launch(folder, self.plan)
        setup = PlayerSetup(folder.path, self.plan.shelf, self._settings, Budget(), concurrency=1)
        sandbox = Sandbox(self._settings, endpoints=endpoints)
        return Seated(CasePlayer(setup, sandbox), folder)

    def _path(self, epoch: int) -> Path:
        if self._out is not None:
            return self._out if epoch == 1 else Path(f"{self._out}-epoch-{epoch}")
        for number in count(1):
            path = self._parent / f"inspect-{self.plan.suite.name}-{number}"
            try:
                path.mkdir(parents=True)
            except FileExistsError:
                continue
            return path
        raise AssertionError("numbers do not end")


def open_hall(
    suite: str, contestant: str, *, seeds: int | None, out: Path | None, parent: Path
) -> Hall:
    """Load a suite for one contestant.

    Args:
        suite: a shipped suite by name, or a file.
        contestant: who is measured, in the words of ``--seat``; ``llm:inspect`` is whom Inspect
            asks.
        seeds: how many; ``None`` is as the suite says.
        out: a folder of results to begin or to go on with.
        parent: where new folders are made without it.

    Raises:
        CatalogError: the suite or a file that it names is wrong.
        UsageError: there is no such suite, scenario, persona, role, strategy or model.
    """
    settings = Settings.from_environment()
    wishes = Wishes(
        contestants=(Player(name=contestant, who=contestant),), only_named=True, seeds=seeds
    )
    plan = prepare(suite, wishes, _endpoints(settings, {}), started_at=utc_now())
    return Hall(plan, settings, out=out, parent=parent)


def _endpoints(settings: Settings, asked: dict[str, str]) -> Endpoints:
    return Endpoints(settings, delegates={MODEL: Delegate(InspectChat(), asked)})


def _note_launch(folder: ResultsFolder, plan: EvalPlan) -> None:
    """Write down that Inspect plays here; it alone knows when that ends."""
    attempt = Attempt(
        started_at=utc_now(),
        executor="inspect",
        n_cases_left=sum(is_due(folder.read_case(case.id)) for case in plan.cases),
        versions=plan.record.versions,
        git_revision=plan.record.git_revision,
    )
    with folder.launch() as line_file:
        line_file.cut_off_remains()
        line_file.append(attempt.model_dump_json().encode() + b"\n")
