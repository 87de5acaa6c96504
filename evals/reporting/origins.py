"""Where results come from, in words: a name and what is said under it."""

from collections.abc import Iterator, Mapping

from evals.reporting.contents import Origin
from evals.reporting.formats import count_shown

__all__ = ["origin_lines"]

SHORT = 12
"""Digits of a revision in a list."""


def origin_lines(origin: Origin, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield all that is known of where results come from, but for the digests of scenarios."""
    counts = {"n": count_shown(origin.n_results), "cases": count_shown(origin.n_cases)}
    yield texts["folder"], f"{origin.path} ({texts['results_of'].format(**counts)})"
    seeds = f"{texts['seeds']} {origin.seeds}, {texts['repeats']} {origin.repeats}"
    yield texts["suite"], f"{origin.suite}, {seeds}"
    yield texts["suite_digest"], origin.suite_digest
    yield texts["begun"], origin.started_at
    yield texts["revision"], origin.git_revision or texts["unknown"]
    yield texts["versions"], ", ".join(" ".join(pair) for pair in origin.versions.items())
    for key, versions in (("simulator", origin.played_with), ("scored", origin.scored_with)):
        yield texts[key], "; ".join(_counted(versions, texts["cases_of"], "version"))
    asked = (f"{name} ({_listed(where)})" for name, where in origin.addresses.items())
    yield texts["addresses"], "; ".join(asked) or texts["none"]
    answered = _counted(origin.answered_by, texts["seats_of"], "model")
    yield texts["models"], "; ".join(answered) or texts["none"]
    for launch in origin.launches:
        revision = (launch.git_revision or texts["unknown"])[:SHORT]
        said = texts["launch"].format(
            started=launch.started_at,
            executor=launch.executor,
            n=count_shown(launch.n_cases_left),
            revision=revision,
        )
        yield texts["launches"], said


def _counted(counts: Mapping[str, int], text: str, key: str) -> Iterator[str]:
    for word, n in counts.items():
        yield text.format(**{key: word, "n": count_shown(n)})


def _listed(where: Mapping[str, str]) -> str:
    return ", ".join(f"{key} {value}" for key, value in where.items())
