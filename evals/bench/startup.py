"""``help``: a fresh process of the command against a fresh process of bare Python."""

from statistics import median

from evals.bench.claims import Claim, Claims, child_cpu_seconds

__all__ = ["measure_startup"]

HELP_LIMIT_SECONDS = 0.3
IMPORT_LIMIT_SECONDS = 0.1
HELP_LIMIT_RATIO = 20.0

HELP = ("-m", "negotiation.cli.main", "--help")
BARE = ("-c", "pass")
IMPORT = ("-c", "import negotiation")


def measure_startup(*, repeats: int = 9) -> Claims:
    """Measure what it costs to start.

    Args:
        repeats: fresh processes of each kind; their median counts.
    """
    taken: dict[tuple[str, ...], list[float]] = {HELP: [], BARE: [], IMPORT: []}
    for arguments in taken:
        child_cpu_seconds(arguments)  # the first one may have to compile
    for _ in range(repeats):
        for arguments, seconds in taken.items():  # in turn, so that noise meets all alike
            seconds.append(child_cpu_seconds(arguments))
    helping, bare, importing = (median(seconds) for seconds in taken.values())
    details = {"help_s": helping, "bare_python_s": bare, "import_negotiation_s": importing}
    return (
        Claim(
            name="help.ratio",
            claim="`haggle --help` against a bare `python -c pass`",
            unit="ratio",
            limit=HELP_LIMIT_RATIO,
            measured=helping / bare,
            details=details,
        ),
        Claim(
            name="help.seconds",
            claim="`haggle --help` in a fresh process",
            unit="CPU s",
            limit=HELP_LIMIT_SECONDS,
            measured=helping,
        ),
        Claim(
            name="help.import",
            claim="`import negotiation` in a fresh process",
            unit="CPU s",
            limit=IMPORT_LIMIT_SECONDS,
            measured=importing,
        ),
    )
