"""Which run an address means, and whether whoever asks may see it.

An address may come from anybody, so a name leads only to what lies in the folder of runs; and the
runs of practice only to those who played them.
"""

from pathlib import Path

from negotiation.errors import UsageError
from negotiation.store.training.records import Attempt
from ui.server import PRACTICE

__all__ = ["name_of", "run_at"]


def run_at(runs: Path, name: str, own: tuple[Attempt, ...] = ()) -> Path:
    """Return the folder of a run.

    Args:
        runs: the folder of runs.
        name: of a folder in it; of practice ``practice/`` and then the folder of an attempt.
        own: the attempts of whoever asks.

    Raises:
        UsageError: there is no such run, or it is somebody else's practice. Both say the same.
    """
    parts = tuple(part for part in name.split("/") if part)
    is_plain = all(part not in {".", ".."} and "\\" not in part for part in parts)
    found = runs.joinpath(*parts)
    is_inside = is_plain and _is_below(found, runs)
    may_see = is_inside and (
        not _is_below(found, runs / PRACTICE)
        or (parts[0] == PRACTICE and parts[1:] in {(run,) for run in _runs_of(own)})
    )
    if not (parts and may_see):
        raise UsageError(f"there is no run {name!r} here that you may see")
    return found


def name_of(runs: Path, folder: Path) -> str:
    """Return the name of a run that ``run_at`` finds it by."""
    return folder.resolve().relative_to(runs.resolve()).as_posix()


def _is_below(folder: Path, above: Path) -> bool:
    """Whether ``folder`` is there and lies in ``above``, however it is spelled and linked."""
    try:
        whole = folder.resolve()
        above = above.resolve()
        return folder.is_dir() and any(
            each == above or (above.exists() and each.samefile(above))
            for each in (whole, *whole.parents)
        )
    except (OSError, ValueError):  # a name that no file can have
        return False


def _runs_of(own: tuple[Attempt, ...]) -> set[str]:
    return {run for attempt in own for run in (attempt.run, *attempt.taken_back)}
