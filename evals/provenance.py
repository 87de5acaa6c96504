"""Where results come from: versions of what computed them, and the revision of the source."""

import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import evals
from negotiation.app.sandbox import versions

__all__ = ["git_revision", "versions_of_evals"]

PATIENCE_SECONDS = 5
STATISTICS = ("scipy", "statsmodels")


def versions_of_evals() -> dict[str, str]:
    """Return the versions of everything that decides a figure."""
    found = versions()
    for package in STATISTICS:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def git_revision() -> str | None:
    """Return the revision of our source, with a ``+`` where files differ from it.

    ``None`` where the source is not in a checkout, or there is no git.
    """
    here = Path(evals.__file__).parent
    revision = _git("-C", str(here), "rev-parse", "HEAD")
    if not revision:
        return None
    changed = _git("-C", str(here), "status", "--porcelain", "--untracked-files=no")
    return f"{revision}+" if changed else revision


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            ["git", *arguments],  # noqa: S607 - whichever git is there
            capture_output=True,
            check=False,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
