"""Before the first case: what is to be played, what is there already, and what has changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from evals.cases import Case, expand
from evals.deciding import decided, described, guests_of, models_of_cases
from evals.metrics.table import known_metric
from evals.provenance import git_revision, versions_of_evals
from evals.results import ResultsFolder, SuiteRecord, is_due
from evals.shelf import Shelf, load_suite
from evals.suite import Player, Suite
from negotiation.app.endpoints import Endpoints
from negotiation.domain.values import Value
from negotiation.errors import UsageError

__all__ = ["EvalPlan", "Wishes", "choose_folder", "differences", "open_results", "prepare"]


class Wishes(Value):
    """What the command line changes about a suite."""

    contestants: tuple[Player, ...] = ()
    only_named: bool = False
    """Whether the suite's own baselines stay away."""
    seeds: int | None = None
    repeats: int | None = None
    languages: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class EvalPlan:
    """What is to be played."""

    suite: Suite
    shelf: Shelf
    cases: tuple[Case, ...]
    record: SuiteRecord


def prepare(name: str, wishes: Wishes, endpoints: Endpoints, *, started_at: str) -> EvalPlan:
    """Load a suite and multiply it out.

    Raises:
        CatalogError: the suite or a file that it names is wrong.
        UsageError: there is no such suite, scenario, persona, role, strategy or model.
    """
    suite, folder = load_suite(name)
    changes = {
        key: value
        for key, value in wishes.model_dump(include={"seeds", "repeats", "languages"}).items()
        if value is not None
    }
    suite = Suite.model_validate({**suite.model_dump(), **changes})
    contestants = _contestants(suite, wishes)
    for metric in suite.headline:
        known_metric(metric)
    shelf = Shelf.of(suite, folder, n_seeds=suite.seeds)
    cases = expand(suite, shelf, contestants)
    asked = models_of_cases(cases, shelf, endpoints)
    models = {name: described(name, endpoints) for names in asked.values() for name in names}
    guests = guests_of((*contestants, *suite.opponents))
    cases = tuple(
        decided(case, asked[case.contestant.who, case.opponent.who], models, guests)
        for case in cases
    )
    record = SuiteRecord(
        suite=suite,
        contestants=contestants,
        case_ids=tuple(case.id for case in cases),
        digests={**shelf.digests, **guests},
        models=models,
        versions=versions_of_evals(),
        git_revision=git_revision(),
        started_at=started_at,
    )
    return EvalPlan(suite, shelf, cases, record)


def _contestants(suite: Suite, wishes: Wishes) -> tuple[Player, ...]:
    own = () if wishes.only_named else suite.contestants
    known = {player.name for player in wishes.contestants}
    if len(known) < len(wishes.contestants):
        raise UsageError("--contestant: a name is given twice")
    return (*(player for player in own if player.name not in known), *wishes.contestants)


def choose_folder(parent: Path, plan: EvalPlan) -> ResultsFolder:
    """Return where results go that name no folder: the unfinished ones of the same plan, or new.

    ``eval-smoke-1``, then ``eval-smoke-2``.
    """
    for number in count(1):
        folder = ResultsFolder(parent / f"eval-{plan.suite.name}-{number}")
        if not folder.path.exists():
            return folder
        if folder.is_there and _is_unfinished(folder, plan):
            return folder
    raise AssertionError("numbers do not end")


def _is_unfinished(folder: ResultsFolder, plan: EvalPlan) -> bool:
    earlier = folder.read_suite()
    if any(differences(earlier, plan.record)):
        return False
    return any(is_due(folder.read_case(case_id)) for case_id in earlier.case_ids)


def open_results(folder: ResultsFolder, plan: EvalPlan, *, accept_changes: bool) -> list[str]:
    """Begin results in a folder, or go on with those that are there.

    Returns:
        What has changed since they were begun, where that is accepted.

    Raises:
        UsageError: the folder holds something else, or results of something that has changed
            since; the message says what.
    """
    if not folder.is_there:
        folder.check_free()
        folder.write_suite(plan.record)
        return []
    earlier = folder.read_suite()
    changed = list(differences(earlier, plan.record))
    if changed and not accept_changes:
        raise UsageError(
            f"{folder.path} holds results of something else:\n  "
            + "\n  ".join(changed)
            + "\nchoose another folder, or say --accept-changes: results of cases that are still "
            "the same are kept"
        )
    if changed:
        accepted = (*earlier.accepted_changes, *changed)
        kept = {"started_at": earlier.started_at, "accepted_changes": accepted}
        folder.write_suite(plan.record.model_copy(update=kept))
    return changed


def differences(earlier: SuiteRecord, now: SuiteRecord) -> Iterator[str]:
    """Say what decides results and is not as it was."""
    yield from _changed("suite.", earlier.suite.model_dump(), now.suite.model_dump())
    yield from _changed(
        "contestant ",
        {player.name: player.who for player in earlier.contestants},
        {player.name: player.who for player in now.contestants},
    )
    yield from _changed("content of ", _short(earlier.digests), _short(now.digests))
    yield from _changed("model ", earlier.models, now.models)
    yield from _changed("version of ", _deciding(earlier.versions), _deciding(now.versions))


def _changed(
    prefix: str, earlier: Mapping[str, object], now: Mapping[str, object]
) -> Iterator[str]:
    for key in dict.fromkeys((*earlier, *now)):
        if earlier.get(key) != now.get(key):
            yield f"{prefix}{key}: {_shown(earlier.get(key))} -> {_shown(now.get(key))}"


def _shown(value: object) -> str:
    if value is None:
        return "absent"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_shown(each)}" for key, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_shown, value))}]"
    return str(value)


def _deciding(versions: Mapping[str, str]) -> dict[str, str]:
    """Return the versions that decide what happens in a case, and not only how fast."""
    return {name: versions[name] for name in ("haggle", "simulator") if name in versions}


def _short(digests: Mapping[str, str]) -> dict[str, str]:
    return {word: digest[:12] for word, digest in digests.items()}
