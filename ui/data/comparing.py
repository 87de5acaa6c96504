"""Two runs set side by side, from what is kept of each."""

from negotiation.app.comparing import ComparedRun, RunComparison, compare_runs
from ui.data.reading import scorecard_of
from ui.data.runs import Run

__all__ = ["comparison_of"]


def comparison_of(first: Run, second: Run, names: tuple[str, str]) -> RunComparison:
    """Return two runs side by side; without values while a person plays in one of them.

    Raises:
        UsageError: they are not of the same scenario, or a table of it has other parties or issues.
    """
    is_secret = first.is_secret or second.is_secret
    one, other = (
        ComparedRun(
            name=name,
            record=run.record,
            events=run.log,
            scorecard=None if is_secret else scorecard_of(run),
        )
        for run, name in zip((first, second), names, strict=True)
    )
    return compare_runs(one, other)
