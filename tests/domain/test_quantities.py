from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.domain.quantities import OptionValue, Unit, format_amount, format_value, scale_of
from negotiation.domain.values import Language

numbers = st.integers(-(10**39), 10**39) | st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        ("front_loaded", Unit.LABEL, "front_loaded", "front_loaded"),
        (0.5, Unit.NUMBER, "0.5", "0.5"),
        (96, Unit.NUMBER, "96", "96"),
        (12, Unit.POINTS, "12 points", "12分"),
        (0.28, Unit.FRACTION, "28%", "28%"),
        (0.575, Unit.FRACTION, "57.5%", "57.5%"),
        (1.0, Unit.FRACTION, "100%", "100%"),
        (0, Unit.FRACTION, "0%", "0%"),
        (0.0025, Unit.FRACTION_PER_WEEK, "0.25% per week", "每周0.25%"),
        (500, Unit.CNY, "500 RMB", "500元"),
        (9999.5, Unit.CNY, "9,999.5 RMB", "9,999.5元"),
        (25_000_000, Unit.CNY, "25,000,000 RMB", "2,500万元"),
        (12_345_678, Unit.CNY, "12,345,678 RMB", "1,234.5678万元"),
        (72_000, Unit.CNY_PER_GPU, "72,000 RMB per card", "每张卡72,000元"),
        (16_700, Unit.CNY_PER_GPU_MONTH, "16,700 RMB per GPU-month", "每卡每月16,700元"),
        (1_024, Unit.GPUS, "1,024 cards", "1,024张卡"),
        (4, Unit.WEEKS, "4 weeks", "4周"),
        (3.5, Unit.MONTHS, "3.5 months", "3.5个月"),
    ],
)
def test_every_unit_reads_well_in_both_languages(
    value: OptionValue, unit: Unit, english: str, chinese: str
) -> None:
    assert format_value(value, unit, "en") == english
    assert format_value(value, unit, "zh") == chinese


@pytest.mark.parametrize(
    ("unit", "english"),
    [
        (Unit.WEEKS, "1 week"),
        (Unit.MONTHS, "1 month"),
        (Unit.GPUS, "1 card"),
        (Unit.POINTS, "1 point"),
    ],
)
def test_one_is_singular_in_english(unit: Unit, english: str) -> None:
    assert format_value(1, unit, "en") == english
    assert format_value(1.0, unit, "en") == english
    assert "1" in format_value(1, unit, "zh")


@given(numbers)
def test_a_number_is_written_exactly(number: float) -> None:
    written = format_value(number, Unit.NUMBER, "en")
    assert "e" not in written.lower()
    assert Decimal(written.replace(",", "")) == Decimal(str(number))


@given(numbers)
def test_a_fraction_is_a_hundred_times_itself_to_the_last_digit(number: float) -> None:
    written = format_value(number, Unit.FRACTION, "zh")
    assert Decimal(f"{written.removesuffix('%').replace(',', '')}e-2") == Decimal(str(number))


@given(st.integers(10_000, 10**39))
def test_chinese_money_counts_in_ten_thousands_without_rounding(amount_cny: int) -> None:
    written = format_value(amount_cny, Unit.CNY, "zh")
    assert Decimal(f"{written.removesuffix('万元').replace(',', '')}e4") == amount_cny


@pytest.mark.parametrize("number", [1e-7, 1.5e-10, 1e16, 0.1 + 0.2, 10**30 + 1])
def test_nothing_is_rounded_and_nothing_has_an_exponent(number: float) -> None:
    written = format_value(number, Unit.NUMBER, "en")
    assert Decimal(written.replace(",", "")) == Decimal(str(number))
    assert "e" not in written.lower()


def test_there_is_no_minus_zero() -> None:
    assert format_value(-0.0, Unit.FRACTION, "en") == "0%"


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_label_is_itself_whatever_the_unit(unit: Unit, language: Language) -> None:
    assert format_value("尽力交付", unit, language) == "尽力交付"


def test_money_for_reading_is_rounded_with_its_sign() -> None:
    assert format_amount(1_234_567_890.0, "cny", "en") == "1,234.57 M RMB"
    assert format_amount(-1_234_567_890.0, "cny", "zh") == "-123,456.8 万元"


def test_small_amounts_are_written_in_full() -> None:
    assert format_amount(200.5, "cny", "en") == "200.5 RMB"
    assert format_amount(-9_999.0, "cny", "zh") == "-9,999 元"
    assert format_amount(9_007_199_254_740_992.0, "points", "en") == "9,007,199,254,740,992 points"


def test_amounts_that_stand_together_have_one_scale() -> None:
    scale = scale_of([500.0, -2_000_000.0], "cny", "en")
    assert (scale.show(500.0), scale.show(-2_000_000.0), scale.unit) == ("0.00", "-2.00", "M RMB")
