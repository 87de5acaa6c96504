"""The rules over words against the labelled set: the table of the README must tell the truth."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

import negotiation.analysis.conduct
from negotiation.domain.values import LANGUAGES, Language
from tests.analysis.conduct.labelled_cases import DETECTORS, cases, found_in, is_right

README = Path(negotiation.analysis.conduct.__file__).parent / "README.md"
ENOUGH_PRECISION = 0.95


class Row(NamedTuple):
    """One row of the table."""

    positives: int
    negatives: int
    precision: str
    recall: str


def measured(kind: str, language: Language) -> Row:
    positives = [case for case in cases(kind, language) if case.wanted]
    negatives = [case for case in cases(kind, language) if not case.wanted]
    right = sum(is_right(case, found_in(case)) for case in positives)
    wrong = sum(bool(found_in(case)) for case in negatives)
    wrong += sum(bool(found := found_in(case)) and not is_right(case, found) for case in positives)
    precision, recall = right / (right + wrong), right / len(positives)
    return Row(len(positives), len(negatives), f"{precision:.3f}", f"{recall:.3f}")


def stated(kind: str, language: Language) -> Row:
    row = rf"^\| {kind} \| {language} \| (\d+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \|"
    found = re.search(row, README.read_text(encoding="utf-8"), re.MULTILINE)
    assert found, f"the README has no row for {kind} in {language}"
    return Row(int(found[1]), int(found[2]), found[3], found[4])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DETECTORS)
def test_the_readme_states_precision_and_recall(kind: str, language: Language) -> None:
    assert stated(kind, language) == measured(kind, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DETECTORS)
def test_a_finding_can_be_trusted(kind: str, language: Language) -> None:
    assert float(measured(kind, language).precision) >= ENOUGH_PRECISION


def test_the_set_is_large_enough() -> None:
    every = [case for kind in DETECTORS for language in LANGUAGES for case in cases(kind, language)]
    assert sum(bool(case.wanted) for case in every) >= 40
    assert sum(not case.wanted for case in every) >= 40
