r"""A small points table with known figures, and hand-made logs of it.

Surpluses over the reservation values of 20, buyer and seller, by price and weeks:

    weeks \ price   0.6        0.7        0.8        0.9        1.0
    4               80, -20    70,  -2    60,  16    50,  34    40,  50
    8               50,  -4    40,  14    30,  32    20,  50    10,  66
    12              20,  10    10,  28     0,  46   -10,  64   -20,  80

Ten outcomes are acceptable, (60, 16), (50, 34), (40, 50) and (10, 66) are efficient among them, and
(40, 50) is every bargaining solution. The ideal gains are 60 and 66.
"""

from functools import cache
from typing import Any

from negotiation.analysis.outcome_table import OutcomeTable, outcome_table
from negotiation.analysis.scorecard import TableScore, score_table
from negotiation.domain.events import (
    AgreementReached,
    DeadlinePassed,
    Event,
    MoveRefused,
    OfferMade,
    TableOpened,
    Talked,
    TurnForfeited,
    WalkedAway,
)
from negotiation.domain.mandates import Mandate
from negotiation.domain.moves import Move, Talk
from negotiation.domain.outcomes import Outcome
from negotiation.economics.valuation import table_valuation
from tests.builders import make_range, make_scenario, mandate_content, party_content, table_content

PARTIES = ("buyer", "seller")


def make_outcomes(buyer: Any = None, seller: Any = None, **overrides: Any) -> OutcomeTable:
    """The table above; ``buyer`` and ``seller`` change the mandates."""
    scenario = make_scenario(
        parties=[
            party_content("buyer", mandate=mandate_content(**(buyer or {}))),
            party_content("seller", mandate=mandate_content(**(seller or {}))),
        ],
        **overrides,
    )
    return outcome_table(table_valuation(scenario, scenario.tables[0]))


def make_score(
    log: list[Event], *, buyer: Any = None, seller: Any = None, **overrides: Any
) -> TableScore:
    mandates = {
        "buyer": Mandate.model_validate(mandate_content(**(buyer or {}))),
        "seller": Mandate.model_validate(mandate_content(**(seller or {}))),
    }
    return score_table(make_outcomes(buyer, seller, **overrides), mandates, log)


def outcome(price: float, weeks: int) -> dict[str, float | int | str]:
    return {"price": price, "weeks": weeks}


N_OPTIONS = 130
SCORES = [float(n * n) for n in range(N_OPTIONS)]


@cache
def make_large() -> OutcomeTable:
    """130 options for each of three issues: 2,197,000 outcomes."""
    names = ("a", "b", "c")
    issues = [make_range(0, N_OPTIONS - 1, 1, id=name, unit="number") for name in names]
    table = table_content(
        agenda=[issue.model_dump(exclude_none=True) for issue in issues],
        valuation={
            "kind": "points",
            "scores": {
                "buyer": dict.fromkeys(names, SCORES),
                "seller": dict.fromkeys(names, SCORES[::-1]),
            },
        },
    )
    # High reservation values leave few acceptable outcomes, so little is sorted.
    parties = [
        party_content(name, mandate=mandate_content(reservation_value=value))
        for name, value in (("buyer", 30_000), ("seller", 15_000))
    ]
    scenario = make_scenario(parties=parties, tables=[table])
    return outcome_table(table_valuation(scenario, scenario.tables[0]))


class Log:
    """Writes a log by hand: the buyer has the odd turns."""

    def __init__(self, rounds: int = 3) -> None:
        opened = TableOpened(table="servers", parties=PARTIES, deadline_rounds=rounds)
        self.events: list[Event] = [opened]
        self.turn = 1

    def _place(self) -> dict[str, Any]:
        party = PARTIES[(self.turn - 1) % 2]
        self.turn += 1
        return {"table": "servers", "turn": self.turn - 1, "party": party}

    def offer(self, price: float, weeks: int) -> "Log":
        terms: Outcome = outcome(price, weeks)
        offer_id = f"o{self.turn}"
        self.events.append(
            OfferMade(**self._place(), offer_id=offer_id, outcome=dict(terms), message="")
        )
        return self

    def talk(self) -> "Log":
        self.events.append(Talked(**self._place(), message="Well."))
        return self

    def refuse(self) -> "Log":
        place = self._place()
        self.turn -= 1
        move = Move(act=Talk())
        self.events.append(MoveRefused(**place, move=move, reasons=("no message",)))
        return self

    def forfeit(self) -> "Log":
        self.events.append(TurnForfeited(**self._place(), reason="silent"))
        return self

    def accept(self) -> list[Event]:
        made = next(e for e in reversed(self.events) if isinstance(e, OfferMade))
        self.events.append(
            AgreementReached(
                **self._place(), offer_id=made.offer_id, outcome=made.outcome, message=""
            )
        )
        return self.events

    def leave(self) -> list[Event]:
        self.events.append(WalkedAway(**self._place(), message=""))
        return self.events

    def time_out(self) -> list[Event]:
        self.events.append(DeadlinePassed(table="servers"))
        return self.events
