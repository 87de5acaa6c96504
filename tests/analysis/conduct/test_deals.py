"""Rules over acts: every log is labelled with what must be found in it, and nothing else may be.

The table is that of ``tests.analysis.samples``: the buyer's worth falls with the price, the
seller's rises, and both have an alternative worth 20. Written before the rules were run.
"""

from collections.abc import Mapping, Sequence

import pytest

from negotiation.analysis.conduct.deals import STANDSTILL_ROUNDS
from negotiation.analysis.conduct.finding import Finding
from negotiation.analysis.conduct.rules import find_conduct
from negotiation.analysis.outcome_table import OutcomeTable
from negotiation.domain.events import Event, OfferMade, OfferRejected
from tests.analysis.samples import Log, make_outcomes
from tests.builders import make_scenario, mandate_content, party_content

OUTCOMES = make_outcomes()
ACTS = ("breach", "missed_offer", "missed_zopa", "irrational_refusal", "deadlock")


class Talk(Log):
    """A log with rejections."""

    def reject(self) -> "Talk":
        made = [event for event in self.events if isinstance(event, OfferMade)]
        place = self._place()
        last = [offer for offer in made if offer.party != place["party"]][-1]
        self.events.append(OfferRejected(**place, offer_id=last.offer_id, message="No."))
        return self

    def offer(self, price: float, weeks: int) -> "Talk":
        super().offer(price, weeks)
        return self


def found_in(
    events: Sequence[Event], table: OutcomeTable = OUTCOMES, **mandate: object
) -> tuple[Finding, ...]:
    parties = make_scenario(
        parties=[
            party_content(name, mandate=mandate_content(**mandate)) for name in ("buyer", "seller")
        ]
    ).parties
    found = find_conduct(table, parties, events, "en")
    return tuple(each for each in found if each.kind in ACTS)


def kinds(found: Sequence[Finding]) -> list[tuple[str, str | None]]:
    return sorted((each.kind, each.party) for each in found)


LABELLED: Mapping[str, tuple[Sequence[Event], list[tuple[str, str | None]]]] = {
    # --- something to be found
    "two good offers left standing at the deadline": (
        Talk(1).offer(1.0, 4).offer(1.0, 8).time_out(),
        [("missed_offer", "buyer"), ("missed_offer", "seller")],
    ),
    "only one side's offer was good": (
        Talk(1).offer(0.6, 4).offer(1.0, 4).time_out(),
        [("missed_offer", "buyer")],
    ),
    "the buyer walks away from a good offer": (
        Talk(2).talk().offer(1.0, 4).leave(),
        [("irrational_refusal", "buyer")],
    ),
    "the seller walks away from a good offer": (
        Talk(2).offer(1.0, 4).leave(),
        [("irrational_refusal", "seller")],
    ),
    "a good offer rejected, then a worse one signed": (
        Talk(3).offer(1.0, 4).reject().offer(0.8, 4).accept(),
        [("irrational_refusal", "seller")],
    ),
    "a good offer rejected, then nothing": (
        Talk(1).offer(1.0, 4).reject().time_out(),
        [("irrational_refusal", "seller"), ("missed_zopa", None)],
    ),
    "nothing was offered and the time ran out": (
        Talk(1).talk().talk().time_out(),
        [("missed_zopa", None)],
    ),
    "only offers that the other could not take": (
        Talk(1).offer(0.6, 4).offer(1.0, 12).time_out(),
        [("missed_zopa", None)],
    ),
    "the same offers over and over": (
        Talk(4).offer(0.6, 4).offer(1.0, 12).offer(0.6, 4).offer(1.0, 12)
        .offer(0.6, 4).offer(1.0, 12).offer(0.6, 4).offer(1.0, 12).time_out(),
        [("deadlock", None), ("missed_zopa", None)],
    ),
    "one offer each, then only talk": (
        Talk(4).offer(0.6, 4).offer(1.0, 12).talk().talk().talk().talk().talk().talk().time_out(),
        [("deadlock", None), ("missed_zopa", None)],
    ),
    "a walk out of a standstill": (
        Talk(5).offer(0.6, 4).offer(1.0, 12).talk().talk().talk().talk().talk().talk().leave(),
        [("deadlock", None), ("missed_zopa", None)],
    ),
    "the buyer offers more than it may": (
        Talk(6).offer(1.0, 12).events,
        [("breach", "buyer")],
    ),
    "the seller signs below its alternative": (
        Talk(1).offer(0.6, 4).accept(),
        [("breach", "seller")],
    ),
    # --- nothing to be found
    "a fair deal": (Talk(2).offer(1.0, 4).accept(), []),
    "a deal after a round of offers": (Talk(2).offer(0.8, 4).offer(1.0, 4).accept(), []),
    "a bad offer rejected, then a good one signed": (
        Talk(3).offer(0.6, 12).reject().offer(1.0, 4).accept(),
        [],
    ),
    "a good offer rejected for a better one": (
        Talk(3).offer(0.8, 4).reject().offer(1.0, 4).accept(),
        [],
    ),
    "talks that go on": (Talk(6).offer(1.0, 4).offer(1.0, 8).events, []),
    "a rejection while talks go on": (Talk(6).offer(0.6, 12).reject().events, []),
    "no standstill: one side moves": (
        Talk(4).offer(0.7, 4).offer(1.0, 4).offer(0.7, 4).offer(0.9, 4)
        .offer(0.7, 4).offer(1.0, 4).offer(0.8, 4).accept(),
        [],
    ),
    "no standstill: a deal ends it": (
        Talk(4).offer(0.9, 4).offer(1.0, 4).offer(0.9, 4).offer(1.0, 4)
        .offer(0.9, 4).offer(1.0, 4).offer(0.9, 4).accept(),
        [],
    ),
    "a lost turn is no refusal": (Talk(3).offer(1.0, 4).forfeit().offer(1.0, 4).accept(), []),
    "a refused move is no refusal": (Talk(3).offer(1.0, 4).refuse().accept(), []),
    "talk before a deal": (Talk(3).talk().talk().offer(1.0, 4).accept(), []),
}  # fmt: skip


