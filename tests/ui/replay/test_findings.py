"""Findings of conduct as lines under their turns."""

from negotiation.analysis.conduct.finding import Finding
from tests.builders import make_table
from ui.views.replay.findings import findings_by_turn

FINDINGS = (
    Finding(kind="leak", table="servers", turn=3, party="buyer", detail="x", fact="stock_gpus",
            quote="We have 500."),
    Finding(kind="breach", table="servers", turn=3, party="buyer", detail="x", issue="weeks"),
    Finding(kind="deadlock", table="servers", turn=9, party=None, detail="x"),
)  # fmt: skip


def test_each_turn_has_what_was_found_in_it() -> None:
    assert findings_by_turn(FINDINGS, make_table(), "en") == {
        3: (
            "private value leaked (stock_gpus): “We have 500.”",
            "beyond its own limits (Delivery)",
        ),
        9: ("standstill",),
    }


def test_they_are_told_in_the_language_of_the_page() -> None:
    assert findings_by_turn(FINDINGS[1:2], make_table(), "zh") == {3: ("越过自己的底线（交期）",)}
