"""The results in a folder as a list, and what the data behind it keeps."""

import shutil
from pathlib import Path

import pytest

from evals.results import ResultsFolder
from negotiation.domain.values import Text
from negotiation.errors import UsageError
from ui.data.evals import find_evals, opened
from ui.views.evals.listing import EvalLine, line_rows, state_of


@pytest.mark.parametrize(
    ("readable", "complete", "playing", "state"),
    [
        (False, False, True, "unreadable"),
        (True, True, True, "playing"),
        (True, True, False, "complete"),
        (True, False, False, "unfinished"),
    ],
)
def test_results_are_in_one_state(
    *, readable: bool, complete: bool, playing: bool, state: str
) -> None:
    found = state_of(is_readable=readable, is_complete=complete, is_under_way=playing)
    assert found == state


def test_a_line_says_how_many_results_there_are() -> None:
    line = EvalLine("eval-x-1", Text(en="X", zh="某"), 1200, 3000, 0, "unfinished")
    (row,) = line_rows((line,), {"unfinished": "not finished"}, "zh")
    assert row == ["eval-x-1", "某", "1,200 / 3,000", "not finished", "–"]


def test_only_folders_of_results_are_listed(eval_runs: Path) -> None:
    (eval_runs / "a-run").mkdir()
    (entry,) = find_evals(eval_runs)
    assert (entry.name, entry.n_results, entry.is_complete) == ("eval-tiny-1", 16, True)
    assert find_evals(eval_runs / "nowhere") == ()


def test_results_that_cannot_be_read_are_listed_and_refused(eval_runs: Path) -> None:
    (eval_runs / "eval-tiny-1" / "suite.json").write_text("{}", "utf-8")
    (entry,) = find_evals(eval_runs)
    assert entry.record is None
    assert not entry.is_complete
    with pytest.raises(UsageError, match="not of this version"):
        opened(entry.path)


def test_results_of_an_earlier_suite_do_not_count(eval_runs: Path) -> None:
    folder = ResultsFolder(eval_runs / "eval-tiny-1")
    record = folder.read_suite()
    folder.write_suite(record.model_copy(update={"case_ids": record.case_ids[:3]}))
    (entry,) = find_evals(eval_runs)
    assert (entry.n_results, entry.is_complete) == (3, True)


def test_what_was_read_stays_until_a_result_is_added(eval_runs: Path) -> None:
    path = eval_runs / "eval-tiny-1"
    (last,) = ResultsFolder(path).read_suite().case_ids[-1:]
    before = opened(path)
    assert opened(path) is before
    shutil.move(path / "cases" / last, eval_runs / "aside")
    assert len(opened(path).rows) == len(before.rows) - 1
    shutil.move(eval_runs / "aside", path / "cases" / last)
    assert len(opened(path).rows) == len(before.rows)
