"""Gates and cases as JUnit XML, which every CI shows."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals.gates import GateResult
from evals.results import CaseRecord
from negotiation.domain.values import without_control

if TYPE_CHECKING:
    from junitparser import JUnitXml, TestCase, TestSuite

__all__ = ["junit_xml", "write_junit"]


def write_junit(path: Path, gates: Sequence[GateResult], records: Iterable[CaseRecord]) -> None:
    """Write gates and cases as a file of JUnit XML.

    Raises:
        OSError: it cannot be written.
    """
    junit_xml(gates, records).write(str(path), pretty=True)


def junit_xml(gates: Sequence[GateResult], records: Iterable[CaseRecord]) -> "JUnitXml":
    """Return gates and cases as JUnit XML.

    There is a suite for every condition of a gate, with a test for every contestant, and one for
    the cases of every contestant. A case that could not be played is an error, not a failure:
    nobody's skill is in doubt.

    Args:
        gates: what the gates said; a suite each keeps their order.
        records: the results of the cases.
    """
    from junitparser import JUnitXml  # noqa: PLC0415 - an extra

    xml = JUnitXml("haggle eval")
    for name in dict.fromkeys(f"{gate.metric} {gate.wanted}" for gate in gates):
        own = (gate for gate in gates if f"{gate.metric} {gate.wanted}" == name)
        xml.add_testsuite(_suite(f"gate {name}", map(_gate_case, own)))
    by_contestant: dict[str, list[CaseRecord]] = {}
    for record in records:
        by_contestant.setdefault(record.case.contestant.name, []).append(record)
    for contestant, own_records in by_contestant.items():
        xml.add_testsuite(_suite(f"cases of {contestant}", map(_played_case, own_records)))
    xml.update_statistics()  # type: ignore[no-untyped-call]
    return xml


def _suite(name: str, cases: "Iterable[TestCase]") -> "TestSuite":
    from junitparser import TestSuite  # noqa: PLC0415 - an extra

    suite = TestSuite(without_control(name))
    suite.add_testcases(list(cases))
    return suite


def _gate_case(gate: GateResult) -> "TestCase":
    from junitparser import Failure, TestCase  # noqa: PLC0415 - an extra

    case = TestCase(without_control(gate.contestant), classname=f"haggle.gate.{gate.metric}")
    if not gate.ok:
        value = "no value" if gate.value is None else f"{gate.value:.6g}"
        case.result = [Failure(f"{gate.metric} is {value}, wanted {gate.wanted}", "gate")]
    return case


def _played_case(record: CaseRecord) -> "TestCase":
    from junitparser import Error, TestCase  # noqa: PLC0415 - an extra

    played = record.case
    name = f"{played.scenario} {played.role} against {played.opponent.name}, seed {played.seed}"
    case = TestCase(
        without_control(f"{name} [{played.id}]"),
        classname=without_control(f"haggle.case.{played.contestant.name}"),
    )
    if record.failure is not None:
        message = f"{record.failure.owner}: {record.failure.message}"
        case.result = [Error(without_control(message), record.failure.kind)]
    return case
