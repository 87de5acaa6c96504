"""``throughput``: many runs at once, with an endpoint that takes its time and without one.

What an endpoint can give at most is the talks at a time over its latency. Talks begin one after the
other over the time of one call, as those of an eval do, for what begins in one instant goes on in
step. What a bare loop of the openai client reaches with the same bodies, talks and endpoint is
measured beside it. The rate is taken while all talks are under way: from the moment the last of
them has its first answer until the first of them ends. What the whole took, from the plans to the
last scorecard, is in the details.

The server is a process of its own, and it needs a part of the cores that the talks have, too.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from typing import NamedTuple, TypeVar

from evals.bench.claims import Claim, Claims
from evals.bench.crowd import Crowd, Played, bare_calls, play_talks
from evals.bench.scripted_runs import BILATERAL, Batch, play_scripted
from evals.bench.slow_server import slow_server
from negotiation.app.collecting import collect_less

__all__ = ["Load", "measure_throughput"]

LIMIT_PATIENT = 1 / 0.95
LIMIT_QUICK = 1 / 0.6
LIMIT_SCRIPTED_MINUTES = 1.0
LIMIT_MEMORY_MIB = 2.0

THOUSAND = 1000

Given = TypeVar("Given")
Found = TypeVar("Found")


class Load(NamedTuple):
    """How much is asked of an endpoint."""

    n_talks: int
    """At a time."""
    latency_s: float
    n_turns: int
    """Of each talk; even."""

    @property
    def ideal_per_s(self) -> float:
        """Calls that the endpoint can answer at most [1/s]."""
        return self.n_talks / self.latency_s


PATIENT = Load(n_talks=256, latency_s=2.0, n_turns=12)
QUICK = Load(n_talks=64, latency_s=0.2, n_turns=48)
FEW_TALKS = 16


def measure_throughput(
    *,
    patient: Load = PATIENT,
    quick: Load = QUICK,
    few_talks: int = FEW_TALKS,
    n_scripted: int = 480,
    scenarios: Sequence[str] = BILATERAL,
    workers: int = 2,
) -> Claims:
    """Measure how many runs come through.

    Args:
        patient: many talks with a slow endpoint.
        quick: fewer talks with a quick one.
        few_talks: against which the memory of ``patient`` is measured.
        n_scripted: runs between strategies, in equal parts of each scenario.
        scenarios: of which.
        workers: processes, where several are tried.
    """
    few = patient._replace(n_talks=few_talks, n_turns=min(patient.n_turns, 4))
    with slow_server(latency_s=patient.latency_s) as base_url:
        many = _played(base_url, patient, workers=1)
        bare = _bare(base_url, patient, many)
        small = _played(base_url, few, workers=1)
    with slow_server(latency_s=quick.latency_s) as base_url:
        alone = _played(base_url, quick, workers=1)
        together = _played(base_url, quick, workers=workers) if workers > 1 else alone
        loop = _bare(base_url, quick, alone)
    grown_mib = many[0].resident_mib - small[0].resident_mib
    return (
        _patient(patient, many, bare),
        _quick(quick, alone, together, loop, workers=workers),
        _scripted(n_scripted, scenarios, workers=workers),
        Claim(
            name="throughput.memory",
            claim=f"memory of each of {patient.n_talks} talks at a time, beyond {few.n_talks}",
            unit="MiB",
            limit=LIMIT_MEMORY_MIB,
            measured=grown_mib / (patient.n_talks - few.n_talks),
            details={
                "many_talks_mib": many[0].resident_mib,
                "few_talks_mib": small[0].resident_mib,
            },
        ),
    )


def _patient(load: Load, talks: Sequence[Played], bare: Sequence[Played]) -> Claim:
    return Claim(
        name="throughput.patient",
        claim=f"{load.n_talks} talks at a time at {load.latency_s:g} s a call, one process: calls "
        "that the endpoint could answer, against those that were made",
        unit="ratio",
        limit=LIMIT_PATIENT,
        measured=load.ideal_per_s / _rate(talks),
        details=_rates(load, talks, bare),
    )


def _quick(
    load: Load,
    alone: Sequence[Played],
    together: Sequence[Played],
    bare: Sequence[Played],
    *,
    workers: int,
) -> Claim:
    return Claim(
        name="throughput.quick",
        claim=f"{load.n_talks} talks at a time at {load.latency_s:g} s a call, one process: calls "
        "of a bare loop of the openai client, against ours, from the plans to the scorecards",
        unit="ratio",
        limit=LIMIT_QUICK,
        measured=_whole_rate(bare) / _whole_rate(alone),
        details={
            **_rates(load, alone, bare),
            f"calls_per_s_with_{workers}_processes": _rate(together),
            f"calls_per_s_begin_to_scorecards_with_{workers}_processes": _whole_rate(together),
        },
    )


def _rates(load: Load, talks: Sequence[Played], bare: Sequence[Played]) -> dict[str, float]:
    return {
        "ideal_calls_per_s": load.ideal_per_s,
        "calls_per_s": _rate(talks),
        "calls_per_s_begin_to_scorecards": _whole_rate(talks),
        "cpu_ms_per_call": _cpu_ms(talks),
        "bare_calls_per_s": _rate(bare),
        "bare_calls_per_s_begin_to_end": _whole_rate(bare),
        "bare_cpu_ms_per_call": _cpu_ms(bare),
    }


def _scripted(n_runs: int, scenarios: Sequence[str], *, workers: int) -> Claim:
    each = n_runs // len(scenarios)
    batches = [Batch(scenario, each) for scenario in scenarios]
    began = time.monotonic()
    n_played = sum(_in_processes(play_scripted, batches, workers=workers))
    minutes = (time.monotonic() - began) / 60
    return Claim(
        name="throughput.scripted",
        claim=f"a thousand runs for two between strategies with {workers} processes, from the "
        "plan to the scorecard on the disk, starting the processes included",
        unit="min",
        limit=LIMIT_SCRIPTED_MINUTES,
        measured=minutes * THOUSAND / n_played,
        details={"runs": n_played, "runs_per_min": n_played / minutes},
    )


def _played(base_url: str, load: Load, *, workers: int) -> list[Played]:
    crowd = Crowd(base_url, load.n_talks // workers, load.n_turns, load.latency_s)
    return _in_processes(play_talks, [crowd] * workers, workers=workers)


def _bare(base_url: str, load: Load, talks: Sequence[Played]) -> list[Played]:
    """Measure the bare loop in this process, which does nothing else meanwhile."""
    crowd = Crowd(base_url, load.n_talks, load.n_turns, load.latency_s)
    return [bare_calls(crowd, talks[0].bodies)]


def _in_processes(
    work: Callable[[Given], Found], given: Sequence[Given], *, workers: int
) -> list[Found]:
    """Do work in fresh processes, one piece after the other in each."""
    spawning = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawning, initializer=_settle) as pool:
        return list(pool.map(work, given))


def _settle() -> None:
    """Make a fresh process ready; finding this function has imported all that it needs."""
    collect_less()


def _rate(played: Sequence[Played]) -> float:
    """Return the answers a second while all talks were under way, of all if they never were."""
    answers = list(chain.from_iterable(each.answers for each in played))
    since = max(talk[0] for talk in answers)
    until = min(talk[-1] for talk in answers)
    if until <= since:
        return _whole_rate(played)
    n_answers = sum(since < answer <= until for talk in answers for answer in talk)
    return n_answers / (until - since)


def _whole_rate(played: Sequence[Played]) -> float:
    """Return the answers a second from the first beginning to the last end."""
    n_answers = sum(len(talk) for each in played for talk in each.answers)
    seconds = max(each.ended for each in played) - min(each.began for each in played)
    return n_answers / seconds


def _cpu_ms(played: Sequence[Played]) -> float:
    """Return the CPU of an answer with everything around it [ms]."""
    n_answers = sum(len(talk) for each in played for talk in each.answers)
    return sum(each.cpu_s for each in played) / n_answers * 1e3
