"""Suites in processes of their own: followed, stopped, gone on with; and some that misbehave."""

import subprocess
import sys
from io import StringIO
from os import sched_yield
from pathlib import Path

import pytest

from evals.background.jobs import COMMAND, EvalJob, EvalJobs
from evals.background.orders import Happening, Order
from evals.background.playing import Told, play
from evals.results import ResultsFolder
from negotiation.cli.output import EXIT_INTERRUPTED
from negotiation.errors import UsageError
from negotiation.settings import Settings
from tests.evals.suites import write_suite

READ = "import sys; sys.stdin.read()\n"
"""What a stand-in does first: take the order."""

ANY = Order(suite="smoke", out="nowhere")


def stand_in(*lines: str, then: str = "") -> tuple[str, ...]:
    """Return a process that says some lines and does something then."""
    said = "".join(f"print({line!r}, flush=True)\n" for line in lines)
    return (sys.executable, "-c", f"{READ}{said}{then}")


def line(**content: object) -> str:
    return Happening.model_validate(content).model_dump_json()


def happenings(written: StringIO) -> list[Happening]:
    return [Happening.model_validate_json(each) for each in written.getvalue().splitlines()]


def test_an_order_is_played_and_told_line_by_line(tmp_path: Path) -> None:
    order = Order(suite=str(write_suite(tmp_path)), out=str(tmp_path / "out"), limit=2)
    told = StringIO()
    play(order, Told(told), Settings({}))
    assert [each.kind for each in happenings(told)] == ["begun", "advanced", "advanced", "ended"]
    assert happenings(told)[0].n_cases == 2
    assert len(list(ResultsFolder(tmp_path / "out").read_cases())) == 2


def test_the_same_order_goes_on_with_what_is_left(tmp_path: Path) -> None:
    order = Order(suite=str(write_suite(tmp_path)), out=str(tmp_path / "out"), limit=1)
    play(order, Told(StringIO()), Settings({}))
    told = StringIO()
    play(order.model_copy(update={"limit": 3}), Told(told), Settings({}))
    begun, *advanced, _ = happenings(told)
    assert (begun.n_cases, begun.n_done, len(advanced)) == (3, 1, 2)


def test_what_cannot_be_played_is_said_and_no_traceback(tmp_path: Path) -> None:
    told = StringIO()
    play(Order(suite="nonesuch", out=str(tmp_path / "out")), Told(told), Settings({}))
    (last,) = happenings(told)
    assert last.kind == "failed"
    assert "no suite 'nonesuch'" in last.said


def test_a_real_process_plays_it_to_the_end(tmp_path: Path) -> None:
    suite, out = write_suite(tmp_path), tmp_path / "out"
    job = EvalJob(Order(suite=str(suite), out=str(out), limit=2))
    state = job.wait()
    assert (state.status, state.n_cases, state.n_done) == ("ended", 2, 2)
    assert len(list(ResultsFolder(out).read_cases())) == 2


def test_a_stop_ends_the_process_where_it_is() -> None:
    begun = line(kind="begun", n_cases=5, n_done=1)
    job = EvalJob(ANY, command=stand_in(begun, line(kind="advanced"), then="import time\n"
                                        "time.sleep(600)"))  # fmt: skip
    job.stop()
    assert job.state.status == "stopped"


def test_a_process_that_takes_no_notice_is_killed() -> None:
    deaf = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    then = f"{deaf}print({line(kind='noted', said='deaf')!r}, flush=True)\ntime.sleep(600)"
    job = EvalJob(ANY, command=stand_in(then=then))
    while job.state.said != "deaf":
        sched_yield()
    job.stop()
    assert job.wait().status == "stopped"


@pytest.mark.parametrize("then", ["sys.exit(3)", "import os; os.abort()", ""])
def test_a_process_without_a_last_word_has_failed(then: str) -> None:
    state = EvalJob(ANY, command=stand_in(line(kind="begun", n_cases=3), then=then)).wait()
    assert (state.status, state.n_cases) == ("failed", 3)


def test_a_line_that_is_none_of_ours_is_passed_over() -> None:
    command = stand_in("a guest prints this", line(kind="noted", said="wait"), line(kind="ended"))
    assert EvalJob(ANY, command=command).wait().status == "ended"


def test_a_note_stays_until_the_next_word() -> None:
    said = line(kind="failed", said="the endpoint is away")
    state = EvalJob(ANY, command=stand_in(line(kind="noted", said="waiting"), said)).wait()
    assert (state.status, state.said) == ("failed", "the endpoint is away")


def test_one_suite_is_played_at_a_time(tmp_path: Path) -> None:
    jobs = EvalJobs(command=stand_in(then="import time\ntime.sleep(600)"))
    first = Order(suite="smoke", out=str(tmp_path / "one"))
    job = jobs.start(first)
    try:
        assert jobs.start(first) is job
        assert [path.name for path in jobs.under_way] == ["one"]
        with pytest.raises(UsageError, match="another suite is being played"):
            jobs.start(Order(suite="smoke", out=str(tmp_path / "two")))
    finally:
        jobs.close()
    assert job.state.status == "stopped"
    assert not jobs.under_way


def test_when_one_has_ended_the_next_may_begin(tmp_path: Path) -> None:
    jobs = EvalJobs(command=stand_in(line(kind="ended")))
    first = jobs.start(Order(suite="smoke", out=str(tmp_path / "one")))
    first.wait()
    second = jobs.start(Order(suite="smoke", out=str(tmp_path / "two")))
    assert second.wait().status == "ended"
    assert jobs.find(tmp_path / "one") is first
    assert jobs.find(tmp_path / "three") is None


def test_a_process_that_nobody_listens_to_ends_and_keeps_what_is_done(tmp_path: Path) -> None:
    order = Order(suite=str(write_suite(tmp_path)), out=str(tmp_path / "out"), concurrency=1)
    with subprocess.Popen(  # noqa: S603 - our own command
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.close()
        process.stdin.write(order.model_dump_json().encode())
        process.stdin.close()
        assert process.wait() == EXIT_INTERRUPTED
    assert ResultsFolder(tmp_path / "out").is_there
