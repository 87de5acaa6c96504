"""Which versions play: ours, and of what a run rests on."""

import platform
from importlib.metadata import version

from negotiation.economics.simulator import SIMULATOR_VERSION

__all__ = ["versions"]

PACKAGES = ("haggle", "langgraph", "numpy", "openai", "pydantic")


def versions() -> dict[str, str]:
    """Return the versions of what plays and of what it rests on, by name."""
    found = {package: version(package) for package in PACKAGES}
    return {**found, "python": platform.python_version(), "simulator": SIMULATOR_VERSION}
