"""The task: a suite's cases as samples, played by our sandbox, scored by our metrics."""

from collections.abc import Sequence
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessage
from inspect_ai.scorer import Metric, Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver
from pydantic import TypeAdapter

from evals.cases import Case
from evals.inspect_tasks.chat import PERSONAS
from evals.metrics.table import METRICS
from evals.reporting.contents import HEADLINE
from evals.results import CaseRecord
from evals.suite import Suite
from negotiation.settings import quiet_frameworks

if TYPE_CHECKING:
    from evals.inspect_tasks.playing import Hall

__all__ = ["negotiate"]

RUNS = Path("runs")

RESULT = "result"
"""Where a sample's store holds the result of its case."""


def negotiate(
    suite: str = "smoke",
    contestant: str | list[str] = "llm:inspect",
    seeds: int | None = None,
    out: str | None = None,
) -> Task:
    """Play a suite for one contestant.

    A model's seat asks the model with the role of its party, such as ``--model-role
    vendor=openai/...``, or else the model of the eval.

    Args:
        suite: a shipped suite by name, or a file.
        contestant: who is measured, in the words of ``--seat``; ``llm:inspect`` is whom Inspect
            asks. Inspect's command line makes a list of words with commas between them.
        seeds: how many; ``None`` is as the suite says.
        out: the folder of results to begin or to go on with, inside a talk too; further epochs have
            one beside it. ``None`` is a new one in ``runs``.

    Raises:
        CatalogError: the suite or a file that it names is wrong.
        UsageError: there is no such suite, scenario, persona, role, strategy or model.
    """
    quiet_frameworks()
    from evals.inspect_tasks.playing import open_hall  # noqa: PLC0415 - heavy, and after the above

    who = contestant if isinstance(contestant, str) else ",".join(contestant)
    folder = None if out is None else Path(out).absolute()
    hall = open_hall(suite, who, seeds=seeds, out=folder, parent=RUNS.absolute())
    cases = hall.plan.cases
    samples = [_sample(case) for case in cases]
    parties = _parties(cases)
    return Task(
        dataset=MemoryDataset(samples, name=hall.plan.suite.name),
        solver=play(hall),
        scorer=figures(parties),
        metrics=_metrics(hall.plan.suite, cases, parties),
        display_name=f"haggle {hall.plan.suite.name}",
        metadata={"suite": hall.plan.record.digests, "versions": hall.plan.record.versions},
    )


# Inspect puts the name of the module's first package before that of a task, or nothing where the
# package is installed for editing. Ours is called neither "evals" nor nothing.
negotiate.__module__ = "haggle"
negotiate = task(name="haggle/negotiate")(negotiate)


def _sample(case: Case) -> Sample:
    told = f"{case.scenario}: {case.role} against {case.opponent.name}, seed {case.seed}"
    metadata = case.model_dump(mode="json")
    return Sample(id=case.id, input=f"{told} ({case.variant})", target="", metadata=metadata)


def _parties(cases: Sequence[Case]) -> list[str]:
    """Return the parties whose figures stand apart: none where a case judges one party alone."""
    if all(len(case.judged) == 1 for case in cases):
        return []
    return list(dict.fromkeys(party for case in cases for party in case.judged))


def _metrics(suite: Suite, cases: Sequence[Case], parties: list[str]) -> dict[str, list[Metric]]:
    """Return what the first table shows: of other metrics every sample says its own figure."""
    error = stderr(cluster="scenario") if len({case.scenario for case in cases}) > 1 else stderr()
    prefixes = [f"{party}." for party in parties] or [""]
    names = suite.headline or HEADLINE
    return {f"{prefix}{name}": [mean(), error] for prefix in prefixes for name in names}


@solver
def play(hall: "Hall") -> Solver:
    """Play the case of a sample."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:  # noqa: ARG001 (Inspect's)
        case = Case.model_validate(state.metadata)
        state.store.set(PERSONAS, hall.personas(case))
        record = await hall.play(case, epoch=state.epoch)
        state.store.set(RESULT, record.model_dump(mode="json"))
        said = hall.messages(case, epoch=state.epoch)
        state.messages = TypeAdapter(list[ChatMessage]).validate_python(said)
        state.completed = True
        return state

    return solve


@scorer(metrics={"*": [mean(), stderr()]})
def figures(parties: list[str]) -> Scorer:
    """Score a sample by the figures of its case; what is undefined there counts in no mean.

    Args:
        parties: those whose figures stand apart, as ``PARTY.METRIC``; without any they are those of
            the one party that a case judges.
    """

    async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001 (Inspect's)
        kept = state.store.get(RESULT)
        if kept is None:
            return Score.unscored(explanation="the talks did not come to their end")
        record = CaseRecord.model_validate(kept)
        judged = [(f"{party}.", party) for party in parties] or [("", record.case.judged[0])]
        values = {
            f"{prefix}{metric}": record.figures.get(party, {}).get(metric, nan)
            for prefix, party in judged
            for metric in METRICS
        }
        told = f"of {' and '.join(record.case.judged)}"
        return Score(value=values, explanation=told, metadata={"undefined": record.undefined})

    return score
