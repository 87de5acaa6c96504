"""Scoring results again: from the logs, with today's simulator and rules. Nothing is played."""

from collections import Counter

from evals.judging import result_of
from evals.results import ResultsFolder
from evals.runner import Progress
from negotiation.app.sandbox import score
from negotiation.domain.values import Value
from negotiation.economics.simulator import SIMULATOR_VERSION
from negotiation.store.folder import SCORECARD, RunFolder

__all__ = ["Rescored", "rescore"]


class Rescored(Value):
    """What scoring again came to."""

    n_scored: int
    n_changed: int
    """Of them, those whose figures are not what they were."""
    simulator: str
    played_with: dict[str, int]
    """Cases by the version of the simulator that their parties knew."""


def rescore(folder: ResultsFolder, progress: Progress) -> Rescored:
    """Score every case of a folder that was played to its end.

    Both versions stay in its record: that with which it was played, and that which scored it.

    Raises:
        UsageError: a run is not of this version.
        LogCorrupted: a log does not fit its run.
    """
    n_changed = 0
    played_with: Counter[str] = Counter()
    with folder.launch():
        records = [record for record in folder.read_cases() if record.failure is None]
        progress.begin(len(records), 0)
        for record in records:
            run = RunFolder.open(folder.case_folder(record.case.id))
            scorecard = score(run)
            run.write_json(SCORECARD, scorecard.model_dump(mode="json"))
            again = result_of(record.case, run, scorecard)
            again = again.model_copy(update={"n_tries": record.n_tries})
            n_changed += again.figures != record.figures
            played_with[again.played_with] += 1
            folder.write_case(again)
            progress.advance(again)
        progress.end()
    return Rescored(
        n_scored=len(records),
        n_changed=n_changed,
        simulator=SIMULATOR_VERSION,
        played_with=dict(played_with),
    )
