"""What a benchmark is, what it finds, and how CPU time is taken."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from pydantic import computed_field

from negotiation.domain.values import Value

__all__ = ["Benchmark", "Claim", "Claims", "child_cpu_seconds", "cpu_seconds"]
__all__ += ["least_cpu_seconds"]


class Claim(Value):
    """A claim with what was measured for it."""

    name: str
    claim: str
    """In words."""
    unit: str
    """``ratio`` where two things were measured in the same run."""
    limit: float
    """The claim holds up to here, the limit included [unit]."""
    measured: float
    details: Mapping[str, float] = {}
    """What else was measured on the way, each with its unit in its name."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def ok(self) -> bool:
        """Whether the claim holds."""
        return self.measured <= self.limit


Claims: TypeAlias = tuple[Claim, ...]


class Benchmark(NamedTuple):
    """A name on the command line and what it measures."""

    name: str
    summary: str
    measure: Callable[[], Claims]


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU time that ``work`` takes in this process [s]."""
    started = time.process_time()
    work()
    return time.process_time() - started


def least_cpu_seconds(work: Callable[[], object], *, repeats: int) -> float:
    """Return the least CPU time of several runs [s]: whatever disturbs one only adds to it."""
    return min(cpu_seconds(work) for _ in range(repeats))


def child_cpu_seconds(arguments: Sequence[str]) -> float:
    """Return the CPU time of a fresh process of this Python with ``arguments`` [s]."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - our own words to our own Python
        [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
