"""``demo``: a whole ``haggle run`` in this process, with the simulator, the graph and the files."""

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.bench.claims import Claim, Claims, cpu_seconds, least_cpu_seconds
from negotiation.app.table_cache import tables_of_process
from negotiation.cli.main import main

__all__ = ["measure_demo"]

LIMIT_SECONDS = 5.0


def measure_demo(*, scenario: str = "a800-supply", repeats: int = 2) -> Claims:
    """Measure a run between strategies.

    Args:
        scenario: of two parties called ``cloud`` and ``vendor``.
        repeats: runs after the first; the least time counts.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        first_s = cpu_seconds(lambda: _run(scenario, folder / "first"))
        places = (folder / str(number) for number in range(repeats))
        again_s = least_cpu_seconds(lambda: _run(scenario, next(places)), repeats=repeats)
    return (
        Claim(
            name="demo.seconds",
            claim=f"`haggle run {scenario}` between strategies, not the first time",
            unit="CPU s",
            limit=LIMIT_SECONDS,
            measured=again_s,
            details={"first_time_s": first_s},
        ),
    )


def _run(scenario: str, folder: Path) -> None:
    tables_of_process.cache_clear()  # a command values its table, whatever was played before
    seats = ("--seat", "cloud=strategy", "--seat", "vendor=strategy")
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as complaints:
        code = main(["run", scenario, *seats, "--out", str(folder)])
    if code != 0:
        raise AssertionError(f"haggle run ended with {code}: {complaints.getvalue()}")
