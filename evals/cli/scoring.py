"""``score`` for results: every case again with today's simulator and rules, nothing played."""

import argparse
from pathlib import Path

from evals.cli.extending import extend
from negotiation.cli.output import narrator, print_json, printer

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add to the command what it does with results."""
    extend(commands, "score", is_ours=_is_ours, run=_score)


def _is_ours(options: argparse.Namespace) -> bool:
    from evals.reading import is_results

    return is_results(Path(options.folder))


def _score(options: argparse.Namespace) -> int:
    from evals.progress import progress_on
    from evals.rescoring import rescore
    from evals.results import ResultsFolder

    done = rescore(ResultsFolder.open(options.folder), progress_on(narrator()))
    if options.json:
        print_json(done.model_dump(mode="json"))
        return 0
    console = printer()
    console.print(f"{done.n_scored:,} cases scored with simulator {done.simulator}")
    for played_with, n in done.played_with.items():
        console.print(f"{n:,} of them played with simulator {played_with}")
    console.print(f"{done.n_changed:,} have other figures than before")
    return 0
