"""A folder of results: the suite as it was played, and a folder for every case.

suite.json          what is played, by whom, with which models and versions
attempts.jsonl      a line for every launch; whoever holds it may play
cases/ID/           the run's own folder: log, calls, record, scorecard
cases/ID/case.json  its result, written last and at once: a case that has one has ended
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, TypeAlias, TypeVar

from pydantic import Field, ValidationError

from evals.cases import Case
from evals.suite import Player, Suite
from negotiation.domain.values import Value
from negotiation.errors import UsageError
from negotiation.store.files import replace_file
from negotiation.store.lines import LineFile, read_lines

__all__ = [
    "Attempt",
    "CaseRecord",
    "Failure",
    "FailureOwner",
    "ResultsFolder",
    "Spent",
    "SuiteRecord",
    "is_due",
]

SUITE = "suite.json"
ATTEMPTS = "attempts.jsonl"
CASES = "cases"
CASE = "case.json"

ValueT = TypeVar("ValueT", bound=Value)


FailureOwner: TypeAlias = Literal["endpoint", "machine", "engine"]
"""Whose fault it was: a model's server; the disk, the memory or the files that may be open here; or
a bug of ours. The first two may be gone another time."""


class Failure(Value):
    """Why a case could not be played to its end. Never the contestant's fault."""

    owner: FailureOwner
    kind: str
    message: str


class Spent(Value):
    """What a case used of its models, all seats and all launches together."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    abandoned_calls: int = 0
    """Paid for and not used: answered twice, or answered and then lost with a stop."""
    failed_attempts: int = 0
    cost: float | None = None
    currency: str | None = None


class CaseRecord(Value):
    """The result of one case."""

    schema_version: Literal[1] = 1
    case: Case
    failure: Failure | None = None
    figures: dict[str, dict[str, float]] = Field(default_factory=dict)
    """By judged party and metric."""
    undefined: dict[str, dict[str, str]] = Field(default_factory=dict)
    """By judged party and metric: why there is no figure."""
    spent: Spent = Spent()
    models: dict[str, str] = Field(default_factory=dict)
    """By seat, the model as its server names it."""
    n_tries: int = 1
    played_with: str
    """Version of the simulator that the parties knew."""
    scored_with: str
    """Version of the simulator that scored it."""


def is_due(record: CaseRecord | None) -> bool:
    """Whether a case is to be played: it has no result, or something failed it that may be gone."""
    if record is None:
        return True
    return record.failure is not None and record.failure.owner != "engine"


class Attempt(Value):
    """One launch."""

    started_at: str
    executor: str
    n_cases_left: int
    versions: dict[str, str]
    git_revision: str | None


class SuiteRecord(Value):
    """What a folder of results is of."""

    schema_version: Literal[1] = 1
    suite: Suite
    contestants: tuple[Player, ...]
    case_ids: tuple[str, ...]
    digests: dict[str, str]
    """Of scenarios and personas, by their words."""
    models: dict[str, dict[str, str]]
    """By name, where each was asked."""
    versions: dict[str, str]
    git_revision: str | None
    started_at: str
    accepted_changes: tuple[str, ...] = ()
    """What has changed since the first results in the folder, in words."""

    @property
    def n_cases(self) -> int:
        """How many cases there are in all."""
        return len(self.case_ids)


@dataclass(frozen=True, slots=True)
class ResultsFolder:
    """A folder of results at ``path``."""

    path: Path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return the folder of earlier results. Raises ``UsageError`` when there is none."""
        folder = cls(path)
        if not folder.is_there:
            raise UsageError(f"no results at {path}: it has no {SUITE}")
        return folder

    @property
    def is_there(self) -> bool:
        """Whether something was begun here."""
        return (self.path / SUITE).is_file()

    def check_free(self) -> None:
        """Raise ``UsageError`` unless results can be begun here."""
        if self.path.is_dir() and any(self.path.iterdir()):
            raise UsageError(f"{self.path} is not an empty folder: choose another")

    def read_suite(self) -> SuiteRecord:
        """Read what this folder is of. Raises ``UsageError`` when it is not ours."""
        return _read(self.path / SUITE, SuiteRecord)

    def write_suite(self, record: SuiteRecord) -> None:
        """Write what this folder is of. Raises ``UsageError`` when it cannot be made."""
        try:
            (self.path / CASES).mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise UsageError(f"cannot make the folder {self.path}: {exc.strerror}") from exc
        _write(self.path / SUITE, record)

    def launch(self) -> LineFile:
        """Claim the folder for one launch. Raises ``LogConflict`` while another one holds it."""
        return LineFile(self.path / ATTEMPTS, durable=True)

    def attempts(self) -> tuple[Attempt, ...]:
        """Return every launch so far."""
        path = self.path / ATTEMPTS
        lines = read_lines(path) if path.exists() else []
        return tuple(Attempt.model_validate_json(line) for line in lines)

    def case_folder(self, case_id: str) -> Path:
        """Return where a case is played."""
        return self.path / CASES / case_id

    def read_case(self, case_id: str) -> CaseRecord | None:
        """Return the result of a case; ``None`` while it has none."""
        path = self.case_folder(case_id) / CASE
        return _read(path, CaseRecord) if path.is_file() else None

    def write_case(self, record: CaseRecord) -> None:
        """Write the result of a case, at once."""
        _write(self.case_folder(record.case.id) / CASE, record)

    def read_cases(self) -> Iterator[CaseRecord]:
        """Yield the results of the suite's cases, in its order, those that are there."""
        for case_id in self.read_suite().case_ids:
            record = self.read_case(case_id)
            if record is not None:
                yield record


def _read(path: Path, model: type[ValueT]) -> ValueT:
    try:
        return model.model_validate_json(path.read_bytes())
    except OSError as exc:
        raise UsageError(f"cannot read {path}: {exc.strerror}") from exc
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise UsageError(f"{path} is not of this version: {where}: {first['msg']}") from exc


def _write(path: Path, content: Value) -> None:
    text = json.dumps(content.model_dump(mode="json"), ensure_ascii=False, allow_nan=False)
    replace_file(path, (text + "\n").encode("utf-8", "backslashreplace"))
