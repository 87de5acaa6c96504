import pytest

from ui.widgets.show import inert_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "%0A",
        "|x",
        "\t=1",
        " =1",
        "-1 =HYPERLINK()",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    assert inert_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-12.35 M RMB", "-1,234.6 万元", "-0.5%", "72,000 RMB per card", "尽力交付", ""]
)
def test_amounts_and_words_stay_as_they_are(text: str) -> None:
    assert inert_cell(text) == text


def test_characters_that_are_none_do_not_reach_a_cell() -> None:
    assert inert_cell("fine\u202e\ud800 print\x00") == "fine print"
    assert inert_cell("\u200b=1+1") == "'=1+1"