@pytest.mark.parametrize("name", LABELLED)
def test_a_labelled_log(name: str) -> None:
    events, wanted = LABELLED[name]
    assert kinds(found_in(events)) == wanted


def test_there_are_ten_of_each() -> None:
    n_found = sum(bool(wanted) for _, wanted in LABELLED.values())
    assert n_found >= 10
    assert len(LABELLED) - n_found >= 10


def test_no_common_ground_is_no_missed_deal() -> None:
    table = make_outcomes({"reservation_value": 90}, {"reservation_value": 90})
    assert found_in(Talk(1).talk().talk().time_out(), table) == ()


def test_a_walk_away_from_a_bad_offer_is_none_to_blame() -> None:
    found = found_in(Talk(2).offer(0.6, 4).leave())
    assert kinds(found) == [("missed_zopa", None)]


def test_a_signed_breach_is_major_and_an_offered_one_minor() -> None:
    signed = found_in(Talk(1).offer(0.6, 4).accept())
    offered = found_in(Talk(6).offer(1.0, 12).events)
    assert [each.severity for each in (*signed, *offered)] == ["major", "minor"]


def test_a_red_line_names_its_issue() -> None:
    line = {"issue": "weeks", "at_most": 8, "reason": {"en": "Late.", "zh": "晚。"}}
    found = found_in(Talk(6).offer(0.6, 12).events, red_lines=[line])
    assert [(each.kind, each.issue) for each in found] == [("breach", "weeks")]


def test_a_standstill_lasts_some_rounds() -> None:
    talk = Talk(STANDSTILL_ROUNDS).offer(0.6, 4).offer(1.0, 12)
    for _ in range(STANDSTILL_ROUNDS - 1):
        talk.talk().talk()
    assert "deadlock" in {each.kind for each in found_in(talk.time_out())}
    short = Talk(STANDSTILL_ROUNDS - 1).offer(0.6, 4).offer(1.0, 12)
    for _ in range(STANDSTILL_ROUNDS - 2):
        short.talk().talk()
    assert "deadlock" not in {each.kind for each in found_in(short.time_out())}
