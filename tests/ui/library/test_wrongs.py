"""What is wrong in a draft is said in the language of the page."""

from pathlib import Path

import pytest

from negotiation.domain.references import Location
from negotiation.errors import FileProblem
from ui.data.drafts import checked, template_of, written
from ui.views.library.content import with_part
from ui.views.library.wrongs import in_words, problem_line

TABLE = ("tables", 0)
OPTIONS: Location = (*TABLE, "agenda", 1, "options")
RANGE: Location = (*TABLE, "agenda", 0, "range")


def found_in(place: Location, value: object, runs: Path) -> FileProblem:
    """Return the first thing that is wrong in the small scenario with another value in a place."""
    draft = with_part(template_of(runs, "scenario", "small"), place, value)  # type: ignore[arg-type]
    return checked(written(draft), runs, "draft").problems[0]


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        (("title", "en"), "", "不能空着"),
        (("name",), "A deal", "'A deal'不能当名字：只用小写字母、数字、-和_，最多64个"),
        ((*TABLE, "deadline_rounds"), "abc", "'abc'不是整数，这里要填整数"),
        ((*TABLE, "deadline_rounds"), 0, "0太小，不能小于1"),
        (
            (*TABLE, "protocol"),
            "zz",
            "'zz'不在可选范围里：'alternating', 'tender', 'roundtable' or 'none'",
        ),
        (("zz",), 1, "这里没有'zz'这个键"),
        ((*TABLE, "opens"), "zz", "没有'zz'；现有的是：buyer, seller"),
        (("parties", 0, "mandate", "reservation_value"), None, "必须填"),
        (("parties", 0, "mandate", "reservation_value"), "x", "'x'不是数字，这里要填数字"),
        (("parties", 0, "mandate", "goals", 0, "weight"), 3, "3太大，不能大于1"),
        (OPTIONS, [], "至少要有一个选项"),
        (OPTIONS, [4, 4], "选项重复：4"),
        (OPTIONS, [4, 8], "2个选项要各给一个分数，现在有4个"),
        ((*RANGE, "step"), -1, "-1太小，要大于0"),
        ((*RANGE, "stop"), 0.1, "终点要大于起点，现在是0.6到0.1"),
        ((*TABLE, "agenda", 0, "say", "en"), "x", "说法里要有{value}，中英文都要有"),
    ],
)
def test_what_people_meet_is_said_in_chinese(
    place: Location, value: object, expected: str, tmp_path: Path
) -> None:
    assert in_words(found_in(place, value, tmp_path), "zh") == expected


def test_the_page_says_where_in_its_own_words(tmp_path: Path) -> None:
    found = found_in(("title", "en"), "", tmp_path)
    assert problem_line(found, "en") == "line 4 title.en: this must not be empty"
    assert problem_line(found, "zh") == "第4行 title.en：不能空着"


def test_what_nobody_has_put_into_words_is_passed_on() -> None:
    found = FileProblem("own.yaml", 3, "", "is not in the plain subset of YAML")
    assert problem_line(found, "zh") == "第3行：is not in the plain subset of YAML"
