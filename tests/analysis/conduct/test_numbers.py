"""Figures in what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.analysis.conduct.measures import kind_of_unit
from negotiation.analysis.conduct.numbers import figures_in
from negotiation.analysis.conduct.numerals import chinese_number, english_number
from negotiation.domain.quantities import Unit, format_value
from negotiation.domain.values import LANGUAGES, Language


def read(text: str) -> list[tuple[float, str]]:
    return [(figure.value, figure.kind) for figure in figures_in(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("72,000 RMB per card", [(72_000, "money")]),
        ("¥78k", [(78_000, "money")]),
        ("seventy-eight thousand a card", [(78_000, "money")]),
        ("7.8万", [(78_000, "plain")]),
        ("七万八一张", [(78_000, "plain")]),
        ("7万8千元", [(78_000, "money")]),
        ("７８，０００元", [(78_000, "money")]),
        ("half a million RMB", [(500_000, "money")]),
        ("one and a half million", [(1_500_000, "plain")]),
        ("一亿两千万", [(120_000_000, "plain")]),
        ("四个亿", [(400_000_000, "plain")]),
        ("512 A800 cards", [(512, "cards")]),
        ("两千零四十八张卡", [(2048, "cards")]),
        ("30%, thirty per cent, 百分之三十, 三成", [(0.3, "share")] * 4),
        ("七折, 7折, 75折, 七五折, 三八折", [(v, "share") for v in (0.7, 0.7, 0.75, 0.75, 0.38)]),
        ("二折八", [(0.28, "share")]),
        ("对折", [(0.5, "share")]),
        ("三成五", [(0.35, "share")]),
        ("two-tenths", [(0.2, "share")]),
        ("a third of it up front", [(1 / 3, "share")]),
        ("half of the price", [(0.5, "share")]),
        ("30% off list, 72.5% off the list", [(0.7, "share"), (0.275, "share")]),
        ("zero point two five per cent a week", [(0.0025, "share")]),
        ("one chance in twenty", [(0.05, "share")]),
        ("三个半月, three and a half months", [(3.5, "months")] * 2),
        ("a two-year term", [(24, "months")]),
        ("签一年", [(12, "months")]),
        ("半年", [(6, "months")]),
        ("96台机器", [(96, "machines")]),
    ],
)
def test_a_figure_is_read_however_it_is_written(text: str, wanted: list[tuple[float, str]]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("70-75k RMB", 70_000, 75_000),
        ("70,000 to 80,000 RMB", 70_000, 80_000),
        ("7到8万", 70_000, 80_000),
        ("三四万", 30_000, 40_000),
        ("五到六折", 0.5, 0.6),
        ("20 to 30 percent", 0.2, 0.3),
        ("57.5 to 60%", 0.575, 0.6),
        ("三到四个月", 3, 4),
    ],
)
def test_the_low_end_of_a_range_has_the_unit_of_the_high_end(
    text: str, low: float, high: float
) -> None:
    first, second = figures_in(text)
    assert (first.value, second.value) == (low, high)
    assert first.kind == second.kind


@pytest.mark.parametrize(
    "text",
    [
        "A800, H800, H20, 910B and MiniMax-01 in 8-GPU nodes",
        "June 2023, 2023年6月, 六月, on July 4",
        "first place in the queue, 第一顺位, the 2nd round, round 3",
        "one more thing, one by one, a third party, a quarter ago",
        "一步一步来, 一年, 一张一张, 两家, 三天, 十分感谢, 千万别, 万一",
        "3 rounds, 24 hours, five customers, 24/7",
        "1. price\n2. cards",
        "NVLink: 80 GB of memory, 700 kW of power",
        "入账为零",
    ],
)
def test_names_dates_ordinals_and_idioms_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_what_is_said_to_be_about_right_is_marked() -> None:
    about = ("about 20,000", "大约两万", "20,000 or so", "两万左右", "二十多万", "不到300张")
    assert all(figures_in(text)[0].is_about for text in about)
    assert not figures_in("exactly 20,000")[0].is_about


def test_a_figure_knows_where_it_stands() -> None:
    text = "At 78,000 RMB per card."
    (figure,) = figures_in(text)
    assert text[figure.start : figure.end] == "78,000 RMB"


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    unit=st.sampled_from([unit for unit in Unit if unit is not Unit.LABEL]),
    hundredths=st.integers(min_value=1, max_value=10_000_000),
)
def test_what_we_write_is_read_back(language: Language, unit: Unit, hundredths: int) -> None:
    value = hundredths / 100
    written = format_value(value, unit, language)
    assert [figure.value for figure in figures_in(written)] == [value]
    kind = kind_of_unit(unit)
    assert figures_in(written)[0].kind in {kind, "share" if value < 1 else kind}


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    for figure in figures_in(text):
        assert 0 <= figure.start < figure.end <= len(text)


_PIECES = st.sampled_from(
    [
        *"0123456789.,%-〇一二两三四五六七八九十百千万亿点半折成个月周张元第 \x00\ud800",
        *(
            "百分之",
            "one",
            "hundred",
            "thousand",
            "million",
            "k",
            "to",
            "and",
            "half",
            " a ",
            "A800",
        ),
    ]
)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_any_heap_of_number_signs_can_be_read(text: str) -> None:
    assert len(figures_in(text)) <= len(text)


def test_a_long_text_is_read_in_no_time() -> None:
    assert len(figures_in("78,000 RMB and 七万八, " * 400)) == 800
    assert figures_in("9" * 5000 + " cards, 百分之" + "9" * 5000) == ()
    assert len(figures_in("一二三" * 3000)) <= 1


@pytest.mark.parametrize(
    ("signs", "wanted"),
    [
        ("一千零二十四", 1024),
        ("两千五", 2500),
        ("一百零五", 105),
        ("一百五", 150),
        ("十二万八", 128_000),
        ("二〇二三", 2023),
        ("六亿七千七百三十八", 600_007_738),
        ("三点五万", 35_000),
    ],
)
def test_chinese_numbers(signs: str, wanted: int) -> None:
    assert chinese_number(signs) == wanted


def test_words_that_are_no_one_number() -> None:
    assert english_number("seventy eighty") is None
    assert chinese_number("万") is None
