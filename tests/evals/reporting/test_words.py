import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import evals.metrics
from evals.metrics.table import METRICS
from evals.reporting.contents import Duel, Report
from evals.reporting.pictures import Scale, picture_of, scale_of, scale_of_metric
from evals.reporting.quoting import KINDS
from evals.reporting.texts import REPORT_TEXTS
from evals.reporting.texts_zh import GLOSSARY_ZH, REASONS_ZH
from evals.reporting.wording import GROUPS, Wording
from evals.statistics.pairing import PairedComparison
from evals.summaries import GROUPINGS
from negotiation.domain.values import LANGUAGES


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_no_text_is_missing_in_a_language() -> None:
    english, chinese = REPORT_TEXTS["en"], REPORT_TEXTS["zh"]
    assert set(english) == set(chinese)
    for key, said in english.items():
        assert placeholders(said) == placeholders(chinese[key]), key
        assert said
        assert chinese[key]


def test_english_is_english() -> None:
    assert not [said for said in REPORT_TEXTS["en"].values() if re.search(r"[\u4e00-\u9fff]", said)]


def test_what_is_named_by_data_has_a_text() -> None:
    texts = REPORT_TEXTS["en"]
    wanted = [f"by_{axis}" for axis in GROUPINGS if axis != "contestant"]
    wanted += [f"finding_{kind}" for kind in KINDS]
    wanted += [f"group_{group}" for group in GROUPS]
    wanted += [metric.better for metric in METRICS.values()]
    assert [key for key in wanted if key not in texts] == []


def test_every_metric_is_explained_in_both_languages() -> None:
    assert set(GLOSSARY_ZH) == set(METRICS)
    assert {metric.name for group in GROUPS.values() for metric in group} == set(METRICS)


def reasons() -> set[str]:
    """Read every reason out of the source of the metrics."""
    folder = Path(evals.metrics.__file__).parent
    calls = [
        node
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Undefined"
    ]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def test_every_reason_is_known_in_chinese() -> None:
    assert len(reasons()) > 10
    assert reasons() - set(REASONS_ZH) == set()


def duel(*, is_resolved: bool, **changes: float | None) -> Duel:
    values: dict[str, float | None] = {"difference": 0.123, "low": 0.05, "high": 0.19, **changes}
    comparison = PairedComparison(
        first="A",
        second="B",
        metric="own_utility",
        n_pairs=66,
        n_only_first=0,
        n_only_second=0,
        n_clusters=8,
        p_value=0.01,
        p_clustered=0.01,
        p_adjusted=0.01,
        is_resolved=is_resolved,
        difference=values["difference"],
        low=values["low"],
        high=values["high"],
    )
    return Duel(comparison=comparison, pairs_needed=100, scenarios_needed=20)


def test_a_comparison_is_said_plainly() -> None:
    english = Wording("en")
    resolved = "A is ahead of B by 12 points (95% 5 to 19): resolved."
    assert english.duel(duel(is_resolved=True)) == resolved
    open_ = english.duel(duel(is_resolved=False, low=-0.02))
    assert "(95% −2 to 19): not resolved. 34 more pairs would resolve a difference of 5" in open_
    assert "12 more scenarios" in open_
    nothing = english.duel(duel(is_resolved=False, difference=None, low=None, high=None))
    assert nothing == "A and B have no case in common: nothing can be compared."
    alike = english.duel(duel(is_resolved=False, difference=0.0, low=0.0, high=0.0))
    assert alike == "A and B came out alike in all 66 pairs."


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_sentences_can_be_said(language: str, report: Report) -> None:
    wording = Wording("zh" if language == "zh" else "en")
    said = [*map(wording.duel, report.duels), *wording.counts(report), wording.silent(report)]
    assert not [each for each in said if "{" in each]


def test_a_picture_shows_value_and_interval_in_their_places() -> None:
    scale = scale_of([(0.2, 0.1, 0.3), (0.9, 0.85, 1.0)], with_zero=True)
    assert scale == Scale(0.0, 1.0)
    found = picture_of(0.5, 0.25, 0.75, scale)
    assert found.dot == 66
    assert (found.start, found.end) == (37.0, 95.0)
    assert (found.goes_on_left, found.goes_on_right) == (False, False)
    assert picture_of(0.5, None, None, scale).start is None


def test_what_runs_off_the_scale_is_said_and_never_drawn_elsewhere() -> None:
    found = picture_of(0.5, -3.0, 0.75, Scale(0.0, 1.0))
    assert found.goes_on_left
    assert not found.goes_on_right
    assert found.start == 8
    far = picture_of(-2.0, -3.0, -1.0, Scale(0.0, 1.0))
    assert far.dot is None
    assert far.goes_on_left


def test_a_rate_is_always_on_the_whole_scale() -> None:
    assert scale_of_metric("deal_rate", [(0.4, 0.39, 0.41)]) == Scale(0.0, 1.0)
    assert scale_of_metric("own_utility", [(-9.0, -12.0, -5.0), (0.9, 0.8, 1.0)]).low == -0.5
    assert scale_of_metric("rounds", [(None, None, None)]).low < 1
