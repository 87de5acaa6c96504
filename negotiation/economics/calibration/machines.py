"""Failures and checkpoints (V38-V41, V51), by the functions that service levels rest on (R8)."""

from negotiation.economics.calibration.bench import Bench
from negotiation.economics.reliability import (
    GPUS_PER_NODE,
    goodput_fraction,
    hours_between_failures,
    job_loss_gpu_hours,
    unsaved_wall_hours,
)

__all__ = ["v38", "v39", "v40", "v41", "v51"]

LLAMA_GPUS = 16_384.0
LLAMA_FAILURES_PER_GPU_DAY = 4.74e-4
LLAMA_SAVE_HOURS = 11 / 3600
LLAMA_RESTART_HOURS = 6 / 60
"""Section 5: a public log of one large run; not parameters of the simulator."""

CLUSTER_GPUS = 1_000.0
WORK_HOURS = 72.0
STOPS_PER_MONTH, STALL_HOURS = 15.0, 1.0


def v38(bench: Bench) -> float:
    """Return the goodput of a run of Llama-3 size, at Young's interval."""
    del bench
    return float(
        goodput_fraction(
            LLAMA_FAILURES_PER_GPU_DAY, LLAMA_GPUS, LLAMA_RESTART_HOURS, LLAMA_SAVE_HOURS
        )
    )


def v39(bench: Bench) -> float:
    """Return the hours between its failures."""
    del bench
    return hours_between_failures(LLAMA_FAILURES_PER_GPU_DAY, LLAMA_GPUS)


def v40(bench: Bench) -> float:
    """Return the goodput of 1,000 cards at the rules' failures, save and restart."""
    rules = bench.parameters.market.rules
    goodput = goodput_fraction(
        rules.failures_per_gpu_day, CLUSTER_GPUS, rules.restart_hours, rules.save_hours
    )
    return float(goodput)


def v41(bench: Bench) -> float:
    """Return E[wall] = M (exp(H / M) - 1) over H, for 72 h of work without checkpoint (R8)."""
    rate = bench.parameters.market.rules.failures_per_gpu_day
    between = hours_between_failures(rate, CLUSTER_GPUS)
    return unsaved_wall_hours(WORK_HOURS, between) / WORK_HOURS


def v51(bench: Bench) -> float:
    """Return the hours of the stopped instances, all that instance credits see, over the job's.

    A node is out until a hot spare stands in; meanwhile the whole job stalls for an hour (R10).
    """
    repair = bench.parameters.market.rules.repair_spare_hours
    seen = job_loss_gpu_hours(STOPS_PER_MONTH, GPUS_PER_NODE, repair)
    return seen / job_loss_gpu_hours(STOPS_PER_MONTH, CLUSTER_GPUS, STALL_HOURS)
