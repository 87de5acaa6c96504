from pathlib import Path

from junitparser import Error, JUnitXml
from junitparser import Failure as FailedTest

from evals.gates import check_gates, gates_of
from evals.reporting.junit import write_junit
from evals.reporting.reading import read_results
from evals.results import Failure, ResultsFolder
from evals.rows import rows_of
from tests.evals.reporting.conftest import EVIL, fail

HOSTILE = 'the <server> said "no" & left \x1b[2J]]>'


def test_gates_and_cases_are_read_back(copied: ResultsFolder, tmp_path: Path) -> None:
    failed = fail(copied, 0, Failure(owner="endpoint", kind="ChatUnavailable", message=HOSTILE))
    records = read_results([copied.path]).records
    names = ["strategy:boulware", EVIL]
    gates = check_gates(tuple(rows_of(records)), gates_of(["own_utility=0"], ["breach=1"]), names)
    write_junit(tmp_path / "junit.xml", gates, records)

    xml = JUnitXml.fromfile(str(tmp_path / "junit.xml"))
    suites = {suite.name: suite for suite in xml}
    assert (xml.tests, xml.failures, xml.errors) == (4 + 18, 1, 1)
    assert set(suites) >= {"gate own_utility >= 0", "gate breach <= 1", f"cases of {EVIL}"}
    verdicts = {case.name: case.result for case in suites["gate own_utility >= 0"]}
    assert verdicts["strategy:boulware"] == []
    (broken,) = verdicts[EVIL]
    assert isinstance(broken, FailedTest)
    assert "wanted >= 0" in (broken.message or "")

    errors = [(case, case.result[0]) for suite in xml for case in suite if case.result]
    (case, error), *_ = [each for each in errors if isinstance(each[1], Error)]
    assert failed in (case.name or "")
    assert error.type == "ChatUnavailable"
    assert error.message == f"endpoint: {HOSTILE.replace(chr(27), '')}"
