"""False claims and leaks, own and theirs, and who believed what."""

from collections.abc import Sequence

import pytest

from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.debrief.records import ClaimRow
from negotiation.analysis.debrief.rows import claim_rows, leak_rows
from negotiation.domain.events import Event
from tests.analysis.debrief.seen import see
from tests.analysis.samples import Log
from tests.builders import make_party, mandate_content, text

FACT = {"id": "stock", "statement": text("We have {value}.", "我们有{value}。"), "value": 256}
PARTIES = {
    name: make_party(name, mandate=mandate_content(private_facts=[FACT]))
    for name in ("buyer", "seller")
}


def lie(party: str, turn: int) -> Finding:
    return Finding(
        kind="false_claim",
        table="servers",
        turn=turn,
        party=party,
        quote="We have none.",
        detail="says of its stock what is not so",
        fact="stock",
    )


def told(log: Sequence[Event], *findings: Finding) -> tuple[ClaimRow, ...]:
    return claim_rows(see(log, findings=findings), PARTIES)


@pytest.mark.parametrize(
    ("log", "is_believed"),
    [
        (Log(rounds=9).offer(0.6, 4).offer(1.0, 12).offer(0.8, 8).leave(), True),
        (Log(rounds=9).offer(0.6, 4).offer(1.0, 12).offer(0.6, 4).leave(), False),
        (Log(rounds=9).offer(0.6, 4).offer(1.0, 12).accept(), True),
        (Log(rounds=9).offer(0.6, 4).offer(1.0, 12).leave(), None),
        (Log(rounds=9).talk().offer(1.0, 12).offer(0.8, 8).leave(), None),
    ],
    ids=["gave ground", "stayed", "accepted", "left", "had not offered before"],
)
def test_who_gave_ground_believed(log: Sequence[Event], *, is_believed: bool | None) -> None:
    (row,) = told(log, lie("seller", 2))
    assert (row.is_own, row.is_believed, row.truth) == (False, is_believed, 256)
    assert (row.spot.turn, row.spot.quote) == (2, "We have none.")


def test_own_claims_are_told_apart() -> None:
    log = Log(rounds=9).offer(0.6, 4).offer(1.0, 12).offer(0.8, 8).offer(0.9, 8).leave()
    rows = told(log, lie("buyer", 1), lie("seller", 2))
    assert [(row.is_own, row.spot.party) for row in rows] == [(True, "buyer"), (False, "seller")]


def test_leaks_say_what_and_how_exactly() -> None:
    leak = Finding(kind="leak", table="servers", turn=1, party="buyer", detail="", fact="stock")
    line = leak.model_copy(
        update={"party": "seller", "fact": None, "issue": "weeks", "severity": "minor"}
    )
    other = lie("seller", 2)
    log = Log(rounds=9).offer(0.6, 4).offer(1.0, 12).leave()
    rows = leak_rows(see(log, findings=[leak, line, other]))
    assert [(row.what, row.is_own, row.is_exact) for row in rows] == [
        ("stock", True, True),
        ("weeks", False, False),
    ]
