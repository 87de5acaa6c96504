"""Every benchmark."""

from evals.bench.claims import Benchmark
from evals.bench.frontier import measure_frontier
from evals.bench.local import measure_local
from evals.bench.model_turns import measure_model_turns
from evals.bench.outcomes import measure_outcomes
from evals.bench.reports import measure_report
from evals.bench.runs import measure_demo
from evals.bench.saver import measure_saver
from evals.bench.scramble import measure_scramble
from evals.bench.simulator import measure_simulator
from evals.bench.sparring.standing import measure_sparring
from evals.bench.startup import measure_startup
from evals.bench.throughput import measure_throughput
from evals.bench.turns import measure_turns
from evals.bench.ui_pages import measure_ui
from evals.bench.validity import measure_validity
from negotiation.errors import UsageError

__all__ = ["BENCHMARKS", "chosen"]

BENCHMARKS = (
    Benchmark("help", "how long a fresh process takes to say what it can do", measure_startup),
    Benchmark("turns", "whether a turn costs the same in long talks", measure_turns),
    Benchmark("saver", "what a person's seat leaves on disk", measure_saver),
    Benchmark("frontier", "the Pareto frontier of a million outcomes", measure_frontier),
    Benchmark("outcomes", "everything that `haggle frontier` says", measure_outcomes),
    Benchmark("simulator", "contracts valued on a thousand futures", measure_simulator),
    Benchmark("model", "a model's whole turn against a bare call", measure_model_turns),
    Benchmark("demo", "a whole `haggle run`", measure_demo),
    Benchmark("throughput", "many runs at once, with models and without", measure_throughput),
    Benchmark("report", "the report of ten thousand cases", measure_report),
    Benchmark("ui", "how quickly the app comes up, answers and scrolls", measure_ui),
    Benchmark("scramble", "how the campaign ends, over 200 seeds", measure_scramble),
    Benchmark("validity", "whether what is called skill is skill", measure_validity),
    Benchmark("sparring", "our strategies among NegMAS negotiators", measure_sparring),
    Benchmark("local", "what the local model's cache saves two seats", measure_local),
)


def chosen(name: str | None) -> tuple[Benchmark, ...]:
    """Return the benchmark of a name, or all without one.

    Raises:
        UsageError: there is no such benchmark.
    """
    found = tuple(benchmark for benchmark in BENCHMARKS if name in {None, benchmark.name})
    if not found:
        known = ", ".join(benchmark.name for benchmark in BENCHMARKS)
        raise UsageError(f"no benchmark {name!r}; known are {known}")
    return found
