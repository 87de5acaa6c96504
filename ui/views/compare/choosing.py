"""Which run another one is best set beside. Pure."""

from collections.abc import Sequence

from ui.views.replay.summaries import RunSummary

__all__ = ["comparable", "likely_pair", "partner_of"]


def comparable(first: RunSummary, runs: Sequence[RunSummary]) -> tuple[RunSummary, ...]:
    """Return the runs of the same scenario, without the run itself, in their order."""
    return tuple(
        run
        for run in runs
        if run.scenario == first.scenario and run.name != first.name and not run.is_broken
    )


def partner_of(first: RunSummary, runs: Sequence[RunSummary]) -> RunSummary | None:
    """Return the run that a branch came from, else its own branch, else the newest like it."""
    others = comparable(first, runs)
    parent = _folder(first.forked_from)
    kin = [run for run in others if parent and run.label == parent]
    kin += [run for run in others if _folder(run.forked_from) == first.label]
    return next(iter((*kin, *others)), None)


def likely_pair(runs: Sequence[RunSummary]) -> tuple[RunSummary, RunSummary] | None:
    """Return the newest branch behind the run that it came from, else the newest two of a kind."""
    for branch in runs:
        parent = partner_of(branch, runs) if branch.forked_from is not None else None
        if parent is not None and parent.label == _folder(branch.forked_from):
            return parent, branch
    for run in runs:
        if (partner := partner_of(run, runs)) is not None:
            return run, partner
    return None


def _folder(run: str | None) -> str:
    """Return the folder's own name, whoever named it and from where."""
    return (run or "").rstrip("/").rpartition("/")[2]
